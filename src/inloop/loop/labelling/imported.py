"""Labels that came with the data: annotations by whoever the file names."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import Connection

from inloop.annotation import Schema
from inloop.kernel.clock import Micros
from inloop.loop.items.policies import NewRow
from inloop.loop.labelling import store
from inloop.loop.labelling.model import Annotation, Annotator, AnnotatorKind, Ending
from inloop.loop.projects import Project
from inloop.loop.routing import service as routing

_canonical = msgspec.json.Encoder(order="sorted").encode


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
    people: dict[str, Annotator] = {}
    taken: list[tuple[int, int]] = []
    first = 0
    for row, item, rev in places:
        for who, values in _by_annotator(row).items():
            if who not in people:
                people[who] = store.add_annotator(connection, project.id, kind=AnnotatorKind.IMPORT, name=who)
            if _keep(connection, project, schema, people[who], item=item, rev=rev, values=values, at=at):
                taken.append((item, rev))
                first += store.votes_ever(connection, item=item, question=schema.target) == 1
    if taken:
        routing.came_answered(connection, project, taken, first=first, at=at)
    return len(taken)


def _by_annotator(row: NewRow) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for label in row.labels:
        found.setdefault(label.who, {})[label.question] = label.value
    return found


def _keep(
    connection: Connection,
    project: Project,
    schema: Schema,
    annotator: Annotator,
    *,
    item: int,
    rev: int,
    values: dict[str, Any],
    at: Micros,
) -> bool:
    """Keep one; say whether it adds an answer (and does not only replace one)."""
    body = _canonical(values)
    name = blake2b(b"%d:%d:%d:" % (item, rev, annotator.id) + body, digest_size=16).hexdigest()
    if store.find_annotation(connection, name) is not None:
        return False
    earlier = store.standing_of(connection, item=item, rev=rev, annotator_id=annotator.id)
    found = Annotation(
        id=name,
        project=project.id,
        item=item,
        rev=rev,
        annotator=annotator.id,
        assignment=None,
        schema_version=project.schema_version,
        values=values,
        at=at,
        active_ms=0,
        note="",
        flag=False,
        late=False,
        supersedes=earlier,
        ended=None,
    )
    store.add_annotation(connection, found, body=body, digest=b"")
    store.put_votes(connection, found, {q: code for q, code in schema.votes(values).items() if q in values})
    if earlier is not None:
        store.end_annotation(connection, earlier, project=project.id, how=Ending.SUPERSEDED, at=at, by="import")
    return earlier is None
