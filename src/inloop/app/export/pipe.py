"""A file that is only ever written to, and emptied as it fills."""

import io
from typing import Any


class Pipe(io.RawIOBase):
    """Takes what a writer writes and hands it on.

    >>> pipe = Pipe()
    >>> pipe.write(b"abc"), pipe.tell(), pipe.drain(), pipe.drain(), pipe.tell()
    (3, 3, b'abc', b'', 3)
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:  # anything that holds bytes
        held = bytes(part)
        self._parts.append(held)
        self._position += len(held)
        return len(held)

    def tell(self) -> int:
        return self._position

    def drain(self) -> bytes:
        """Give what has been written since the last call."""
        ready = b"".join(self._parts)
        self._parts.clear()
        return ready
