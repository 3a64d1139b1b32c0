"""Writing to the record, and making it forget what was said while it keeps that it was said."""

import os
from collections.abc import Sequence
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from inloop.record import store
from inloop.record.model import Subjects

SALT = 16
_encode = msgspec.json.Encoder().encode


def append(
    connection: Connection,
    *,
    project: int | None,
    at: int,
    actor: str,
    act: str,
    subjects: Subjects,
    payload: bytes = b"",
) -> int:
    """Record an act in the transaction that does it; give the id of the event.

    Parameters
    ----------
    actor
        Who: ``person:3``, ``token:7``, ``model:champion``, ``server``.
    act
        What, as ``noun.verb``: ``annotation.made``.
    subjects
        Ids of what it is about, never content. An ``item`` among them lets the erasure of that item find this event.
    payload
        The content that the act stored elsewhere. Only a salted digest is kept: enough to prove the content unchanged,
        and nothing once the salt is erased.
    """
    salt = os.urandom(SALT) if payload else None
    return store.add_event(
        connection,
        project=project,
        at=at,
        actor=actor,
        act=act,
        subjects=_encode(subjects).decode(),
        item=subjects.get("item"),
        salt=salt,
        digest=b"" if salt is None else sha256(salt + payload).digest(),
    )


def forget_item(connection: Connection, item: int) -> int:
    """Remove the salts of all events about an item, as part of its erasure; give how many.

    Without its salt a digest says nothing about the content, not even whether a guess is right. The events remain and
    the chain still verifies. An event about many items has no payload for this reason.
    """
    return store.drop_salts(connection, item=item)


def forget_events(connection: Connection, events: Sequence[int]) -> int:
    """Remove the salts of the given events; give how many."""
    return store.drop_salts(connection, events=events)
