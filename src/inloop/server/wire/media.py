"""Parts of files, as HTTP asks for them."""

import re

import msgspec

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Span(msgspec.Struct, frozen=True):
    """The bytes from `start` up to, not including, `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


class RangeError(ValueError):
    """What is asked for begins behind the end of the file."""


def span_of(header: str | None, size: int) -> Span | None:
    """Read a ``Range`` header; None where all is to be sent, as for several ranges and what is none.

    Raises
    ------
    RangeError
        Nothing of the file lies in it.

    Examples
    --------
    >>> span_of("bytes=-2", 10)
    Span(start=8, end=10)
    >>> span_of("bytes=0-0, 5-6", 10) is None
    True
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if first:
        span = Span(int(first), min(int(last) + 1, size) if last else size)
        if last and int(last) < int(first):
            return None
    else:
        span = Span(max(0, size - int(last)), size)
    if span.length <= 0:
        raise RangeError(header)
    return span
