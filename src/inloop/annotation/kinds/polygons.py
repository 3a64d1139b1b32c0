"""Outlines on a picture, each with a label."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from inloop.annotation.parts import Part, PartsSettings
from inloop.annotation.shapes import MOST_PIXELS, ShapesKind, clamp, enclosed, outline_overlap, pixel
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_POINTS = 5_000


class Polygons(ShapesKind):
    """The value is a list of ``{"points": [[x, y], …], "label"}``: three points or more, the first not repeated.

    Polygons are alike by their intersection over union. The one that stands for several is one that somebody drew: the
    most alike to all.
    """

    name: ClassVar[str] = "polygons"
    part: ClassVar[str] = "polygon"
    parts: ClassVar[str] = "polygons"
    places: ClassVar[tuple[str, ...]] = ("points",)

    def read_place(self, given: Mapping[str, Any], settings: PartsSettings) -> Part:  # noqa: ARG002
        points = given["points"]
        if not isinstance(points, list) or len(points) > MOST_POINTS:
            raise InvalidInputError(f"The points of a polygon are a list of at most {MOST_POINTS}.")
        read = _without_repeats([_point(point) for point in points])
        if len(read) < 3 or not enclosed(np.array(read)):
            raise InvalidInputError(f"A polygon of {len(points)} points encloses nothing.", hint="Give three or more.")
        return {"points": read}

    def move_inside(self, part: Part, width: int, height: int) -> Part | None:
        moved = [[clamp(x, width), clamp(y, height)] for x, y in part["points"]]
        if any(at is None for point in moved for at in point):
            return None
        kept = _without_repeats(moved)
        return {**part, "points": kept} if len(kept) > 2 and enclosed(np.array(kept)) else None

    def likeness(self, a: Sequence[Part], b: Sequence[Part], settings: PartsSettings) -> NDArray[np.float64]:  # noqa: ARG002
        return outline_overlap([np.array(each["points"]) for each in a], [np.array(each["points"]) for each in b])

    def json_places(self, settings: PartsSettings) -> dict[str, Any]:  # noqa: ARG002
        at = {"type": "number", "minimum": -MOST_PIXELS, "maximum": MOST_PIXELS}
        point = {"type": "array", "items": at, "minItems": 2, "maxItems": 2}
        return {"points": {"type": "array", "items": point, "minItems": 3, "maxItems": MOST_POINTS}}


def _point(given: object) -> list[float]:
    if not isinstance(given, list) or len(given) != 2:
        raise InvalidInputError("A point of a polygon is a pair of x and y.")
    return [pixel(given[0], "x"), pixel(given[1], "y")]


def _without_repeats(points: Sequence[Any]) -> list[Any]:
    """Leave out points that only say again where the outline is, the closing one too."""
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    while len(kept) > 1 and kept[-1] == kept[0]:
        kept.pop()
    return kept


register("kind/polygons.v1")(Polygons())
