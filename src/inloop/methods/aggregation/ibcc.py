"""Independent Bayesian classifier combination: variational Dawid–Skene, the default consensus."""

from dataclasses import dataclass, field
from typing import Self

import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register
from inloop.methods.aggregation.aggregator import Aggregator, skills_from_rows
from inloop.methods.aggregation.design import RIGHT, WRONG, VoteMatrix, prior_counts, shares, votes_per_annotator
from inloop.methods.base import Floats, Votes, likeliest_temperature, softmax

_SUREST = -30.0  # a model that gives a class no chance at all overstates what it knows


@register("aggregation/ibcc.v1")
@dataclass
class IBCC(Aggregator):
    """Weigh votes by confusion matrices of which we only claim to know a distribution.

    Few votes leave an annotator near the prior (mostly right); many overrule it.

    Parameters
    ----------
    right, wrong
        Prior counts of everybody's confusion matrix: `right` times the number of classes on the diagonal, `wrong` off
        it. So everybody is believed to be mostly right among two classes as among two hundred.
    log_prior
        (items, classes), the logarithm of what a model thinks of each item of the votes, in the order of
        `votes.items`; None without a model.
    temperature
        By how much to soften the model; None fits it to the consensus of the votes alone.

    Examples
    --------
    >>> items = np.repeat(np.arange(40), 3)
    >>> truth = np.arange(40) % 2
    >>> answers = np.stack([truth, truth, 1 - truth], axis=1).ravel()
    >>> crowd = IBCC().fit(Votes.of_codes(items, ["ann", "bob", "liar"] * 40, answers, classes=["no", "yes"]))
    >>> crowd.skills_.estimate.round(1)
    array([1. , 1. , 0.2])

    Notes
    -----
    Votes on one item are taken as independent given its truth: items that are hard for everybody come out too certain.

    References
    ----------
    Kim & Ghahramani (2012). Bayesian classifier combination.
    """

    rounds: int = 100
    tolerance: float = 1e-4
    right: float = RIGHT
    wrong: float = WRONG
    log_prior: Floats | None = None
    temperature: float | None = None
    temperature_: float = field(default=1.0, init=False)

    def fit(self, votes: Votes) -> Self:
        """Alternate between consensus and confusion matrices; with a model, once more with its opinion added."""
        self._remember(votes)
        matrix = VoteMatrix(votes)
        right = self.right * votes.n_classes
        prior = prior_counts((votes.n_classes, votes.n_values), right=right, wrong=self.wrong)
        posteriors = self._settle(matrix, prior, shares(votes), opinion=None)
        if self.log_prior is not None:
            opinion = self._soften(self.log_prior, posteriors)
            posteriors = self._settle(matrix, prior, posteriors, opinion=opinion)
        rows = prior + matrix.count(posteriors)
        balance = posteriors.sum(axis=0) + 1
        self.posteriors_ = posteriors
        self.confusions_ = rows / rows.sum(axis=2, keepdims=True)
        self.class_prior_ = balance / balance.sum()
        answered = rows[:, :, : votes.n_classes]
        self.skills_ = skills_from_rows(answered, self.class_prior_, votes=votes_per_annotator(votes))
        return self

    def _settle(self, matrix: VoteMatrix, prior: Floats, start: Floats, *, opinion: Floats | None) -> Floats:
        posteriors = start
        for _ in range(self.rounds):
            scores = matrix.score(_expected_log(prior + matrix.count(posteriors)))
            scores += _expected_log(np.ones(len(posteriors)) @ posteriors + 1)
            settled = softmax(scores if opinion is None else scores + opinion)
            moved = np.abs(settled - posteriors).sum()
            posteriors = settled
            if moved <= self.tolerance * len(posteriors):
                break
        return posteriors

    def _soften(self, log_prior: Floats, posteriors: Floats) -> Floats:
        if log_prior.shape != posteriors.shape:
            raise InvalidInputError(
                f"log_prior has shape {log_prior.shape}, the votes {posteriors.shape}.",
                hint="Give one row an item of `votes.items` and one column a class.",
            )
        opinion = np.maximum(log_prior, _SUREST)
        self.temperature_ = self.temperature or likeliest_temperature(opinion, posteriors)
        return np.asarray(opinion / self.temperature_, dtype=np.float64)


def _expected_log(counts: Floats) -> Floats:
    """Give E ln of the shares under the Dirichlet with these counts."""
    from scipy.special import digamma

    return np.asarray(digamma(counts) - digamma(counts.sum(axis=-1, keepdims=True)), dtype=np.float64)
