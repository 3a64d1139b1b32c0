"""What reading a file gives: good rows, bad rows, and a stream that knows how far it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import msgspec

from inloop.adapters.formats.losses import Losses

if TYPE_CHECKING:
    from inloop.adapters.formats.roles import Suggestion

EXCERPT_CHARS = 120


class Row(msgspec.Struct, frozen=True, gc=False):
    """One good row; `number` is its first line in the file (its position in Parquet, Excel and folders), from 1."""

    number: int
    values: dict[str, Any]


class BadRow(msgspec.Struct, frozen=True, gc=False):
    """One row that cannot be used, why, and how it begins."""

    number: int
    reason: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file: the longest row allowed, the encoding if it is not UTF-8 or UTF-16, the Excel sheet."""

    max_row_kb: int = 1_024
    encoding: str | None = None
    sheet: str | None = None

    @property
    def max_row_bytes(self) -> int:
        return self.max_row_kb * 1_024


class RowStream:
    """The rows of one file, once, in order; good and bad.

    Attributes
    ----------
    columns
        Names in file order. JSON lines declare none: there it is what the first lines use; later rows may have more.
    format
        The name of the format that reads the file, such as ``csv``.
    size
        Bytes or rows in all, as `unit` says; `position` counts up to it.
    roles
        What the format knows its columns to be for; the rest is guessed from what they hold.
    losses
        What stands in the file and is not taken, as far as it has been read.
    """

    def __init__(
        self,
        rows: Iterable[Row | BadRow],
        *,
        columns: tuple[str, ...],
        format: str,  # noqa: A002 - the word of the interface
        size: int,
        position: Callable[[], int],
        unit: Literal["bytes", "rows"] = "bytes",
        close: Callable[[], None] = lambda: None,
        roles: "Mapping[str, Suggestion] | None" = None,
        losses: Losses | None = None,
    ) -> None:
        self._rows = iter(rows)
        self.roles = roles or {}
        self.losses = losses or Losses()
        self.columns = columns
        self.format = format
        self.size = size
        self.unit = unit
        self._position = position
        self._close = close

    @property
    def position(self) -> int:
        """How much of `size` has been read; it runs ahead of the rows by one block at most."""
        return self._position()

    def __iter__(self) -> Iterator[Row | BadRow]:
        return self._rows

    def close(self) -> None:
        """Close the file; harmless when repeated."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def iter_batches(stream: Iterable[Row | BadRow], size: int) -> Iterator[list[Row | BadRow]]:
    """Gather rows into lists of `size`, for bulk import.

    >>> rows = [Row(n, {"text": "hello"}) for n in range(1, 6)]
    >>> [len(batch) for batch in iter_batches(rows, 2)]
    [2, 2, 1]
    """
    rows = iter(stream)
    while batch := list(islice(rows, size)):
        yield batch


def excerpt(raw: bytes | str) -> str:
    r"""Show how a bad row begins, whatever is in it.

    >>> excerpt(b"caf\xe9\x00")
    'caf\\xe9\\x00'
    """
    if isinstance(raw, str):
        raw = raw[:EXCERPT_CHARS].encode("utf-8", "surrogateescape")
    text = raw[:EXCERPT_CHARS].decode("utf-8", "backslashreplace").rstrip("\r\n")
    return text.replace("\0", "\\x00")
