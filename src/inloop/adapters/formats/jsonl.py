"""JSON lines as rows: one object a line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from inloop.adapters.formats.encodings import describe_undecodable
from inloop.adapters.formats.format import Format, RowWriter
from inloop.adapters.formats.lines import Block, iter_blocks
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream, excerpt
from inloop.adapters.formats.sources import TextSource
from inloop.adapters.formats.values import clean, has_nul
from inloop.kernel.errors import InvalidInputError, UnreadableFileError
from inloop.kernel.registry import register

_SAMPLE = 1_000
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_decode = msgspec.json.Decoder(dict[str, Any]).decode


@register("format/jsonl.v1")
class JsonlFormat(Format):
    """One JSON object a line; values keep their types, and nested values stay nested."""

    name = "jsonl"
    extensions = (".jsonl", ".ndjson")
    writable = True
    keeps_types = True

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        source = TextSource(path, encoding=options.encoding)
        try:
            blocks = iter_blocks(source, limit=options.max_row_bytes)
            first = _first_blocks(blocks, where=path.name, limit_kb=options.max_row_kb)
        except BaseException:
            source.close()
            raise
        limit, encoding = options.max_row_bytes, source.plan.encoding
        sample = read_block(first[0], limit=limit, encoding=encoding)[:_SAMPLE]
        batches = _batches(chain(first, blocks), limit=limit, encoding=encoding, start=start)
        return RowStream(
            chain.from_iterable(batches),
            columns=known_columns(sample),
            format=self.name,
            size=source.size,
            position=lambda: source.position,
            close=source.close,
        )

    def write(self, file: BinaryIO, *, columns: Sequence[str]) -> RowWriter:
        return JsonlWriter(file, columns=columns)


class JsonlWriter(RowWriter):
    """Writes each row as one object with every column; NaN becomes null."""

    _LINES = 1_000

    def __init__(self, file: BinaryIO, *, columns: Sequence[str]) -> None:
        if not columns:
            raise InvalidInputError("There are no columns to write.", hint="Name at least one.")
        self._file = file
        self._columns = tuple(columns)
        self._encoder = msgspec.json.Encoder()

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        columns = self._columns
        rows = iter(rows)
        while batch := [{column: row.get(column) for column in columns} for row in islice(rows, self._LINES)]:
            self._file.write(self._encoder.encode_lines(batch))

    def close(self) -> None:
        self._file.flush()


def known_columns(rows: Iterable[Row | BadRow]) -> tuple[str, ...]:
    """Gather the keys of some rows in order of appearance."""
    seen: dict[str, None] = {}
    for row in rows:
        if isinstance(row, Row):
            seen.update(dict.fromkeys(row.values))
    return tuple(seen)


def read_block(block: Block, *, limit: int, encoding: str) -> list[Row | BadRow]:
    """Read each line that is not blank as one row, good or bad."""
    if block.overlong:
        return [BadRow(block.first, f"is longer than {limit // 1_024} KB", excerpt(block.data))]
    plain = block.data.isascii() and b"\\u" not in block.data
    rows: list[Row | BadRow] = []
    offset = block.offset
    for number, line in enumerate(block.data.split(b"\n"), block.first):
        if line and not line.isspace():
            rows.append(_read_line(line, number, plain=plain, limit=limit, offset=offset, encoding=encoding))
        offset += len(line) + 1
    return rows


def describe_json_error(error: Exception, source: str = "") -> str:
    """Say what is wrong with a line in the words of this page, not of a library."""
    text = str(error)
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if _SURROGATE.search(source) and "truncated" in text:
        return "holds half of a surrogate pair, which is no character"
    if "Expected `object`" in text:
        kind = text.rsplit("got ", 1)[-1].strip("`")
        return f"is a JSON {kind}, not an object"
    return f"is not valid JSON ({text.removeprefix('JSON is malformed: ')})"


def _read_line(line: bytes, number: int, *, plain: bool, limit: int, offset: int, encoding: str) -> Row | BadRow:
    if len(line) > limit:
        return BadRow(number, f"is longer than {limit // 1_024} KB", excerpt(line))
    try:
        values = _decode(line)
        if plain:
            return Row(number, values)
        values = clean(values)
    except UnicodeDecodeError:
        return BadRow(number, _undecodable(line, offset, encoding), excerpt(line))
    except (msgspec.MsgspecError, RecursionError) as error:
        return _second_look(line, number, error, offset=offset, encoding=encoding)
    if b"\\u0000" in line and has_nul(values):
        return BadRow(number, "holds a NUL character", excerpt(line))
    return Row(number, values)


def _second_look(line: bytes, number: int, error: Exception, *, offset: int, encoding: str) -> Row | BadRow:
    """Accept the NaN and Infinity that Python writes; explain everything else."""
    if b"\0" in line:
        return BadRow(number, "holds a NUL byte", excerpt(line))
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return BadRow(number, _undecodable(line, offset, encoding), excerpt(line))
    if "NaN" in text or "Infinity" in text or "out of range" in str(error):
        values = loose_json(text)
        if isinstance(values, dict) and not has_nul(values):
            return Row(number, values)
    return BadRow(number, describe_json_error(error, text), excerpt(line))


def loose_json(text: str) -> Any:
    """Decode JSON with NaN and Infinity as None; None if it is not even that."""
    try:
        values = clean(json.loads(text, parse_constant=lambda _: None))
        msgspec.json.encode(values)  # a lone surrogate is legal for the json module, but not for a database
    except (ValueError, RecursionError, OverflowError):
        return None
    return values


def _undecodable(line: bytes, offset: int, encoding: str) -> str:
    if encoding != "utf-8":
        return f"holds bytes that are not {encoding}"
    return describe_undecodable(line, offset=offset)


def _first_blocks(blocks: Iterator[Block], *, where: str, limit_kb: int) -> list[Block]:
    """Look at the first block, and past it if it is a line without end: a file of one such line is no JSON lines."""
    first = next((block for block in blocks if block.overlong or block.data.strip()), None)
    if first is None:
        raise UnreadableFileError("The file is empty.", hint="Write one JSON object a line.", where=where)
    if not first.overlong:
        return [first]
    second = next(blocks, None)
    if second is None:
        raise UnreadableFileError(
            f"The file is one line longer than {limit_kb} KB.",
            hint="Write one JSON object a line, or raise max_row_kb.",
            where=where,
        )
    return [first, second]


def _batches(blocks: Iterable[Block], *, limit: int, encoding: str, start: int) -> Iterator[Sequence[Row | BadRow]]:
    """Read block by block; blocks before `start` are counted, not decoded."""
    for block in blocks:
        if start:
            count = _count(block)
            if count <= start:
                start -= count
                continue
        yield read_block(block, limit=limit, encoding=encoding)[start:]
        start = 0


def _count(block: Block) -> int:
    return 1 if block.overlong else sum(bool(line) and not line.isspace() for line in block.data.split(b"\n"))
