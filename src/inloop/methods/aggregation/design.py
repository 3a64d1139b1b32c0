"""Votes as one sparse matrix, so that learning from them is two matrix products."""

from typing import Any

import numpy as np

from inloop.methods.base import Floats, Ints, Votes

RIGHT, WRONG = 2.0, 1.0
"""What is believed of everybody: right 2·k times for every 1 that each of k classes is said in error."""


class VoteMatrix:
    """Items × (annotator, value) pairs: how often an annotator gave an item this value."""

    def __init__(self, votes: Votes) -> None:
        from scipy.sparse import csr_array

        self.shape = (len(votes.annotators), votes.n_values)
        columns = votes.annotator * votes.n_values + votes.code
        size = (len(votes.items), self.shape[0] * self.shape[1])
        self._by_item: Any = csr_array((np.ones(len(votes)), (votes.item, columns)), shape=size)
        self._by_column: Any = self._by_item.T.tocsr()

    def count(self, posteriors: Floats) -> Floats:
        """Give the expected confusion counts (annotators, classes, values) under the posteriors."""
        counts: Floats = self._by_column @ posteriors
        return counts.reshape(*self.shape, posteriors.shape[1]).transpose(0, 2, 1)

    def score(self, log_confusions: Floats) -> Floats:
        """Sum over the votes of each item how well each class explains them: (items, classes)."""
        columns = np.ascontiguousarray(log_confusions.transpose(0, 2, 1))
        scores: Floats = self._by_item @ columns.reshape(-1, columns.shape[2])
        return scores


def shares(votes: Votes, *, smoothing: float = 0.0) -> Floats:
    """Give the share of the votes that each class has on each item; even where there are none."""
    cast = votes.code < votes.n_classes
    cells = votes.item[cast] * votes.n_classes + votes.code[cast]
    counted = np.bincount(cells, minlength=len(votes.items) * votes.n_classes).reshape(-1, votes.n_classes)
    smoothed = counted + np.where(counted.any(axis=1, keepdims=True), smoothing, 1.0)
    return np.asarray(smoothed / smoothed.sum(axis=1, keepdims=True), dtype=np.float64)


def votes_per_annotator(votes: Votes) -> Ints:
    return np.bincount(votes.annotator, minlength=len(votes.annotators))


def prior_counts(shape: tuple[int, int], *, right: float, wrong: float) -> Floats:
    """Give the prior of a confusion matrix: `right` on the diagonal, `wrong` off it."""
    return wrong + (right - wrong) * np.eye(*shape)
