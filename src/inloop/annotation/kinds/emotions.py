"""Several emotions at once, each with how strongly it shows."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import msgspec

from inloop.annotation.json_cell import from_json
from inloop.annotation.kind import Kind
from inloop.annotation.labels import Label, check_labels, ids_by_name, label_changes, number_labels
from inloop.annotation.merging import weighted_median
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_LABELS = 62
"""A vote is a bit mask in a signed 64-bit integer."""
MOST_LEVELS = 9
EKMAN = ("Joy", "Sadness", "Anger", "Fear", "Disgust", "Surprise", "Neutral")
_STRENGTH = re.compile(r"^(.*?)\s*[:=]\s*(\d+)$")


class EmotionsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a question for emotions can be told.

    Attributes
    ----------
    labels
        The emotions; left out, Ekman's six and neutral.
    levels
        How many intensities there are.
    most
        How many emotions may be named at once; None for any number.
    """

    labels: list[Label] = []
    levels: int = 3
    most: int | None = None


class Emotions(Kind):
    """The value gives for each emotion that shows its intensity, from 1; the vote code has one bit an emotion.

    Which emotions show is counted, emotion by emotion, as labels are: people differ most in which they notice, and
    their habits can be learnt only from votes. How strong each is, is merged: the weighted median of those who saw it.
    Counting the intensities too would split the few votes on an emotion over its levels, and a weighted median of
    everything, silence as 0, lets two people who overlook an emotion outvote the one who does not.

    Examples
    --------
    >>> emotions = Emotions()
    >>> asked = emotions.complete(emotions.settings({}))
    >>> emotions.read({"fear": 1, "joy": 2}, asked)
    {'joy': 2, 'fear': 1}
    >>> emotions.distance({"joy": 3}, {"joy": 2, "fear": 1}, asked)
    0.3333333333333333
    >>> emotions.merge([{"joy": 3}, {"joy": 1, "fear": 1}, {"joy": 2}], asked, skills=[0.9, 0.9, 0.9])
    {'joy': 2}

    References
    ----------
    Ekman (1992). An argument for basic emotions. Demszky et al. (2020). GoEmotions.
    """

    name: ClassVar[str] = "emotions"
    settings_type: ClassVar[type[msgspec.Struct]] = EmotionsSettings

    def check(self, settings: EmotionsSettings) -> None:
        if settings.labels:
            check_labels(settings.labels, most=MOST_LABELS)
        if not 1 <= settings.levels <= MOST_LEVELS:
            raise InvalidInputError(f"{settings.levels} intensities cannot be asked.", hint=f"Use 1 to {MOST_LEVELS}.")
        if settings.most is not None and settings.most < 1:
            raise InvalidInputError(f"At most {settings.most} emotions leaves none.", hint="Use 1 or more.")

    def complete(self, settings: EmotionsSettings, *, earlier: EmotionsSettings | None = None) -> EmotionsSettings:
        given = settings.labels or [Label(name=name) for name in EKMAN]
        labels = number_labels(given, earlier.labels if earlier else ())
        return msgspec.structs.replace(settings, labels=labels)

    def read(self, value: object, settings: EmotionsSettings) -> dict[str, int]:
        if not isinstance(value, Mapping):
            raise InvalidInputError(f"Emotions with their intensity are expected, not {type(value).__name__}.")
        known = [label.id for label in settings.labels if not label.retired]
        for name, strength in value.items():
            if name not in known:
                raise InvalidInputError(f"'{name}' is not one of the emotions on offer.")
            if type(strength) is not int or not 1 <= strength <= settings.levels:
                raise InvalidInputError(
                    f"{strength!r} is no intensity of '{name}'.",
                    hint=f"Use 1 to {settings.levels}, and leave out what does not show.",
                )
        if settings.most is not None and len(value) > settings.most:
            raise InvalidInputError(f"Name at most {settings.most} emotions; {len(value)} named.")
        return {name: value[name] for name in known if name in value}

    def parser(self, settings: EmotionsSettings) -> Callable[[object], object]:
        """Read ``joy:2; fear`` by name or id, or the same as JSON; an emotion without intensity has the least."""
        names = ids_by_name(settings.labels)

        def known(name: object) -> object:
            return names.get(str(name).strip().casefold(), name)

        def parse(cell: object) -> object:
            cell = from_json(cell)
            if isinstance(cell, Mapping):
                return {known(name): strength for name, strength in cell.items()}
            parts = cell if isinstance(cell, list) else re.split(r"[;|,]", str(cell))
            said = (_STRENGTH.match(str(part).strip()) or re.match("(.*)()", str(part).strip()) for part in parts)
            return {known(each[1]): int(each[2] or 1) for each in said if each is not None and each[1]}

        return parse

    def bits(self, settings: EmotionsSettings) -> list[int]:
        return [label.code for label in settings.labels]

    def encode(self, value: Mapping[str, int], settings: EmotionsSettings) -> int:
        return sum(1 << label.code for label in settings.labels if label.id in value)

    def decode(self, code: int, settings: EmotionsSettings) -> dict[str, int]:  # noqa: ARG002
        raise InvalidInputError("A vote on emotions does not hold how strong they are.", hint="Read the annotation.")

    def describe(self, value: Mapping[str, int], settings: EmotionsSettings) -> str:
        names = {label.id: label.name for label in settings.labels}
        parts = [f"{names[name]} {strength}/{settings.levels}" for name, strength in value.items() if name in names]
        return ", ".join(parts) or "none"

    def evolve(self, old: EmotionsSettings, new: EmotionsSettings) -> list[str]:
        if old.levels != new.levels:
            raise InvalidInputError(
                f"{old.levels} intensities cannot become {new.levels}: answers would change meaning.",
                hint="Add a new question instead.",
            )
        most = [f"at most {new.most or 'any number of'} emotions"] if old.most != new.most else []
        return label_changes(old.labels, new.labels) + most

    def distance(self, a: Mapping[str, int], b: Mapping[str, int], settings: EmotionsSettings) -> float:
        """Mean difference in intensity over the emotions that either names, as part of the levels; silence is 0."""
        named = set(a) | set(b)
        apart = sum(abs(a.get(name, 0) - b.get(name, 0)) for name in named)
        return apart / (settings.levels * len(named)) if named else 0.0

    def wrong(self, a: Mapping[str, int], b: Mapping[str, int], settings: EmotionsSettings) -> bool:  # noqa: ARG002
        """Other emotions are named, or one is more than a level too strong or too weak."""
        return set(a) != set(b) or any(abs(a[name] - b[name]) > 1 for name in a)

    def merges(self, settings: EmotionsSettings) -> bool:  # noqa: ARG002
        return True

    def merge(
        self, values: Sequence[Mapping[str, int]], settings: EmotionsSettings, *, skills: Sequence[float]
    ) -> dict[str, int]:
        """Keep the emotions that hold more than half of the weight, each with the median of those who saw it."""
        total = sum(skills)

        def weight(name: str) -> float:
            return sum(w for v, w in zip(values, skills, strict=True) if name in v)

        shown = sum(1 << label.code for label in settings.labels if weight(label.id) > total / 2)
        return self.fill(shown, values, settings, skills=skills)

    def fill(
        self, code: int, values: Sequence[Mapping[str, int]], settings: EmotionsSettings, *, skills: Sequence[float]
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        for label in settings.labels:
            said = [(v[label.id], w) for v, w in zip(values, skills, strict=True) if label.id in v]
            if code >> label.code & 1 and said:
                strengths, weights = zip(*said, strict=True)
                found[label.id] = int(weighted_median(strengths, weights))
        return found

    def json_schema(self, settings: EmotionsSettings) -> dict[str, Any]:
        strength = {"type": "integer", "minimum": 1, "maximum": settings.levels}
        most = {} if settings.most is None else {"maxProperties": settings.most}
        named = {label.id: strength for label in settings.labels if not label.retired}
        return {"type": "object", "properties": named, "additionalProperties": False, **most}


register("kind/emotions.v1")(Emotions())
