"""Find the delimiter and the column names of a delimited file."""

import csv
import io
from dataclasses import dataclass

from inloop.adapters.formats.lines import Block
from inloop.adapters.formats.values import column_names
from inloop.kernel.errors import UnreadableFileError

_SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Header:
    """The columns, what separates them, and the lines that follow."""

    columns: tuple[str, ...]
    delimiter: str
    rest: Block


def find_header(block: Block, *, delimiters: str, where: str) -> Header:
    """Read the first record that is not blank as column names."""
    lines = split_lines(block.data.decode("utf-8", "surrogateescape"))
    delimiter = max(delimiters, key=lambda each: _agreement(lines, each))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        names = next((row for row in reader if row), [])
    except csv.Error:
        raise UnreadableFileError(
            f"A quote in the column names does not match (line {block.first}).",
            hint="Mend the first line.",
            where=where,
        ) from None
    columns = column_names(_checked(names, where=where), where=where)
    used = "".join(lines[: reader.line_num]).encode("utf-8", "surrogateescape")
    rest = Block(block.data[len(used) :], block.first + reader.line_num, block.offset + len(used))
    return Header(columns, delimiter, rest)


def split_lines(text: str) -> list[str]:
    r"""Split at ``\n`` alone and keep it.

    >>> split_lines("a\x0bb\nc\r\nd")
    ['a\x0bb\n', 'c\r\n', 'd']
    """
    return list(io.StringIO(text, newline="\n"))


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Count the first rows that are as wide as the first, and that width; nothing for a single column."""
    try:
        rows = [row for row in csv.reader(lines[: _SAMPLE + 1], delimiter=delimiter) if row]
    except csv.Error:
        return (0, 0)
    width = len(rows[0]) if rows else 1
    return (sum(len(row) == width for row in rows), width) if width > 1 else (0, 0)


def _checked(names: list[str], *, where: str) -> list[str]:
    for place, name in enumerate(names, 1):
        if "\0" in name or any("\ud800" <= char <= "\udfff" for char in name):
            raise UnreadableFileError(
                f"The name of column {place} holds bytes that are not text.",
                hint="Save the file as UTF-8, or pass its encoding.",
                where=where,
            )
    return names
