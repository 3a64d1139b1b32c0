"""Spans of text, each with a label."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar

import msgspec

from inloop.annotation.merging import dice, heaviest, weighted_median
from inloop.annotation.parts import PartsKind, PartsSettings
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

SAME_FROM = 0.5
"""Spans of one label that overlap by so much of their union are taken for the same one."""
Span = dict[str, Any]


class SpansSettings(PartsSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    overlap: bool = True


class Spans(PartsKind):
    """The value is a list of ``{"start", "end", "label"}``, with ``attributes`` where there are any.

    Offsets are Unicode code points of the text as it is written, the end excluded; the list is in the order of the
    text. The same span with the same label stands in it once.
    """

    name: ClassVar[str] = "spans"
    part: ClassVar[str] = "span"
    parts: ClassVar[str] = "spans"
    places: ClassVar[tuple[str, ...]] = ("start", "end")
    settings_type: ClassVar[type[msgspec.Struct]] = SpansSettings
    points_into: ClassVar[tuple[str, ...]] = ("text",)

    def read(self, value: object, settings: SpansSettings) -> list[Span]:
        given = self.given_parts(value, settings)
        spans = {_key(span): span for span in (self.labelled(_ends(each), each, settings) for each in given)}
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

    def json_places(self, settings: SpansSettings) -> dict[str, Any]:  # noqa: ARG002
        offset = {"type": "integer", "minimum": 0}
        return {"start": offset, "end": offset}


def _ends(each: Mapping[str, Any]) -> Span:
    start, end = each["start"], each["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise InvalidInputError(f"The span {start!r}–{end!r} holds no text.", hint="Offsets count characters from 0.")
    return {"start": start, "end": end}


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
