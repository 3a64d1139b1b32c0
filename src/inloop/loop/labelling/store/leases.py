"""Queries of assignments: who holds what."""

from collections.abc import Sequence
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

from inloop.database import Statement
from inloop.loop.labelling.model import Assignment, Lease
from inloop.loop.labelling.store.tables import assignment
from inloop.loop.routing.model import Reason

_S = assignment.c
_ASSIGNMENT_COLUMNS = [
    getattr(_S, name)
    for name in (
        "id",
        "project",
        "item",
        "rev",
        "annotator",
        "reason",
        "at",
        "expires_at",
        "state",
        "suggested",
        "strategy",
    )
]
_ASSIGNMENT = Statement(select(*_ASSIGNMENT_COLUMNS).where(_S.id == bindparam("id")))
_LOCKED = Statement(select(*_ASSIGNMENT_COLUMNS).where(_S.id == bindparam("id")).with_for_update())
_HELD = Statement(
    select(*_ASSIGNMENT_COLUMNS)
    .where(_S.project == bindparam("project"), _S.annotator == bindparam("annotator"), text("state = 0"))
    .order_by(_S.at, _S.id)
)
_EXPIRED = Statement(
    select(_S.id, _S.item, _S.rev)
    .where(_S.project == bindparam("project"), _S.expires_at < bindparam("now"), text("state = 0"))
    .limit(20)
)
_LEND = Statement(
    insert(assignment).values(
        {column.name: bindparam(column.name) for column in assignment.c if column.name not in ("skip_reason", "note")}
    )
)
_SET_STATE = Statement(
    update(assignment).where(_S.id == bindparam("of")).values(state=bindparam("becomes"), expires_at=bindparam("until"))
)
_EXPIRE = Statement(
    update(assignment)
    .where(_S.id == bindparam("of"), _S.state == Lease.HELD.value)
    .values(state=Lease.EXPIRED.value, expires_at=bindparam("until"))
)
_FEW = 24
_HAD = Statement(
    select(_S.item, _S.rev).where(
        _S.item.in_([bindparam(f"i{n}") for n in range(_FEW)]),
        _S.annotator == bindparam("annotator"),
        _S.state <= Lease.SKIPPED.value,
    )
)


def own_lease(connection: Connection, annotator_id: int, item: int, rev: int) -> Assignment | None:
    """Find the newest lease of an item revision that an annotator holds or has answered."""
    query = (
        select(*_ASSIGNMENT_COLUMNS)
        .where(_S.item == item, _S.annotator == annotator_id, _S.rev == rev, _S.state <= Lease.ANSWERED.value)
        .order_by(_S.at.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else _read_assignment(tuple(row))


def find_assignment(connection: Connection, name: str) -> Assignment | None:
    row = _ASSIGNMENT.one(connection, id=name)
    return None if row is None else _read_assignment(row)


def lock_assignment(connection: Connection, name: str) -> Assignment | None:
    """Find an assignment and keep others from changing it until this transaction ends; SQLite has one writer anyway."""
    row = _LOCKED.one(connection, id=name)
    return None if row is None else _read_assignment(row)


def held(connection: Connection, project: int, annotator_id: int) -> list[Assignment]:
    """List the open leases of an annotator, oldest first."""
    return [_read_assignment(row) for row in _HELD.all(connection, project=project, annotator=annotator_id)]


def expired(connection: Connection, project: int, *, at: int) -> list[tuple[str, int, int]]:
    """List a few leases (id, item, revision) whose time has passed."""
    return [(row[0], row[1], row[2]) for row in _EXPIRED.all(connection, project=project, now=at)]


def lend(connection: Connection, lease: Assignment) -> None:
    row = msgspec.structs.asdict(lease)
    _LEND.run(connection, **{**row, "reason": lease.reason.value, "state": lease.state.value})


def set_lease(connection: Connection, name: str, state: Lease, *, until: int) -> None:
    _SET_STATE.run(connection, of=name, becomes=state.value, until=until)


def expire(connection: Connection, name: str, *, at: int) -> bool:
    """End a lease whose time has passed; say whether it was still held."""
    return _EXPIRE.run(connection, of=name, until=at) == 1


def note_skip(connection: Connection, name: str, *, reason: str, note: str) -> None:
    connection.execute(update(assignment).where(_S.id == name).values(skip_reason=reason, note=note))


def had(connection: Connection, annotator_id: int, items: Sequence[int]) -> set[tuple[int, int]]:
    """Give the (item, rev) among at most 24 items that this annotator holds, has answered or has skipped."""
    padded = [*items, *([-1] * (_FEW - len(items)))]
    values = {f"i{n}": item for n, item in enumerate(padded)}
    return {(row[0], row[1]) for row in _HAD.all(connection, annotator=annotator_id, **values)}


def _read_assignment(row: Sequence[Any]) -> Assignment:
    return Assignment(
        id=row[0],
        project=row[1],
        item=row[2],
        rev=row[3],
        annotator=row[4],
        reason=Reason(row[5]),
        at=row[6],
        expires_at=row[7],
        state=Lease(row[8]),
        suggested=bool(row[9]),
        strategy=row[10],
    )


def skip_of(connection: Connection, name: str) -> tuple[str, str] | None:
    """Give the reason and note with which an assignment was skipped."""
    row = connection.execute(select(_S.skip_reason, _S.note).where(_S.id == name)).first()
    return None if row is None or row.skip_reason is None else (row.skip_reason, row.note or "")
