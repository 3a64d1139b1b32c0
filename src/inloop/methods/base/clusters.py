"""Groups of near vectors, for choosing items that differ from one another.

Ours instead of scikit-learn's: the same result whatever the number of threads, quiet when points coincide, and no
import of 100 MB where only a ranking is refreshed.
"""

from dataclasses import dataclass

import numpy as np

from inloop.methods.base.arrays import Features, Indices, Utilities

_SEEDING_POINTS = 2_000
_SEEDING_POINTS_PER_GROUP = 4


@dataclass(frozen=True, eq=False, slots=True)
class Clusters:
    """The group of every row, and the centre of every group."""

    group: Indices
    centres: Features

    def assign(self, features: Features) -> Indices:
        """Give the nearest group of other rows."""
        return _nearest(features, self.centres)


def cluster(features: Features, *, groups: int, rng: np.random.Generator, rounds: int = 10) -> Clusters:
    """Split rows into at most `groups` groups by k-means, seeded by greedy k-means++.

    Examples
    --------
    >>> points = np.array([[0.0], [0.1], [5.0], [5.1]])
    >>> group = cluster(points, groups=2, rng=np.random.default_rng(0)).group
    >>> bool(group[0] == group[1] != group[2] == group[3])
    True

    References
    ----------
    Arthur & Vassilvitskii (2007). k-means++: the advantages of careful seeding.
    """
    groups = min(groups, len(features))
    centres = _seeds(features, groups=groups, rng=rng)
    group = _nearest(features, centres)
    for _ in range(rounds):
        centres = _means(features, group, previous=centres)
        moved = _nearest(features, centres)
        if np.array_equal(moved, group):
            break
        group = moved
    return Clusters(group, centres)


def squared_distances(features: Features, others: Features) -> Features:
    """Give the squared distance of every row to every other, never below zero."""
    norms = np.einsum("ij,ij->i", features, features)[:, None] + np.einsum("ij,ij->i", others, others)
    return np.asarray(np.maximum(norms - 2 * (features @ others.T), 0))


def weighted_draw(weights: Utilities, *, rng: np.random.Generator) -> int:
    """Draw a position with chance proportional to its weight; evenly when all weights are zero."""
    total = np.cumsum(weights, dtype=np.float64)
    if not total[-1] > 0:
        return int(rng.integers(len(weights)))
    return min(int(np.searchsorted(total, rng.random() * total[-1], side="right")), len(weights) - 1)


def _seeds(features: Features, *, groups: int, rng: np.random.Generator) -> Features:
    enough = max(_SEEDING_POINTS, groups * _SEEDING_POINTS_PER_GROUP)
    points = (
        features if len(features) <= enough else features[np.sort(rng.choice(len(features), enough, replace=False))]
    )
    apart = squared_distances(points, points)
    chosen = [int(rng.integers(len(points)))]
    nearest = apart[chosen[0]]
    trials = 2 + int(np.log(groups))
    for _ in range(groups - 1):
        tried = [weighted_draw(nearest, rng=rng) for _ in range(trials)]
        left = np.minimum(nearest, apart[tried])
        best = int(left.sum(axis=1).argmin())
        chosen.append(tried[best])
        nearest = left[best]
    return points[chosen]


def _nearest(features: Features, centres: Features) -> Indices:
    shifted = features @ centres.T
    shifted *= -2
    shifted += np.einsum("ij,ij->i", centres, centres)
    return np.asarray(shifted.argmin(axis=1))


def _means(features: Features, group: Indices, *, previous: Features) -> Features:
    order = np.argsort(group, kind="stable")
    filled, starts, counts = np.unique(group[order], return_index=True, return_counts=True)
    centres = previous.copy()
    centres[filled] = np.add.reduceat(features[order], starts, axis=0) / counts[:, None]
    return centres
