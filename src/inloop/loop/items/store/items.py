"""Queries of items and revisions."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from inloop.database import Statement
from inloop.database.copying import copy_rows
from inloop.kernel.ids import ITEM_BITS
from inloop.loop.items.model import Item, KnownRole
from inloop.loop.items.store.tables import item, item_count, item_revision, known_answer, search_due

_REVISION = Statement(
    select(
        item.c.id,
        item.c.project,
        item.c.key,
        item_revision.c.rev,
        item.c.control,
        item.c.group,
        item.c.deleted_at,
        item_revision.c.fields,
        item_revision.c.at,
    )
    .join(item_revision, (item_revision.c.item == item.c.id) & (item_revision.c.rev == bindparam("rev")))
    .where(item.c.id == bindparam("item"))
)
_CURRENT_REV = Statement(select(item.c.rev).where(item.c.id == bindparam("item")))
_IS_CONTROL = Statement(select(item.c.control).where(item.c.id == bindparam("item")))
_FIELDS = Statement(
    select(item_revision.c.fields).where(
        item_revision.c.item == bindparam("item"), item_revision.c.rev == bindparam("rev")
    )
)
_COUNT = Statement(
    select(item_count.c.next_ordinal, item_count.c.live).where(item_count.c.project == bindparam("project"))
)
_ADD_ITEMS = Statement(
    insert(item).values(
        {name: bindparam(name) for name in ("id", "project", "key", "rev", "control", "shuffle", "group")}
    )
)
_ADD_REVISIONS = Statement(
    insert(item_revision).values(
        {name: bindparam(name) for name in ("item", "rev", "project", "content_hash", "fields", "at", "source")}
    )
)
_BUMP = Statement(update(item).where(item.c.id == bindparam("id")).values(rev=bindparam("new_rev"), deleted_at=None))
_DUE = text(
    "INSERT INTO search_due (item, project, indexed_rev) VALUES (:item, :project, :indexed_rev) "
    "ON CONFLICT (item) DO NOTHING"
)
_WORTH_A_COPY = 50
_COUNT_ROW = text(
    "INSERT INTO item_count (project, next_ordinal, live) VALUES (:project, 0, 0) ON CONFLICT (project) DO NOTHING"
)
_EXISTING = (
    "SELECT item.key, item.id, item.rev, item_revision.content_hash, item.deleted_at IS NOT NULL, item_revision.source "
    "FROM {keys} CROSS JOIN item CROSS JOIN item_revision WHERE item.project = :project AND item.key = wanted.value "
    "AND item_revision.item = item.id AND item_revision.rev = item.rev"
)
_EXISTING_SQLITE = text(_EXISTING.format(keys="json_each(:keys) AS wanted"))
_EXISTING_POSTGRESQL = text(_EXISTING.format(keys="unnest(CAST(:keys AS text[])) AS wanted(value)"))


def range_of(project: int) -> tuple[int, int]:
    """Give the first and last item id that a project can have."""
    return project << ITEM_BITS, (project + 1 << ITEM_BITS) - 1


def find(connection: Connection, number: int, rev: int | None = None) -> Item | None:
    wanted = _CURRENT_REV.value(connection, item=number) if rev is None else rev
    row = None if wanted is None else _REVISION.one(connection, item=number, rev=wanted)
    if row is None:
        return None
    fields = row[7]
    return Item(
        id=row[0],
        project=row[1],
        key=row[2],
        rev=row[3],
        control=bool(row[4]),
        group=row[5],
        deleted_at=row[6],
        erased=fields is None,
        fields={} if fields is None else msgspec.json.decode(fields),
        at=row[8],
    )


def is_control(connection: Connection, number: int) -> bool:
    return bool(_IS_CONTROL.value(connection, item=number))


def fields_json(connection: Connection, number: int, rev: int) -> str | None:
    """Give the stored JSON of one revision's fields; None when erased."""
    body: str | None = _FIELDS.value(connection, item=number, rev=rev)
    return body


def hold(connection: Connection, project: int) -> None:
    """Let nobody else bring items to this project until the transaction ends; on SQLite a writer is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(_COUNT_ROW, {"project": project})
        connection.execute(select(item_count.c.live).where(item_count.c.project == project).with_for_update())


class Existing(NamedTuple):
    """An item that is there: its current revision, what it holds, where it came from."""

    number: int
    rev: int
    content_hash: bytes
    deleted: bool
    source: int | None


def existing(connection: Connection, project: int, keys: Sequence[str]) -> dict[str, Existing]:
    """Find the items that have one of the keys."""
    is_sqlite = connection.dialect.name == "sqlite"
    values = {"project": project, "keys": msgspec.json.encode(keys).decode() if is_sqlite else list(keys)}
    rows = connection.execute(_EXISTING_SQLITE if is_sqlite else _EXISTING_POSTGRESQL, values)
    return {
        key: Existing(number, rev, bytes(digest), bool(gone), source) for key, number, rev, digest, gone, source in rows
    }


def take_ordinals(connection: Connection, project: int, number: int) -> int:
    """Reserve that many ordinals; give the first."""
    c = item_count.c
    connection.execute(_COUNT_ROW, {"project": project})
    change = update(item_count).where(c.project == project)
    end = connection.execute(
        change.values(next_ordinal=c.next_ordinal + number, live=c.live + number).returning(c.next_ordinal)
    ).scalar_one()
    return int(end) - number


def count(connection: Connection, project: int) -> tuple[int, int]:
    """Give (ordinals handed out, items alive)."""
    row = _COUNT.one(connection, project=project)
    return (0, 0) if row is None else (row[0], row[1])


def add(connection: Connection, items: list[dict[str, Any]], revisions: list[dict[str, Any]]) -> None:
    if connection.dialect.name == "postgresql" and len(items) >= _WORTH_A_COPY:
        copy_rows(connection, "item", items)
        copy_rows(connection, "item_revision", revisions)
        return
    _ADD_ITEMS.many(connection, items)
    _ADD_REVISIONS.many(connection, revisions)


def revise(connection: Connection, revisions: list[dict[str, Any]], *, revived: int) -> None:
    """Put new revisions in force; `revived` of the items had been deleted."""
    _ADD_REVISIONS.many(connection, revisions)
    _BUMP.many(connection, [{"id": row["item"], "new_rev": row["rev"]} for row in revisions])
    for row in revisions:
        connection.execute(_DUE, {"item": row["item"], "project": row["project"], "indexed_rev": row["rev"] - 1})
    if revived:
        _change_live(connection, revisions[0]["project"], revived)


def set_deleted(connection: Connection, project: int, numbers: Sequence[int], at: int | None) -> list[int]:
    """Mark items as deleted (or not, with None); give those whose state changed."""
    i = item.c
    before = i.deleted_at.is_(None) if at is not None else i.deleted_at.is_not(None)
    change = update(item).where(i.project == project, i.id.in_(numbers), before).values(deleted_at=at)
    changed = [int(row[0]) for row in connection.execute(change.returning(i.id))]
    _change_live(connection, project, -len(changed) if at is not None else len(changed))
    return changed


def erase(connection: Connection, number: int) -> None:
    """Remove the content of every revision, and all that came with it."""
    r = item_revision.c
    connection.execute(update(item_revision).where(r.item == number).values(fields=None, content_hash=b""))
    connection.execute(update(item).where(item.c.id == number).values(key=f"erased:{number}", group=None))
    connection.execute(known_answer.delete().where(known_answer.c.item == number))
    connection.execute(search_due.delete().where(search_due.c.item == number))


def iter_revisions(
    connection: Connection, project: int, *, after: int, limit: int
) -> Iterator[tuple[int, int, str | None]]:
    """Stream (item, current rev, fields JSON) of items past `after` in order; deleted ones too."""
    first, last = range_of(project)
    i, r = item.c, item_revision.c
    query = (
        select(i.id, i.rev, r.fields)
        .join(item_revision, (r.item == i.id) & (r.rev == i.rev))
        .where(i.id > max(after, first - 1), i.id <= last)
        .order_by(i.id)
        .limit(limit)
    )
    for row in connection.execute(query):
        yield row[0], row[1], row[2]


def control_after(connection: Connection, project: int, *, shuffle: int, limit: int) -> list[tuple[int, int, int]]:
    """Give (item, rev, shuffle) of the next control items in hash order."""
    i = item.c
    condition = text("control = 1") if connection.dialect.name == "sqlite" else text("control")
    query = (
        select(i.id, i.rev, i.shuffle)
        .where(i.project == project, i.shuffle > shuffle, i.deleted_at.is_(None), condition)
        .order_by(i.shuffle)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def add_known(connection: Connection, rows: list[dict[str, Any]], *, role: KnownRole) -> None:
    """Keep answers that came with the data; a newer one replaces an older."""
    statement = text(
        "INSERT INTO known_answer (item, question, role, project, rev, value, source) "
        "VALUES (:item, :question, :role, :project, :rev, :value, :source) "
        "ON CONFLICT (item, question, role) DO UPDATE SET value = excluded.value, rev = excluded.rev"
    )
    if rows:
        connection.execute(statement, [{**row, "role": role} for row in rows])


def known_of(connection: Connection, number: int) -> list[tuple[str, str, str]]:
    """Give (role, question, value JSON) of what came with an item."""
    k = known_answer.c
    return [(r[0], r[1], r[2]) for r in connection.execute(select(k.role, k.question, k.value).where(k.item == number))]


def live(connection: Connection, project: int) -> int:
    """Count the live items anew, row by row."""
    low, high = range_of(project)
    i = item.c
    query = select(func.count()).select_from(item).where(i.id >= low, i.id <= high, i.deleted_at.is_(None))
    return int(connection.execute(query).scalar_one())


def recount(connection: Connection, project: int) -> None:
    """Put the count of live items right."""
    values = {"live": live(connection, project)}
    connection.execute(update(item_count).where(item_count.c.project == project).values(values))


def _change_live(connection: Connection, project: int, by: int) -> None:
    c = item_count.c
    connection.execute(update(item_count).where(c.project == project).values(live=c.live + by))


def revs_of(connection: Connection, numbers: Sequence[int], *, control: bool) -> list[tuple[int, int]]:
    """Give (item, rev) of those that are alive and are (or are not) control items."""
    i = item.c
    query = select(i.id, i.rev).where(i.id.in_(numbers), i.deleted_at.is_(None), i.control == control)
    return [(row[0], row[1]) for row in connection.execute(query)]
