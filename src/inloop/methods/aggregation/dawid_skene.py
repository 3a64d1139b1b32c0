"""Dawid–Skene: people have confusion matrices, and expectation–maximisation finds them."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from inloop.kernel.registry import register
from inloop.methods.aggregation.aggregator import Aggregator, skills_from_rows
from inloop.methods.aggregation.design import VoteMatrix, prior_counts, shares, votes_per_annotator
from inloop.methods.base import Floats, Votes, softmax

_SMOOTHING = 0.01


@register("aggregation/dawid-skene.v1")
@dataclass
class DawidSkene(Aggregator):
    """Weigh every vote by what its annotator's votes have meant so far.

    Examples
    --------
    >>> votes = Votes.of([1, 1, 1, 2, 2, 2], ["a", "b", "c"] * 2, ["x", "x", "y", "y", "y", "y"])
    >>> DawidSkene().fit(votes).labels_
    array([0, 1], dtype=int32)

    Notes
    -----
    Trusts annotators with few votes too much: their matrix is fitted to a handful of answers. `IBCC` does not.

    References
    ----------
    Dawid & Skene (1979). Maximum likelihood estimation of observer error-rates using the EM algorithm.
    """

    rounds: int = 100
    tolerance: float = 1e-4

    def fit(self, votes: Votes) -> Self:
        """Alternate between consensus and confusion matrices until neither moves."""
        self._remember(votes)
        matrix = VoteMatrix(votes)
        posteriors = shares(votes)
        for _ in range(self.rounds):
            rows = matrix.count(posteriors) + _SMOOTHING
            settled = softmax(matrix.score(_log_shares(rows)) + np.log(_prior(posteriors)))
            moved = np.abs(settled - posteriors).sum()
            posteriors = settled
            if moved <= self.tolerance * len(posteriors):
                break
        rows = matrix.count(posteriors)
        self.posteriors_ = posteriors
        self.confusions_ = (rows + _SMOOTHING) / (rows + _SMOOTHING).sum(axis=2, keepdims=True)
        answered = rows[:, :, : votes.n_classes] + prior_counts((votes.n_classes,) * 2, right=1, wrong=1)
        self.skills_ = skills_from_rows(answered, _prior(posteriors), votes=votes_per_annotator(votes))
        return self


def _log_shares(rows: Floats) -> Floats:
    return np.asarray(np.log(rows / rows.sum(axis=2, keepdims=True)), dtype=np.float64)


def _prior(posteriors: Floats) -> Floats:
    counted = posteriors.sum(axis=0) + _SMOOTHING
    return np.asarray(counted / counted.sum(), dtype=np.float64)
