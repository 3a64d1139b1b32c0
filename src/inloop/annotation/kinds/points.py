"""Points on a picture, each with a label: key points, centres, counts."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation.merging import weighted_median
from inloop.annotation.parts import Part, PartsSettings
from inloop.annotation.shapes import MOST_PIXELS, ShapesKind, clamp, pixel
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register


class PointsSettings(PartsSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tolerance`: pixels that two points of one object may lie apart."""

    tolerance: float = 10.0


class Points(ShapesKind):
    """The value is a list of ``{"x", "y", "label"}``.

    Two points are alike by one minus their distance over twice the tolerance of the question: as far apart as it
    allows, they are just taken for the same object.
    """

    name: ClassVar[str] = "points"
    part: ClassVar[str] = "point"
    parts: ClassVar[str] = "points"
    places: ClassVar[tuple[str, ...]] = ("x", "y")
    settings_type: ClassVar[type[msgspec.Struct]] = PointsSettings

    def check(self, settings: PointsSettings) -> None:
        super().check(settings)
        if not 0 < settings.tolerance <= MOST_PIXELS:
            raise InvalidInputError(f"A tolerance of {settings.tolerance:g} pixels makes no two points the same.")

    def evolve(self, old: PointsSettings, new: PointsSettings) -> list[str]:
        changed = old.tolerance != new.tolerance
        return super().evolve(old, new) + ([f"tolerance of {new.tolerance:g} pixels"] if changed else [])

    def read_place(self, given: Mapping[str, Any], settings: PointsSettings) -> Part:  # noqa: ARG002
        return {name: pixel(given[name], name) for name in self.places}

    def move_inside(self, part: Part, width: int, height: int) -> Part | None:
        x, y = clamp(part["x"], width), clamp(part["y"], height)
        return None if x is None or y is None else {**part, "x": x, "y": y}

    def likeness(self, a: Sequence[Part], b: Sequence[Part], settings: PointsSettings) -> NDArray[np.float64]:
        first, second = (np.array([(point["x"], point["y"]) for point in some]) for some in (a, b))
        apart = np.hypot(*(np.subtract.outer(first[:, side], second[:, side]) for side in (0, 1)))
        alike: NDArray[np.float64] = np.clip(1 - apart / (2 * settings.tolerance), 0, 1)
        return alike

    def middle(self, shapes: Sequence[Part], weights: Sequence[float], settings: PointsSettings) -> Part:  # noqa: ARG002
        return {name: weighted_median([point[name] for point in shapes], weights) for name in self.places}

    def json_places(self, settings: PointsSettings) -> dict[str, Any]:  # noqa: ARG002
        at = {"type": "number", "minimum": -MOST_PIXELS, "maximum": MOST_PIXELS}
        return {"x": at, "y": at}


register("kind/points.v1")(Points())
