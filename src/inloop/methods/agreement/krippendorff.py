"""Krippendorff's α: agreement of any number of people, on classes or on scales, with answers missing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from inloop.methods.agreement.profiles import Profiles, Statistic
from inloop.methods.base import Floats, Indices, Interval, Ints, Votes

Metric = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(
    votes: Votes,
    *,
    metric: Metric = "nominal",
    rng: np.random.Generator,
    replicates: int = 500,
    level: float = 0.95,
) -> Interval:
    """Give one minus observed over expected disagreement, with its bootstrap interval over items.

    Parameters
    ----------
    votes
        From raw ids (`Votes.of`) or from a table (`Votes.of_matrix`). For the metrics other than nominal the classes
        stand for their own numbers, or else for their place in the order.
    metric
        What counts as how different: any two classes alike (nominal), ranks between (ordinal), the difference
        (interval), the difference relative to the size (ratio; values must not be negative).

    Examples
    --------
    >>> stars = Votes.of_matrix([[1, 2, 3, 5, np.nan], [1, 2, 4, 5, 2]])
    >>> alpha = krippendorff_alpha(stars, metric="ordinal", rng=np.random.default_rng(0))
    >>> round(alpha.estimate, 3), alpha.n
    (0.978, 4)

    Notes
    -----
    Only items with two answers or more count. Where all answers are the same, α is undefined; it is given as 1.
    The interval is too narrow below about 20 items.

    References
    ----------
    Krippendorff (2011). Computing Krippendorff's alpha-reliability.
    """
    profiles = Profiles.of(votes)
    statistic = _STATISTICS[metric](profiles, _Pairs.of(profiles), votes.values())
    return profiles.interval(
        statistic, rng=rng, replicates=replicates, level=level, method=f"Krippendorff's alpha ({metric})"
    )


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Every two different classes that met on an item.

    `weights` is sparse (profiles, kinds of pairs): what a profile adds to the coincidences of `first` and `second`.
    """

    first: Indices
    second: Indices
    weights: Any

    @classmethod
    def of(cls, profiles: Profiles) -> "_Pairs":
        from scipy.sparse import csr_array

        counts = profiles.counts
        row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        left, right = _neighbours(row)
        weight = 2 * counts.data[left] * counts.data[right] / (profiles.votes[row[left]] - 1)
        columns = counts.indices.astype(np.int64)
        kinds, kind = np.unique(columns[left] * counts.shape[1] + columns[right], return_inverse=True)
        weights = csr_array((weight, (row[left], kind)), shape=(counts.shape[0], len(kinds)))
        return cls(kinds // counts.shape[1], kinds % counts.shape[1], weights)


def _neighbours(row: Ints) -> tuple[Indices, Indices]:
    """Pair every entry with the later entries of its row."""
    left, right, apart = [], [], 1
    while len(near := np.flatnonzero(row[apart:] == row[: len(row) - apart])):
        left.append(near)
        right.append(near + apart)
        apart += 1
    nothing = np.zeros(0, dtype=np.intp)
    return np.concatenate([nothing, *left]), np.concatenate([nothing, *right])


def _alpha(observed: Floats, expected: Floats, votes: Floats) -> Floats:
    safe = np.where(expected > 0, expected, 1)
    return np.where(expected > 0, 1 - (votes - 1) * observed / safe, 1.0)


def _nominal(profiles: Profiles, pairs: _Pairs, _: Floats) -> Statistic:
    apart = np.asarray(pairs.weights.sum(axis=1), dtype=np.float64).ravel()

    def statistic(weights: Floats) -> Floats:
        totals = weights @ profiles.counts
        votes = totals.sum(axis=1)
        return _alpha(weights @ apart, votes**2 - (totals**2).sum(axis=1), votes)

    return statistic


def _ordinal(profiles: Profiles, pairs: _Pairs, _: Floats) -> Statistic:
    def statistic(weights: Floats) -> Floats:
        totals = weights @ profiles.counts
        ranks = np.cumsum(totals, axis=1) - totals / 2
        between = (ranks[:, pairs.first] - ranks[:, pairs.second]) ** 2
        observed = ((weights @ pairs.weights) * between).sum(axis=1)
        return _alpha(observed, _spread(totals, ranks), totals.sum(axis=1))

    return statistic


def _interval(profiles: Profiles, pairs: _Pairs, values: Floats) -> Statistic:
    centred = values - values.mean()
    apart = pairs.weights @ (centred[pairs.first] - centred[pairs.second]) ** 2

    def statistic(weights: Floats) -> Floats:
        totals = weights @ profiles.counts
        return _alpha(weights @ apart, _spread(totals, centred), totals.sum(axis=1))

    return statistic


def _ratio(profiles: Profiles, pairs: _Pairs, values: Floats) -> Statistic:
    difference, total = np.abs(values[:, None] - values), values[:, None] + values
    distance = (difference / np.where(total > 0, total, 1)) ** 2
    apart = pairs.weights @ distance[pairs.first, pairs.second]

    def statistic(weights: Floats) -> Floats:
        totals = weights @ profiles.counts
        return _alpha(weights @ apart, ((totals @ distance) * totals).sum(axis=1), totals.sum(axis=1))

    return statistic


def _spread(totals: Floats, places: Floats) -> Floats:
    """Sum the squared distance of every two votes."""
    mean = (totals * places).sum(axis=1, keepdims=True) / totals.sum(axis=1, keepdims=True)
    return np.asarray(2 * totals.sum(axis=1) * (totals * (places - mean) ** 2).sum(axis=1), dtype=np.float64)


_STATISTICS: dict[Metric, Callable[[Profiles, _Pairs, Floats], Statistic]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
