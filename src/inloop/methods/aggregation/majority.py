"""Majority vote: the baseline that trusts all alike."""

from typing import Self

from inloop.kernel.registry import register
from inloop.methods.aggregation.aggregator import Aggregator, skills_from_rows
from inloop.methods.aggregation.design import VoteMatrix, prior_counts, shares, votes_per_annotator
from inloop.methods.base import Votes


@register("aggregation/majority.v1")
class MajorityVote(Aggregator):
    """Take the class with the most votes.

    Examples
    --------
    >>> votes = Votes.of([1, 1, 1, 2], ["ann", "bob", "cat", "ann"], ["x", "x", "y", "y"])
    >>> MajorityVote().fit(votes).posteriors_.round(2)
    array([[0.67, 0.33],
           [0.  , 1.  ]])

    Notes
    -----
    The shares are no probabilities: one vote gives certainty. Ties go to the first class.
    """

    def fit(self, votes: Votes) -> Self:
        """Count the votes of each item; measure people against the majority."""
        self._remember(votes)
        self.posteriors_ = shares(votes)
        shape = (votes.n_classes, votes.n_values)
        rows = VoteMatrix(votes).count(self.posteriors_) + prior_counts(shape, right=1, wrong=1)
        self.confusions_ = rows / rows.sum(axis=2, keepdims=True)
        prior = (self.posteriors_.sum(axis=0) + 1) / (len(votes.items) + votes.n_classes)
        self.skills_ = skills_from_rows(rows[:, :, : votes.n_classes], prior, votes=votes_per_annotator(votes))
        return self
