"""The queries behind the table of items: keyset pages of ids, and what is told of some ids.

Ids are read by the one index that leads to them, in order, a window at a time; no query counts or skips what came
before the cursor.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select, text

from inloop.annotation.fields import plain
from inloop.loop.items.store.items import range_of
from inloop.loop.items.store.search import condition
from inloop.loop.items.store.tables import item, item_revision
from inloop.loop.labelling.model import Lease
from inloop.loop.labelling.store.tables import annotation, annotation_end, annotator, assignment, vote
from inloop.loop.quality.store import consensus

_I, _V, _C, _T, _S = item.c, vote.c, consensus.c, annotation.c, assignment.c


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """Where a keyset page begins and which way it goes; `after` is the last id that has been seen."""

    project: int
    after: int | None = None
    downwards: bool = True

    def within(self, query: Select[Any], column: Any, *, most: int) -> Select[Any]:  # an item column
        """Limit a query to the window."""
        low, high = range_of(self.project)
        query = query.where(column >= low, column <= high)
        if self.after is not None:
            query = query.where(column < self.after if self.downwards else column > self.after)
        return query.order_by(column.desc() if self.downwards else column).limit(most)


def _ids(connection: Connection, query: Select[Any], **values: object) -> list[int]:
    return list(connection.execute(query, values).scalars())


def all_ids(connection: Connection, walk: Walk, *, most: int) -> list[int]:
    return _ids(connection, walk.within(select(_I.id), _I.id, most=most))


def found_ids(connection: Connection, walk: Walk, *, words: str, most: int) -> list[int]:
    """Give the items whose text has the words."""
    if connection.dialect.name == "sqlite":
        low, high = range_of(walk.project)
        edge = "" if walk.after is None else f"AND rowid {'<' if walk.downwards else '>'} :after"
        order = "DESC" if walk.downwards else "ASC"
        query = text(
            "SELECT rowid FROM item_search WHERE item_search MATCH :words AND rowid BETWEEN :low AND :high "  # noqa: S608  # constants
            f"{edge} ORDER BY rowid {order} LIMIT :most"
        )
        values = {"words": words, "low": low, "high": high, "after": walk.after, "most": most}
        return list(connection.execute(query, values).scalars())
    where, named = condition(connection, words)
    return _ids(connection, walk.within(select(_I.id).where(text(where)), _I.id, most=most), **named)


def settled_ids(
    connection: Connection, walk: Walk, *, question: str, code: int | None, state: int | None, most: int
) -> list[int]:
    """Give the items with this consensus, or whose votes stand like this."""
    query = select(_C.item).where(_C.question == question)
    if code is not None:
        query = query.where(_C.code == code)
    if state is not None:
        query = query.where(_C.state == state)
    return _ids(connection, walk.within(query.distinct(), _C.item, most=most))


def answered_ids(connection: Connection, walk: Walk, *, question: str, most: int) -> list[int]:
    return _ids(connection, walk.within(select(_V.item).where(_V.question == question).distinct(), _V.item, most=most))


def flagged_ids(connection: Connection, walk: Walk, *, most: int) -> list[int]:
    query = select(_T.item).where(_T.project == walk.project, _T.flag.is_(True)).distinct()
    return _ids(connection, walk.within(query, _T.item, most=most))


def skipped_ids(connection: Connection, walk: Walk, *, most: int) -> list[int]:
    query = select(_S.item).where(_S.project == walk.project, _S.state == Lease.SKIPPED.value).distinct()
    return _ids(connection, walk.within(query, _S.item, most=most))


def matching(connection: Connection, ids: Sequence[int], *, words: str) -> set[int]:
    """Give those of a few items whose text has the words."""
    if not ids:
        return set()
    if connection.dialect.name == "sqlite":
        low, high = min(ids), max(ids)
        query = text("SELECT rowid FROM item_search WHERE item_search MATCH :words AND rowid BETWEEN :low AND :high")
        return set(ids).intersection(connection.execute(query, {"words": words, "low": low, "high": high}).scalars())
    where, named = condition(connection, words)
    return set(_ids(connection, select(_I.id).where(_I.id.in_(ids), text(where)), **named))


def heads(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """Give item → (current rev, control?) of those that are alive."""
    query = select(_I.id, _I.rev, _I.control).where(_I.id.in_(ids), _I.deleted_at.is_(None))
    return {row[0]: (row[1], bool(row[2])) for row in connection.execute(query)}


def contents(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, dict[str, Any]]]:
    """Give item → (key, plain fields) as they are now."""
    r = item_revision.c
    query = (
        select(_I.id, _I.key, r.fields).join(item_revision, (r.item == _I.id) & (r.rev == _I.rev)).where(_I.id.in_(ids))
    )
    return {row[0]: (row[1], plain(msgspec.json.decode(row[2] or "{}"))) for row in connection.execute(query)}


def voters(connection: Connection, ids: Sequence[int], *, question: str) -> dict[tuple[int, int], int]:
    """Give (item, rev) → how many people answered."""
    query = (
        select(_V.item, _V.rev, func.count()).where(_V.item.in_(ids), _V.question == question).group_by(_V.item, _V.rev)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def standings(connection: Connection, ids: Sequence[int], *, question: str) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Give (item, rev) → (code, posterior, state) of the consensus."""
    query = select(_C.item, _C.rev, _C.code, _C.posterior, _C.state).where(_C.item.in_(ids), _C.question == question)
    return {(row[0], row[1]): tuple(row)[2:] for row in connection.execute(query)}


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


def code_counts(connection: Connection, project: int, *, question: str) -> dict[int, int]:
    """Count the items by their consensus."""
    low, high = range_of(project)
    query = select(_C.code, func.count()).where(_C.item >= low, _C.item <= high, _C.question == question)
    return {row[0]: row[1] for row in connection.execute(query.group_by(_C.code))}


def names_of(connection: Connection, project: int) -> dict[int, str]:
    """Give annotator → name."""
    query = select(annotator.c.id, annotator.c.name).where(annotator.c.project == project)
    return {row[0]: row[1] for row in connection.execute(query)}


def revisions(connection: Connection, number: int) -> list[tuple[int, int, str | None]]:
    """Give (rev, at, fields JSON) of an item, newest first."""
    r = item_revision.c
    query = select(r.rev, r.at, r.fields).where(r.item == number).order_by(r.rev.desc())
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
