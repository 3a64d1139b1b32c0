"""What a format is: a part that opens a file as rows and, where it can, writes rows to a file."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, ClassVar, Self

from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.kernel.errors import InvalidInputError


class RowWriter(ABC):
    """Writes rows in column order with bounded memory; `close` ends the file but leaves the handle to its owner."""

    @abstractmethod
    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append rows; missing columns are empty, others are left out."""

    @abstractmethod
    def close(self) -> None:
        """Write what is still held back and finish the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Format(ABC):
    """One way to keep rows in a file.

    Subclass it, register the class as ``format/<name>.v1`` and run `inloop.testing.formats.check_format` over it.
    """

    name: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]
    writable: ClassVar[bool] = False
    keeps_types: ClassVar[bool] = False
    """Numbers, booleans and None come back as they were; otherwise all is text and None is empty."""
    keeps_empty: ClassVar[bool] = True
    """Empty text comes back as empty text; otherwise as None."""
    holds_text: ClassVar[bool] = True
    """A row says what was written to it; otherwise it names what lies there."""
    guards_formulas: ClassVar[bool] = False
    """Written text that a spreadsheet would run as a formula comes back with a leading apostrophe."""

    @abstractmethod
    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        """Open a file, skipping the first `start` rows, good and bad together."""

    def write(self, file: BinaryIO, *, columns: Sequence[str]) -> RowWriter:
        """Start writing to an open binary file."""
        del file, columns
        raise InvalidInputError(
            f"Files of format '{self.name}' are read, not written.", hint="Write csv, tsv, jsonl or parquet."
        )
