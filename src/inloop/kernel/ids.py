"""Identifiers: time-ordered ones for rows, random ones for secrets, packed ones for items."""

import os
import re
import secrets
import time
import uuid

ITEM_BITS = 32
_SLUG = re.compile(r"[^a-z0-9]+")


def new_id() -> str:
    """Make a UUIDv7: unique everywhere, sorted by time of making."""
    millis = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10))
    value = (
        (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | (noise >> 62 & 0xFFF) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    )
    return str(uuid.UUID(int=value))


def new_secret() -> str:
    """Make an unguessable, URL-safe secret of 256 bits."""
    return secrets.token_urlsafe(32)


def item_id(project: int, ordinal: int) -> int:
    """Pack a project and the ordinal of an item in it into one integer key.

    One key finds the item row, its segment of features (ordinal) and its project, without an index of its own.

    >>> item_id(2, 7)
    8589934599
    """
    return project << ITEM_BITS | ordinal


def ordinal_of(item: int) -> int:
    """Give back the ordinal inside its project.

    >>> ordinal_of(item_id(2, 7))
    7
    """
    return item & (1 << ITEM_BITS) - 1


def slug(name: str, *, taken: frozenset[str] = frozenset()) -> str:
    """Make a stable id from a display name, unlike all that are taken.

    >>> slug("Credit cards")
    'credit-cards'
    >>> slug("Credit cards!", taken=frozenset({"credit-cards"}))
    'credit-cards-2'
    """
    base = _SLUG.sub("-", name.lower()).strip("-")[:48] or "x"
    number, candidate = 2, base
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
