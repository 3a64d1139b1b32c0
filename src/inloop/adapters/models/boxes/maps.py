"""What a picture is like around each place: colours, edges by direction, sums over any rectangle at once."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

CELLS = 4
"""A box is looked at in so many cells across and down."""
DIRECTIONS = 4
CHANNELS = 5 + DIRECTIONS
AROUND = 0.25
"""The surroundings of a box: so much of its sides further out."""
WIDTH = CELLS * CELLS * CHANNELS + CHANNELS + 3
Boxes = NDArray[np.float64]
"""(n, 4): left, top, right, bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """What is known of one picture.

    Parameters
    ----------
    sums
        Over all rectangles that begin in the left upper corner: (height + 1, width + 1, channels).
    told
        What else there is to say of boxes, as columns behind the traits; None: nothing.
    offered
        Boxes that are to be looked at beside those of the grid.
    """

    sums: NDArray[np.float64]
    told: Callable[[Boxes], NDArray[np.float32]] | None = None
    offered: Boxes = field(default_factory=lambda: np.zeros((0, 4)))

    @classmethod
    def of(cls, pixels: NDArray[np.uint8]) -> "Maps":
        """Read the pixels (height, width, 3) of a picture."""
        found = channels_of(pixels)
        sums = np.zeros((found.shape[0] + 1, found.shape[1] + 1, CHANNELS))
        sums[1:, 1:] = found.cumsum(axis=0).cumsum(axis=1)
        return cls(sums)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.sums.shape[1] - 1, self.sums.shape[0] - 1

    def describe(self, boxes: Boxes) -> NDArray[np.float32]:
        """Give the traits of boxes: the means of their cells, their surroundings beside them, their size and shape."""
        edges = np.linspace(0, 1, CELLS + 1)
        x = boxes[:, :1] + edges * (boxes[:, 2:3] - boxes[:, :1])
        y = boxes[:, 1:2] + edges * (boxes[:, 3:] - boxes[:, 1:2])
        cells = self._means(x, y)
        inside = cells.mean(axis=1)
        reach = AROUND * (boxes[:, 2:] - boxes[:, :2])
        x, y = (
            np.stack([boxes[:, side] - reach[:, side], boxes[:, side + 2] + reach[:, side]], axis=1) for side in (0, 1)
        )
        around = self._means(x, y)[:, 0] - inside
        width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
        size = np.log(np.stack([width, height, width / height], axis=1) + 1e-6)
        plain = [cells.reshape(len(boxes), CELLS * CELLS * CHANNELS), around, size]
        more = [] if self.told is None else [self.told(boxes)]
        return np.concatenate([*plain, *more], axis=1).astype(np.float32)

    def _means(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the mean of each channel between the lines x and y: (boxes, cells, channels)."""
        width, height = self.size
        columns = np.clip(np.rint(x), 0, width).astype(np.int64)
        rows = np.clip(np.rint(y), 0, height).astype(np.int64)
        corners = self.sums[rows[:, :, None], columns[:, None, :]]
        sums = np.diff(np.diff(corners, axis=1), axis=2)
        areas = np.diff(rows, axis=1)[:, :, None] * np.diff(columns, axis=1)[:, None, :]
        means = sums / np.maximum(areas, 1)[..., None]
        return np.asarray(means.reshape(len(x), means.shape[1] * means.shape[2], CHANNELS))


def channels_of(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Give light, two opposed colours, light squared, the strength of edges and that in each direction."""
    red, green, blue = (pixels[..., at].astype(np.float64) / 255 for at in range(3))
    colours = np.stack([(red + green + blue) / 3, red - green, (red + green) / 2 - blue], axis=-1)
    colours = (colours - colours.mean(axis=(0, 1))) / (colours.std(axis=(0, 1)) + 0.02)
    down, across = np.gradient(colours[..., 0])
    strength = np.hypot(down, across)
    angle = np.mod(np.arctan2(down, across), np.pi) / np.pi * DIRECTIONS
    low = np.floor(angle).astype(np.int64) % DIRECTIONS
    share = angle - np.floor(angle)
    edges = np.zeros((*strength.shape, DIRECTIONS))
    for bin_ in range(DIRECTIONS):
        edges[..., bin_] = strength * np.where(
            low == bin_, 1 - share, np.where((low + 1) % DIRECTIONS == bin_, share, 0)
        )
    return np.concatenate([colours, colours[..., :1] ** 2, strength[..., None], edges], axis=-1)
