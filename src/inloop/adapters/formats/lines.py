"""Whole lines of a text file in blocks of bounded size; a line of gigabytes is passed over, never held."""

from collections.abc import Iterator
from dataclasses import dataclass

from inloop.adapters.formats.sources import TextSource

BLOCK = 262_144
_HEAD = 512


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines: their bytes, the number of the first line from 1, and its offset in the (decoded) file.

    If `overlong`, it is one line beyond the limit and `data` is only its beginning.
    """

    data: bytes
    first: int
    offset: int
    overlong: bool = False


def iter_blocks(source: TextSource, *, limit: int) -> Iterator[Block]:
    """Stream the lines of `source`; a block holds at most `limit` bytes more than a read."""
    pending, first, offset = b"", 1, source.plan.skip
    while chunk := source.read(BLOCK):
        pending += chunk
        cut = pending.rfind(b"\n", len(pending) - len(chunk)) + 1
        if not cut and len(pending) > limit:
            head, length = pending[:_HEAD], len(pending)
            pending, skipped = _skip_line(source)
            yield Block(head, first, offset, overlong=True)
            first, offset = first + 1, offset + length + skipped
            cut = pending.rfind(b"\n") + 1
        if cut:
            data, pending = pending[:cut], pending[cut:]
            yield Block(data, first, offset)
            first, offset = first + data.count(b"\n"), offset + cut
    if pending:
        yield Block(pending, first, offset)


def _skip_line(source: TextSource) -> tuple[bytes, int]:
    """Read up to the end of the line; give what follows it in the last read, and the bytes passed over."""
    skipped = 0
    while chunk := source.read(BLOCK):
        end = chunk.find(b"\n") + 1
        if end:
            return chunk[end:], skipped + end
        skipped += len(chunk)
    return b"", skipped
