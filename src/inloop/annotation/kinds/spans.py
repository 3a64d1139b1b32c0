"""Spans of text, each with a label."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar

import msgspec

from inloop.annotation.attributes import (
    Attribute,
    check_attributes,
    number_attributes,
    read_attributes,
)
from inloop.annotation.labels import Label, check_labels, label_changes, number_labels
from inloop.annotation.merging import dice, heaviest, weighted_median
from inloop.annotation.uncounted import UncountedKind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_SPANS = 5_000
SAME_FROM = 0.5
"""Spans of one label that overlap by so much of their union are taken for the same one."""
Span = dict[str, Any]


class SpansSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    labels: list[Label]
    attributes: list[Attribute] = []
    overlap: bool = True


class Spans(UncountedKind):
    """The value is a list of ``{"start", "end", "label"}``, with ``attributes`` where there are any.

    Offsets are Unicode code points of the text as it is written, the end excluded; the list is in the order of the
    text. The same span with the same label stands in it once.
    """

    name: ClassVar[str] = "spans"
    settings_type: ClassVar[type[msgspec.Struct]] = SpansSettings
    points_into: ClassVar[tuple[str, ...]] = ("text",)

    def check(self, settings: SpansSettings) -> None:
        check_labels(settings.labels, fewest=1)
        check_attributes(settings.attributes)

    def complete(self, settings: SpansSettings, *, earlier: SpansSettings | None = None) -> SpansSettings:
        return SpansSettings(
            labels=number_labels(settings.labels, earlier.labels if earlier else ()),
            attributes=number_attributes(settings.attributes, earlier.attributes if earlier else ()),
            overlap=settings.overlap,
        )

    def read(self, value: object, settings: SpansSettings) -> list[Span]:
        if not isinstance(value, list):
            raise InvalidInputError(f"A list of spans is expected, not {type(value).__name__}.")
        if len(value) > MOST_SPANS:
            raise InvalidInputError(f"{len(value)} spans are more than {MOST_SPANS}.")
        offered = {label.id for label in settings.labels if not label.retired}
        spans = {_key(span): span for span in (_read(each, offered, settings) for each in value)}
        found = [spans[key] for key in sorted(spans)]
        if not settings.overlap:
            _refuse_overlap(found)
        return found

    def place(self, value: list[Span], settings: SpansSettings, content: Mapping[str, Any]) -> list[Span]:  # noqa: ARG002
        length = len(str(content.get("value") or ""))
        for span in value:
            if span["end"] > length:
                raise InvalidInputError(
                    f"The span {span['start']}–{span['end']} ends behind the text, which has {length} characters."
                )
        return value

    def describe(self, value: list[Span], settings: SpansSettings) -> str:
        names = {label.id: label.name for label in settings.labels}
        counts: dict[Any, int] = defaultdict(int)
        for span in value:
            counts[names.get(span["label"], span["label"])] += 1
        return ", ".join(f"{count} {name}" for name, count in counts.items()) or "no spans"

    def evolve(self, old: SpansSettings, new: SpansSettings) -> list[str]:
        return label_changes(old.labels, new.labels)

    def distance(self, a: list[Span], b: list[Span], settings: SpansSettings) -> float:  # noqa: ARG002
        """Half the part of spans that are not the very same, half the part of labelled characters that are not."""
        spans = dice({_whole(span) for span in a}, {_whole(span) for span in b})
        letters = dice(_letters(a), _letters(b))
        return 1 - (spans + letters) / 2

    def merge(self, values: Sequence[list[Span]], settings: SpansSettings, *, skills: Sequence[float]) -> list[Span]:
        """Keep spans with more than half of the weight: the very same first, then those that overlap enough."""
        half = sum(skills) / 2
        kept: list[Span] = []
        rest: list[list[Span]] = [list(value) for value in values]
        for key in sorted({_key(span) for value in values for span in value}):
            holders = [(place, span) for place, value in enumerate(rest) for span in value if _key(span) == key]
            if sum(skills[place] for place, _ in holders) > half:
                kept.append(_merged(holders, skills))
                rest = [[span for span in value if _key(span) != key] for value in rest]
        kept += _merge_near(rest, skills, half)
        unique = {_key(span): span for span in kept}
        found = [unique[key] for key in sorted(unique)]
        return found if settings.overlap else _without_overlap(found)

    def json_schema(self, settings: SpansSettings) -> dict[str, Any]:
        names = [label.id for label in settings.labels if not label.retired]
        offset = {"type": "integer", "minimum": 0}
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "start": offset,
                    "end": offset,
                    "label": {"enum": names},
                    "attributes": {"type": "object"},
                },
                "required": ["start", "end", "label"],
                "additionalProperties": False,
            },
        }


def _read(each: object, offered: set[str], settings: SpansSettings) -> Span:
    if not isinstance(each, Mapping) or not set(each) <= {"start", "end", "label", "attributes"}:
        raise InvalidInputError("A span is an object of start, end, label and, where asked, attributes.")
    start, end, label = each.get("start"), each.get("end"), each.get("label")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise InvalidInputError(f"The span {start!r}–{end!r} holds no text.", hint="Offsets count characters from 0.")
    if label not in offered:
        raise InvalidInputError(f"'{label}' is not one of the labels on offer.")
    said = read_attributes(each.get("attributes") or {}, settings.attributes, label=str(label))
    return {"start": start, "end": end, "label": label} | ({"attributes": said} if said else {})


def _key(span: Span) -> tuple[int, int, str]:
    return span["start"], span["end"], span["label"]


def _whole(span: Span) -> str:
    return msgspec.json.encode(span, order="sorted").decode()


def _letters(spans: Sequence[Span]) -> set[tuple[str, int]]:
    return {(span["label"], at) for span in spans for at in range(span["start"], span["end"])}


def _refuse_overlap(spans: Sequence[Span]) -> None:
    for before, after in pairwise(spans):
        if after["start"] < before["end"]:
            raise InvalidInputError(
                f"The spans {before['start']}–{before['end']} and {after['start']}–{after['end']} overlap.",
                hint="This question takes spans that do not.",
            )


def _without_overlap(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span["start"] >= kept[-1]["end"]:
            kept.append(span)
    return kept


def _merge_near(rest: Sequence[Sequence[Span]], skills: Sequence[float], half: float) -> list[Span]:
    """Gather spans of different annotators around the longest that is left, until none has enough weight."""
    left = [(place, span) for place, value in enumerate(rest) for span in value]
    left.sort(key=lambda entry: (entry[1]["start"] - entry[1]["end"], _key(entry[1])))
    kept: list[Span] = []
    while left:
        _, centre = left[0]
        nearest: dict[int, Span] = {}
        for place, span in left:
            if _overlap(span, centre) >= SAME_FROM and _overlap(span, centre) > _overlap(nearest.get(place), centre):
                nearest[place] = span
        if sum(skills[place] for place in nearest) > half:
            kept.append(_merged(list(nearest.items()), skills))
        taken = [(place, id(span)) for place, span in nearest.items()]
        left = [(place, span) for place, span in left if (place, id(span)) not in taken]
    return kept


def _overlap(span: Span | None, other: Span) -> float:
    if span is None or span["label"] != other["label"]:
        return 0.0
    shared = min(span["end"], other["end"]) - max(span["start"], other["start"])
    return float(max(0, shared)) / float(max(span["end"], other["end"]) - min(span["start"], other["start"]))


def _merged(holders: Sequence[tuple[int, Span]], skills: Sequence[float]) -> Span:
    """Give one span for several of the same: middle ends, and each attribute as most weight has it."""
    weights = [skills[place] for place, _ in holders]
    start, end = (int(weighted_median([span[side] for _, span in holders], weights)) for side in ("start", "end"))
    said = heaviest([span.get("attributes", {}) for _, span in holders], weights)
    return {"start": start, "end": end, "label": holders[0][1]["label"]} | ({"attributes": said} if said else {})


register("kind/spans.v1")(Spans())
