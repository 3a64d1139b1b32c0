"""Boxes on a picture, each with a label; upright, or turned about their middle."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation.merging import weighted_median
from inloop.annotation.parts import Part, PartsSettings
from inloop.annotation.shapes import MOST_PIXELS, ShapesKind, box_overlap, clamp, outline_overlap, pixel
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register


class BoxesSettings(PartsSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`rotate`: boxes may be turned."""

    rotate: bool = False


class Boxes(ShapesKind):
    """The value is a list of ``{"x", "y", "width", "height", "label"}``, with ``angle`` where a box is turned.

    ``x`` and ``y`` are the left upper corner before turning; the angle is in degrees, clockwise, about the middle of
    the box, over -180 to 180. Boxes are alike by their intersection over union.
    """

    name: ClassVar[str] = "boxes"
    part: ClassVar[str] = "box"
    parts: ClassVar[str] = "boxes"
    places: ClassVar[tuple[str, ...]] = ("x", "y", "width", "height")
    settings_type: ClassVar[type[msgspec.Struct]] = BoxesSettings

    def optional(self, settings: BoxesSettings) -> tuple[str, ...]:
        return ("angle",) if settings.rotate else ()

    def evolve(self, old: BoxesSettings, new: BoxesSettings) -> list[str]:
        if old.rotate and not new.rotate:
            raise InvalidInputError("Boxes that are turned would no longer fit.", hint="Leave turning allowed.")
        return super().evolve(old, new) + (["boxes may be turned"] if new.rotate and not old.rotate else [])

    def read_place(self, given: Mapping[str, Any], settings: BoxesSettings) -> Part:  # noqa: ARG002
        place = {name: pixel(given[name], name) for name in self.places}
        if place["width"] <= 0 or place["height"] <= 0:
            raise InvalidInputError(f"A box of {place['width']:g} × {place['height']:g} pixels holds nothing.")
        angle = _angle(given.get("angle", 0))
        return place | ({"angle": angle} if angle else {})

    def move_inside(self, part: Part, width: int, height: int) -> Part | None:
        if part.get("angle"):
            x, y = _centre(part)
            return part if 0 <= x <= width and 0 <= y <= height else None
        left, right = (clamp(edge, width) for edge in (part["x"], part["x"] + part["width"]))
        top, bottom = (clamp(edge, height) for edge in (part["y"], part["y"] + part["height"]))
        if left is None or right is None or top is None or bottom is None or left >= right or top >= bottom:
            return None
        return {**part, **_box(left, top, right, bottom)}

    def likeness(self, a: Sequence[Part], b: Sequence[Part], settings: BoxesSettings) -> NDArray[np.float64]:  # noqa: ARG002
        if any(box.get("angle") for box in (*a, *b)):
            return outline_overlap([outline(box) for box in a], [outline(box) for box in b])
        return box_overlap(np.array([_edges(box) for box in a]), np.array([_edges(box) for box in b]))

    def middle(self, shapes: Sequence[Part], weights: Sequence[float], settings: BoxesSettings) -> Part:
        """Give the box of the weighted medians of the edges; where one is turned, the box most alike to all."""
        if not any(box.get("angle") for box in shapes):
            return _box(*(weighted_median(edges, weights) for edges in zip(*map(_edges, shapes), strict=True)))
        alike = self.likeness(shapes, shapes, settings) @ np.array(weights)
        best = shapes[int(alike.argmax())]
        return {name: best[name] for name in (*self.places, "angle") if name in best}

    def json_places(self, settings: BoxesSettings) -> dict[str, Any]:
        corner = {"type": "number", "minimum": -MOST_PIXELS, "maximum": MOST_PIXELS}
        side = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_PIXELS}
        angle = {"angle": {"type": "number", "exclusiveMinimum": -180, "maximum": 180}} if settings.rotate else {}
        return {"x": corner, "y": corner, "width": side, "height": side, **angle}


def outline(box: Mapping[str, Any]) -> NDArray[np.float64]:
    """Give the corners of a box, (4, 2), clockwise from the left upper one.

    >>> outline({"x": 0, "y": 0, "width": 4, "height": 2, "angle": 90}).round().tolist()
    [[3.0, -1.0], [3.0, 3.0], [1.0, 3.0], [1.0, -1.0]]
    """
    middle = np.array(_centre(box))
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [box["width"] / 2, box["height"] / 2]
    turn = np.radians(box.get("angle", 0))
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    corners: NDArray[np.float64] = half @ matrix + middle
    return corners


def _angle(value: object) -> float:
    if type(value) not in {int, float} or not -180 < value <= 180:  # type: ignore[operator]
        raise InvalidInputError(f"'{value}' is no angle.", hint="Give degrees, over -180 to 180.")
    rounded = round(float(value), 2) + 0.0  # type: ignore[arg-type]
    return 180.0 if rounded == -180 else rounded


def _centre(box: Mapping[str, Any]) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _edges(box: Mapping[str, Any]) -> tuple[float, float, float, float]:
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def _box(left: float, top: float, right: float, bottom: float) -> Part:
    return {"x": left, "y": top, "width": round(right - left, 2), "height": round(bottom - top, 2)}


register("kind/boxes.v1")(Boxes())
