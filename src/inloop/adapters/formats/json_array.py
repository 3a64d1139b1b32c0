"""A JSON file that holds one list of objects."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.format import Format
from inloop.adapters.formats.jsonl import describe_json_error, known_columns, loose_json
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream, excerpt
from inloop.adapters.formats.sources import TextSource
from inloop.adapters.formats.values import clean, has_nul
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import register

LIMIT_MB = 64
_READ = 1 << 20
_SAMPLE = 1_000


@register("format/json.v1")
class JsonArrayFormat(Format):
    """One list of objects, read whole and so limited in size; rows are numbered by their place in the list."""

    name = "json"
    extensions = (".json",)
    keeps_types = True

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        source = TextSource(path, encoding=options.encoding)
        try:
            parts = _elements(_read_all(source), where=path.name)
        finally:
            source.close()
        limit = options.max_row_bytes
        rows = Counted(_rows(parts, limit=limit, start=start), at=start)
        return RowStream(
            rows,
            columns=known_columns(_rows(parts[:_SAMPLE], limit=limit, start=0)),
            format=self.name,
            size=len(parts),
            position=rows.position,
            unit="rows",
        )


def _rows(parts: list[msgspec.Raw], *, limit: int, start: int) -> Iterator[Row | BadRow]:
    for number, part in enumerate(parts[start:], start + 1):
        yield _row(bytes(part), number, limit=limit)


def _row(part: bytes, number: int, *, limit: int) -> Row | BadRow:
    if len(part) > limit:
        return BadRow(number, f"is longer than {limit // 1_024} KB", excerpt(part))
    try:
        values = clean(msgspec.json.decode(part, type=dict))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return BadRow(number, describe_json_error(error), excerpt(part))
    if has_nul(values):
        return BadRow(number, "holds a NUL character", excerpt(part))
    return Row(number, values)


def _read_all(source: TextSource) -> bytes:
    held = bytearray()
    too_large = source.size > LIMIT_MB << 20
    while not too_large and (chunk := source.read(_READ)):
        held += chunk
        too_large = len(held) > LIMIT_MB << 20
    if too_large:
        raise UnreadableFileError(
            f"A JSON list is read whole, and this one is larger than {LIMIT_MB} MB.",
            hint="Write one object a line and call it .jsonl.",
            where=source.name,
        )
    return bytes(held)


def _elements(text: bytes, *, where: str) -> list[msgspec.Raw]:
    if not text.strip():
        raise UnreadableFileError("The file is empty.", hint="Write a list of JSON objects.", where=where)
    try:
        return msgspec.json.decode(text, type=list[msgspec.Raw])
    except msgspec.ValidationError:
        raise UnreadableFileError(
            "The file is one JSON value, not a list of objects.",
            hint="Write [{…}, {…}] or one object a line.",
            where=where,
        ) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        values = loose_json(text.decode("utf-8", "replace")) if b"NaN" in text or b"Infinity" in text else None
        if isinstance(values, list):
            return [msgspec.Raw(msgspec.json.encode(value)) for value in values]
        raise UnreadableFileError(
            f"The file {describe_json_error(error)}.", hint="Mend it, or write one object a line.", where=where
        ) from None
