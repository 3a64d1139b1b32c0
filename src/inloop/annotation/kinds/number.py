"""A number, measured or counted."""

import math
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import msgspec

from inloop.annotation.merging import weighted_median
from inloop.annotation.steps import in_steps, plain_number, tidy
from inloop.annotation.uncounted import UncountedKind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST = 1e15
"""Up to here whole numbers are exact, in the browser too."""
MOST_UNIT = 20


class NumberSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a question for a number can be told.

    Attributes
    ----------
    step
        An answer is so many steps from `min`, or from 0; None takes any number.
    """

    min: int | float | None = None
    max: int | float | None = None
    step: int | float | None = None
    unit: str = ""
    integer: bool = False


class Number(UncountedKind):
    """The value is a number, whole ones without a point; several settle on their weighted median."""

    name: ClassVar[str] = "number"
    repeats: ClassVar[bool] = True
    settings_type: ClassVar[type[msgspec.Struct]] = NumberSettings

    def check(self, settings: NumberSettings) -> None:
        for bound in (settings.min, settings.max, settings.step):
            if bound is not None and not abs(bound) <= MOST:
                raise InvalidInputError(f"{bound} cannot be a limit.", hint=f"Stay within ±{MOST:g}.")
        if settings.min is not None and settings.max is not None and settings.min >= settings.max:
            raise InvalidInputError(f"No number is from {settings.min} to {settings.max}.", hint="Swap the two.")
        if settings.step is not None and settings.step <= 0:
            raise InvalidInputError(f"A step of {settings.step} leads nowhere.", hint="Use a step above 0.")
        if len(settings.unit) > MOST_UNIT:
            raise InvalidInputError(f"The unit has more than {MOST_UNIT} characters.", hint="Use its sign, as in km.")

    def read(self, value: object, settings: NumberSettings) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MOST:
            raise InvalidInputError(f"A number is expected, not {value!r}.")
        if settings.integer and not float(value).is_integer():
            raise InvalidInputError(f"A whole number is expected, not {value!r}.")
        if settings.min is not None and value < settings.min:
            raise InvalidInputError(f"{value} is less than {settings.min}.")
        if settings.max is not None and value > settings.max:
            raise InvalidInputError(f"{value} is more than {settings.max}.")
        if settings.step is not None and in_steps(value, settings.min or 0, settings.step) is None:
            raise InvalidInputError(f"{value} is not in steps of {settings.step} from {settings.min or 0}.")
        return tidy(value)

    def parser(self, settings: NumberSettings) -> Callable[[object], object]:
        """Read a number that may be followed by its unit."""
        return lambda cell: plain_number(cell, unit=settings.unit)

    def describe(self, value: float, settings: NumberSettings) -> str:
        return f"{value} {settings.unit}".strip()

    def evolve(self, old: NumberSettings, new: NumberSettings) -> list[str]:
        if old.unit.strip() and old.unit.strip() != new.unit.strip():
            raise InvalidInputError(
                f"Answers in {old.unit} cannot become answers in {new.unit or 'nothing'}.",
                hint="Add a new question instead.",
            )
        unit = [f"answers are in {new.unit}"] if old.unit != new.unit else []
        was, now = _limits(old), _limits(new)
        return unit + ([f"answers are {now}, no longer {was}"] if was != now else [])

    def distance(self, a: float, b: float, settings: NumberSettings) -> float:
        """Give the part of the range between the two; without a range, the part of their sizes."""
        if settings.min is not None and settings.max is not None:
            return min(1.0, abs(a - b) / (settings.max - settings.min))
        size = abs(a) + abs(b)
        return abs(a - b) / size if size else 0.0

    def wrong(self, a: float, b: float, settings: NumberSettings) -> bool:  # noqa: ARG002
        return not math.isclose(a, b, rel_tol=1e-9)

    def merge(self, values: Sequence[int | float], settings: NumberSettings, *, skills: Sequence[float]) -> int | float:  # noqa: ARG002
        return tidy(weighted_median(values, skills))

    def json_schema(self, settings: NumberSettings) -> dict[str, Any]:
        limits = {"minimum": settings.min, "maximum": settings.max}
        kind = "integer" if settings.integer else "number"
        return {"type": kind} | {name: limit for name, limit in limits.items() if limit is not None}


def _limits(settings: NumberSettings) -> str:
    parts = [
        "whole numbers" if settings.integer else "numbers",
        f"from {settings.min}" if settings.min is not None else "",
        f"to {settings.max}" if settings.max is not None else "",
        f"in steps of {settings.step}" if settings.step is not None else "",
    ]
    return " ".join(part for part in parts if part)


register("kind/number.v1")(Number())
