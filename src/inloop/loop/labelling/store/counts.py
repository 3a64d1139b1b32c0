"""What labelling counts as it goes, counted anew."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, case, false, func, select, true, update

from inloop.kernel.ids import ITEM_BITS
from inloop.loop.items.store.tables import item
from inloop.loop.labelling.model import Ending, Lease
from inloop.loop.labelling.store.tables import annotation, annotation_end, annotator, assignment
from inloop.loop.routing.model import Reason
from inloop.loop.routing.store import ask

_T, _E, _N, _S, _A, _I = annotation.c, annotation_end.c, annotator.c, assignment.c, ask.c, item.c


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


class Lending(NamedTuple):
    """How often an item of the queue is lent or answered, and whether it may be lent: as kept, and as the facts say."""

    item: int
    given: int
    open: bool
    right_given: int
    right_open: bool


def wrong_lendings(connection: Connection, project: int, *, most: int) -> list[Lending]:
    """List the items of the queue whose counts differ from what the assignments and imported answers amount to.

    An item with an answer that came too late is left out: it took no place, but a correction of it looks as others do.
    """
    this = and_(_S.item == _A.item, _S.rev == _A.rev, _S.state.in_([Lease.HELD.value, Lease.ANSWERED.value]))
    lent = select(func.count()).select_from(assignment).where(this).scalar_subquery()
    here = and_(_T.item == _A.item, _T.rev == _A.rev)
    came = select(func.count()).select_from(annotation).where(here, _T.assignment.is_(None), _T.supersedes.is_(None))
    late = select(_T.id).where(here, _T.late)
    right = (lent + came.scalar_subquery()).label("right_given")
    inner = (
        select(_A.item, _A.given, _A.open, right, _A.need, _I.deleted_at)
        .join(item, _I.id == _A.item)
        .where(_A.project == project, ~late.exists())
        .subquery()
    )
    c = inner.c
    wanted = case((and_(c.right_given < c.need, c.deleted_at.is_(None)), true()), else_=false())
    query = select(c.item, c.given, c.open, c.right_given, wanted).where(
        (c.given != c.right_given) | (c.open != wanted)
    )
    rows = connection.execute(query.order_by(c.item).limit(most)).all()
    return [Lending(row[0], row[1], bool(row[2]), row[3], bool(row[4])) for row in rows]


def put_lendings_right(connection: Connection, project: int, *, some: int = 1_000) -> None:
    """Write how often each item of the queue is lent or answered."""
    while wrong := wrong_lendings(connection, project, most=some):
        for one in wrong:
            connection.execute(
                update(ask).where(_A.item == one.item).values(given=one.right_given, open=one.right_open)
            )


def _within(column: Any, project: int) -> Any:  # a condition on a column
    low = project << ITEM_BITS
    return and_(column >= low, column < low + (1 << ITEM_BITS))
