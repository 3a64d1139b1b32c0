"""Which items hold which bytes, and what the worker is to find out about them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Connection, Float, Table, Text, delete, insert, select, update

from inloop.database import Key, metadata
from inloop.kernel.clock import Micros
from inloop.loop.items.store.tables import item_revision

media_wanted = Table(
    "media_wanted",
    metadata,
    Column("name", Text, primary_key=True),
    Column("project", Key, nullable=False),
    Column("by", Text, nullable=False),
    Column("blob", Text),
    Column("uri", Text),
    Column("asked_at", BigInteger, nullable=False),
    Column("share", Float, nullable=False),
    Column("why", Text),
)
_W = media_wanted.c

_BLOB = re.compile(r'"blob":"([0-9a-f]{64})"')
_R = item_revision.c


def blobs_of(connection: Connection, number: int) -> set[str]:
    """Give the bytes that the revisions of an item name."""
    found = connection.execute(select(_R.fields).where(_R.item == number, _R.fields.is_not(None))).scalars()
    return {blob for fields in found for blob in _BLOB.findall(fields)}


def is_held(connection: Connection, blob: str) -> bool:
    """Say whether any item of any project still names these bytes; reads all of them, which an erasure may cost."""
    query = select(_R.item).where(_R.fields.contains(f'"blob":"{blob}"', autoescape=True)).limit(1)
    return connection.execute(query).first() is not None


class Wanted(NamedTuple):
    """Something that is to be found out about bytes: how, how far it is, and why it could not be done."""

    name: str
    by: str
    blob: str | None
    uri: str | None
    share: float
    why: str | None


def want(connection: Connection, wanted: Wanted, *, project: int, at: Micros) -> Wanted:
    """Ask for it unless it is asked already; give how it stands. A failure is told once, then it may be asked anew."""
    found = one_wanted(connection, wanted.name)
    if found is None:
        connection.execute(insert(media_wanted).values(**wanted._asdict(), project=project, asked_at=at))
        return wanted
    if found.why is not None:
        finish(connection, wanted.name)
    return found


def one_wanted(connection: Connection, name: str) -> Wanted | None:
    row = connection.execute(
        select(*(media_wanted.c[field] for field in Wanted._fields)).where(_W.name == name)
    ).first()
    return None if row is None else Wanted(*row)


def all_wanted(connection: Connection, *, by: Sequence[str] = (), but: Sequence[str] = ()) -> Sequence[str]:
    """List the names of what is to be done, the longest asked first: all of it, in these ways only, or in others."""
    which = _W.by.in_(by) if by else _W.by.not_in(but)
    query = select(_W.name).where(_W.why.is_(None), which).order_by(_W.asked_at, _W.name).limit(100)
    return connection.execute(query).scalars().all()


def tell(connection: Connection, name: str, *, share: float = 0.0, why: str | None = None) -> None:
    """Say how far it is, or why it cannot be done."""
    connection.execute(update(media_wanted).where(_W.name == name).values(share=share, why=why))


def finish(connection: Connection, name: str) -> None:
    connection.execute(delete(media_wanted).where(_W.name == name))
