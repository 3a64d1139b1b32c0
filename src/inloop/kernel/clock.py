"""Time as integer microseconds UTC, handed in wherever a decision depends on it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Micros = int
Clock = Callable[[], Micros]

SECOND: Micros = 1_000_000
MINUTE: Micros = 60 * SECOND
HOUR: Micros = 60 * MINUTE
DAY: Micros = 24 * HOUR


def now() -> Micros:
    """Microseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000


def iso(at: Micros) -> str:
    """Write a time for people and files.

    >>> iso(1_700_000_000_000_000)
    '2023-11-14T22:13:20.000000Z'
    """
    whole, part = divmod(at, SECOND)
    return f"{datetime.fromtimestamp(whole, tz=UTC):%Y-%m-%dT%H:%M:%S}.{part:06d}Z"
