"""Tables and queries of the record.

An event's subjects are JSON, and a search through JSON reads everything. Only one subject is looked up: the item, when
its content is erased or its history shown. So it also stands in a column of its own with an index over the events that
have one: some microseconds an answer, instead of seconds for an erasure. A check compares it with the sealed subjects.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    and_,
    bindparam,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from inloop.database import Key, Statement, metadata
from inloop.record.model import Block, Event

event = Table(
    "event",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column("project", Key),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("item", Key),
    Column("salt", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    Column("block", Key),
)
Index("ix_event_project", event.c.project, event.c.id)
Index("ix_event_item", event.c.item, sqlite_where=event.c.item.is_not(None), postgresql_where=event.c.item.is_not(None))
Index("ix_event_unsealed", event.c.id, sqlite_where=event.c.block.is_(None), postgresql_where=event.c.block.is_(None))

block = Table(
    "block",
    metadata,
    Column("height", Key, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("first", Key, nullable=False),
    Column("last", Key, nullable=False),
    Column("count", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("marks", LargeBinary, nullable=False),
)

secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

_GIVEN = ("project", "at", "actor", "act", "subjects", "item", "salt", "digest")
_add = Statement(insert(event).values({name: bindparam(name) for name in _GIVEN}).returning(event.c.id))
_latest = Statement(select(func.max(event.c.id)))
_projects_since = Statement(
    select(event.c.project).where(event.c.id > bindparam("after"), event.c.project.is_not(None)).distinct()
)
_since = Statement(select(event).where(event.c.id > bindparam("after")).order_by(event.c.id).limit(bindparam("most")))
_members = Statement(
    select(event)
    .where(event.c.id > bindparam("after"), event.c.id <= bindparam("last"), event.c.block == bindparam("height"))
    .order_by(event.c.id)
    .limit(bindparam("most"))
)
_unsealed = Statement(select(event).where(event.c.block.is_(None)).order_by(event.c.id).limit(bindparam("most")))
_blocks = Statement(
    select(block).where(block.c.height > bindparam("after")).order_by(block.c.height).limit(bindparam("most"))
)
_head = Statement(select(block).order_by(block.c.height.desc()).limit(1))


def add_event(connection: Connection, **values: object) -> int:
    """Insert one event; give its id."""
    number: int = _add.value(connection, **values)
    return number


def latest(connection: Connection) -> int:
    """Give the id of the newest event: the change counter that workers and live pages watch.

    Notes
    -----
    On PostgreSQL an event with a smaller id may commit a moment later. What must see every act derives its work from
    the state of the tables, and uses this number only to know when to look.
    """
    return _latest.value(connection) or 0


def projects_since(connection: Connection, after: int) -> list[int]:
    """List the projects that an event after `after` is about."""
    return [number for (number,) in _projects_since.all(connection, after=after)]


def iter_since(connection: Connection, after: int, *, limit: int = 1_000) -> Iterator[Event]:
    """Give the events after `after`, oldest first."""
    return map(Event._make, _since.all(connection, after=after, most=limit))


def recent(
    connection: Connection,
    *,
    project: int | None = None,
    before: int | None = None,
    limit: int = 50,
    about: str | None = None,
) -> list[Event]:
    """Give a page of events, newest first: of one project or of all, below the id `before`, `about` one noun."""
    query = select(event).order_by(event.c.id.desc()).limit(limit)
    if project is not None:
        query = query.where(event.c.project == project)
    if before is not None:
        query = query.where(event.c.id < before)
    if about is not None:
        query = query.where(event.c.act.startswith(f"{about}.", autoescape=True))
    return [Event._make(row) for row in connection.execute(query)]


def of_item(connection: Connection, item: int, *, limit: int = 200) -> list[Event]:
    """Give the events about one item, oldest first."""
    query = select(event).where(event.c.item == item).order_by(event.c.id).limit(limit)
    return [Event._make(row) for row in connection.execute(query)]


def unsealed(connection: Connection, *, most: int) -> list[Event]:
    return list(map(Event._make, _unsealed.all(connection, most=most)))


def count_unsealed(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(event).where(event.c.block.is_(None))) or 0


def iter_members(connection: Connection, sealed: Block, *, page: int = 2_000) -> Iterator[Event]:
    """Stream the events that say they belong to a block, in order of id."""
    after = sealed.first - 1
    while rows := _members.all(connection, after=after, last=sealed.last, height=sealed.height, most=page):
        yield from map(Event._make, rows)
        after = rows[-1][0]


def strays(connection: Connection, *, limit: int = 100) -> list[tuple[int, int]]:
    """Find events that name a block which is not there, or in whose span they do not lie: (event, block)."""
    outside = not_(event.c.id.between(block.c.first, block.c.last))
    query = (
        select(event.c.id, event.c.block)
        .outerjoin(block, block.c.height == event.c.block)
        .where(event.c.block.is_not(None), or_(block.c.height.is_(None), outside))
        .limit(limit)
    )
    return [(number, height) for number, height in connection.execute(query)]


def head(connection: Connection) -> Block | None:
    """Give the newest block."""
    row = _head.one(connection)
    return None if row is None else Block._make(row)


def blocks_after(connection: Connection, height: int, *, most: int = 50) -> list[Block]:
    return list(map(Block._make, _blocks.all(connection, after=height, most=most)))


def add_block(connection: Connection, sealed: Block, events: Sequence[int]) -> None:
    """Insert a block and mark its events; another block of this height raises the driver's integrity error."""
    connection.execute(insert(block).values(tuple(sealed)))
    within = event.c.id.between(bindparam("low"), bindparam("high"))
    mark = update(event).where(and_(within, event.c.block.is_(None))).values(block=sealed.height)
    connection.execute(mark, [{"low": low, "high": high} for low, high in _runs(events)])


def _runs(ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Give the unbroken runs in ascending ids: nothing that commits later can lie inside one."""
    low = ids[0]
    for before, after in pairwise(ids):
        if after != before + 1:
            yield low, before
            low = after
    yield low, ids[-1]


def drop_salts(connection: Connection, *, item: int | None = None, events: Sequence[int] = ()) -> int:
    """Remove the salts of all events about an item, or of the given events; give how many."""
    which = event.c.item == item if item is not None else event.c.id.in_(events)
    return connection.execute(update(event).where(which, event.c.salt.is_not(None)).values(salt=None)).rowcount


def find_secret(connection: Connection, name: str) -> bytes | None:
    return connection.scalar(select(secret.c.value).where(secret.c.name == name))


def keep_secret(connection: Connection, name: str, value: bytes) -> None:
    """Insert a secret unless there is one; two servers that start at once agree on the first."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(secret).values(name=name, value=value).on_conflict_do_nothing())
