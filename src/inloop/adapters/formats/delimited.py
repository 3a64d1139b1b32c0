"""CSV and TSV files as rows."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, ClassVar

from inloop.adapters.formats.delimited_header import find_header
from inloop.adapters.formats.delimited_records import RecordParser
from inloop.adapters.formats.delimited_writer import DelimitedWriter
from inloop.adapters.formats.format import Format, RowWriter
from inloop.adapters.formats.lines import Block, iter_blocks
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream
from inloop.adapters.formats.sources import TextSource
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import register


@register("format/csv.v1")
class CsvFormat(Format):
    """Values between commas (semicolons, tabs and bars are recognised), quoted where needed; all values are text."""

    name = "csv"
    extensions: ClassVar[tuple[str, ...]] = (".csv",)
    writable = True
    guards_formulas = True
    delimiters: ClassVar[str] = ",;\t|"

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        source = TextSource(path, encoding=options.encoding)
        try:
            blocks = iter_blocks(source, limit=options.max_row_bytes)
            first = _first_block(blocks, where=path.name, limit_kb=options.max_row_kb)
            header = find_header(first, delimiters=self.delimiters, where=path.name)
        except BaseException:
            source.close()
            raise
        parser = RecordParser(
            header, limit=options.max_row_bytes, encoding=source.plan.encoding, lenient=self.delimiters == "\t"
        )
        batches = _batches(header.rest, blocks, parser, start=start)
        return RowStream(
            chain.from_iterable(batches),
            columns=header.columns,
            format=self.name,
            size=source.size,
            position=lambda: source.position,
            close=source.close,
        )

    def write(self, file: BinaryIO, *, columns: Sequence[str]) -> RowWriter:
        return DelimitedWriter(file, columns=columns, delimiter=self.delimiters[0])


@register("format/tsv.v1")
class TsvFormat(CsvFormat):
    """Values between tabs; a quote that cannot be read as quoting is text."""

    name = "tsv"
    extensions = (".tsv", ".tab")
    delimiters = "\t"


def _first_block(blocks: Iterator[Block], *, where: str, limit_kb: int) -> Block:
    block = next((block for block in blocks if block.overlong or block.data.strip()), None)
    if block is None:
        raise UnreadableFileError("The file is empty.", hint="Write column names in the first line.", where=where)
    if block.overlong:
        raise UnreadableFileError(
            f"Line {block.first} is longer than {limit_kb} KB, so this is no table with one row a line.",
            hint="Check that the file has line breaks, or raise max_row_kb.",
            where=where,
        )
    return block


def _batches(
    first: Block, blocks: Iterator[Block], parser: RecordParser, *, start: int
) -> Iterator[Sequence[Row | BadRow]]:
    """Parse block by block; while `start` rows remain to be skipped, whole blocks are only counted where possible."""
    for block in chain((first,), blocks):
        count = parser.count(block) if start else None
        if count is not None and count <= start:
            start -= count
            continue
        rows = parser.feed(block)
        yield rows[start:]
        start = max(0, start - len(rows))
    yield parser.finish()[start:]
