"""Cut delimited text into rows so that one damaged row costs that row alone."""

import csv
import re
from itertools import accumulate
from typing import Any

from inloop.adapters.formats.delimited_header import Header, split_lines
from inloop.adapters.formats.encodings import describe_undecodable
from inloop.adapters.formats.lines import Block
from inloop.adapters.formats.rows import BadRow, Row, excerpt
from inloop.adapters.formats.values import nfc

_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDEST, _NARROWEST = 1 << 20, 256
_OPEN_QUOTE = "unexpected end of data"
csv.field_size_limit(2**31 - 1)  # rows are bounded here, in bytes; the module's own limit would call long texts errors


class RecordParser:
    """Turns blocks of lines into rows, in order.

    A quoted value may span lines. If its quote is not closed within the limit, the line where it began is reported and
    reading goes on at the next line. Each such runaway halves the number of lines that the next may take, so that a
    file full of stray quotes costs linear time.
    """

    def __init__(self, header: Header, *, limit: int, encoding: str = "utf-8", lenient: bool = False) -> None:
        self._columns = header.columns
        self._dialect: dict[str, Any] = {"delimiter": header.delimiter, "strict": True}
        self._limit = limit
        self._encoding = encoding
        self._lenient = lenient
        self._window = _WIDEST
        self._held: list[str] = []
        self._lines: list[str] = []
        self._first = header.rest.first
        self._offset = header.rest.offset
        self._plain = True
        self._starts: list[int] = []
        self._rows: list[Row | BadRow] = []

    def count(self, block: Block) -> int | None:
        """Count the rows of a block without reading them, where each line is one row; None where that is not so."""
        if self._held or block.overlong or b'"' in block.data or b"\r" in block.data.replace(b"\r\n", b""):
            return None
        lines = block.data.split(b"\n")
        return len(lines) - lines.count(b"") - lines.count(b"\r")

    def feed(self, block: Block) -> list[Row | BadRow]:
        """Give the rows that end in this block."""
        if block.overlong:
            rows = self.finish()
            rows.append(BadRow(block.first, self._too_long(), excerpt(block.data)))
            return rows
        text = block.data.decode("utf-8", "surrogateescape")
        if not self._held:
            self._first, self._offset = block.first, block.offset
        return self._parse([*self._held, *split_lines(text)], last=False)

    def finish(self) -> list[Row | BadRow]:
        """Give the rows that were waiting for a closing quote."""
        return self._parse(self._held, last=True)

    def _parse(self, lines: list[str], *, last: bool) -> list[Row | BadRow]:
        self._lines, self._held, self._rows, self._starts = lines, [], [], []
        text = "".join(lines)
        self._plain = (
            (text.isascii() or (not _SURROGATE.search(text) and nfc(text) == text))
            and "\0" not in text
            and len(max(lines, key=len, default="")) * (1 if text.isascii() else 4) <= self._limit
        )
        at = 0
        while at < len(lines):
            at = self._run(at, last=last)
        rows, self._rows, self._lines = self._rows, [], []
        return rows

    def _run(self, at: int, *, last: bool) -> int:
        """Read records from line `at` until one is damaged; give the line to go on with."""
        lines, columns, width, keep = self._lines, self._columns, len(self._columns), self._rows.append
        stop = min(len(lines), at + self._window)
        reader = csv.reader(lines[at:stop] if at or stop < len(lines) else lines, **self._dialect)
        first, plain, begin = self._first, self._plain, at
        try:
            for row in reader:
                end = at + reader.line_num
                if plain and len(row) == width and end - begin == 1:
                    keep(Row(first + begin, dict(zip(columns, row, strict=False))))
                elif row:
                    keep(self._checked(row, begin, end))
                begin = end
        except csv.Error as error:
            return self._recover(begin, stop, str(error), last=last)
        return stop

    def _recover(self, begin: int, stop: int, problem: str, *, last: bool) -> int:
        if problem == _OPEN_QUOTE and self._may_go_on(begin, stop, last=last):
            return len(self._lines) if self._held else begin
        line = self._lines[begin]
        if self._lenient and (row := self._unquoted(line)) is not None:
            self._rows.append(self._checked(row, begin, begin + 1))
            return begin + 1
        if problem == _OPEN_QUOTE:
            self._window = max(_NARROWEST, self._window >> 1)
        self._rows.append(BadRow(self._first + begin, self._explain(problem), excerpt(line)))
        return begin + 1

    def _may_go_on(self, begin: int, stop: int, *, last: bool) -> bool:
        """Say whether an open record may still be closed: by lines beyond the window, or by the next block."""
        if stop < len(self._lines):
            return begin + self._window > stop
        waiting = self._lines[begin:]
        if last or len(waiting) >= self._window or sum(map(len, waiting)) > self._limit:
            return False
        self._offset += _bytes(self._lines[:begin])
        self._first += begin
        self._held = waiting
        return True

    def _unquoted(self, line: str) -> list[str] | None:
        row = line.rstrip("\r\n").split(self._dialect["delimiter"])
        return row if len(row) == len(self._columns) else None

    def _checked(self, row: list[str], begin: int, end: int) -> Row | BadRow:
        number, lines = self._first + begin, self._lines[begin:end]
        reason = self._fault(row, lines, begin)
        if reason:
            return BadRow(number, reason, excerpt(lines[0]))
        return Row(number, dict(zip(self._columns, map(nfc, row), strict=True)))

    def _fault(self, row: list[str], lines: list[str], begin: int) -> str:
        text = "".join(lines)
        if len(text) * 4 > self._limit and _bytes(lines) > self._limit:
            return self._too_long()
        if "\0" in text:
            return "holds a NUL byte"
        if _SURROGATE.search(text):
            return self._undecodable(text, begin)
        if len(row) != len(self._columns):
            return f"has {_plural(len(row), 'value')} for {_plural(len(self._columns), 'column')}"
        return ""

    def _undecodable(self, text: str, begin: int) -> str:
        if self._encoding != "utf-8":
            return f"holds bytes that are not {self._encoding}"
        self._starts = self._starts or [0, *accumulate(_bytes([line]) for line in self._lines)]
        offset = self._offset + self._starts[begin]
        return describe_undecodable(text.encode("utf-8", "surrogateescape"), offset=offset)

    def _too_long(self) -> str:
        return f"is longer than {self._limit // 1_024} KB"

    def _explain(self, problem: str) -> str:
        if problem == _OPEN_QUOTE:
            return "opens a quote that is not closed"
        if "expected after" in problem:
            return "has text after a closing quote"
        return "has a line break outside quotes" if "new-line" in problem else f"cannot be read ({problem})"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _bytes(lines: list[str]) -> int:
    return len("".join(lines).encode("utf-8", "surrogateescape"))
