"""What each column of a file is, in short words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from inloop.annotation.json_cell import from_json
from inloop.kernel.errors import InvalidInputError

FIELD_ROLES = ("field", "metadata", "blind")
ANSWER_ROLES = ("label", "prediction", "gold", "outcome")
ROLES = (*FIELD_ROLES, "key", "group", "annotator", *ANSWER_ROLES, "ignore")


def read_columns(columns: Mapping[str, str]) -> list[dict[str, str]]:
    """Read column → ``role`` or ``role:target``; the target is a field, or the question that is answered.

    >>> read_columns({"body": "field:text", "intent": "label"})
    [{'name': 'body', 'role': 'field', 'to': 'text'}, {'name': 'intent', 'role': 'label'}]
    """
    return [_read(name, *text.split(":", 1)) for name, text in columns.items()]


def _read(name: str, role: str, target: str = "") -> dict[str, str]:
    if role not in ROLES:
        raise InvalidInputError(f"'{role}' is not a role of a column.", hint=f"Known: {', '.join(ROLES)}.", where=name)
    column = {"name": name, "role": role}
    if not target:
        return column
    if role not in (*FIELD_ROLES, *ANSWER_ROLES):
        raise InvalidInputError(f"A column of role '{role}' has no target.", hint=f"Write {name}={role}.", where=name)
    return {**column, "to" if role in FIELD_ROLES else "question": target}


def suggested_columns(preview: Mapping[str, Any], schema: Mapping[str, Any]) -> list[dict[str, str]]:
    """Take the suggested roles, as far as the schema has a place for them.

    A column that is to be shown but has another name than the fields of the schema goes to the first field that no
    column has; a column that is called as a question holds answers to it, one of answers of some kind those to the
    first of its kind; the columns of an export of ours go where they came from. What has no place is ignored.
    """
    fields = [field["id"] for field in schema["fields"]]
    columns: Sequence[Mapping[str, Any]] = preview["columns"]
    names = {column["name"] for column in columns}
    own = {f"field.{name}" for name in fields} & names
    free = [name for name in fields if name not in names]
    asked = [*schema["questions"]]
    asked.sort(key=lambda question: question["id"] != schema.get("target"))
    return [_own(column, asked) if own else _place(column, fields, free, asked) for column in columns]


def missing_labels(
    preview: Mapping[str, Any], columns: Sequence[Mapping[str, str]], schema: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Give question → the labels in columns of answers that it does not have.

    >>> seen = {"columns": [{"name": "mood", "values": [{"value": "good"}, {"value": "so-so"}]}]}
    >>> asked = {"questions": [{"id": "mood", "labels": [{"id": "good", "name": "Good"}]}], "target": "mood"}
    >>> missing_labels(seen, [{"name": "mood", "role": "label"}], asked)
    {'mood': ['so-so']}
    """
    questions = {question["id"]: question for question in schema["questions"]}
    values = {column["name"]: column.get("values") or [] for column in preview["columns"]}
    missing: dict[str, list[str]] = {}
    for column in columns:
        name = column.get("question", schema["target"])
        labels = questions.get(name, {}).get("labels") if column["role"] in ANSWER_ROLES else None
        if labels is not None:
            known = {_fold(label[what]) for label in labels for what in ("name", "id")}
            said = (
                one for each in values.get(column["name"], ()) for one in _labels_in(each["value"], questions[name])
            )
            new = [one for one in dict.fromkeys(said) if _fold(one) not in known]
            missing.setdefault(name, []).extend(new)
    return {name: new for name, new in missing.items() if new}


def _labels_in(cell: str, question: Mapping[str, Any]) -> list[str]:
    """Name the labels that a cell says: emotions stand before their intensity, answers to units behind the unit.

    >>> _labels_in('{"joy": 2, "fear": 1}', {"kind": "emotions"}), _labels_in("joy:2; fear", {"kind": "emotions"})
    (['joy', 'fear'], ['joy', 'fear'])
    >>> _labels_in('{"0": "good", "3": null}', {"kind": "choice", "each": "turn"})
    ['good']
    """
    found = from_json(cell)
    if question.get("each"):
        units = found.values() if isinstance(found, Mapping) else found if isinstance(found, list) else ()
        return [str(one) for unit in units for one in (unit if isinstance(unit, list) else [unit]) if one is not None]
    if question.get("kind") != "emotions":
        return [cell]
    if isinstance(found, Mapping):
        return [str(name) for name in found]
    return [part.partition(":")[0].partition("=")[0].strip() for part in re.split(r"[;|,]", cell) if part.strip()]


def _fold(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


def _own(column: Mapping[str, Any], asked: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Say what a column of an export of labels is."""
    name: str = column["name"]
    if name.startswith("field."):
        return {"name": name, "role": "field", "to": name.removeprefix("field.")}
    if name in {question["id"] for question in asked}:
        return {"name": name, "role": "label", "question": name}
    return {"name": name, "role": name if name in {"key", "group", "annotator"} else "ignore"}


def _place(
    column: Mapping[str, Any], fields: list[str], free: list[str], asked: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    name, role = column["name"], column["role"]
    if name in fields and role not in ANSWER_ROLES:
        return {"name": name, "role": role if role in FIELD_ROLES else "field", "to": name}
    if role in ANSWER_ROLES and column.get("answers"):
        return _answering(column, asked)
    if role not in FIELD_ROLES:
        return {"name": name, "role": role}
    if name in {question["id"] for question in asked}:
        return {"name": name, "role": "label", "question": name}
    if role == "field" and free:
        return {"name": name, "role": role, "to": free.pop(0)}
    return {"name": name, "role": "ignore"}


def _kind(question: Mapping[str, Any]) -> str:
    """Name what answers to a question are: one for each turn or cell, whatever their kind, or of its kind."""
    return "each" if question.get("each") else str(question["kind"])


def _answering(column: Mapping[str, Any], asked: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    able = [question["id"] for question in asked if _kind(question) == column["answers"]]
    if not able:
        return {"name": column["name"], "role": "ignore"}
    question = column["name"] if column["name"] in able else able[0]
    return {"name": column["name"], "role": column["role"], "question": question}
