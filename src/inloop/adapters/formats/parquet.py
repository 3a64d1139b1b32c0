"""Parquet files as rows, read and written in row groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from inloop.adapters.formats.format import Format, RowWriter
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream, excerpt
from inloop.adapters.formats.values import clean, column_names, has_nul, text_size
from inloop.kernel.errors import InvalidInputError, UnreadableFileError
from inloop.kernel.registry import register

_BATCH_BYTES = 4 << 20
_BATCH_ROWS = 8_192


@register("format/parquet.v1")
class ParquetFormat(Format):
    """Columns in a compressed binary file; values keep their types, times become ISO text."""

    name = "parquet"
    extensions = (".parquet", ".pq")
    writable = True
    keeps_types = True

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

        try:
            file = ParquetFile(path, pre_buffer=False)
        except (ArrowException, OSError, UnicodeDecodeError) as error:
            raise UnreadableFileError(
                f"The Parquet file is cut off or damaged ({_first_sentence(error)}).",
                hint="Write or download it again.",
                where=path.name,
            ) from None
        reader = _ParquetRows(file, where=path.name, limit=options.max_row_bytes, start=start)
        return RowStream(
            chain.from_iterable(reader.batches()),
            columns=reader.columns,
            format=self.name,
            size=file.metadata.num_rows,
            position=lambda: reader.position,
            unit="rows",
            close=file.close,
        )

    def write(self, file: BinaryIO, *, columns: Sequence[str]) -> RowWriter:
        return ParquetWriter(file, columns=columns)


class _ParquetRows:
    def __init__(self, file: Any, *, where: str, limit: int, start: int) -> None:
        self._file = file
        self._where = where
        self._limit = limit
        self.columns = column_names(list(file.schema_arrow.names), where=where)
        self.position = min(start, file.metadata.num_rows)

    def batches(self) -> Iterator[list[Row | BadRow]]:
        from pyarrow import ArrowException

        groups, skip = self._groups()
        try:
            for batch in self._file.iter_batches(batch_size=self._batch_rows(), row_groups=groups):
                taken = batch.slice(min(skip, batch.num_rows))
                skip -= batch.num_rows - taken.num_rows
                first = self.position + 1
                self.position += taken.num_rows
                yield self._rows(taken, first)
        except (ArrowException, OSError, UnicodeDecodeError) as error:
            raise UnreadableFileError(
                f"The Parquet file is damaged after row {self.position} ({_first_sentence(error)}).",
                hint="Write or download it again.",
                where=self._where,
            ) from None

    def _groups(self) -> tuple[list[int], int]:
        """Choose the row groups that hold what is still to be read, and how many rows of the first to skip."""
        metadata, skip, group = self._file.metadata, self.position, 0
        while group < metadata.num_row_groups and metadata.row_group(group).num_rows <= skip:
            skip -= metadata.row_group(group).num_rows
            group += 1
        return list(range(group, metadata.num_row_groups)), skip

    def _batch_rows(self) -> int:
        metadata = self._file.metadata
        total: int = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
        rows: int = _BATCH_BYTES * max(metadata.num_rows, 1) // max(total, 1)
        return max(1, min(_BATCH_ROWS, rows))

    def _rows(self, batch: Any, first: int) -> list[Row | BadRow]:
        try:
            columns = [_values(column) for column in batch.columns]
        except UnicodeDecodeError:
            if batch.num_rows == 1:
                return [BadRow(first, "holds text that is not UTF-8", "")]
            return [row for at in range(batch.num_rows) for row in self._rows(batch.slice(at, 1), first + at)]
        records = (dict(zip(self.columns, values, strict=True)) for values in zip(*columns, strict=True))
        if batch.nbytes <= self._limit and not _may_hold_nul(batch):
            return [Row(number, record) for number, record in enumerate(records, first)]
        return [self._checked(number, record) for number, record in enumerate(records, first)]

    def _checked(self, number: int, values: dict[str, Any]) -> Row | BadRow:
        if text_size(values) > self._limit:
            return BadRow(number, f"is longer than {self._limit // 1_024} KB", excerpt(str(values)[:500]))
        if has_nul(values):
            return BadRow(number, "holds a NUL character", excerpt(str(values)[:500]))
        return Row(number, values)


def _values(column: Any) -> list[Any]:
    """Turn a column into Python values; columns that need no cleaning are passed as they are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return column.to_pylist()  # type: ignore[no-any-return]
    if pa.types.is_string(kind) and pc.all(pc.string_is_ascii(column)).as_py() is not False:
        return column.to_pylist()  # type: ignore[no-any-return]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return [clean(value) for value in column.to_pylist()]


def _may_hold_nul(batch: Any) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    for column in batch.columns:
        if pa.types.is_nested(column.type) or pa.types.is_dictionary(column.type):
            return True
        is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
        if is_text and pc.any(pc.match_substring(column, "\0")).as_py():
            return True
    return False


def _first_sentence(error: Exception) -> str:
    return str(error).split("\n", 1)[0].split(". ", 1)[0].rstrip(".")[:200]


class ParquetWriter(RowWriter):
    """Writes row groups of `GROUP` rows.

    The first group fixes each column's type: text, integer, number, boolean; lists, mappings and mixed columns are kept
    as JSON text, and a column with nothing but None is text.
    """

    GROUP = 16_384

    def __init__(self, file: BinaryIO, *, columns: Sequence[str]) -> None:
        if not columns:
            raise InvalidInputError("There are no columns to write.", hint="Name at least one.")
        self._file = file
        self._columns = tuple(columns)
        self._held: list[tuple[Any, ...]] = []
        self._casts: list[type] = []
        self._writer: Any = None
        self._closed = False

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        columns = self._columns
        for row in rows:
            self._held.append(tuple(map(row.get, columns)))
            if len(self._held) >= self.GROUP:
                self._flush()

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._held or self._writer is None:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        values = list(zip(*self._held, strict=True)) or [()] * len(self._columns)
        if self._writer is None:
            self._casts = [_shared_type(column) for column in values]
            kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
            schema = pa.schema([(name, kinds[cast]) for name, cast in zip(self._columns, self._casts, strict=True)])
            self._writer = pq.ParquetWriter(self._file, schema, compression="zstd")
        arrays = [self._array(at, column) for at, column in enumerate(values)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._writer.schema))
        self._held = []

    def _array(self, at: int, column: Sequence[Any]) -> Any:
        import pyarrow as pa

        kind = self._writer.schema.field(at).type
        try:
            return pa.array([_as_text(value) for value in column] if self._casts[at] is str else column, kind)
        except (pa.ArrowException, OverflowError):
            raise InvalidInputError(
                f"Column '{self._columns[at]}' began as {kind} and now holds something else.",
                hint="Export it as jsonl, which has no column types.",
            ) from None


def _shared_type(column: Sequence[Any]) -> type:
    kinds = {type(value) for value in column if value is not None}
    if kinds == {int, float}:
        return float
    only = next(iter(kinds)) if len(kinds) == 1 else str
    return only if only in {int, float, bool} else str


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()
