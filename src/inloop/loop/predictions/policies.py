"""What a model may read of an item, and when its vectors are learnt anew; as functions of values."""

from collections.abc import Mapping, Sequence

import msgspec

from inloop.annotation import Schema
from inloop.annotation.fields import Envelope, Field, envelope, field_kind, words_of
from inloop.kernel.errors import InvalidInputError
from inloop.loop.predictions.model import SEGMENT_ROWS, WHOLE, Content, Fitted, Segment

GROWTH = 4
LARGEST_REFIT = 20_000
"""A featurizer learns from so many texts at most: beyond them a refit would hardly change it."""
LARGEST_MEDIA_REFIT = 2_000
"""Of pictures and sounds it learns from fewer: each has to be opened."""
MEDIA_STEP = 1_000
"""Pictures and sounds read between two writes: what is done is kept when the worker ends."""
_decode = msgspec.json.Decoder(dict[str, dict[str, object]]).decode


def fields_read(schema: Schema) -> list[Field]:
    """Give the fields that a model reads: shown to people, and no metadata.

    Blind fields never enter, so nothing computed from them can reach an annotator.
    """
    return [field for field in schema.fields if not field.blind and field.show != "metadata"]


def feature_fields(schema: Schema) -> list[str]:
    """Name the fields that a model reads."""
    return [field.id for field in fields_read(schema)]


def fields_named(schema: Schema, names: Sequence[str]) -> list[Field]:
    """Give the fields of these names as they are now; one that is gone is taken for text."""
    known = {field.id: field for field in schema.fields}
    return [known.get(name, Field(id=name)) for name in names]


def given_content(item: Mapping[str, object] | str, fields: Sequence[Field]) -> Content:
    """Read what a caller gives of an item: its fields by name, or all its words as one text.

    Raises
    ------
    InvalidInputError
        A cell is none of its field's kind, or some field is a file or a row and only a text was given.

    Examples
    --------
    >>> given_content({"row": '{"age": 39}'}, [Field(id="row", kind="row")])
    {'row': {'kind': 'row', 'value': {'age': 39}}}
    """
    if isinstance(item, str):
        other = next((field for field in fields if field.kind == "row" or field_kind(field.kind).has_media), None)
        if other is not None:
            raise InvalidInputError(
                f"This model reads the field '{other.id}' of kind '{other.kind}', not a text.",
                hint="Give each item as an object of its fields, or by its number.",
                where="items",
            )
        return {WHOLE: envelope(item)}
    return {field.id: _read_cell(item.get(field.id), field) for field in fields}


def _read_cell(cell: object, field: Field) -> Envelope:
    kind = field_kind(field.kind)
    return {} if cell is None or cell == "" else kind.wrap(kind.read(cell))


def have_media(fields: Sequence[Field]) -> bool:
    """Say whether some of the content lies in files of its own."""
    return any(field_kind(field.kind).has_media for field in fields)


def largest_refit(fields: Sequence[Field]) -> int:
    """Say from how many items a featurizer learns at most."""
    return LARGEST_MEDIA_REFIT if have_media(fields) else LARGEST_REFIT


def content_of(body: str | None, fields: Sequence[str]) -> Content:
    """Give what a model reads of a stored revision; an erased one has nothing.

    >>> content_of('{"a":{"value":"Hello"},"sex":{"value":"f"}}', ["a"])
    {'a': {'value': 'Hello'}}
    """
    if body is None:
        return {}
    content = _decode(body)
    return {name: content.get(name, {}) for name in fields}


def text_of(body: str | None, fields: Sequence[str]) -> str:
    """Give the words of a stored revision, a line a field.

    >>> text_of('{"a":{"value":"Hello"},"sex":{"value":"f"}}', ["a"])
    'Hello'
    """
    return "\n".join(words_of(content) for content in content_of(body, fields).values())


def must_fit(newest: Fitted | None, *, items: int, fields: Sequence[Field], name: str) -> bool:
    """Say whether vectors are to be learnt (anew): none yet, other fields or readers, or four times the items."""
    if newest is None:
        return items > 0
    if newest.name != name or list(newest.fields) != [field.id for field in fields]:
        return True
    return newest.rows < largest_refit(fields) and items >= GROWTH * newest.rows


def next_gap(segments: Sequence[Segment], *, items: int, most: int = SEGMENT_ROWS) -> tuple[int, int, int] | None:
    """Give (number, rows there, rows wanted) of the first segment that does not reach as far as the items.

    Parameters
    ----------
    most
        How many rows to want at once.

    >>> next_gap([], items=70_000)
    (0, 0, 65536)
    >>> next_gap([], items=70_000, most=1_000)
    (0, 0, 1000)
    >>> next_gap([], items=0)
    """
    have = {segment.number: segment.rows for segment in segments}
    for number in range(-(-items // SEGMENT_ROWS)):
        wanted = min(SEGMENT_ROWS, items - number * SEGMENT_ROWS)
        if have.get(number, 0) < wanted:
            return number, have.get(number, 0), min(wanted, have.get(number, 0) + most)
    return None
