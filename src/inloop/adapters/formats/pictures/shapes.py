"""Shapes in the forms of others."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.adapters.formats.losses import Losses
from inloop.annotation.kinds.boxes import outline

Edges = tuple[float, float, float, float]


def upright(box: Mapping[str, Any]) -> Edges:
    """Give left, top, right, bottom of a box, of a turned one those of the upright box around it.

    >>> upright({"x": 0, "y": 0, "width": 4, "height": 2, "angle": 90})
    (1.0, -1.0, 3.0, 3.0)
    """
    if not box.get("angle"):
        return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]
    corners = outline(box)
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return round(float(left), 2), round(float(top), 2), round(float(right), 2), round(float(bottom), 2)


def around(points: Sequence[Sequence[float]]) -> Edges:
    """Give left, top, right, bottom of some points."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def box_of(edges: Edges, **more: Any) -> dict[str, Any]:
    """Give the box with these edges, to a hundredth of a pixel.

    >>> box_of((1, 2, 4, 8), label="cat")
    {'x': 1.0, 'y': 2.0, 'width': 3.0, 'height': 6.0, 'label': 'cat'}
    """
    left, top, right, bottom = (round(float(edge), 2) for edge in edges)
    return {"x": left, "y": top, "width": round(right - left, 2), "height": round(bottom - top, 2), **more}


def note_turned(box: Mapping[str, Any], losses: Losses, why: str, *, question: str, key: str) -> None:
    """Note a box that is turned, where upright ones only can be held."""
    losses.note("turned boxes", why, question=question, key=key, count=int(bool(box.get("angle"))))


def area_of(points: Sequence[Sequence[float]]) -> float:
    """Give the area of a polygon.

    >>> area_of([[0, 0], [4, 0], [4, 2]])
    4.0
    """
    turned = [*points[1:], points[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, turned, strict=True))) / 2
