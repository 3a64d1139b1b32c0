"""Verifying the record where it lies: every leaf, root, link and signature, and the payloads as far as they remain."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from sqlalchemy import Connection

from inloop.database import Database
from inloop.record import store
from inloop.record.check import ChainCheck, wrong_item
from inloop.record.keys import RECORD_KEY, public_name, signing_key
from inloop.record.model import Block, Event, Verification

PayloadOf = Callable[[Connection, Event], bytes | None]
"""Gives the payload that an event was recorded with, as it is stored now; None where it cannot be known."""


def verify(
    database: Database, *, payload_of: PayloadOf | None = None, heads: Mapping[int, bytes] | None = None
) -> Verification:
    """Check the whole record, block by block, in memory bounded by one block.

    Parameters
    ----------
    payload_of
        Where given, the salted digest of each event is checked against the payload it returns. An event whose payload
        was erased has no salt any more and passes: that it happened is proven, what it said is gone.
    heads
        Digests of blocks that have left the house, by height. Without them a check shows that nobody has changed the
        record unless they also had the signing key.

    Notes
    -----
    Events younger than the last block are not protected yet; `Verification.unsealed` counts them.
    """
    key = database.read(_known_key)
    with database.engine.connect() as payloads:

        def inspect(event: Event) -> str | None:
            return wrong_item(event) or _wrong_salt(event) or _wrong_payload(payloads, event, payload_of)

        check = ChainCheck(key=key, heads=heads, inspect=inspect)
        _check_blocks(database, check)
        for event, height in database.read(store.strays):
            check.report(f"The event claims to be in block {height}, which does not hold it.", event=event)
    return check.finish(unsealed=database.read(store.count_unsealed))


def _known_key(connection: Connection) -> str:
    return public_name(signing_key(connection)) if store.find_secret(connection, RECORD_KEY) else ""


def _check_blocks(database: Database, check: ChainCheck) -> None:
    for block in iter_blocks(database):
        with database.engine.connect() as connection:
            try:
                check.add(block, store.iter_members(connection, block))
            except database.engine.dialect.loaded_dbapi.Error as problem:
                check.report(f"Its events cannot be read: {problem}.", block=block.height)


def iter_blocks(database: Database) -> Iterator[Block]:
    """Stream the blocks from the first to the newest."""
    height = -1
    while page := database.read(lambda connection, after=height: store.blocks_after(connection, after)):  # type: ignore[misc]
        yield from page
        height = page[-1].height


def _wrong_salt(event: Event) -> str | None:
    return "The event has a salt and no digest." if event.salt is not None and not event.digest else None


def _wrong_payload(connection: Connection, event: Event, payload_of: PayloadOf | None) -> str | None:
    if payload_of is None or event.salt is None:
        return None
    payload = payload_of(connection, event)
    if payload is None or sha256(event.salt + payload).digest() == event.digest:
        return None
    return "The content stored for the event is not the content it was recorded with."
