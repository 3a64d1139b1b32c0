"""Where boxes are looked for: the sizes that people drew, moved over the picture step by step."""

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.boxes.maps import Boxes
from inloop.annotation.shapes import box_overlap
from inloop.methods.base import Ints, cluster

SIZES = 10
STEP = 0.25
"""Boxes stand a fifth of their sides apart."""
FINEST = 3.0
MOST = 8_000


def sizes_of(boxes: Boxes, *, rng: np.random.Generator) -> NDArray[np.float64]:
    """Give at most ten typical (width, height), grouped by their logarithms."""
    sides = np.log(np.maximum(boxes[:, 2:] - boxes[:, :2], 1.0))
    if len(np.unique(sides, axis=0)) <= SIZES:
        return np.asarray(np.exp(np.unique(sides, axis=0)))
    group = cluster(sides, groups=SIZES, rng=rng).group
    return np.array([np.exp(np.median(sides[group == each], axis=0)) for each in np.unique(group).tolist()])


def grid(sizes: NDArray[np.float64], width: int, height: int) -> Boxes:
    """Give every place of every size within a picture; coarser where there would be too many."""
    step = STEP
    while True:
        found = np.concatenate([np.zeros((0, 4)), *(_places(size, width, height, step) for size in sizes)])
        if len(found) <= MOST:
            return found
        step *= 1.3


def _places(size: NDArray[np.float64], width: int, height: int, step: float) -> Boxes:
    wide, high = float(min(size[0], width)), float(min(size[1], height))
    lefts = _starts(width, wide, max(step * wide, FINEST))
    tops = _starts(height, high, max(step * high, FINEST))
    left, top = (corner.ravel() for corner in np.meshgrid(lefts, tops))
    return np.stack([left, top, left + wide, top + high], axis=1)


def _starts(length: int, side: float, step: float) -> NDArray[np.float64]:
    """Begin a little outside: what is cut off by the border is looked for too."""
    reach = 0.3 * side
    return np.linspace(-reach, length - side + reach, max(2, int(np.ceil((length - side + 2 * reach) / step)) + 1))


def keep_best(boxes: Boxes, chances: NDArray[np.float64], *, most_shared: float, most: int) -> Ints:
    """Give the places of the likeliest boxes, leaving out what shares too much with a likelier one.

    >>> boxes = np.array([[0, 0, 4, 4.0], [0, 0, 4, 5], [9, 9, 12, 12]])
    >>> keep_best(boxes, np.array([0.8, 0.9, 0.3]), most_shared=0.5, most=9).tolist()
    [1, 2]
    """
    left = np.argsort(-chances, kind="stable")
    kept: list[int] = []
    while len(left) and len(kept) < most:
        best, left = int(left[0]), left[1:]
        kept.append(best)
        left = left[box_overlap(boxes[[best]], boxes[left])[0] <= most_shared]
    return np.array(kept, np.int64)
