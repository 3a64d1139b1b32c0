"""Text as tokens, cut without looking at what is labelled, so that a cut tells a model nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from inloop.adapters.formats.losses import Losses

_CHUNK = re.compile(r"\S+")
_INNER = re.compile(r"\w(?:.*\w)?", re.DOTALL)


class Token(NamedTuple):
    """A token and where it stands."""

    start: int
    end: int
    text: str


def tokens_of(text: str) -> list[Token]:
    """Cut at blanks, and each mark at either end of a word off from it.

    >>> [token.text for token in tokens_of('He said "U.S.", twice (at 10:30).')]
    ['He', 'said', '"', 'U.S', '.', '"', ',', 'twice', '(', 'at', '10:30', ')', '.']
    """
    return [token for chunk in _CHUNK.finditer(text) for token in _peeled(chunk.group(), chunk.start())]


def _peeled(chunk: str, at: int) -> list[Token]:
    inner = _INNER.search(chunk)
    start, end = inner.span() if inner else (len(chunk), len(chunk))
    before = [(place, place + 1) for place in range(start)]
    middle = [(start, end)] if inner else []
    after = [(place, place + 1) for place in range(end, len(chunk))]
    return [Token(at + a, at + b, chunk[a:b]) for a, b in [*before, *middle, *after]]


def cut_at(tokens: Iterable[Token], spans: Iterable[Mapping[str, Any]]) -> tuple[list[Token], int]:
    """Cut tokens where a span begins or ends inside; say how many had to be."""
    edges = sorted({span[side] for span in spans for side in ("start", "end")})
    found: list[Token] = []
    cuts = 0
    for token in tokens:
        inside = [edge for edge in edges if token.start < edge < token.end]
        cuts += bool(inside)
        places = [token.start, *inside, token.end]
        for a, b in pairwise(places):
            found.append(Token(a, b, token.text[a - token.start : b - token.start]))
    return found, cuts


def without_overlap(
    spans: Sequence[Mapping[str, Any]], losses: Losses, *, why: str, question: str, key: str
) -> list[Mapping[str, Any]]:
    """Keep, of spans that overlap, the longest; note the others."""
    kept: list[Mapping[str, Any]] = []
    for span in sorted(spans, key=lambda each: (each["start"] - each["end"], each["start"])):
        if all(span["end"] <= other["start"] or span["start"] >= other["end"] for other in kept):
            kept.append(span)
        else:
            losses.note("overlapping spans", why, question=question, key=key)
    return sorted(kept, key=lambda each: int(each["start"]))
