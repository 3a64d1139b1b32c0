"""Bytes of a text file as UTF-8, whatever its compression, byte order mark or line ends."""

import codecs
import gzip
import zlib
from pathlib import Path
from typing import IO, cast

from inloop.adapters.formats.encodings import Plan, plan_reading
from inloop.kernel.errors import UnreadableFileError

HEAD = 65_536
GZIP = b"\x1f\x8b"
_MARK = "inloop-mark"

# A lone surrogate stays undecodable downstream, so a damaged byte of any encoding ends as a bad row and not as U+FFFD.
codecs.register_error(_MARK, lambda error: ("\udcff", error.end) if isinstance(error, UnicodeDecodeError) else ("", 0))


class TextSource:
    """A text file read forward in blocks; `position` and `size` are bytes on disk."""

    def __init__(self, path: Path, *, encoding: str | None = None) -> None:
        self.name = path.name
        self._file: IO[bytes] = _open(path)
        self.size = path.stat().st_size
        self._stream = self._decompressed()
        try:
            self.head = self._read(HEAD)
            self.plan: Plan = plan_reading(self.head, encoding=encoding, where=self.name)
        except BaseException:
            self.close()
            raise
        self._decoder = (
            None if self.plan.encoding == "utf-8" else codecs.getincrementaldecoder(self.plan.encoding)(_MARK)
        )
        self._pending = self.head[self.plan.skip :]
        self._ended = False

    @property
    def position(self) -> int:
        return self.size if self._file.closed else self._file.tell()

    def read(self, size: int) -> bytes:
        """Give the next bytes, about `size` of them, as UTF-8; empty at the end."""
        while not self._ended:
            raw = self._pending or self._read(size)
            self._pending = b""
            self._ended = not raw
            if text := self._utf8(raw):
                return text
        return b""

    def close(self) -> None:
        self._file.close()

    def _utf8(self, raw: bytes) -> bytes:
        if self._decoder is not None:
            raw = self._decoder.decode(raw, final=not raw).encode("utf-8", "surrogatepass")
        return raw.replace(b"\r", b"\n") if self.plan.carriage_returns else raw

    def _decompressed(self) -> IO[bytes]:
        magic = self._file.read(2)
        self._file.seek(0)
        return cast("IO[bytes]", gzip.GzipFile(fileobj=self._file)) if magic == GZIP else self._file

    def _read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except (EOFError, zlib.error, OSError) as error:
            at = self._file.tell()
            raise UnreadableFileError(
                f"The compressed file is damaged or cut off near byte {at} of {self.size} ({error}).",
                hint="Download or compress it again.",
                where=self.name,
            ) from None


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise UnreadableFileError(
            f"The file cannot be opened ({error.strerror}).",
            hint="Check the path and its permissions.",
            where=str(path),
        ) from None
