"""Structs made ready for threads.

msgspec works out what a struct consists of when something is first read into it, and shows other threads what is half
done: two that read the first of a kind at the same moment end the process (seen with 0.22). Whoever is about to start
threads therefore has all of it worked out before.
"""

from collections.abc import Iterator
from typing import Any

import msgspec


def make_ready() -> None:
    """Work out what every struct that is known by now consists of; what is ready already costs next to nothing."""
    for kind in _below(msgspec.Struct):
        try:
            msgspec.json.Decoder(kind)
        except TypeError:  # holds what cannot be read, and so is only ever written
            continue


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
