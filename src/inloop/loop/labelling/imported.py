"""Labels that came with the data: annotations by whoever the file names, a chunk of rows at a time."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from inloop.annotation import Schema
from inloop.kernel.clock import Micros
from inloop.loop.items.policies import NewRow
from inloop.loop.labelling import store
from inloop.loop.labelling.model import Annotation, AnnotatorKind
from inloop.loop.projects import Project
from inloop.loop.routing import service as routing

_canonical = msgspec.json.Encoder(order="sorted").encode


class _Label(NamedTuple):
    """What one annotator says of one item revision."""

    name: str
    item: int
    rev: int
    annotator: int
    values: dict[str, Any]
    body: bytes
    sure: dict[str, float]


def take(
    connection: Connection,
    project: Project,
    schema: Schema,
    places: Sequence[tuple[NewRow, int, int]],
    *,
    at: Micros,
) -> int:
    """Keep the labels of rows (row, item, rev); the same ones again change nothing, others supersede.

    Returns
    -------
    How many annotations were new.
    """
    labels = _labels(connection, project, places)
    known = store.known_annotations(connection, [label.name for label in labels])
    fresh = [label for label in labels if label.name not in known]
    if not fresh:
        return 0
    earlier, answered = store.standing_on(connection, {label.item for label in fresh}, question=schema.target)
    votes = _votes(schema, fresh)
    ended = [label for label in fresh if _place(label) in earlier]
    store.add_annotations(connection, [(_annotation(project, label, earlier, at=at), label.body) for label in fresh])
    store.supersede(
        connection, [(earlier[_place(label)], *_place(label)) for label in ended], project=project.id, at=at
    )
    store.add_votes(connection, votes, project=project.id)
    arrived = [(label.item, label.rev) for label in fresh if _place(label) not in earlier]
    now_answered = _answered(answered, ended, votes, question=schema.target)
    routing.came_answered(connection, project, arrived, first=now_answered - len(_items(answered)), at=at)
    return len(arrived)


def _labels(connection: Connection, project: Project, places: Sequence[tuple[NewRow, int, int]]) -> list[_Label]:
    people: dict[str, int] = {}
    labels: list[_Label] = []
    for row, item, rev in places:
        for who, values in _by_annotator(row).items():
            if who not in people:
                people[who] = store.add_annotator(connection, project.id, kind=AnnotatorKind.IMPORT, name=who).id
            sure = {a.question: a.confidence for a in row.labels if a.who == who and a.confidence is not None}
            body = _canonical(values)
            told = body + _canonical(sure) if sure else body
            name = blake2b(b"%d:%d:%d:" % (item, rev, people[who]) + told, digest_size=16).hexdigest()
            labels.append(_Label(name, item, rev, people[who], values, body, sure))
    return labels


def _by_annotator(row: NewRow) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for label in row.labels:
        found.setdefault(label.who, {})[label.question] = label.value
    return found


def _votes(schema: Schema, labels: Sequence[_Label]) -> list[store.VoteRow]:
    """Give the votes on what each label answers; files repeat themselves, so equal answers are read once."""

    @cache
    def codes_of(body: bytes) -> list[tuple[str, int]]:
        values = msgspec.json.decode(body)
        return [(question, code) for question, code in schema.votes(values).items() if question in values]

    return [
        (label.item, label.rev, question, label.annotator, code, label.name, label.sure.get(question))
        for label in labels
        for question, code in codes_of(label.body)
    ]


def _annotation(project: Project, label: _Label, earlier: dict[store.Place, str], *, at: Micros) -> Annotation:
    return Annotation(
        id=label.name,
        project=project.id,
        item=label.item,
        rev=label.rev,
        annotator=label.annotator,
        assignment=None,
        schema_version=project.schema_version,
        values=label.values,
        at=at,
        active_ms=0,
        note="",
        flag=False,
        late=False,
        supersedes=earlier.get(_place(label)),
        ended=None,
        confidence=label.sure,
    )


def _place(label: _Label) -> store.Place:
    return label.item, label.rev, label.annotator


def _items(places: set[store.Place]) -> set[int]:
    return {place[0] for place in places}


def _answered(
    before: set[store.Place], ended: Sequence[_Label], votes: Sequence[store.VoteRow], *, question: str
) -> int:
    """Count the items that have an answer to a question now."""
    added = {(item, rev, who) for item, rev, about, who, _, _, _ in votes if about == question}
    return len(_items(before - set(map(_place, ended)) | added))
