"""Segments of a sound: from when to when, what is heard, and what is said."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation.attributes import check_attributes, read_attributes
from inloop.annotation.labels import Label, check_labels
from inloop.annotation.merging import dice, heaviest, weighted_median
from inloop.annotation.parts import MOST_PARTS, Part, PartsKind, PartsSettings
from inloop.annotation.shapes.matching import SAME_FROM, Drawn, clusters, pairs
from inloop.annotation.transcripts import word_error, words_of
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_SECONDS = 24 * 3_600
MOST_TEXT = 5_000
SLACK = 0.1
"""Seconds that a segment may end behind the sound: players and files do not agree on where that ends."""


class SegmentsSettings(PartsSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of each segment.

    Attributes
    ----------
    labels
        May be empty where only a transcript is asked.
    transcript
        Write down what is said in each.
    overlap
        Two segments may be heard at once.
    min_seconds
        A shorter segment is refused: most likely it is a slip of the hand.
    max_segments
        More are refused.
    """

    labels: list[Label] = msgspec.field(default_factory=list)
    transcript: bool = False
    overlap: bool = True
    min_seconds: float = 0.01
    max_segments: int = MOST_PARTS


class Segments(PartsKind):
    """The value is a list of ``{"start", "end", "label", "text"}``, in seconds to the millisecond and in their order.

    ``label`` is there where the question has labels, ``text`` where it asks for a transcript and something is said,
    ``attributes`` where there are any. Two answers are compared by the time that they label alike, by the segments
    that they have in common (of one label, and over half of their union), and by the words of the transcripts.
    """

    name: ClassVar[str] = "segments"
    part: ClassVar[str] = "segment"
    parts: ClassVar[str] = "segments"
    places: ClassVar[tuple[str, ...]] = ("start", "end")
    settings_type: ClassVar[type[msgspec.Struct]] = SegmentsSettings
    points_into: ClassVar[tuple[str, ...]] = ("audio",)

    def check(self, settings: SegmentsSettings) -> None:
        if not settings.labels and not settings.transcript:
            raise InvalidInputError("Nothing is asked of the segments.", hint="Add a label, or ask for a transcript.")
        check_labels(settings.labels, fewest=1 if settings.labels else 0)
        check_attributes(settings.attributes)
        if not 0.001 <= settings.min_seconds <= 60:
            raise InvalidInputError(f"Segments of {settings.min_seconds:g} seconds or more cannot be asked for.")
        if not 1 <= settings.max_segments <= MOST_PARTS:
            raise InvalidInputError(f"The most segments are 1 to {MOST_PARTS}, not {settings.max_segments}.")

    def evolve(self, old: SegmentsSettings, new: SegmentsSettings) -> list[str]:
        if old.transcript and not new.transcript:
            raise InvalidInputError("What was written down would no longer fit.", hint="Leave the transcript asked.")
        told = super().evolve(old, new)
        if new.transcript != old.transcript:
            told.append("a transcript is asked")
        if new.overlap != old.overlap:
            told.append("segments may overlap" if new.overlap else "segments may not overlap")
        if new.min_seconds != old.min_seconds:
            told.append(f"segments of {new.min_seconds:g} seconds or more")
        return told + ([f"up to {new.max_segments} segments"] if new.max_segments != old.max_segments else [])

    def read(self, value: object, settings: SegmentsSettings) -> list[Part]:
        if not isinstance(value, list):
            raise InvalidInputError(f"A list of segments is expected, not {type(value).__name__}.")
        if len(value) > settings.max_segments:
            raise InvalidInputError(f"{len(value)} segments are more than {settings.max_segments}.")
        found = {_key(part): part for part in (_part(each, settings) for each in value)}
        ordered = [found[key] for key in sorted(found)]
        if not settings.overlap:
            _refuse_overlap(ordered)
        return ordered

    def place(self, value: list[Part], settings: SegmentsSettings, content: Mapping[str, Any]) -> list[Part]:
        seconds = content.get("seconds") or 0
        if not seconds:
            return value
        inside = [{**part, "end": min(part["end"], float(seconds))} for part in value]
        for given, part in zip(value, inside, strict=True):
            if given["end"] > seconds + SLACK or part["end"] - part["start"] < settings.min_seconds - 1e-9:
                raise InvalidInputError(
                    f"The segment {_clock(given)} lies outside of the sound, which has {seconds:g} seconds."
                )
        return inside

    def describe(self, value: Sequence[Part], settings: SegmentsSettings) -> str:
        if settings.labels:
            return super().describe(value, settings)
        words = sum(len(words_of(part.get("text", ""))) for part in value)
        counted = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in ((len(value), "segment"), (words, "word"))]
        return ", ".join(counted) if value else "no segments"

    def distance(self, a: list[Part], b: list[Part], settings: SegmentsSettings) -> float:
        """Give the mean of three: time not labelled alike, segments not in common, words that differ where asked."""
        if a == b:
            return 0.0
        apart = [1 - _shared_time(a, b), 1 - _shared_segments(a, b)]
        if settings.transcript:
            apart.append(word_error(_words(a), _words(b)))
        return sum(apart) / len(apart)

    def wrong(self, a: list[Part], b: list[Part], settings: SegmentsSettings) -> bool:
        """Say whether a segment is missing, too many, or alike by less than half, or a word is another one."""
        found = _pairs(a, b)
        same_words = not settings.transcript or all(_words([a[i]]) == _words([b[j]]) for i, j, _ in found)
        return len(a) != len(b) or len(found) < len(a) or not same_words

    def merge(self, values: Sequence[list[Part]], settings: SegmentsSettings, *, skills: Sequence[float]) -> list[Part]:
        """Keep segments that more than half of the weight heard; ends in the middle, label and words of most."""
        drawn = [Drawn(who, n, part) for who, value in enumerate(values) for n, part in enumerate(value)]
        parts = [one.part for one in drawn]
        overlap = _overlap(parts, parts)
        likeness = np.where(overlap >= SAME_FROM, overlap / 2 + np.where(_same(parts, parts), 0.5, SAME_FROM / 2), 0.0)
        kept = []
        for members in clusters(drawn, likeness, weights=skills):
            weights = [skills[one.annotator] for one in members]
            if sum(weights) > sum(skills) / 2:
                kept.append(_merged([one.part for one in members], weights))
        unique = {_key(part): part for part in kept}
        ordered = [unique[key] for key in sorted(unique)]
        return ordered if settings.overlap else _without_overlap(ordered, settings.min_seconds)

    def json_schema(self, settings: SegmentsSettings) -> dict[str, Any]:
        found = super().json_schema(settings)
        items = found["items"]
        if not settings.labels:
            items["properties"].pop("label")
            items["required"].remove("label")
        if settings.transcript:
            items["properties"]["text"] = {"type": "string", "maxLength": MOST_TEXT}
        return found

    def json_places(self, settings: SegmentsSettings) -> dict[str, Any]:  # noqa: ARG002
        second = {"type": "number", "minimum": 0, "maximum": MOST_SECONDS}
        return {"start": second, "end": second}


def _part(each: object, settings: SegmentsSettings) -> Part:
    known = {"start", "end", "attributes"} | ({"label"} if settings.labels else set())
    known |= {"text"} if settings.transcript else set()
    if not isinstance(each, Mapping) or not {"start", "end"} <= set(each) <= known:
        raise InvalidInputError(f"A segment is an object of {', '.join(sorted(known))}.")
    part = _ends(each, settings)
    label = each.get("label")
    if settings.labels:
        if label not in [one.id for one in settings.labels if not one.retired]:
            raise InvalidInputError(f"'{label}' is not one of the labels on offer.")
        part["label"] = label
    if text := _text(each.get("text")):
        part["text"] = text
    said = read_attributes(each.get("attributes") or {}, settings.attributes, label=str(label or ""))
    return part | ({"attributes": said} if said else {})


def _ends(each: Mapping[str, Any], settings: SegmentsSettings) -> Part:
    for side in ("start", "end"):
        if type(each[side]) not in {int, float} or not 0 <= each[side] <= MOST_SECONDS:
            raise InvalidInputError(f"'{each[side]}' is no {side} in seconds.", hint="Give a number from 0.")
    start, end = (round(float(each[side]), 3) + 0.0 for side in ("start", "end"))
    if end - start < settings.min_seconds - 1e-9:
        raise InvalidInputError(
            f"The segment {_clock({'start': start, 'end': end})} is shorter than {settings.min_seconds:g} seconds."
        )
    return {"start": start, "end": end}


def _text(given: object) -> str:
    if given is None:
        return ""
    if not isinstance(given, str) or "\x00" in given or len(given) > MOST_TEXT:
        raise InvalidInputError(f"A transcript is text of up to {MOST_TEXT} characters.")
    return unicodedata.normalize("NFC", given).strip()


def _key(part: Part) -> tuple[float, float, str]:
    return part["start"], part["end"], part.get("label", "")


def _clock(part: Mapping[str, Any]) -> str:
    return f"{part['start']:g}–{part['end']:g} s"


def _refuse_overlap(parts: Sequence[Part]) -> None:
    before = None
    for part in parts:
        if before is not None and part["start"] < before["end"]:
            raise InvalidInputError(
                f"The segments {_clock(before)} and {_clock(part)} overlap.",
                hint="This question takes segments that do not.",
            )
        before = part


def _without_overlap(parts: Sequence[Part], shortest: float) -> list[Part]:
    """Let each begin where the one before ends; what then is too short is left out."""
    kept: list[Part] = []
    for part in parts:
        start = max(part["start"], kept[-1]["end"]) if kept else part["start"]
        if part["end"] - start >= shortest - 1e-9:
            kept.append({**part, "start": start})
    return kept


def _same(a: Sequence[Part], b: Sequence[Part]) -> NDArray[np.bool_]:
    labels, others = (np.array([part.get("label", "") for part in some], object) for some in (a, b))
    same: NDArray[np.bool_] = labels[:, None] == others[None, :]
    return same


def _overlap(a: Sequence[Part], b: Sequence[Part]) -> NDArray[np.float64]:
    """Give the time that each two share over the time that they take together, (len(a), len(b))."""
    first, second = (np.array([(part["start"], part["end"]) for part in some]).reshape(-1, 2) for some in (a, b))
    shared = np.minimum.outer(first[:, 1], second[:, 1]) - np.maximum.outer(first[:, 0], second[:, 0])
    taken = np.maximum.outer(first[:, 1], second[:, 1]) - np.minimum.outer(first[:, 0], second[:, 0])
    overlap: NDArray[np.float64] = np.clip(shared, 0, None) / taken
    return overlap


def _pairs(a: Sequence[Part], b: Sequence[Part]) -> list[tuple[int, int, float]]:
    return pairs(a, b, _overlap(a, b) * _same(a, b))


def _shared_segments(a: Sequence[Part], b: Sequence[Part]) -> float:
    """Give the F1 of segments; a pair whose attributes differ counts less, down to one half."""
    alike = 0.0
    for i, j, _ in _pairs(a, b):
        said, other = (set(part.get("attributes", {}).items()) for part in (a[i], b[j]))
        alike += (1 + dice(said, other)) / 2
    return 2 * alike / (len(a) + len(b))


def _shared_time(a: Sequence[Part], b: Sequence[Part]) -> float:
    """Give the F1 of labelled time, each label for itself."""
    both = shared = 0.0
    for label in {part.get("label", "") for part in (*a, *b)}:
        edges = np.unique([part[side] for part in (*a, *b) for side in ("start", "end")])
        lengths = np.diff(edges)
        first, second = (_covered(some, label, edges) for some in (a, b))
        both += float(lengths @ first + lengths @ second)
        shared += float(lengths @ (first & second))
    return 2 * shared / both


def _covered(parts: Sequence[Part], label: str, edges: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which of the stretches between the edges lie in a segment of a label."""
    steps = np.zeros(len(edges), np.int64)
    for part in parts:
        if part.get("label", "") == label:
            steps[np.searchsorted(edges, part["start"])] += 1
            steps[np.searchsorted(edges, part["end"])] -= 1
    covered: NDArray[np.bool_] = np.cumsum(steps)[:-1] > 0
    return covered


def _words(parts: Sequence[Part]) -> list[str]:
    return [word for part in parts for word in words_of(part.get("text", ""))]


def _merged(parts: Sequence[Part], weights: Sequence[float]) -> Part:
    labelled = heaviest([{"label": part.get("label", "")} for part in parts], weights)["label"]
    of_it = [n for n, part in enumerate(parts) if part.get("label", "") == labelled]
    part = {side: weighted_median([each[side] for each in parts], weights) for side in ("start", "end")}
    said = heaviest([parts[n].get("attributes", {}) for n in of_it], [weights[n] for n in of_it])
    told = {"label": labelled, "text": _middle_text(parts, weights), "attributes": said}
    return part | {name: value for name, value in told.items() if value}


def _middle_text(parts: Sequence[Part], weights: Sequence[float]) -> str:
    """Give the transcript with the fewest word errors to all, each weighed."""
    said: list[tuple[str, list[str]]] = [(part.get("text", ""), words_of(part.get("text", ""))) for part in parts]

    def errors(one: tuple[str, list[str]]) -> float:
        return sum(weight * word_error(one[1], other) for (_, other), weight in zip(said, weights, strict=True))

    return min(said, key=errors)[0]


register("kind/segments.v1")(Segments())
