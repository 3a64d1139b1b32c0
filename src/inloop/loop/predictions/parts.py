"""What a model says where no probability column can hold it: JSON texts end to end, found by ordinal."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
_END, _REV = 8, 4


def pack(texts: Sequence[bytes], revs: NDArray[np.integer[Any]]) -> Bytes:
    """Lay texts end to end, behind where each ends and the revision that it is about.

    >>> read(pack([b"[]", b'["a"]'], np.array([1, 3])), 1, rows=2)
    (3, b'["a"]')
    """
    ends = np.cumsum([len(text) for text in texts], dtype="<i8")
    head = ends.tobytes() + np.asarray(revs, "<i4").tobytes()
    return np.frombuffer(head + b"".join(texts), np.uint8)


def read(packed: Bytes, place: int, *, rows: int) -> tuple[int, bytes]:
    """Give the revision and the text at one place of what `pack` made of so many rows."""
    ends = packed[: rows * _END].view("<i8")
    head = rows * (_END + _REV)
    start, end = int(ends[place - 1]) if place else 0, int(ends[place])
    rev = int(packed[rows * _END : head].view("<i4")[place])
    return rev, packed[head + start : head + end].tobytes()
