"""Queries of annotations."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    bindparam,
    insert,
    select,
    text,
    update,
)

from inloop.database import Statement, stream
from inloop.database.copying import copy_rows
from inloop.kernel.ids import ITEM_BITS
from inloop.loop.labelling.model import Annotation, Ending
from inloop.loop.labelling.store.tables import annotation, annotation_end, assignment
from inloop.loop.labelling.store.votes import WORTH_A_COPY, Place, drop_votes_of

_S, _T = assignment.c, annotation.c
_ANNOTATION = Statement(
    select(annotation, annotation_end.c.how)
    .join(annotation_end, annotation_end.c.annotation == _T.id, isouter=True)
    .where(_T.id == bindparam("id"))
)
_ADD_ANNOTATION = Statement(insert(annotation).values({column.name: bindparam(column.name) for column in annotation.c}))
_ADD_END = Statement(
    insert(annotation_end).values({column.name: bindparam(column.name) for column in annotation_end.c})
)
_KNOWN = "SELECT id FROM annotation WHERE id IN (SELECT value FROM {names})"
_KNOWN_SQLITE = text(_KNOWN.format(names="json_each(:names)"))
_KNOWN_POSTGRESQL = text(_KNOWN.format(names="unnest(CAST(:names AS text[])) AS wanted(value)"))


def find_annotation(connection: Connection, name: str) -> tuple[Annotation, bytes] | None:
    """Give an annotation and the digest of what was sent."""
    row = _ANNOTATION.one(connection, id=name)
    return None if row is None else (_read_annotation(row), bytes(row[8]))


def add_annotation(connection: Connection, found: Annotation, *, body: bytes, digest: bytes) -> None:
    _ADD_ANNOTATION.run(connection, **_row_of(found, body=body, digest=digest))


def add_annotations(connection: Connection, given: Sequence[tuple[Annotation, bytes]]) -> None:
    """Write many annotations (annotation, body) that came with the data."""
    rows = [_row_of(found, body=body, digest=b"") for found, body in given]
    if connection.dialect.name == "postgresql" and len(rows) >= WORTH_A_COPY:
        copy_rows(connection, "annotation", rows)
    else:
        _ADD_ANNOTATION.many(connection, rows)


def known_annotations(connection: Connection, names: Sequence[str]) -> set[str]:
    """Give those of the ids that are in use."""
    is_sqlite = connection.dialect.name == "sqlite"
    wanted = msgspec.json.encode(names).decode() if is_sqlite else list(names)
    return set(connection.execute(_KNOWN_SQLITE if is_sqlite else _KNOWN_POSTGRESQL, {"names": wanted}).scalars())


def supersede(connection: Connection, ended: Sequence[tuple[str, *Place]], *, project: int, at: int) -> None:
    """End annotations (id, item, revision, annotator) that newer data replaces, and drop their votes."""
    told = {"project": project, "how": Ending.SUPERSEDED.value, "at": at, "by": "import"}
    _ADD_END.many(connection, [{"annotation": name, **told} for name, *_ in ended])
    drop_votes_of(connection, [(item, rev, who) for _, item, rev, who in ended])


def end_annotation(connection: Connection, name: str, *, project: int, how: Ending, at: int, by: str) -> None:
    _ADD_END.run(connection, annotation=name, project=project, how=how.value, at=at, by=by)


def history(
    connection: Connection, project: int, annotator_id: int, *, before: int | None, limit: int
) -> list[Annotation]:
    """List an annotator's standing annotations, newest first."""
    query = (
        select(annotation, annotation_end.c.how)
        .join(annotation_end, annotation_end.c.annotation == _T.id, isouter=True)
        .where(_T.project == project, _T.annotator == annotator_id, annotation_end.c.how.is_(None))
        .order_by(_T.at.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(_T.at < before)
    return [_read_annotation(tuple(row)) for row in connection.execute(query)]


def of_bulk(connection: Connection, project: int, annotator_id: int, bulk: str, *, most: int) -> list[Annotation]:
    """List some of an annotator's standing annotations that one bulk act made."""
    query = (
        select(annotation, annotation_end.c.how)
        .join(annotation_end, annotation_end.c.annotation == _T.id, isouter=True)
        .where(_T.bulk == bulk, _T.project == project, _T.annotator == annotator_id, annotation_end.c.how.is_(None))
        .order_by(_T.item)
        .limit(most)
    )
    return [_read_annotation(tuple(row)) for row in connection.execute(query)]


def of_item(connection: Connection, item: int) -> list[tuple[Annotation, str | None]]:
    """List every annotation of an item, oldest first, with the reason it was asked for."""
    query = (
        select(annotation, annotation_end.c.how, _S.reason)
        .join(annotation_end, annotation_end.c.annotation == _T.id, isouter=True)
        .join(assignment, _S.id == _T.assignment, isouter=True)
        .where(_T.item == item)
        .order_by(_T.at, _T.id)
    )
    return [(_read_annotation(tuple(row)[:-1]), row.reason) for row in connection.execute(query)]


def iter_annotations(connection: Connection, project: int) -> Iterator[Annotation]:
    """Stream every annotation of a project, ended ones too, in the order of items."""
    low = project << ITEM_BITS
    query = (
        select(annotation, annotation_end.c.how)
        .join(annotation_end, annotation_end.c.annotation == _T.id, isouter=True)
        .where(_T.item >= low, _T.item < low + (1 << ITEM_BITS))
        .order_by(_T.item, _T.at)
    )
    for row in stream(connection, query, rows=2_000):
        yield _read_annotation(tuple(row))


def erase_bodies(connection: Connection, item: int) -> None:
    """Remove notes and free answers given on an item, also on skipping it; its votes stay."""
    connection.execute(update(annotation).where(_T.item == item).values(note="", body=None))
    connection.execute(update(assignment).where(_S.item == item, _S.note.is_not(None)).values(note=""))


def _row_of(found: Annotation, *, body: bytes, digest: bytes) -> dict[str, Any]:
    row = msgspec.structs.asdict(found)
    row.pop("values"), row.pop("ended")
    sure = msgspec.json.encode(found.confidence).decode() if found.confidence else None
    return {**row, "body": body.decode(), "digest": digest, "confidence": sure}


def _read_annotation(row: Sequence[Any]) -> Annotation:
    return Annotation(
        id=row[0],
        project=row[1],
        item=row[2],
        rev=row[3],
        annotator=row[4],
        assignment=row[5],
        schema_version=row[6],
        values={} if row[7] is None else msgspec.json.decode(row[7]),
        at=row[9],
        active_ms=row[10],
        note=row[11],
        flag=bool(row[12]),
        late=bool(row[13]),
        supersedes=row[14],
        bulk=row[15],
        confidence={} if row[16] is None else msgspec.json.decode(row[16]),
        ended=None if row[17] is None else Ending(row[17]),
    )


def body_of(connection: Connection, name: str) -> str | None:
    """Give the very text of the values of an annotation; None when erased or unknown."""
    return connection.execute(select(_T.body).where(_T.id == name)).scalar()
