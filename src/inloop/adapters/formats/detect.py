"""Find out which format a file has: by its ending, else by its first bytes."""

import gzip
import zlib
from pathlib import Path

from inloop.adapters.formats.archives import Bundle
from inloop.adapters.formats.format import Format
from inloop.adapters.formats.labelled import LabelledFormat
from inloop.adapters.formats.media_folder import has_media
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import iter_family, lookup

_HEAD = 8_192


def format_named(name: str) -> Format:
    """Get a registered format by its short or full name.

    >>> format_named("csv").extensions
    ('.csv',)
    """
    part = lookup(name if "/" in name else f"format/{name}.v1")
    return part()  # type: ignore[operator, no-any-return]  # the family holds classes of Format


def detect_format(path: Path) -> Format:
    """Choose the format of a file or folder that exists."""
    if path.is_dir() or path.suffix.lower() == ".zip":
        return _claimed(path) or format_named("media-folder" if has_media(path) else "text-folder")
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    ending = suffixes[-1] if suffixes else ""
    if ending in {".json", ".xml"} and (claimed := _claimed(path)):
        return claimed
    if ending == ".json":
        return format_named(_json_shape(_head(path)))
    for _, part in iter_family("format"):
        if ending and ending in part.extensions:  # type: ignore[attr-defined]
            return part()  # type: ignore[operator, no-any-return]
    return format_named(_by_content(path, _head(path)))


def _claimed(path: Path) -> Format | None:
    """Ask each format of labelled items whether the files inside are its own."""
    with Bundle(path) as bundle:
        for _, part in iter_family("format"):
            if isinstance(part, type) and issubclass(part, LabelledFormat):
                form: LabelledFormat = part()
                if form.claims(bundle.names, bundle.head):
                    return form
    return None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(b"\x1f\x8b"):
            with gzip.open(path) as unpacked:
                head = unpacked.read(_HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFileError(
            f"The file cannot be read ({error}).", hint="Check or download it again.", where=path.name
        ) from None
    return head


def _json_shape(head: bytes) -> str:
    """Tell JSON lines from a list: a list begins with a bracket, or an object that goes on after its first line."""
    text = _bare(head)
    return "jsonl" if text.startswith(b"{") and text.split(b"\n", 1)[0].rstrip().endswith(b"}") else "json"


def _by_content(path: Path, head: bytes) -> str:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "excel"
    if head.startswith(b"PK\x03\x04"):
        return "excel" if b"[Content_Types].xml" in head or b"opendocument" in head else "text-folder"
    text = _bare(head)
    if text[:1] in {b"{", b"["}:
        return _json_shape(head)
    line = text.split(b"\n", 1)[0]
    if b"\t" in line:
        return "tsv"
    if b"," in line or b";" in line or not text or b"\0" in head:
        return "csv"
    raise UnreadableFileError(
        "The format cannot be told from the name or the first line.",
        hint="Name it: csv, tsv, jsonl, json, parquet, excel; or choose the folder that holds the text files.",
        where=path.name,
    )


def _bare(head: bytes) -> bytes:
    """Take away byte order marks, the NULs of UTF-16 and leading space."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"").lstrip()
