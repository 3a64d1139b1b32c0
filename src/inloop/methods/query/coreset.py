"""Coreset: cover the whole pool, so that nothing is far from a label."""

from typing import ClassVar

import numpy as np

from inloop.kernel.registry import register
from inloop.methods.base import Features, Floats, Probas, Utilities
from inloop.methods.base.clusters import squared_distances
from inloop.methods.query.strategy import Pool, QueryStrategy, Selection, finite

SAMPLE = 50_000
_BLOCK = 1_000


@register("query/coreset.v1")
class Coreset(QueryStrategy):
    """Ask again and again about the item farthest from all that are labelled or chosen.

    Of more than 50,000 candidates a random 50,000 are looked at.

    Examples
    --------
    >>> features = np.array([[0.0], [1.0], [10.0]])
    >>> pool = Pool.untrained(features, labelled=np.array([[0.5]]))
    >>> Coreset().select(pool, batch_size=1, rng=np.random.default_rng(0)).indices
    array([2])

    Notes
    -----
    Loves outliers: in a pool with broken items it asks about those first.

    References
    ----------
    Sener & Savarese (2018). Active learning for convolutional neural networks: a core-set approach.
    """

    needs_features: ClassVar[bool] = True

    def utilities(
        self, probas: Probas, *, features: Features | None = None, labelled: Features | None = None
    ) -> Utilities:
        """Give the distance to the nearest labelled item; all alike where there is none."""
        if features is None or labelled is None or not len(labelled):
            return np.ones(len(probas))
        nearest = np.full(len(features), np.inf)
        for start in range(0, len(labelled), _BLOCK):
            distances = squared_distances(features, labelled[start : start + _BLOCK])
            np.minimum(nearest, distances.min(axis=1), out=nearest)
        return np.asarray(np.sqrt(nearest))

    def pick(self, pool: Pool, *, size: int, rng: np.random.Generator) -> Selection:
        """Cover greedily: the farthest item, then the farthest from that too, and so on."""
        looked = sample(pool, size=size, rng=rng)
        part = pool.at(looked)
        utilities = self.rate(part)
        picked = _cover(part, utilities, size=size, rng=rng)
        return Selection(looked[picked], utilities[picked])


def sample(pool: Pool, *, size: int, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Give the positions that a strategy of many passes looks at: all, or a random 50,000."""
    if len(pool) <= max(SAMPLE, size):
        return np.arange(len(pool))
    return np.sort(rng.choice(len(pool), size=max(SAMPLE, size), replace=False))


def _cover(pool: Pool, utilities: Utilities, *, size: int, rng: np.random.Generator) -> list[int]:
    features = pool.features
    assert features is not None  # noqa: S101  # `needs_features` is checked before
    known = pool.labelled is not None and len(pool.labelled) > 0
    away: Floats = np.asarray(utilities, dtype=np.float64) ** 2
    picked = [int(away.argmax() if known else rng.integers(len(pool)))]
    away = away if known else np.full(len(pool), np.inf)
    squares = finite(np.einsum("ij,ij->i", features, features))
    while len(picked) < size:
        last = picked[-1]
        np.minimum(away, np.maximum(squares + squares[last] - 2 * (features @ features[last]), 0), out=away)
        away[picked] = -1
        picked.append(int(away.argmax()))
    return picked
