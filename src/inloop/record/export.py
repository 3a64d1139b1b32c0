"""The record as a file that anyone can check without the database, and the check."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from inloop.database import Database
from inloop.kernel.errors import UnreadableFileError
from inloop.record import store
from inloop.record.check import ChainCheck
from inloop.record.model import Block, Event, Verification
from inloop.record.verify import iter_blocks

T = TypeVar("T")
FORMAT = "inloop-record/1"
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_EVENT = ("id", "project", "at", "actor", "act", "subjects", "digest")
_BYTES = frozenset({"root", "previous", "signature", "marks", "digest"})


def export_lines(database: Database) -> Iterator[bytes]:
    """Stream the sealed record as JSON lines: each block, then its events. Salts and payloads stay at home."""
    yield _encode({"format": FORMAT}) + b"\n"
    for block in iter_blocks(database):
        yield _encode({"block": _without_bytes(block._asdict())}) + b"\n"
        with database.engine.connect() as connection:
            for event in store.iter_members(connection, block):
                row = event._asdict()
                yield _encode({"event": _without_bytes({name: row[name] for name in _EVENT})}) + b"\n"


def export_record(database: Database, path: Path) -> int:
    """Write the sealed record to a file; give its size in bytes."""
    with path.open("wb") as file:
        file.writelines(export_lines(database))
        return file.tell()


def verify_file(path: Path, *, key: str = "", heads: Mapping[int, bytes] | None = None) -> Verification:
    """Check an exported record without its database.

    Parameters
    ----------
    key
        The public key, in hex, that the reader trusts; when empty, the key in the file is taken and named in the
        result, to be compared with one known from elsewhere.
    """
    check = ChainCheck(key=key, heads=heads)
    with path.open("rb") as file:
        if _line(file.readline(), path).get("format") != FORMAT:
            raise UnreadableFileError(f"{path.name} is not an exported record.", hint="Make one with 'inloop verify'.")
        _check_lines(file, path, check)
    return check.finish()


def _check_lines(file: IO[bytes], path: Path, check: ChainCheck) -> None:
    lines = (_line(raw, path) for raw in file)
    line = next(lines, None)

    def members() -> Iterator[Event]:
        nonlocal line
        while (line := next(lines, None)) is not None and "event" in line:
            yield _read(Event, {"item": None, "salt": None, "block": None, **line["event"]}, path)

    while line is not None:
        check.add(_read(Block, line.get("block"), path), members())


def _read(kind: type[T], row: object, path: Path) -> T:
    try:
        values = _with_bytes(row)
        return msgspec.convert([values[name] for name in kind.__annotations__], kind)
    except (msgspec.ValidationError, AttributeError, KeyError, TypeError, ValueError) as problem:
        raise UnreadableFileError(f"{path.name} has a line that is no part of a record: {problem}.") from None


def _line(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        return _decode(raw)
    except msgspec.DecodeError:
        raise UnreadableFileError(
            f"A line is not a JSON object: '{raw[:60].decode('utf-8', 'replace').strip()}'.",
            hint="Give a record that was exported as JSON lines.",
            where=path.name,
        ) from None


def _without_bytes(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}


def _with_bytes(row: Any) -> dict[str, Any]:  # whatever stands in the file
    return {name: bytes.fromhex(value) if name in _BYTES else value for name, value in row.items()}
