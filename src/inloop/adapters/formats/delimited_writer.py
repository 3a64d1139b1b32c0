"""Write CSV and TSV that a spreadsheet opens without running anything."""

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

import msgspec

from inloop.adapters.formats.format import RowWriter
from inloop.kernel.errors import InvalidInputError

_RISKY = frozenset("=+-@\t\r'")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")


class DelimitedWriter(RowWriter):
    """Writes rows as delimited text; lists and mappings become JSON, None becomes empty.

    Notes
    -----
    Text that a spreadsheet would run as a formula gets a leading apostrophe. `strip_guard` takes it off again, exactly.
    """

    def __init__(self, file: BinaryIO, *, columns: Sequence[str], delimiter: str) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        self._closed = False
        self._columns = tuple(columns)
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator="\r\n")
        if not columns:
            raise InvalidInputError("There are no columns to write.", hint="Name at least one.")
        self._writer.writerow([guard(name) for name in columns])

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        columns = self._columns
        self._writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)

    def close(self) -> None:
        if not self._closed:
            self._text.detach()  # flushes, and leaves the file to its owner
            self._closed = True


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; plain numbers stay as they are.

    >>> guard("=1+1"), guard("-5.2"), guard("hello")
    ("'=1+1", '-5.2', 'hello')
    """
    if text[:1] not in _RISKY or not _FORMULA.match(text) or _NUMBER.fullmatch(text):
        return text
    return "'" + text


def strip_guard(text: str) -> str:
    """Undo `guard`.

    >>> [strip_guard(guard(text)) for text in ("=1+1", "'=1", "'tis", "-5")]
    ['=1+1', "'=1", "'tis", '-5']
    """
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def _cell(value: Any) -> Any:
    if type(value) is str:
        return value if value[:1] not in _RISKY else guard(value)
    if value is None or (type(value) is float and not math.isfinite(value)):
        return ""
    if type(value) is bool:
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    return guard(msgspec.json.encode(value).decode()) if isinstance(value, list | dict | tuple) else guard(str(value))
