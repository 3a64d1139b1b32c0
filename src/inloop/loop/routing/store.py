"""The queue: asks and the counts beside them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    false,
    func,
    select,
    text,
    true,
    update,
)

from inloop.database import Key, Statement, metadata
from inloop.kernel.ids import ITEM_BITS
from inloop.loop.items.store.tables import item as items
from inloop.loop.routing.model import Arm, Ask, Progress, Reason

ask = Table(
    "ask",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("project", Key, nullable=False),
    Column("item", Key, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("arm", Integer, nullable=False),
    Column("priority", BigInteger, nullable=False),
    Column("utility", Float),
    Column("propensity", Float),
    Column("strategy", Text),
    Column("need", Integer, nullable=False),
    Column("given", Integer, nullable=False),
    Column("open", Boolean, nullable=False),
    UniqueConstraint("item"),
)
Index(
    "ix_ask_open",
    ask.c.project,
    ask.c.arm,
    ask.c.priority,
    ask.c.id,
    sqlite_where=text("open = 1"),
    postgresql_where=text("open"),
)
progress = Table(
    "progress",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    *(
        Column(name, BigInteger, nullable=False, server_default=default)
        for name, default in (
            ("answers", "0"),
            ("answered_items", "0"),
            ("asked", "0"),
            ("asked_control", "0"),
            ("control_upto", "-1"),
            ("scan_upto", "-1"),
        )
    ),
)

_P = progress.c
_A = ask.c
_PROGRESS = Statement(
    select(_P.answers, _P.answered_items, _P.asked, _P.asked_control, _P.control_upto, _P.scan_upto).where(
        _P.project == bindparam("project")
    )
)
_ADVANCE = Statement(
    update(progress)
    .where(_P.project == bindparam("of"))
    .values(
        answers=_P.answers + bindparam("more_answers"),
        answered_items=_P.answered_items + bindparam("more_items"),
        asked=_P.asked + bindparam("more_asked"),
        asked_control=_P.asked_control + bindparam("more_control"),
    )
)
_COUNT_FROM_NOUGHT = text("INSERT INTO progress (project) VALUES (:project) ON CONFLICT DO NOTHING")
_HEAD = {
    name: Statement(
        select(_A.id, _A.item, _A.rev, _A.reason, _A.arm, _A.priority, _A.need, _A.given, _A.strategy)
        .where(_A.project == bindparam("project"), _A.arm == bindparam("arm"), text(condition))
        .where(_A.priority > bindparam("after"))
        .order_by(_A.priority, _A.id)
        .limit(bindparam("most"))
    )
    for name, condition in (("sqlite", "open = 1"), ("postgresql", "open"))
}
_FREE = select(_A.id).where(_A.id == bindparam("ask"), _A.given < _A.need).with_for_update(skip_locked=True)
_TAKE = Statement(
    update(ask)
    .where(_A.id == _FREE.scalar_subquery())
    .values(given=_A.given + 1, open=case((_A.given + 1 < _A.need, true()), else_=false()))
)
_LIVE = select(items.c.id).where(items.c.id == _A.item, items.c.deleted_at.is_(None)).exists()
_GIVE_BACK = Statement(
    update(ask)
    .where(_A.item == bindparam("of"), _A.rev == bindparam("shown"), _A.given > 0)
    .values(
        given=_A.given - 1,
        open=case((and_(_A.given - 1 < _A.need, _LIVE), true()), else_=false()),
        priority=case((_A.arm == Arm.SECOND.value, bindparam("now")), else_=_A.priority),
    )
)
_OF_ITEM = Statement(
    select(_A.id, _A.item, _A.rev, _A.reason, _A.arm, _A.priority, _A.need, _A.given, _A.strategy).where(
        _A.item == bindparam("item")
    )
)
_TO_SECOND = Statement(
    update(ask)
    .where(_A.id == bindparam("ask"))
    .values(
        arm=Arm.SECOND.value,
        reason=Reason.OVERLAP.value,
        strategy=None,
        priority=bindparam("now"),
        need=bindparam("wanted"),
        open=case((_A.given < bindparam("wanted"), true()), else_=false()),
    )
)
_ADD = Statement(
    text(
        "INSERT INTO ask (project, item, rev, reason, arm, priority, utility, propensity, strategy, need, given, open) "
        "VALUES (:project, :item, :rev, :reason, :arm, :priority, :utility, :propensity, :strategy, :wanted, 0, true) "
        "ON CONFLICT (item) DO NOTHING"
    )
)

_ARRIVED = Statement(
    text(
        "INSERT INTO ask (project, item, rev, reason, arm, priority, utility, propensity, strategy, need, given, open) "
        "VALUES (:project, :item, :rev, :reason, :arm, :priority, NULL, NULL, NULL, :wanted, 1, :wanted > 1) "
        "ON CONFLICT (item) DO UPDATE SET given = ask.given + 1, arm = excluded.arm, reason = excluded.reason, "
        "strategy = NULL, priority = excluded.priority, need = excluded.need, open = ask.given + 1 < excluded.need"
    )
)


def find_progress(connection: Connection, project: int) -> Progress:
    row = _PROGRESS.one(connection, project=project)
    if row is None:
        return Progress()
    return Progress(
        answers=row[0],
        answered_items=row[1],
        asked=row[2],
        asked_control=row[3],
        control_upto=row[4],
        scan_upto=row[5],
    )


def advance(
    connection: Connection, project: int, *, answers: int = 0, items: int = 0, asked: int = 0, control: int = 0
) -> None:
    """Add to the counts of a project."""
    values = {"more_answers": answers, "more_items": items, "more_asked": asked, "more_control": control}
    if not _ADVANCE.run(connection, of=project, **values):
        connection.execute(_COUNT_FROM_NOUGHT, {"project": project})
        _ADVANCE.run(connection, of=project, **values)


def set_marks(connection: Connection, project: int, **marks: int) -> None:
    """Remember how far the control items or the scan of all items have been queued."""
    change = update(progress).where(_P.project == project).values(marks)
    if not connection.execute(change).rowcount:
        connection.execute(_COUNT_FROM_NOUGHT, {"project": project})
        connection.execute(change)


def head(connection: Connection, project: int, arm: Arm, *, after: int = -1, most: int = 16) -> list[Ask]:
    """List the first open asks of an arm, past a priority."""
    statement = _HEAD[connection.dialect.name]
    return [_read(row) for row in statement.all(connection, project=project, arm=arm.value, after=after, most=most)]


def of_item(connection: Connection, item: int) -> Ask | None:
    row = _OF_ITEM.one(connection, item=item)
    return None if row is None else _read(row)


def take(connection: Connection, number: int) -> bool:
    """Take one place of an ask; say whether there was one left."""
    return _TAKE.run(connection, ask=number) == 1


def give_back(connection: Connection, item: int, rev: int, *, at: int) -> None:
    """Free one place of the ask for an item revision; second opinions go to the end, where everyone looks.

    A place of an earlier revision is gone with it, and an item that is gone is not offered again.
    """
    _GIVE_BACK.run(connection, of=item, shown=rev, now=at)


def want_more(connection: Connection, number: int, *, need: int, at: int) -> None:
    """Let an item wait for further answers by other people."""
    _TO_SECOND.run(connection, ask=number, wanted=need, now=at)


def add(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Put asks into the queue; an item that has one keeps it."""
    _ADD.many(connection, list(rows))


def count_arrivals(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Count an answer that came with the data on each of these items."""
    _ARRIVED.many(connection, rows)


def known(connection: Connection, items: Sequence[int]) -> set[int]:
    """Give those of the items that have an ask."""
    return {row[0] for row in connection.execute(select(_A.item).where(_A.item.in_(items)))}


def begun(connection: Connection, project: int) -> list[int]:
    """List the items that are lent, answered or queued outside the strategy: not for a strategy to choose."""
    low = project << ITEM_BITS
    query = select(_A.item).where(
        _A.item >= low,
        _A.item < low + (1 << ITEM_BITS),
        (_A.given > 0) | (_A.arm != Arm.STRATEGY.value) | (_A.reason != Reason.UNCERTAIN.value),
    )
    return list(connection.execute(query).scalars())


def drop_unasked(connection: Connection, project: int) -> None:
    """Take the strategy's asks that nobody holds out of the queue."""
    condition = (_A.project == project) & (_A.arm == Arm.STRATEGY.value) & (_A.given == 0)
    opened = text("open = 1") if connection.dialect.name == "sqlite" else text("open")
    unasked = condition & (_A.reason == Reason.UNCERTAIN.value)
    connection.execute(ask.delete().where(unasked, opened))


def close(connection: Connection, items: Sequence[int]) -> None:
    """Ask no more about these items."""
    connection.execute(update(ask).where(_A.item.in_(items)).values(open=False))


def reopen(connection: Connection, items: Sequence[int]) -> None:
    """Ask about these items again where answers are missing."""
    connection.execute(update(ask).where(_A.item.in_(items), _A.given < _A.need).values(open=True))


def renew(connection: Connection, revised: Sequence[tuple[int, int]], *, at: int) -> None:
    """Ask about new revisions of items whose earlier revision was queued or answered."""
    for place, (item, rev) in enumerate(revised):
        connection.execute(
            update(ask)
            .where(_A.item == item)
            .values(
                rev=rev,
                reason=Reason.RELABEL,
                strategy=None,
                arm=Arm.SECOND,
                priority=at + place,
                need=1,
                given=0,
                open=True,
            )
        )


def open_count(connection: Connection, project: int) -> dict[Arm, int]:
    """Count the open asks of each arm."""
    opened = text("open = 1") if connection.dialect.name == "sqlite" else text("open")
    query = select(_A.arm, func.count()).where(_A.project == project, opened).group_by(_A.arm)
    return {Arm(row[0]): row[1] for row in connection.execute(query)}


def _read(row: tuple[Any, ...]) -> Ask:
    return Ask(
        id=row[0],
        item=row[1],
        rev=row[2],
        reason=Reason(row[3]),
        arm=Arm(row[4]),
        priority=row[5],
        need=row[6],
        given=row[7],
        strategy=row[8],
    )
