"""Which items hold which bytes."""

import re

from sqlalchemy import Connection, select

from inloop.loop.items.store.tables import item_revision

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
