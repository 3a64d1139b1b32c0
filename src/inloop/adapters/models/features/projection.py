"""From many raw measures to a short vector: on one scale, turned onto the main directions of a sample."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.spectrum import principal_axes
from inloop.kernel.errors import InvalidInputError

Raw = NDArray[np.float32]
_FARTHEST = 5.0
"""A measure counts as at most so many deviations from its mean: one odd file shall not bend the axes."""
_FLAT, _NOWHERE = 1e-6, 1e-9
_NOTHING = np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Mean, spread and directions of raw measures; vectors have length 1, or 0 where there is nothing to measure.

    Parameters
    ----------
    mean, spread : (measures,) float32
        A spread of 0 leaves a measure out: it was the same in the whole sample.
    basis : (measures, dims) float32

    Examples
    --------
    >>> sample = [np.array([0, 1, 7], np.float32), np.array([2, 1, 7], np.float32), None]
    >>> found = Projection.fit(sample, measures=3, dims=2, scaled=True)
    >>> np.abs(found.apply(sample)).tolist()
    [[1.0], [1.0], [0.0]]

    Where all are alike nothing tells them apart, but they are no less there:

    >>> Projection.fit(sample[:1], measures=3, dims=2, scaled=True).apply([sample[0], None]).tolist()
    [[1.0], [0.0]]
    """

    mean: Raw
    spread: Raw
    basis: Raw

    @classmethod
    def fit(cls, sample: Iterable[Raw | None], *, measures: int, dims: int, scaled: bool) -> Self:
        """Learn from the measures of some items.

        Parameters
        ----------
        scaled
            Whether every measure is brought to the same spread: where they have different units. Parts of a histogram
            have one unit, and rare ones are mostly noise.
        """
        rows = [row for row in sample if row is not None]
        X = np.stack(rows) if rows else np.zeros((0, measures), np.float32)
        mean = X.mean(axis=0) if rows else np.zeros(measures, np.float32)
        spread = X.std(axis=0) if rows else np.zeros(measures, np.float32)
        moves = spread > _FLAT
        common = np.float32(np.sqrt((spread[moves] ** 2).mean())) if moves.any() else np.float32(0)
        found = cls(mean, np.where(moves, spread if scaled else common, 0).astype(np.float32), _NOTHING)
        strengths, turns = principal_axes(found._even(X))
        kept = np.argsort(-strengths, kind="stable")[:dims]
        return cls(found.mean, found.spread, _settled(turns[:, kept]) if len(kept) else np.zeros((measures, 1), "f4"))

    @property
    def dims(self) -> int:
        return int(self.basis.shape[1])

    def apply(self, found: Sequence[Raw | None]) -> Raw:
        """Give the vectors of items, zero for those alone that could not be measured.

        What is like the mean, as all is where the sample was empty or of one kind, points the way of the first axis.
        """
        vectors = np.zeros((len(found), self.dims), np.float32)
        there = [place for place, row in enumerate(found) if row is not None]
        if there:
            turned = self._even(np.stack([row for row in found if row is not None])) @ self.basis
            lengths = np.linalg.norm(turned, axis=1, keepdims=True)
            nowhere = lengths < _NOWHERE
            turned[nowhere[:, 0], 0] = 1
            vectors[there] = turned / np.where(nowhere, 1, lengths)
        return vectors

    def state(self) -> dict[str, NDArray[Any]]:
        return {"mean": self.mean, "spread": self.spread, "basis": self.basis}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        missing = {"mean", "spread", "basis"} - set(state)
        if missing:
            raise InvalidInputError(f"The featurizer lacks {sorted(missing)}.", hint="Export the model again.")
        return cls(*(state[name].astype(np.float32) for name in ("mean", "spread", "basis")))

    def _even(self, X: Raw) -> Raw:
        shifted = (X - self.mean) / np.where(self.spread > 0, self.spread, 1)
        return np.asarray(np.clip(np.where(self.spread > 0, shifted, 0), -_FARTHEST, _FARTHEST), np.float32)


def _settled(turns: Raw) -> Raw:
    """Turn each direction so that its largest part is positive: the same on every machine."""
    largest = np.abs(turns).argmax(axis=0)
    return np.asarray(turns * np.sign(turns[largest, np.arange(turns.shape[1])]), np.float32)
