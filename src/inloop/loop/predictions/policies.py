"""What a model may read of an item, and when its vectors are learnt anew; as functions of values."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from inloop.annotation import Schema
from inloop.annotation.fields import words_of
from inloop.loop.predictions.model import SEGMENT_ROWS, Fitted, Segment

GROWTH = 4
LARGEST_REFIT = 20_000
"""A featurizer learns from so many texts at most: beyond them a refit would hardly change it."""
_decode = msgspec.json.Decoder(dict[str, dict[str, object]]).decode


def feature_fields(schema: Schema) -> list[str]:
    """Name the fields that a model reads: shown to people, and no metadata.

    Blind fields never enter, so nothing computed from them can reach an annotator.
    """
    return [field.id for field in schema.fields if not field.blind and field.show != "metadata"]


def text_of(body: str | None, fields: Sequence[str], *, join: Callable[[Mapping[str, str]], str]) -> str:
    """Give the one text that a model reads of a stored revision; an erased one has none.

    >>> text_of('{"a":{"value":"Hello"},"sex":{"value":"f"}}', ["a"], join=" ".join)
    'a'
    """
    if body is None:
        return ""
    content = _decode(body)
    return join({name: words_of(content.get(name, {})) for name in fields})


def must_fit(newest: Fitted | None, *, items: int, fields: Sequence[str], name: str) -> bool:
    """Say whether vectors are to be learnt (anew): none yet, other fields or kind, four times the items while small."""
    if newest is None:
        return items > 0
    if list(newest.fields) != list(fields) or newest.name != name:
        return True
    return newest.rows < LARGEST_REFIT and items >= GROWTH * newest.rows


def next_gap(segments: Sequence[Segment], *, items: int) -> tuple[int, int, int] | None:
    """Give (number, rows there, rows wanted) of the first segment that does not reach as far as the items.

    >>> next_gap([], items=70_000)
    (0, 0, 65536)
    >>> next_gap([], items=0)
    """
    have = {segment.number: segment.rows for segment in segments}
    for number in range(-(-items // SEGMENT_ROWS)):
        wanted = min(SEGMENT_ROWS, items - number * SEGMENT_ROWS)
        if have.get(number, 0) < wanted:
            return number, have.get(number, 0), wanted
    return None
