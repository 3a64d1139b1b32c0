"""Slips on scales: ratings, sliders, numbers, the plane of affect."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from inloop.annotation.steps import at_step, tidy
from inloop.kernel.registry import register
from inloop.simulation.slips.scene import Scene

_REACH = 0.08
"""How far errors reach, as part of the scale: two thirds lie nearer."""


@register("slip/rating.v1")
def rating(truth: int, scene: Scene) -> int:
    """Choose another step of the scale, most likely the next."""
    low: int = scene.settings.low
    return low + _near(truth - low, scene.settings.high - low + 1, scene)


@register("slip/slider.v1")
def slider(truth: float, scene: Scene) -> int | float:
    """Choose another place on the line, most likely near by."""
    low, high, step = scene.settings.low, scene.settings.high, scene.settings.step
    places = round((high - low) / step) + 1
    return at_step(_near(round((truth - low) / step), places, scene), low, step)


@register("slip/number.v1")
def number(truth: float, scene: Scene) -> int | float:
    """Be off by a normal error, a tenth of the range or a fifth of the number wide."""
    if not scene.errs():
        return truth
    low, high, step = scene.settings.min, scene.settings.max, scene.settings.step
    bounded = low is not None and high is not None
    width = (high - low) / 10 if bounded else max(abs(truth) / 5, 1.0)
    grain = step or (1 if scene.settings.integer else None)
    off = float(scene.rng.normal(0.0, width))
    if grain:
        off = math.copysign(max(grain, round(abs(off) / grain) * grain), off)
    said = round(truth + off, 6)
    outside = (low is not None and said < low) or (high is not None and said > high)
    return truth if outside or (scene.settings.integer and not float(said).is_integer()) else tidy(said)


@register("slip/affect.v1")
def affect(truth: Mapping[str, float], scene: Scene) -> dict[str, Any]:
    """Be off by a normal error on each axis, with no skill half an axis wide."""
    is_manikin = scene.settings.scale == "manikin"
    low, high = (1, 9) if is_manikin else (-1, 1)
    said = {axis: float(np.clip(at + scene.off((high - low) / 2), low, high)) for axis, at in truth.items()}
    return {axis: round(at) for axis, at in said.items()} if is_manikin else said


def _near(place: int, places: int, scene: Scene) -> int:
    if not scene.errs():
        return place
    others = [other for other in range(places) if other != place]
    reach = max(0.7, _REACH * places)
    return scene.one_of(others, [math.exp(-abs(other - place) / reach) for other in others])
