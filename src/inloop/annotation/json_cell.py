"""A cell of a table that holds JSON."""

from typing import cast

import msgspec


def from_json(cell: object) -> object:
    """Decode text that has the form of a JSON list or object; anything else stays.

    >>> from_json('[1, 2]'), from_json("[a note]"), from_json(3)
    ([1, 2], '[a note]', 3)
    """
    if not isinstance(cell, str) or cell.lstrip()[:1] not in ("[", "{"):
        return cell
    try:
        return cast("object", msgspec.json.decode(cell))
    except msgspec.DecodeError:
        return cell
