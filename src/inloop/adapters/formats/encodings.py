"""Decide from the first bytes how a text file is to be read, or say in one sentence why it cannot be."""

import codecs
from dataclasses import dataclass

from inloop.adapters.formats.values import check_encoding
from inloop.kernel.errors import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook", "Give it the ending .xlsx, .ods or .zip."),
    (b"PAR1", "a Parquet file", "Give it the ending .parquet."),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook or an encrypted Office file",
        "Give it the ending .xls, or remove the password.",
    ),
    (b"%PDF", "a PDF", "Extract its text first."),
    (b"\x89PNG", "an image", "Import images as media."),
    (b"\xff\xd8\xff", "an image", "Import images as media."),
    (b"SQLite format 3\0", "an SQLite database", "Export the table as CSV first."),
    (b"\x1f\x8b", "compressed twice", "Decompress it once."),
    (b"\x7fELF", "a program", "Choose another file."),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\0"))
# What Western single-byte text is made of: letters, quotes and signs; not the bytes that mostly mean damage.
_WESTERN = frozenset(range(0xA0, 0xFE)) | frozenset(
    b"\x80\x82\x84\x85\x8a\x8c\x8e\x91\x92\x93\x94\x95\x96\x97\x99\x9a\x9c\x9e"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to read a text file: encoding, bytes to skip, and whether carriage returns alone end its lines."""

    encoding: str = "utf-8"
    skip: int = 0
    carriage_returns: bool = False


def plan_reading(head: bytes, *, encoding: str | None, where: str) -> Plan:
    r"""Choose the encoding: the caller's, else the byte order mark's, else UTF-8 if the bytes bear it out.

    >>> plan_reading(b"\xff\xfea\0", encoding=None, where="a.csv")
    Plan(encoding='utf-16-le', skip=2, carriage_returns=False)
    """
    _refuse_binary(head, where=where)
    bare_returns = b"\r" in head and b"\n" not in head
    mark, marked = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), (b"", None))
    chosen = check_encoding(encoding) if encoding else None
    if marked and chosen in {None, marked, "utf-16", "utf-32", "utf-8-sig"}:
        return Plan(marked, len(mark), bare_returns)
    if chosen:
        return Plan(chosen, 0, bare_returns)
    _refuse_nul(head, where=where)
    _refuse_wrong_encoding(head, where=where)
    return Plan("utf-8", 0, bare_returns)


def _refuse_binary(head: bytes, *, where: str) -> None:
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            raise UnreadableFileError(f"This is {what}, not text.", hint=hint, where=where)


def _refuse_nul(head: bytes, *, where: str) -> None:
    nul, sample = head.count(0), max(len(head), 1)
    if nul > sample * 0.3 and nul < sample * 0.6 and (not any(head[1:200:2]) or not any(head[0:200:2])):
        name = "utf-16-be" if head[0] == 0 else "utf-16-le"
        raise UnreadableFileError(
            "This looks like UTF-16 without its mark.", hint=f"Pass encoding={name}.", where=where
        )
    control = len(head) - len(head.translate(None, _CONTROL))
    if nul > sample * 0.05 or control > sample * 0.05:
        raise UnreadableFileError(
            f"This is a binary file, not text ({nul + control} control bytes in the first {sample}).",
            hint="Choose a CSV, JSON lines, Parquet or Excel file.",
            where=where,
        )


def _refuse_wrong_encoding(head: bytes, *, where: str) -> None:
    lines = head.split(b"\n")
    if len(lines) > 1:
        lines.pop()  # the last line of the sample may be cut inside a character
    bad = [number for number, line in enumerate(lines) if not _is_utf8(line, cut=len(lines) == 1)]
    if len(bad) < len(lines) * (0.05 if len(bad) > 1 else 0.33):
        return  # a few damaged rows in a good file
    if not bad:
        return
    western = all(_is_western(lines[number]) for number in bad)
    has_utf8 = any(not line.isascii() and _is_utf8(line, cut=False) for line in lines)
    if (western and not has_utf8) or len(bad) > len(lines) * 0.5:
        number = bad[0]
        before = sum(len(line) + 1 for line in lines[:number])
        raise UnreadableFileError(
            describe_undecodable(lines[number], offset=before) + f" (line {number + 1}).",
            hint="Pass encoding=cp1252 if it comes from Excel or Windows, or save it as UTF-8.",
            where=where,
        )


def describe_undecodable(raw: bytes, *, offset: int) -> str:
    r"""Name the first byte that is not UTF-8.

    >>> describe_undecodable(b"caf\xe9!", offset=10)
    'Byte 0xE9 at offset 13 is not UTF-8'
    """
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return f"Byte 0x{raw[error.start]:02X} at offset {offset + error.start} is not UTF-8"
    return "The text is UTF-8"


def _is_utf8(line: bytes, *, cut: bool) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return cut and error.start >= len(line) - 3 and error.reason == "unexpected end of data"
    return True


def _is_western(line: bytes) -> bool:
    return all(byte < 0x80 or byte in _WESTERN for byte in line)
