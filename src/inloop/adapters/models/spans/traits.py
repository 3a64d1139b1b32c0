"""What a word looks like: hashed traits of the word itself and of its neighbours."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from inloop.adapters.models.spans.words import GLUED

SLOTS = ("w-2", "w-1", "w", "w+1", "w+2", "looks", "pair")
"""Where a word stands to the place that is tagged; then how three neighbours look, and the word with the one before."""
EDGE = "\1"
"""Stands for the word before the first and after the last."""
_RICH = frozenset({"w-1", "w", "w+1"})
_RUNS = 2


@lru_cache(maxsize=200_000)
def shape_of(word: str) -> str:
    """Say how a word is written: letters by case, digits, the rest as it is; runs cut to two.

    >>> shape_of("McDonald"), shape_of("B-52s"), shape_of("NASA")
    ('XxXxx', 'X-ddx', 'XX')
    """
    plain = word.rstrip(GLUED)
    found: list[str] = []
    for sign in plain:
        kind = "X" if sign.isupper() else "d" if sign.isdigit() else "x" if sign.isalpha() else sign
        if found[-_RUNS:] != [kind] * _RUNS:
            found.append(kind)
    return "".join(found)


def units_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Stream for each word what stands in each of the slots."""
    padded = [EDGE, EDGE, *words, EDGE, EDGE]
    lower = [word.lower() for word in padded]
    shapes = [shape_of(word) for word in padded]
    for at in range(2, len(padded) - 2):
        looks = "|".join(shapes[at - 1 : at + 2])
        yield (*padded[at - 2 : at + 3], looks, f"{lower[at - 1]} {lower[at]}")


def hashes_of(slot: str, unit: str) -> list[int]:
    """Give the hashes of the traits that a unit has in its slot."""
    return [crc32(f"{slot} {trait}".encode()) for trait in _traits(slot, unit)]


def _traits(slot: str, unit: str) -> Iterator[str]:
    if slot in {"looks", "pair"}:
        yield unit
        return
    plain = unit.rstrip(GLUED)
    word = plain.lower()
    yield f"is {word}"
    yield f"looks {shape_of(unit)}"
    if slot in _RICH:
        yield f"glued {unit.endswith(GLUED)}"
        yield from (f"ends {word[-n:]}" for n in (2, 3))
    if slot == "w":
        yield ""
        yield from (f"begins {word[:n]}" for n in (1, 2, 3, 4))
        yield from (f"ends {word[-n:]}" for n in (1, 4))
        yield f"long {min(len(word), 12) // 2}"
        yield f"title {plain[:1].isupper() and plain[1:].islower()}"
        yield from (f"has {sign}" for sign in "0123456789-.@#" if sign in word)
