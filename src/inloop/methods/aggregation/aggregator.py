"""What every aggregator does: read votes, say what is true and who is how reliable."""

from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inloop.methods.base import Codes, Confusions, Floats, Interval, Ints, Votes


@dataclass(frozen=True, eq=False, slots=True)
class Skills:
    """Expected accuracy of every annotator when they answer, in the order of `annotators_`."""

    estimate: Floats
    low: Floats
    high: Floats
    votes: Ints
    level: float

    def __len__(self) -> int:
        return len(self.estimate)

    def of(self, position: int) -> Interval:
        """Give one annotator's skill as an interval."""
        return Interval(
            float(self.estimate[position]),
            float(self.low[position]),
            float(self.high[position]),
            self.level,
            int(self.votes[position]),
            "credible",
        )


class Aggregator(ABC):
    """Turns votes into consensus.

    Attributes
    ----------
    labels_ : (items,) int32
        The likeliest class of every item.
    posteriors_ : (items, classes)
        The chance of every class of every item; rows sum to one.
    skills_ : Skills
        Expected accuracy of every annotator with its interval.
    confusions_ : (annotators, classes, values)
        Chance of each vote given the truth.
    classes_, items_, annotators_
        What the rows and columns stand for.
    """

    posteriors_: Floats
    skills_: Skills
    confusions_: Confusions
    classes_: tuple[Hashable, ...]
    items_: NDArray[Any]
    annotators_: NDArray[Any]

    @abstractmethod
    def fit(self, votes: Votes) -> Self:
        """Learn consensus and skills from all votes at once."""

    @property
    def labels_(self) -> Codes:
        return np.asarray(self.posteriors_.argmax(axis=1), dtype=np.int32)

    def _remember(self, votes: Votes) -> None:
        self.classes_, self.items_, self.annotators_ = votes.classes, votes.items, votes.annotators


def skills_from_rows(rows: Floats, prior: Floats, *, votes: Ints, level: float = 0.95) -> Skills:
    """Derive accuracies from Dirichlet rows (annotators, classes, classes) weighted by the class prior.

    The accuracy of one annotator is a mixture of independent Beta variables; it is read as the one Beta with the
    same mean and variance.
    """
    totals = rows.sum(axis=2)
    hits = np.einsum("jkk->jk", rows) / totals
    mean = hits @ prior
    variance = (hits * (1 - hits) / (totals + 1)) @ prior**2
    return beta_skills(mean, variance, votes=votes, level=level)


def beta_skills(mean: Floats, variance: Floats, *, votes: Ints, level: float = 0.95) -> Skills:
    """Give the interval of the Beta distribution with these moments."""
    from scipy.special import betaincinv

    size = mean * (1 - mean) / np.maximum(variance, 1e-12) - 1
    tail = (1 - level) / 2
    low, high = (betaincinv(mean * size, (1 - mean) * size, at) for at in (tail, 1 - tail))
    return Skills(mean, low, high, votes, level)
