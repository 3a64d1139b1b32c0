"""The queries behind the table of items: keyset pages of ids, and what is told of some ids.

Sets are read whole, as columns, by the index that leads to them; rows are read for the few items of a page.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection, Select, func, literal_column, or_, select, text

from inloop.annotation.fields import Fields
from inloop.app.browse.column_store import Numbers, columns_of
from inloop.loop.items.store import search
from inloop.loop.items.store.items import range_of
from inloop.loop.items.store.tables import item, item_revision
from inloop.loop.labelling.model import Lease
from inloop.loop.labelling.store.tables import annotation, annotation_end, annotator, assignment, vote
from inloop.loop.quality.store import consensus

_I, _V, _C, _T, _S = item.c, vote.c, consensus.c, annotation.c, assignment.c
_AMISS = ("broken", "waiting")


def found(connection: Connection, project: int, *, words: str, among: Sequence[int] | None) -> Numbers:
    """Give the ordinals of the items whose text has the words; of these few only, where there are few."""
    return _ordinals(connection, search.found(connection, project, words=words, among=among))


def deleted_ordinals(connection: Connection, project: int) -> Numbers:
    return _items(connection, project, _I.deleted_at.is_not(None))


def live_ordinals(connection: Connection, project: int) -> Numbers:
    return _items(connection, project, _I.deleted_at.is_(None))


def control_ordinals(connection: Connection, project: int) -> Numbers:
    """Give the control items by the index they have."""
    return _items(connection, project, _literally(connection, "control"))


def revised_columns(connection: Connection, project: int) -> Numbers:
    """Give (ordinal, rev) of the items that have changed since they came."""
    return columns_of(
        connection, select(_ordinal(_I.id, project), _I.rev).where(_I.project == project, text("rev > 1"))
    )


def vote_columns(connection: Connection, project: int, *, question: str) -> Numbers:
    """Give (ordinal, rev) of each answer to a question."""
    query = select(_ordinal(_V.item, project), _V.rev).where(_V.question == question)
    return columns_of(connection, _within(query, _V.item, project))


def standing_columns(connection: Connection, project: int, *, question: str) -> Numbers:
    """Give (ordinal, rev, code, state) of the consensus of all items."""
    query = select(_ordinal(_C.item, project), _C.rev, _C.code, _C.state).where(_C.question == question)
    return columns_of(connection, _within(query, _C.item, project))


def flagged_ordinals(connection: Connection, project: int) -> Numbers:
    """Give the items that a standing answer flags."""
    e = annotation_end.c
    query = (
        select(_ordinal(_T.item, project))
        .join(annotation_end, e.annotation == _T.id, isouter=True)
        .where(_T.project == project, _literally(connection, "flag"), e.how.is_(None))
    )
    return _ordinals(connection, query)


def skipped_ordinals(connection: Connection, project: int) -> Numbers:
    """Give the items that somebody has handed back."""
    query = select(_ordinal(_S.item, project)).where(_S.project == project, text("state = 2"))
    return _ordinals(connection, query)


def broken_ordinals(connection: Connection, project: int, *, fields: Sequence[str]) -> Numbers:
    """Give the items whose content in one of these fields is known to be broken, or waits for its file."""
    r = item_revision.c
    query = select(_ordinal(_I.id, project), r.fields).join(item_revision, (r.item == _I.id) & (r.rev == _I.rev))
    rows = connection.execute(
        _within(query, _I.id, project).where(
            or_(*(r.fields.contains(f'"state":"{state}"', autoescape=True) for state in _AMISS))
        )
    )
    said = ((ordinal, msgspec.json.decode(body)) for ordinal, body in rows)
    return np.array(
        [at for at, content in said if any(content.get(name, {}).get("state") in _AMISS for name in fields)], np.int64
    )


def _items(connection: Connection, project: int, condition: Any) -> Numbers:
    return _ordinals(connection, select(_ordinal(_I.id, project)).where(_I.project == project, condition))


def _ordinals(connection: Connection, query: Select[Any]) -> Numbers:
    found: Numbers = columns_of(connection, query)[0]
    return found


def _ordinal(column: Any, project: int) -> Any:  # an item column, as numbers from 0
    return (column - literal_column(str(range_of(project)[0]))).label("ordinal")


def _within(query: Select[Any], column: Any, project: int) -> Select[Any]:
    low, high = range_of(project)
    return query.where(column >= low, column <= high)


def _literally(connection: Connection, column: str) -> Any:  # a condition
    """Give the very condition of a partial index: SQLite uses no index for one that comes as a value."""
    return text(f"{column} = 1" if connection.dialect.name == "sqlite" else column)


def heads(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """Give item → (current rev, control?) of those that are alive."""
    query = select(_I.id, _I.rev, _I.control).where(_I.id.in_(ids), _I.deleted_at.is_(None))
    return {row[0]: (row[1], bool(row[2])) for row in connection.execute(query)}


def contents(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, Fields]]:
    """Give item → (key, fields) as they are now."""
    r = item_revision.c
    query = (
        select(_I.id, _I.key, r.fields).join(item_revision, (r.item == _I.id) & (r.rev == _I.rev)).where(_I.id.in_(ids))
    )
    return {row[0]: (row[1], msgspec.json.decode(row[2] or "{}")) for row in connection.execute(query)}


def voters(connection: Connection, ids: Sequence[int], *, question: str) -> dict[tuple[int, int], int]:
    """Give (item, rev) → how many people answered."""
    query = (
        select(_V.item, _V.rev, func.count()).where(_V.item.in_(ids), _V.question == question).group_by(_V.item, _V.rev)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def standings(connection: Connection, ids: Sequence[int], *, question: str) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Give (item, rev) → (code, posterior, state, value) of the consensus."""
    columns = (_C.item, _C.rev, _C.code, _C.posterior, _C.state, _C.value)
    query = select(*columns).where(_C.item.in_(ids), _C.question == question)
    return {(row[0], row[1]): tuple(row)[2:] for row in connection.execute(query)}


def merged(connection: Connection, number: int, *, rev: int) -> list[tuple[Any, ...]]:
    """Give (question, value, posterior, votes, state) of the answers to a revision that were merged into one value."""
    columns = (_C.question, _C.value, _C.posterior, _C.votes, _C.state)
    query = select(*columns).where(_C.item == number, _C.rev == rev, _C.value.is_not(None)).order_by(_C.question)
    return [tuple(row) for row in connection.execute(query)]


def flagged(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Give those of some items that a standing answer flags."""
    e = annotation_end.c
    query = (
        select(_T.item)
        .join(annotation_end, e.annotation == _T.id, isouter=True)
        .where(_T.item.in_(ids), _T.flag.is_(True), e.how.is_(None))
    )
    return set(connection.execute(query).scalars())


def skipped(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Give those of some items that somebody has handed back."""
    query = select(_S.item).where(_S.item.in_(ids), _S.state == Lease.SKIPPED.value)
    return set(connection.execute(query).scalars())


def names_of(connection: Connection, project: int) -> dict[int, str]:
    """Give annotator → name."""
    query = select(annotator.c.id, annotator.c.name).where(annotator.c.project == project)
    return {row[0]: row[1] for row in connection.execute(query)}


def revisions(connection: Connection, number: int) -> list[tuple[int, int, str | None]]:
    """Give (rev, at, fields JSON) of an item, newest first."""
    r = item_revision.c
    query = select(r.rev, r.at, r.fields).where(r.item == number).order_by(r.rev.desc())
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
