"""Slips in drawing: edges that lie off, a shape missed, misnamed, taken for its neighbour, or drawn round nothing."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from inloop.kernel.registry import register
from inloop.simulation.slips.marks import Part, noticed
from inloop.simulation.slips.scene import Scene

_SIDE = 640.0
_WIDE = 0.4
"""With no skill, edges lie off by so much of the size of a shape."""


@register("slip/boxes.v1")
def boxes(truth: Sequence[Part], scene: Scene) -> list[Part]:
    """Miss or misname boxes, exchange two, draw one round nothing, and be off at the edges."""
    width, height = _size(scene)

    def moved(box: Part) -> Part:
        x, right = _edges(box["x"], box["x"] + box["width"], width, scene)
        y, bottom = _edges(box["y"], box["y"] + box["height"], height, scene)
        return {**box, "x": x, "y": y, "width": round(right - x, 2), "height": round(bottom - y, 2)}

    said = _exchanged(noticed(truth, scene, moved=moved), scene)
    if scene.errs():
        x, y = scene.rng.uniform(0, [width * 0.8, height * 0.8]).tolist()
        said.append({"x": x, "y": y, "width": width / 8, "height": height / 8, "label": scene.one_of(scene.labels)})
    return said


@register("slip/polygons.v1")
def polygons(truth: Sequence[Part], scene: Scene) -> list[Part]:
    """Miss or misname polygons, exchange two, draw a triangle round nothing, and be off at the corners."""
    size = _size(scene)

    def moved(polygon: Part) -> Part:
        points = np.array(polygon["points"], float)
        reach = float(np.ptp(points, axis=0).mean()) / 2
        off = [[scene.off(reach * _WIDE), scene.off(reach * _WIDE)] for _ in points]
        drawn = {**polygon, "points": np.clip(points + off, 0, size).round(2).tolist()}
        return drawn if _encloses(drawn) else dict(polygon)

    said = _exchanged(noticed(truth, scene, moved=moved), scene)
    if scene.errs():
        x, y = scene.rng.uniform(0, [size[0] * 0.8, size[1] * 0.8]).tolist()
        corners = [[x, y], [x + size[0] / 8, y], [x, y + size[1] / 8]]
        said.append({"points": corners, "label": scene.one_of(scene.labels)})
    return said


@register("slip/points.v1")
def points(truth: Sequence[Part], scene: Scene) -> list[Part]:
    """Miss or misname points, exchange two, set one where nothing is, and be off by what the question tolerates."""
    size = _size(scene)

    def moved(point: Part) -> Part:
        off = (scene.off(scene.settings.tolerance) for _ in size)
        x, y = (min(max(point[name] + by, 0.0), most) for name, by, most in zip(("x", "y"), off, size, strict=True))
        return {**point, "x": x, "y": y}

    said = _exchanged(noticed(truth, scene, moved=moved), scene)
    if scene.errs():
        x, y = scene.rng.uniform(0, size).tolist()
        said.append({"x": x, "y": y, "label": scene.one_of(scene.labels)})
    return said


def _size(scene: Scene) -> tuple[float, float]:
    return scene.content.get("width") or _SIDE, scene.content.get("height") or _SIDE


def _edges(low: float, high: float, most: float, scene: Scene) -> tuple[float, float]:
    """Give two edges as a hand draws them; where they would cross, as they are."""
    size = high - low
    first, last = (round(min(max(at + scene.off(size * _WIDE), 0.0), most), 2) for at in (low, high))
    return (first, last) if last - first > size / 10 else (low, high)


def _exchanged(said: list[Part], scene: Scene) -> list[Part]:
    """Take two shapes for each other."""
    if len(said) < 2 or not scene.errs(part=0.5):
        return said
    one, other = scene.rng.choice(len(said), 2, replace=False).tolist()
    names: list[Any] = [said[other]["label"], said[one]["label"]]
    for at, label in zip((one, other), names, strict=True):
        if said[at]["label"] != label:
            said[at] = {name: value for name, value in said[at].items() if name != "attributes"} | {"label": label}
    return said


def _encloses(polygon: Part) -> bool:
    return len(set(map(tuple, polygon["points"]))) > 2 and bool(_area(polygon["points"]) > 0.01)


def _area(points: Sequence[Sequence[float]]) -> float:
    x, y = np.array(points, float).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
