"""A schema with more labels, as when a file knows some that nobody has thought of."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.annotation.schema import Schema
from inloop.kernel.errors import InvalidInputError


def with_labels(schema: Schema, names: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Give the document of a schema in which questions have these labels too.

    Parameters
    ----------
    names
        Question id → names of labels; those that are there already, by name or id, are not added again.

    Raises
    ------
    InvalidInputError
        There is no such question, or it has no labels.

    Examples
    --------
    >>> asked = {"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]}
    >>> schema = Schema.read({"fields": [{"id": "text"}], "questions": [asked]})
    >>> document = with_labels(schema, {"mood": ["Good", "so-so"]})
    >>> [label["name"] for label in document["questions"][0]["labels"]]
    ['good', 'bad', 'so-so']
    """
    document = schema.write()
    for question in document["questions"]:
        wanted = names.get(question["id"], ())
        labels = question.get("labels")
        if wanted and not isinstance(labels, list):
            raise InvalidInputError(f"A {question['kind']} question has no labels to add.", where=question["id"])
        for name in wanted:
            if name.strip().casefold() not in _said(labels):
                question["labels"] = labels = [*labels, {"name": name.strip()}]
    unknown = set(names) - {question.id for question in schema.questions}
    if unknown:
        raise InvalidInputError("There is no such question.", where=min(unknown))
    return document


def _said(labels: Sequence[Mapping[str, Any]]) -> set[str]:
    return {str(label.get(what) or "").casefold() for label in labels for what in ("name", "id")}
