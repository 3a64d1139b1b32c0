"""Sealing: what happened since the last block becomes the next one."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from inloop.database import Database
from inloop.record import store
from inloop.record.hashing import GENESIS, MARK, MerkleTree, digest_of, header_of, leaf_of
from inloop.record.keys import public_name, signing_key
from inloop.record.model import Block, Event

MOST_EVENTS = 5_000
TRIES = 5


def seal(database: Database, *, at: int, most: int = MOST_EVENTS) -> Block | None:
    """Seal the unsealed events, oldest first, into the next block; None when there are none.

    The hashing is done on a snapshot, so that the write is short; call again while a block holds `most` events. Two
    nodes that seal at once compute the same height: the second finds it taken and starts over with what is left.
    On PostgreSQL an event may commit after one with a larger id; it goes into the block sealed next.
    """
    if not database.read(lambda connection: store.unsealed(connection, most=1)):
        return None
    key = database.write(signing_key)
    for _ in range(TRIES):
        step = database.read(lambda connection: _prepare(connection, at=at, most=most, key=key))
        if step is None:
            return None
        if _keep(database, step):
            return step.block
    return None


@dataclass(frozen=True, slots=True)
class _Step:
    block: Block
    events: list[int]


def _keep(database: Database, step: _Step) -> bool:
    try:
        database.write(lambda connection: store.add_block(connection, step.block, step.events))
    except IntegrityError:
        return False
    return True


def _prepare(connection: Connection, *, at: int, most: int, key: Ed25519PrivateKey) -> _Step | None:
    after = store.head(connection)  # before the events: what another node seals from here on takes our height
    events = store.unsealed(connection, most=most)
    if not events:
        return None
    block = _block_of(events, after=after, at=at, key=key)
    return _Step(block, [event.id for event in events])


def _block_of(events: list[Event], *, after: Block | None, at: int, key: Ed25519PrivateKey) -> Block:
    tree, marks = MerkleTree(), bytearray()
    for event in events:
        leaf = leaf_of(event)
        tree.add(leaf)
        marks += leaf[:MARK]
    block = Block(
        height=1 if after is None else after.height + 1,
        at=at,
        first=events[0].id,
        last=events[-1].id,
        size=len(events),
        root=tree.root(),
        previous=GENESIS if after is None else digest_of(after),
        key=public_name(key),
        signature=b"",
        marks=bytes(marks),
    )
    return block._replace(signature=key.sign(header_of(block)))
