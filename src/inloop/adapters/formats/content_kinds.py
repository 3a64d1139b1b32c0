"""Tell from the cells of a column which kind of field could show it."""

from collections.abc import Sequence
from typing import Any

from inloop.adapters.media import type_of
from inloop.annotation import field_kind
from inloop.annotation.json_cell import from_json
from inloop.kernel.errors import InvalidInputError

_LOOKED_AT = 50
_STRUCTURED = ("conversation", "row")


def content_kind(cells: Sequence[Any]) -> str:
    """Name the kind of field whose content all cells are; `text` where there is no other.

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
    if not looked_at or not all(isinstance(cell, dict | list) for cell in looked_at):
        return "text"
    return next((name for name in _STRUCTURED if _reads_all(name, looked_at)), "text")


def _reads_all(name: str, cells: Sequence[Any]) -> bool:
    kind = field_kind(name)
    try:
        for cell in cells:
            kind.read(cell)
    except InvalidInputError:
        return False
    return True
