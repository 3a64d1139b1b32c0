"""A place on the colour wheel."""

from typing import Any, ClassVar

import msgspec

from inloop.annotation import Kind
from inloop.kernel.errors import InvalidInputError


class HueSettings(msgspec.Struct, frozen=True):
    steps: int = 12


class Hue(Kind):
    """The value is a step on the wheel, from 0; so is its vote."""

    name: ClassVar[str] = "hue"
    settings_type: ClassVar[type[msgspec.Struct]] = HueSettings

    def check(self, settings: HueSettings) -> None:
        if settings.steps < 2:
            raise InvalidInputError("A wheel has two steps or more.")

    def read(self, value: object, settings: HueSettings) -> int:
        if type(value) is not int or not 0 <= value < settings.steps:
            raise InvalidInputError(f"'{value}' is not on the wheel.")
        return value

    def encode(self, value: int, settings: HueSettings) -> int:
        return value

    def decode(self, code: int, settings: HueSettings) -> int:
        return code

    def classes(self, settings: HueSettings) -> list[int]:
        return list(range(settings.steps))

    def describe(self, value: int, settings: HueSettings) -> str:
        return f"{360 * value // settings.steps}°"

    def json_schema(self, settings: HueSettings) -> dict[str, Any]:
        return {"type": "integer", "minimum": 0, "exclusiveMaximum": settings.steps}

    def evolve(self, old: HueSettings, new: HueSettings) -> list[str]:
        if old.steps != new.steps:
            raise InvalidInputError("Earlier answers are steps of the wheel as it was.", hint="Ask a new question.")
        return []

    def distance(self, a: int, b: int, settings: HueSettings) -> float:
        apart = abs(a - b)
        return 2 * min(apart, settings.steps - apart) / settings.steps
