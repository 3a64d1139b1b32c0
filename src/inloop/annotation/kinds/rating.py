"""A whole number on a scale."""

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec

from inloop.annotation.kind import Kind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_STEPS = 101


class RatingSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    low: int = 1
    high: int = 5
    low_name: str = ""
    high_name: str = ""


class Rating(Kind):
    """The value is an integer from `low` to `high`; so is the vote code."""

    name: ClassVar[str] = "rating"
    repeats: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    settings_type: ClassVar[type[msgspec.Struct]] = RatingSettings

    def check(self, settings: RatingSettings) -> None:
        if not (0 <= settings.low < settings.high and settings.high - settings.low < MOST_STEPS):
            raise InvalidInputError(
                f"A scale from {settings.low} to {settings.high} cannot be used.",
                hint=f"Use 0 or more as the low end and at most {MOST_STEPS} steps.",
            )

    def read(self, value: object, settings: RatingSettings) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not settings.low <= value <= settings.high:
            raise InvalidInputError(
                f"A whole number from {settings.low} to {settings.high} is expected, not {value!r}."
            )
        return value

    def parser(self, settings: RatingSettings) -> Callable[[object], object]:  # noqa: ARG002
        return whole_number

    def encode(self, value: int, settings: RatingSettings) -> int:  # noqa: ARG002
        return value

    def decode(self, code: int, settings: RatingSettings) -> int:  # noqa: ARG002
        return code

    def describe(self, value: int, settings: RatingSettings) -> str:
        return f"{value} of {settings.high}"

    def classes(self, settings: RatingSettings) -> list[int]:
        return list(range(settings.low, settings.high + 1))

    def evolve(self, old: RatingSettings, new: RatingSettings) -> list[str]:
        if (old.low, old.high) != (new.low, new.high):
            raise InvalidInputError(
                f"The scale {old.low}–{old.high} cannot become {new.low}–{new.high}: answers would change meaning.",
                hint="Add a new question instead.",
            )
        return []

    def distance(self, a: int, b: int, settings: RatingSettings) -> float:
        """Share of the scale between the two."""
        return abs(a - b) / (settings.high - settings.low)

    def json_schema(self, settings: RatingSettings) -> dict[str, Any]:
        return {"type": "integer", "minimum": settings.low, "maximum": settings.high}


def whole_number(cell: object) -> object:
    """Give the integer that a cell says, as ``"4"`` or ``4.0``; anything else stays."""
    if not isinstance(cell, str | float):
        return cell
    try:
        number = float(cell)
    except ValueError:
        return cell
    return int(number) if number.is_integer() else cell


register("kind/rating.v1")(Rating())
