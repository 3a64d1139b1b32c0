"""Queries of annotators."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    case,
    select,
    text,
    update,
)

from inloop.database import Statement
from inloop.loop.labelling.model import Annotator, AnnotatorKind
from inloop.loop.labelling.store.tables import annotator

_N = annotator.c
_ANNOTATOR_COLUMNS = [
    getattr(_N, name)
    for name in (
        "id",
        "project",
        "kind",
        "person",
        "name",
        "answers",
        "active_ms",
        "day",
        "day_answers",
        "second_after",
    )
]
_BY_PERSON = Statement(
    select(*_ANNOTATOR_COLUMNS).where(_N.project == bindparam("project"), _N.person == bindparam("person"))
)
_LOCKED = Statement(
    select(*_ANNOTATOR_COLUMNS)
    .where(_N.project == bindparam("project"), _N.person == bindparam("person"))
    .with_for_update()
)
_ADD = text(
    "INSERT INTO annotator (project, kind, name, person) VALUES (:project, :kind, :name, :person) "
    "ON CONFLICT DO NOTHING"
)
_SEEN = Statement(update(annotator).where(_N.id == bindparam("of")).values(second_after=bindparam("upto")))
_DONE = Statement(
    update(annotator)
    .where(_N.id == bindparam("of"))
    .values(
        answers=_N.answers + bindparam("more"),
        active_ms=_N.active_ms + bindparam("more_ms"),
        day_answers=case((_N.day == bindparam("today"), _N.day_answers), else_=0) + bindparam("more_today"),
        day=bindparam("today"),
        last_at=bindparam("now"),
    )
)


def find_annotator(connection: Connection, project: int, person: int) -> Annotator | None:
    row = _BY_PERSON.one(connection, project=project, person=person)
    return None if row is None else _read_annotator(row)


def lock_annotator(connection: Connection, project: int, person: int) -> Annotator | None:
    """Find an annotator and let no other request of the same person in until this transaction ends."""
    row = _LOCKED.one(connection, project=project, person=person)
    return None if row is None else _read_annotator(row)


def add_annotator(
    connection: Connection, project: int, *, kind: AnnotatorKind, name: str, person: int | None = None
) -> Annotator:
    """Add an annotator, or give the one of that kind and name who is there; people of one name stay apart."""
    row = _named(connection, project, kind, name, person)
    if person is not None and row.person != person:
        row = _named(connection, project, kind, f"{name} ({person})", person)
    return _read_annotator(tuple(row))


def _named(connection: Connection, project: int, kind: AnnotatorKind, name: str, person: int | None) -> Row[Any]:
    """Find who has the name, or give it to this person; of two who ask at once, the second finds the first."""
    wanted = select(*_ANNOTATOR_COLUMNS).where((_N.project == project) & (_N.kind == kind) & (_N.name == name))
    if (found := connection.execute(wanted).first()) is None:
        connection.execute(_ADD, {"project": project, "kind": kind, "name": name, "person": person})
        found = connection.execute(wanted).one()
    return found


def annotators(connection: Connection, project: int) -> list[tuple[Annotator, int | None]]:
    """List the annotators of a project with the time of their last answer."""
    query = select(*_ANNOTATOR_COLUMNS, _N.last_at).where(_N.project == project).order_by(_N.id)
    return [(_read_annotator(tuple(row)[:-1]), row.last_at) for row in connection.execute(query)]


def set_second_after(connection: Connection, number: int, priority: int) -> None:
    _SEEN.run(connection, of=number, upto=priority)


def count_answer(connection: Connection, number: int, *, more: int, active_ms: int, day: int, at: int) -> None:
    _DONE.run(connection, of=number, more=more, more_ms=active_ms, more_today=more, today=day, now=at)


def _read_annotator(row: Sequence[Any]) -> Annotator:
    names = Annotator.__struct_fields__
    return Annotator(**{**dict(zip(names, row, strict=True)), "kind": AnnotatorKind(row[2])})
