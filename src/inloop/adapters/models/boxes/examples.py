"""What a picture teaches: boxes much like those that were drawn, boxes beside them, and boxes elsewhere."""

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.boxes.maps import WIDTH, Boxes, Maps
from inloop.annotation.shapes import box_overlap
from inloop.methods.base import Floats, Ints

MOST = 100
"""Boxes of each sort from one picture."""
ALIKE, BESIDE, ELSEWHERE = 0.55, (0.1, 0.4), 0.1
_TRIES = 25
_ANYWHERE = 400
_SMALLEST = 6.0


class Examples(NamedTuple):
    """Boxes by their traits, with the label of each (-1: none) and how the drawn box lies to it."""

    traits: NDArray[np.float32]
    label: Ints
    shift: Floats

    @classmethod
    def joined(cls, some: list["Examples"]) -> Self:
        nothing = Examples(np.zeros((0, WIDTH), np.float32), np.zeros(0, np.int64), np.zeros((0, 4)))
        there = [each for each in some if len(each.label)] or [nothing]
        return cls(*(np.concatenate(parts) for parts in zip(*there, strict=True)))


def examples_of(maps: Maps, drawn: Boxes, labels: Ints, *, rng: np.random.Generator) -> Examples:
    """Draw examples from a picture: what they are depends on this picture's answer alone."""
    width, height = maps.size
    tries = np.concatenate([_shaken(drawn, rng=rng), drawn, _anywhere(width, height, rng=rng), maps.offered])
    shared = box_overlap(tries, drawn) if len(drawn) else np.zeros((len(tries), 1))
    most, nearest = shared.max(axis=1), shared.argmax(axis=1)
    sorts = (most >= ALIKE, (most > BESIDE[0]) & (most < BESIDE[1]), most <= ELSEWHERE)
    chosen = [rng.permutation(np.flatnonzero(sort))[:MOST] for sort in sorts]
    if len(maps.offered):  # every one of them: they are few, and what the detector is right in is what is to be learnt
        own = np.arange(len(tries) - len(maps.offered), len(tries))
        chosen = [np.union1d(some, own[sort[own]]) for some, sort in zip(chosen, sorts, strict=True)]
    places = np.concatenate(chosen)
    boxes, alike = tries[places], len(chosen[0])
    label = np.full(len(places), -1, np.int64)
    shift = np.zeros((len(places), 4))
    label[:alike] = labels[nearest[chosen[0]]] if alike else label[:0]
    shift[:alike] = shifts(boxes[:alike], drawn[nearest[chosen[0]]]) if alike else shift[:0]
    return Examples(maps.describe(boxes), label, shift)


def shifts(boxes: Boxes, wanted: Boxes) -> Floats:
    """Say how to move and stretch boxes so that they lie on others, in parts of their sides."""
    sides, others = boxes[:, 2:] - boxes[:, :2], wanted[:, 2:] - wanted[:, :2]
    moved = (wanted[:, :2] + wanted[:, 2:] - boxes[:, :2] - boxes[:, 2:]) / 2
    return np.concatenate([moved / sides, np.log(others / sides)], axis=1)


def shifted(boxes: Boxes, by: Floats) -> Boxes:
    """Move and stretch boxes, by half of their sides at most."""
    sides = boxes[:, 2:] - boxes[:, :2]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2 + np.clip(by[:, :2], -0.5, 0.5) * sides
    half = sides * np.exp(np.clip(by[:, 2:], -0.5, 0.5)) / 2
    return np.concatenate([middle - half, middle + half], axis=1)


def _shaken(drawn: Boxes, *, rng: np.random.Generator) -> Boxes:
    many = np.repeat(drawn, _TRIES, axis=0)
    strength = rng.choice([0.05, 0.12, 0.3], size=(len(many), 1))
    return shifted(many, rng.normal(size=(len(many), 4)) * strength)


def _anywhere(width: int, height: int, *, rng: np.random.Generator) -> Boxes:
    side = np.exp(rng.uniform(np.log(_SMALLEST), np.log(max(width, height) / 2 + _SMALLEST), size=_ANYWHERE))
    shape = np.exp(rng.normal(scale=0.25, size=_ANYWHERE))
    sides = np.stack([np.minimum(side * shape, width), np.minimum(side / shape, height)], axis=1)
    corner = rng.uniform(size=(_ANYWHERE, 2)) * (np.array([width, height]) - sides)
    return np.concatenate([corner, corner + sides], axis=1)
