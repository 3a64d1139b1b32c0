"""What labelling counts as it goes, counted anew."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, case, func, select, update

from inloop.kernel.ids import ITEM_BITS
from inloop.loop.labelling.model import Ending
from inloop.loop.labelling.store.tables import annotation, annotation_end, annotator, assignment
from inloop.loop.routing.model import Reason

_T, _E, _N, _S = annotation.c, annotation_end.c, annotator.c, assignment.c


class Done(NamedTuple):
    """How much an annotator has done here."""

    answers: int
    active_ms: int


def kept(connection: Connection, project: int) -> dict[int, Done]:
    """Give what is kept of each annotator."""
    query = select(_N.id, _N.answers, _N.active_ms).where(_N.project == project)
    return {row[0]: Done(row[1], row[2]) for row in connection.execute(query)}


def computed(connection: Connection, project: int) -> dict[int, Done]:
    """Count each annotator's standing answers and the time of all that were not taken back; imported ones count not."""
    standing = case((_E.how.is_(None), 1), else_=0)
    spent = case((and_(_E.how.is_not(None), _E.how == Ending.WITHDRAWN.value), 0), else_=_T.active_ms)
    query = (
        select(_T.annotator, func.sum(standing), func.sum(spent))
        .join(annotation_end, _E.annotation == _T.id, isouter=True)
        .where(_within(_T.item, project), _T.assignment.is_not(None))
        .group_by(_T.annotator)
    )
    return {row[0]: Done(int(row[1]), int(row[2])) for row in connection.execute(query)}


def asked(connection: Connection, project: int) -> tuple[int, int]:
    """Count the items lent so far, and those of them that were asked as control items."""
    control = case((_S.reason == Reason.CONTROL.value, 1), else_=0)
    query = select(func.count(), func.coalesce(func.sum(control), 0)).where(_within(_S.item, project))
    row = connection.execute(query).one()
    return int(row[0]), int(row[1])


def put_right(connection: Connection, project: int) -> None:
    """Write what each annotator has done."""
    wanted = computed(connection, project)
    for who in kept(connection, project):
        done = wanted.get(who, Done(0, 0))
        connection.execute(update(annotator).where(_N.id == who).values(done._asdict()))


def _within(column: Any, project: int) -> Any:  # a condition on a column
    low = project << ITEM_BITS
    return and_(column >= low, column < low + (1 << ITEM_BITS))
