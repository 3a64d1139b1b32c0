"""How pleasant and how stirred something feels: a place on the valence–arousal plane."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

import msgspec
import numpy as np

from inloop.annotation.uncounted import UncountedKind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

AXES = ("valence", "arousal", "dominance")
NEAR = 0.25
"""Answers no further apart than this part of an axis say the same."""
_ROUNDS = 100
_STILL = 1e-9


class AffectSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a question for affect can be told.

    Attributes
    ----------
    scale
        ``circumplex``: each axis from −1 to 1, to two decimals. ``manikin``: whole steps from 1 to 9, as on the
        Self-Assessment Manikin and the Affect Grid.
    dominance
        Ask too how much in control one feels.
    """

    scale: Literal["circumplex", "manikin"] = "circumplex"
    dominance: bool = False


class Affect(UncountedKind):
    """The value says how pleasant (valence), how stirred (arousal) and, where asked, how much in control (dominance).

    Several settle on their weighted geometric median, the place with the least weighted distance to all: unlike the
    mean it stays with the many when one person mistakes an axis.

    Examples
    --------
    >>> affect = Affect()
    >>> asked = affect.settings({})
    >>> near, far = {"valence": 0.5, "arousal": 0.2}, {"valence": -1, "arousal": -1}
    >>> affect.merge([near, near, {"valence": 0.6, "arousal": 0.2}, far], asked, skills=[0.9] * 4)
    {'valence': 0.5, 'arousal': 0.2}

    References
    ----------
    Russell (1980). A circumplex model of affect. Bradley & Lang (1994). Measuring emotion: the Self-Assessment Manikin
    and the semantic differential. Vardi & Zhang (2000). The multivariate L1-median and associated data depth.
    """

    name: ClassVar[str] = "affect"
    settings_type: ClassVar[type[msgspec.Struct]] = AffectSettings

    def check(self, settings: AffectSettings) -> None:
        """Any of the settings can be combined."""

    def read(self, value: object, settings: AffectSettings) -> dict[str, int | float]:
        axes = _axes(settings)
        if not isinstance(value, Mapping) or set(value) != set(axes):
            raise InvalidInputError(
                f"{' and '.join(axes)} are expected, not {value!r}.", hint='As in {"valence": 0, "arousal": 0}.'
            )
        return {axis: _place(value[axis], axis, settings) for axis in axes}

    def describe(self, value: Mapping[str, float], settings: AffectSettings) -> str:
        return ", ".join(f"{axis} {value[axis]}" for axis in _axes(settings))

    def evolve(self, old: AffectSettings, new: AffectSettings) -> list[str]:
        if old != new:
            raise InvalidInputError(
                "The axes of the plane cannot change: answers would change meaning.", hint="Add a new question instead."
            )
        return []

    def distance(self, a: Mapping[str, float], b: Mapping[str, float], settings: AffectSettings) -> float:
        """Give the straight distance as part of the longest there is, from corner to corner."""
        return _apart(a, b, settings) / math.sqrt(len(_axes(settings)))

    def wrong(self, a: Mapping[str, float], b: Mapping[str, float], settings: AffectSettings) -> bool:
        """Say whether the two lie further apart than a quarter of an axis: 0.5, or 2 of 9 steps."""
        return _apart(a, b, settings) > NEAR + _STILL

    def merge(
        self, values: Sequence[Mapping[str, float]], settings: AffectSettings, *, skills: Sequence[float]
    ) -> dict[str, int | float]:
        axes = _axes(settings)
        points = np.array([[value[axis] for axis in axes] for value in values], float)
        middle = _geometric_median(points, np.asarray(skills, float))
        return {axis: _tidy(float(at), settings) for axis, at in zip(axes, middle, strict=True)}

    def json_schema(self, settings: AffectSettings) -> dict[str, Any]:
        low, high = _ends(settings)
        kind = "integer" if settings.scale == "manikin" else "number"
        axis = {"type": kind, "minimum": low, "maximum": high}
        axes = _axes(settings)
        properties = dict.fromkeys(axes, axis)
        return {"type": "object", "properties": properties, "required": list(axes), "additionalProperties": False}


def _axes(settings: AffectSettings) -> tuple[str, ...]:
    return AXES if settings.dominance else AXES[:2]


def _ends(settings: AffectSettings) -> tuple[int, int]:
    return (1, 9) if settings.scale == "manikin" else (-1, 1)


def _place(at: object, axis: str, settings: AffectSettings) -> int | float:
    low, high = _ends(settings)
    is_number = isinstance(at, int | float) and not isinstance(at, bool)
    if not is_number or not low <= at <= high:  # type: ignore[operator]  # it is a number then
        raise InvalidInputError(f"{axis} is from {low} to {high}, not {at!r}.")
    if settings.scale == "manikin" and not float(at).is_integer():  # type: ignore[arg-type]
        raise InvalidInputError(f"{axis} is a whole step from {low} to {high}, not {at!r}.")
    return _tidy(float(at), settings)  # type: ignore[arg-type]


def _tidy(at: float, settings: AffectSettings) -> int | float:
    """Round to what people can tell apart, without a point where it is whole, as JSON from a browser has it."""
    rounded = math.floor(at + 0.5) if settings.scale == "manikin" else math.floor(at * 100 + 0.5) / 100
    return int(rounded) if float(rounded).is_integer() else rounded


def _apart(a: Mapping[str, float], b: Mapping[str, float], settings: AffectSettings) -> float:
    """Give the straight distance in lengths of an axis."""
    low, high = _ends(settings)
    return math.dist([a[axis] for axis in _axes(settings)], [b[axis] for axis in _axes(settings)]) / (high - low)


def _geometric_median(points: Any, weights: Any) -> Any:
    """Find the place with the least weighted distance to all by Weiszfeld's steps, mended for places of answers."""
    middle = np.average(points, axis=0, weights=weights)
    for _ in range(_ROUNDS):
        lengths = np.linalg.norm(points - middle, axis=1)
        here = lengths < _STILL
        if here.all():
            return middle
        pull = weights[~here] / lengths[~here]
        target = (points[~here] * pull[:, None]).sum(axis=0) / pull.sum()
        force = float(np.linalg.norm((points[~here] - middle).T @ pull))
        stay = min(1.0, float(weights[here].sum()) / force) if force > _STILL else 1.0
        following = (1 - stay) * target + stay * middle
        if np.linalg.norm(following - middle) < _STILL:
            break
        middle = following
    return min((*points, middle), key=lambda at: float(weights @ np.linalg.norm(points - at, axis=1)))


register("kind/affect.v1")(Affect())
