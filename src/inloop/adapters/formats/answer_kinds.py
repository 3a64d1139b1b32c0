"""Tell from the cells of a column which kind of answers they are."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.annotation import kind_of
from inloop.annotation.json_cell import from_json
from inloop.annotation.kinds.affect import AXES
from inloop.annotation.parts import PartsKind
from inloop.kernel.registry import iter_family

_LOOKED_AT = 200
_TIMES = ("start", "end")
"""What spans and segments both have: characters are counted, seconds are measured."""


def answer_kind(cells: Sequence[Any]) -> str:
    """Name the kind of answers that every cell could be by its form alone; empty where there is none.

    >>> answer_kind(['[{"x": 1, "y": 2, "width": 3, "height": 4, "label": "car"}]', "[]"])
    'boxes'
    >>> answer_kind([[{"start": 0, "end": 3, "label": "name"}]]), answer_kind([[{"start": 0.5, "end": 3, "text": "a"}]])
    ('spans', 'segments')
    >>> answer_kind([{"valence": 0.5, "arousal": -1}]), answer_kind([{"age": 3}]), answer_kind(["[a note]"])
    ('affect', '', '')
    """
    found: list[Any] = [from_json(cell) for cell in cells[:_LOOKED_AT]]
    if found and all(isinstance(cell, Mapping) for cell in found):
        return "affect" if all(_is_affect(cell) for cell in found) else ""
    if not found or not all(isinstance(cell, list) for cell in found):
        return ""
    parts = [part for cell in found for part in cell]
    return _of_parts(parts) if parts and all(isinstance(part, Mapping) for part in parts) else ""


def _is_affect(cell: Mapping[str, Any]) -> bool:
    return set(AXES[:2]) <= set(cell) <= set(AXES)


def _of_parts(parts: Sequence[Mapping[str, Any]]) -> str:
    """Choose the kind whose places all parts have, the one with most of them."""
    kind_of("choice")  # registers ours
    kinds = [kind for _, kind in iter_family("kind") if isinstance(kind, PartsKind)]
    able = [kind for kind in kinds if all(set(kind.places) <= set(part) for part in parts)]
    best = max(able, key=lambda kind: len(kind.places), default=None)
    if best is None:
        return ""
    if best.places == _TIMES:
        return "segments" if any(map(_is_measured, parts)) else "spans"
    return best.name if all("label" in part for part in parts) else ""


def _is_measured(part: Mapping[str, Any]) -> bool:
    return "label" not in part or "text" in part or any(isinstance(part[side], float) for side in _TIMES)
