"""The built-in vectors of a picture: its colours, edges and grain, without a download."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.features.projection import Projection, Raw
from inloop.kernel.registry import register

Pixels = NDArray[np.uint8]
SIDE = 128
DIMS = 256
_HUES, _SHADES = 8, 3
_TURNS, _CELLS = 9, 8
_AT_ONCE = 256


@register("featurizer/looks.v1")
@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Colour, gradient and texture histograms of a picture, turned onto the main directions of a sample.

    Three views of the picture at 128 × 128 pixels, each of the same weight: colours (hue × saturation × value) of the
    whole and of its quarters, directions of gradients in an 8 × 8 grid, and uniform local binary patterns of the whole
    and its quarters. Good for scenes, materials and simple objects; a trained backbone is better where it matters what
    a thing is. A picture that is not there is the zero vector.

    Examples
    --------
    >>> night, day = np.zeros((9, 9, 3), np.uint8), np.full((9, 9, 3), 255, np.uint8)
    >>> looks = Looks.fit([night, day], rng=np.random.default_rng(0))
    >>> same, other, none = looks.transform([night, day, None])
    >>> float(same @ other) < 0, float(none @ none)
    (True, 0.0)

    References
    ----------
    Dalal & Triggs (2005). Histograms of oriented gradients for human detection.
    Ojala, Pietikäinen & Mäenpää (2002). Multiresolution gray-scale and rotation invariant texture classification with
    local binary patterns.
    """

    reads: ClassVar[str] = "image"
    side: ClassVar[int] = SIDE
    projection: Projection

    @classmethod
    def fit(cls, pictures: Iterable[Pixels | None], *, rng: np.random.Generator, dims: int = DIMS) -> Self:  # noqa: ARG003  # nothing is drawn
        """Learn the main directions of some pictures."""
        return cls(Projection.fit(map(measure, pictures), measures=MEASURES, dims=dims, scaled=False))

    @property
    def dims(self) -> int:
        return self.projection.dims

    def transform(self, pictures: Iterable[Pixels | None]) -> Raw:
        """Give the vector of every picture: (pictures, dims), float32, rows of length 1 or 0."""
        return np.concatenate([np.zeros((0, self.dims), np.float32), *self._parts(pictures)])

    def state(self) -> dict[str, NDArray[Any]]:
        return self.projection.state()

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        return cls(Projection.from_state(state))

    def _parts(self, pictures: Iterable[Pixels | None]) -> Iterator[Raw]:
        measured = map(measure, pictures)
        while some := list(islice(measured, _AT_ONCE)):
            yield self.projection.apply(some)


def measure(picture: Pixels | None) -> Raw | None:
    """Measure a picture (height, width, 3); None where there is none."""
    if picture is None or not picture.size:
        return None
    pixels = _resized(picture).astype(np.float32) / np.float32(255)
    grey = pixels @ np.array([0.299, 0.587, 0.114], np.float32)
    views = (_colours(pixels), _edges(grey), _grain(grey))
    return np.concatenate([view / max(float(np.linalg.norm(view)), 1e-9) for view in map(np.sqrt, views)])


def _resized(picture: Pixels) -> Pixels:
    if picture.shape[:2] == (SIDE, SIDE):
        return picture
    from PIL import Image  # loaded where pictures are measured

    return np.asarray(Image.fromarray(picture).resize((SIDE, SIDE), Image.Resampling.BILINEAR))


def _quarters(values: NDArray[Any]) -> list[NDArray[Any]]:
    half = SIDE // 2
    return [values, values[:half, :half], values[:half, half:], values[half:, :half], values[half:, half:]]


def _shares(bins: NDArray[np.intp], count: int) -> Raw:
    """Give the histogram of the whole and of the quarters; the whole weighs as much as they do together."""
    found = [np.bincount(part.ravel(), minlength=count) / part.size for part in _quarters(bins)]
    return np.concatenate([found[0] * 4, *found[1:]]).astype(np.float32)


def _colours(pixels: NDArray[np.floating[Any]]) -> Raw:
    high, low = pixels.max(axis=2), pixels.min(axis=2)
    spread = high - low
    red, green, blue = np.moveaxis(pixels, 2, 0)
    safe = np.where(spread > 0, spread, 1)
    turn = np.select(
        [spread == 0, high == red, high == green],
        [np.float32(0), ((green - blue) / safe) % 6, (blue - red) / safe + 2],
        (red - green) / safe + 4,
    )
    hue = np.minimum((turn / 6 * _HUES).astype(np.intp), _HUES - 1)
    saturation = _level(np.where(high > 0, spread / np.where(high > 0, high, 1), 0))
    return _shares((hue * _SHADES + saturation) * _SHADES + _level(high), _HUES * _SHADES**2)


def _level(values: NDArray[np.floating[Any]]) -> NDArray[np.intp]:
    return np.minimum((values * _SHADES).astype(np.intp), _SHADES - 1)


def _edges(grey: NDArray[np.floating[Any]]) -> Raw:
    down, right = np.gradient(grey)
    strength = np.hypot(down, right)
    turn = np.minimum((np.arctan2(down, right) % np.pi) / np.pi * _TURNS, _TURNS - 1).astype(np.intp)
    step = SIDE // _CELLS
    row, column = np.indices(grey.shape) // step
    bins = (row * _CELLS + column) * _TURNS + turn
    cells = np.bincount(bins.ravel(), weights=strength.ravel(), minlength=_CELLS**2 * _TURNS).reshape(-1, _TURNS)
    lengths = np.linalg.norm(cells, axis=1, keepdims=True)
    return np.asarray(cells / (lengths + lengths.mean() + 1e-9), np.float32).ravel()


def _grain(grey: NDArray[np.floating[Any]]) -> Raw:
    padded = np.pad(np.round(grey, 4), 1, mode="edge")
    pattern = np.zeros(grey.shape, np.intp)
    for bit, (down, right) in enumerate(_AROUND):
        neighbour = padded[1 + down : SIDE + 1 + down, 1 + right : SIDE + 1 + right]
        pattern |= (neighbour >= padded[1:-1, 1:-1]).astype(np.intp) << bit
    return _shares(_UNIFORM[pattern], _PATTERNS)


_AROUND = ((-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1))


def _uniform_patterns() -> NDArray[np.intp]:
    """Give numbers to the patterns that change at most twice around the circle, and one to all others."""
    changes = np.array([(code ^ ((code >> 1) | (code & 1) << 7)).bit_count() for code in range(256)])
    numbers = np.full(256, (changes <= 2).sum())
    numbers[changes <= 2] = np.arange((changes <= 2).sum())
    return numbers.astype(np.intp)


_UNIFORM = _uniform_patterns()
_PATTERNS = int(_UNIFORM.max()) + 1
MEASURES = 5 * _HUES * _SHADES**2 + _CELLS**2 * _TURNS + 5 * _PATTERNS
