"""How long answers took, and what was shown beside the item."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select

from inloop.kernel.clock import Micros
from inloop.kernel.ids import ITEM_BITS
from inloop.loop.labelling.store.tables import annotation, annotation_end, assignment

_T, _E, _S = annotation.c, annotation_end.c, assignment.c


class Took(NamedTuple):
    """One answer: whether a suggestion was let through, and the time it took."""

    item: int
    rev: int
    suggested: bool
    active_ms: int


def times(connection: Connection, project: int, *, reasons: Collection[str], since: Micros, most: int) -> list[Took]:
    """Give the newest answers to items lent for these reasons since a time; not those to many items at once."""
    low = project << ITEM_BITS
    query = (
        select(_T.item, _T.rev, _S.suggested, _T.active_ms)
        .join(assignment, _S.id == _T.assignment)
        .join(annotation_end, _E.annotation == _T.id, isouter=True)
        .where(_T.item >= low, _T.item < low + (1 << ITEM_BITS), _E.how.is_(None), _T.supersedes.is_(None))
        .where(_S.reason.in_(sorted(reasons)), _S.at >= since, _T.active_ms > 0, _T.bulk.is_(None))
        .order_by(_T.at.desc())
        .limit(most)
    )
    return [Took(row[0], row[1], bool(row[2]), row[3]) for row in connection.execute(query)]
