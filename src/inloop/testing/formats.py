"""The contract of every file format: what is written comes back, resuming changes nothing, bad rows are counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from unicodedata import normalize

COLUMNS = ("key", "text")
AWKWARD_TEXTS = (
    "plain",
    'she said "no", twice',
    "two\nlines",
    "windows\r\nlines",
    "a\ttab and a | bar; a semicolon",
    "007",
    "-5",
    "1e5",
    "=HYPERLINK(1)",
    "+49 30 1234",
    "@someone",
    "'quoted'",
    "'=kept",
    " space around ",
    "emoji 👩🏽‍🚀 and astral 𝒳",
    "עברית ثم العربية",
    "decomposed e\u0301",
    "\u2028 line separator \x85 and \x0b",
    "NULL",
    "nan",
    "true",
    "",
)
TYPED: Mapping[str, tuple[Any, ...]] = {
    "whole": (1, -7, None, 2**40),
    "real": (0.5, None, -2.25, 1e300),
    "truth": (True, None, False, True),
    "words": (None, "x", "é", "0"),
}

Rows = Sequence[Mapping[str, Any]]
WriteFile = Callable[[Path, Sequence[str], Rows], None]


class Writer(Protocol):
    """What `write` of a format gives."""

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None: ...
    def close(self) -> None: ...


class FormatPart(Protocol):
    """What is asked of a format; `inloop.adapters.formats.Format` is the base class that has it."""

    name: str
    extensions: tuple[str, ...]
    writable: bool
    keeps_types: bool
    keeps_empty: bool
    guards_formulas: bool

    def open(self, path: Path, *, options: Any, start: int = 0) -> Any: ...
    def write(self, file: BinaryIO, *, columns: Sequence[str]) -> Writer: ...


def check_format(
    format: Any,  # noqa: A002 - the word of the interface
    *,
    folder: Path,
    options: Callable[..., Any],
    write: WriteFile | None = None,
) -> None:
    """Fail with an AssertionError unless the format keeps its contract.

    Parameters
    ----------
    format
        An instance, as in `FormatPart`.
    folder
        An empty folder for files.
    options
        The class of reading options (`inloop.adapters.formats.ReadOptions`).
    write
        Writes rows to a path, for formats that cannot do so themselves.
    """
    part: FormatPart = format
    write = write or _own_writer(part)
    _check_round_trip(part, folder / f"awkward{part.extensions[0]}", options(), write)
    _check_resume(part, folder / f"many{part.extensions[0]}", options(), write)
    _check_bad_rows(part, folder / f"long{part.extensions[0]}", options(max_row_kb=1), write)
    if part.keeps_types:
        _check_types(part, folder / f"typed{part.extensions[0]}", options(), write)


def _require(kept: object, complaint: str) -> None:
    if not kept:
        raise AssertionError(complaint)


def _own_writer(part: FormatPart) -> WriteFile:
    _require(part.writable, f"{part.name} cannot write: pass write=.")

    def write(path: Path, columns: Sequence[str], rows: Rows) -> None:
        with path.open("wb") as file:
            writer = part.write(file, columns=columns)
            writer.write(rows)
            writer.close()

    return write


def _read(part: FormatPart, path: Path, options: Any, *, start: int = 0) -> list[Any]:
    with part.open(path, options=options, start=start) as stream:
        return list(stream)


def _expect(part: FormatPart, text: str) -> str | None:
    if not text and not part.keeps_empty:
        return None
    text = normalize("NFC", text)
    bare = text.lstrip("'")
    number = text.lstrip("+-").replace(".", "", 1).isdigit()
    guarded = part.guards_formulas and bare[:1] in set("=+-@\t\r") and bool(bare) and not number
    return f"'{text}" if guarded else text


def _check_round_trip(part: FormatPart, path: Path, options: Any, write: WriteFile) -> None:
    write(path, COLUMNS, [{"key": f"k{at:02}.txt", "text": text} for at, text in enumerate(AWKWARD_TEXTS)])
    rows = _read(part, path, options)
    bad = [row for row in rows if hasattr(row, "reason")]
    _require(not bad, f"{part.name} rejects awkward text: {bad}")
    _require(len(rows) == len(AWKWARD_TEXTS), f"{part.name} reads {len(rows)} of {len(AWKWARD_TEXTS)} rows")
    for text, row in zip(AWKWARD_TEXTS, rows, strict=True):
        after = row.values["text"]
        _require(after == _expect(part, text), f"{part.name} changes {text!r} to {after!r}")


def _check_resume(part: FormatPart, path: Path, options: Any, write: WriteFile) -> None:
    texts = ["one line", 'a "quoted"\nvalue', "é", "x" * 300]
    write(path, COLUMNS, [{"key": f"k{at:04}.txt", "text": texts[at % 4]} for at in range(400)])
    rows = _read(part, path, options)
    _require(len(rows) == 400, f"{part.name} reads {len(rows)} of 400 rows")
    for start in (1, 199, 399, 400, 500):
        _require(_read(part, path, options, start=start) == rows[start:], f"{part.name} resumes wrongly at {start}")


def _check_bad_rows(part: FormatPart, path: Path, options: Any, write: WriteFile) -> None:
    write(path, COLUMNS, [{"key": f"k{at}.txt", "text": "x" * (3_000 if at == 2 else 9)} for at in range(5)])
    rows = _read(part, path, options)
    bad = [at for at, row in enumerate(rows) if hasattr(row, "reason")]
    _require(len(rows) == 5 and bad == [2], f"{part.name} must reject the row beyond the limit and no other, not {bad}")
    _require(_read(part, path, options, start=3) == rows[3:], f"{part.name} must count bad rows when resuming")


def _check_types(part: FormatPart, path: Path, options: Any, write: WriteFile) -> None:
    wanted = [dict(zip(TYPED, values, strict=True)) for values in zip(*TYPED.values(), strict=True)]
    write(path, tuple(TYPED), wanted)
    for before, row in zip(wanted, _read(part, path, options), strict=True):
        after = {column: row.values.get(column) for column in TYPED}
        _require(_typed(after) == _typed(before), f"{part.name} changes {before} to {after}")


def _typed(values: Mapping[str, Any]) -> list[tuple[str, type, Any]]:
    return [(column, type(value), value) for column, value in values.items()]
