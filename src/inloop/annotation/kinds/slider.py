"""A place on a line between two ends."""

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec

from inloop.annotation.kind import Kind
from inloop.annotation.steps import at_step, in_steps, plain_number
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_PLACES = 101
MOST = 1e9


class SliderSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    low: int | float = 0
    high: int | float = 100
    step: int | float = 1
    low_name: str = ""
    high_name: str = ""


class Slider(Kind):
    """The value is a number from `low` to `high` in steps; the vote code counts the steps from `low`."""

    name: ClassVar[str] = "slider"
    repeats: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    settings_type: ClassVar[type[msgspec.Struct]] = SliderSettings

    def check(self, settings: SliderSettings) -> None:
        low, high, step = settings.low, settings.high, settings.step
        if not -MOST <= low < high <= MOST:
            raise InvalidInputError(f"A line from {low} to {high} cannot be used.", hint=f"Stay within ±{MOST:g}.")
        if step <= 0 or not in_steps(high, low, step):
            raise InvalidInputError(f"Steps of {step} do not lead from {low} to {high}.", hint="Choose another step.")
        if _places(settings) > MOST_PLACES:
            raise InvalidInputError(
                f"{_places(settings):,} places are more than {MOST_PLACES}.",
                hint="Use larger steps, or ask for a number.",
            )

    def read(self, value: object, settings: SliderSettings) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MOST:
            raise InvalidInputError(f"A number is expected, not {value!r}.")
        count = in_steps(value, settings.low, settings.step)
        if count is None or not 0 <= count < _places(settings):
            line = f"from {settings.low} to {settings.high} in steps of {settings.step}"
            raise InvalidInputError(f"A number {line} is expected, not {value!r}.")
        return at_step(count, settings.low, settings.step)

    def parser(self, settings: SliderSettings) -> Callable[[object], object]:  # noqa: ARG002
        return plain_number

    def encode(self, value: float, settings: SliderSettings) -> int:
        return round((value - settings.low) / settings.step)

    def decode(self, code: int, settings: SliderSettings) -> int | float:
        return at_step(code, settings.low, settings.step)

    def describe(self, value: float, settings: SliderSettings) -> str:
        return f"{value} of {settings.high}"

    def classes(self, settings: SliderSettings) -> list[int]:
        return list(range(_places(settings)))

    def evolve(self, old: SliderSettings, new: SliderSettings) -> list[str]:
        if (old.low, old.high, old.step) != (new.low, new.high, new.step):
            raise InvalidInputError(
                f"The line {old.low}–{old.high} in steps of {old.step} cannot change: answers would change meaning.",
                hint="Add a new question instead.",
            )
        return []

    def distance(self, a: float, b: float, settings: SliderSettings) -> float:
        """Part of the line between the two."""
        return abs(a - b) / (settings.high - settings.low)

    def json_schema(self, settings: SliderSettings) -> dict[str, Any]:
        return {"type": "number", "minimum": settings.low, "maximum": settings.high}


def _places(settings: SliderSettings) -> int:
    return round((settings.high - settings.low) / settings.step) + 1


register("kind/slider.v1")(Slider())
