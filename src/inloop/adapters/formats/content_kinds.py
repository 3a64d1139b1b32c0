"""Tell from the cells of a column which kind of field could show it."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from inloop.adapters.media import type_of
from inloop.annotation import field_kind
from inloop.annotation.json_cell import from_json
from inloop.kernel.errors import InvalidInputError

_LOOKED_AT = 50
_MOST = 0.9
_STRUCTURED = ("conversation", "row")


def content_kind(cells: Sequence[Any]) -> str:
    """Name the kind of field whose content the cells are; `text` where there is no other.

    >>> content_kind([[{"role": "user", "content": "Hi"}], '[{"from": "human", "value": "Hello"}]'])
    'conversation'
    >>> content_kind([{"age": 39, "work": "private"}]), content_kind(["[a note]", "another"])
    ('row', 'text')
    >>> content_kind(["scans/1.png", "scans/2.tif"])
    'image'
    """
    if cells and all(isinstance(cell, str) for cell in cells[:_LOOKED_AT]):
        types = {type_of(cell).partition("/")[0] for cell in cells[:_LOOKED_AT]}
        if types in ({"image"}, {"audio"}):
            return types.pop()
    looked_at = [from_json(cell) for cell in cells[:_LOOKED_AT]]
    if not any(isinstance(cell, dict | list) for cell in looked_at):
        return "text"
    return next((name for name in _STRUCTURED if _reads_most(name, looked_at)), "text")


def _reads_most(name: str, cells: Sequence[Any]) -> bool:
    """Say whether nearly all are its content: a broken row among good ones is for the import to report."""
    kind = field_kind(name)
    good = 0
    for cell in cells:
        with suppress(InvalidInputError):
            kind.read(cell)
            good += 1
    return good >= _MOST * len(cells)
