"""What a sample says about one column: its type, how full and how varied it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any, Literal

import msgspec

from inloop.adapters.formats.answer_kinds import answer_kind
from inloop.adapters.formats.content_kinds import content_kind
from inloop.annotation.json_cell import from_json

ColumnType = Literal["text", "number", "boolean", "date", "category"]

_NUMBER = re.compile(r"[+-]?(0|[1-9]\d*|\d*\.\d+|[1-9]\d*\.|0\.\d*)([eE][+-]?\d+)?|[+-]?[1-9]\d*\.\d+([eE][+-]?\d+)?")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}( .*)?")
_BOOLEANS = frozenset({"true", "false", "yes", "no", "t", "f", "y", "n"})
MOST_VALUES = 500
_VALUE_CHARS = 200
_LOOKED_AT = 2_000  # types and words show in these; only counting needs all
_FEW = 20
_EXAMPLES = 5
_EXAMPLE_CHARS = 120
_TYPE_SHARE = 0.98


@dataclass(frozen=True, slots=True)
class ColumnStats:
    """One column of a sample; `distinct` counts values, `median_words` is 0 for what is no text.

    `values` are all values with their counts, commonest first, of lists what is in them; None where there are more
    than `MOST_VALUES`, or where one is too long to be a label. `kind` is the kind of field that could show them,
    `answers` the kind of answers that they are by their form.
    """

    name: str
    type: ColumnType
    filled: float
    distinct: int
    examples: tuple[str, ...]
    median_words: float
    median_chars: float
    unique: bool
    is_constant: bool
    is_list: bool
    rows: int
    values: tuple[tuple[str, int], ...] | None = None
    kind: str = "text"
    answers: str = ""


def describe_column(name: str, values: Sequence[Any]) -> ColumnStats:
    """Summarise the sampled values of a column.

    >>> stats = describe_column("label", ["yes", "no", "yes", None])
    >>> stats.type, stats.filled, stats.distinct
    ('boolean', 0.75, 2)
    """
    present = [value for value in values if value is not None and value != ""]
    texts = [as_text(value) for value in present]
    counts = Counter(texts)
    first = texts[:_LOOKED_AT]
    words = median([len(text.split()) for text in first]) if texts else 0
    is_list = bool(present) and all(isinstance(value, list) for value in present)
    return ColumnStats(
        name=name,
        type=_column_type(present, first, distinct=len(counts), words=words),
        filled=round(len(present) / len(values), 4) if values else 0.0,
        distinct=len(counts),
        examples=tuple(text[:_EXAMPLE_CHARS] for text, _ in counts.most_common(_EXAMPLES)),
        median_words=words,
        median_chars=median(map(len, first)) if texts else 0,
        unique=len(present) == len(values) > 1 and len(counts) == len(values),
        is_constant=len(counts) <= 1,
        is_list=is_list,
        rows=len(values),
        values=_all_values(counts if (parts := _parts(present)) is None else parts),
        kind=content_kind(present),
        answers=answer_kind(present),
    )


def as_text(value: Any) -> str:
    """Write a value as a person would see it in a cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else msgspec.json.encode(value).decode()


def _parts(present: Sequence[Any]) -> Counter[str] | None:
    """Count what is in the lists of a column, as JSON too; None where there are other cells."""
    if not present or not all(
        isinstance(cell, list) or (isinstance(cell, str) and cell[:1] == "[") for cell in present
    ):
        return None
    lists: list[Any] = [from_json(cell) for cell in present]
    if not all(isinstance(found, list) for found in lists):
        return None
    return Counter(_said(part) for found in lists for part in found)


def _said(part: Any) -> str:
    """Give what an entry of a list says: the label of a part such as a span, else itself."""
    return as_text(part["label"]) if isinstance(part, dict) and "label" in part else as_text(part)


def _all_values(counts: Counter[str]) -> tuple[tuple[str, int], ...] | None:
    if len(counts) > MOST_VALUES or max(map(len, counts), default=0) > _VALUE_CHARS:
        return None
    return tuple(counts.most_common())


def _column_type(present: list[Any], texts: list[str], *, distinct: int, words: float) -> ColumnType:
    if not texts:
        return "text"
    if all(isinstance(value, bool) for value in present) or _mostly(texts, lambda text: text.lower() in _BOOLEANS):
        return "boolean"
    if all(isinstance(value, int | float) for value in present) or _mostly(texts, _is_number):
        return "number"
    if _mostly(texts, _is_date):
        return "date"
    few = distinct <= max(_FEW, 0.2 * len(present)) and distinct < max(2, 0.7 * len(present))
    return "category" if few and words <= 4 and not isinstance(present[0], dict) else "text"


def _mostly(texts: list[str], test: Any) -> bool:
    return sum(map(bool, map(test, texts))) >= _TYPE_SHARE * len(texts)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return not text[:4].isdigit() or text[4:5] != "-"
    return True
