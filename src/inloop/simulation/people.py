"""People who answer with a known skill and at a known pace."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """Somebody whose mistakes are known.

    Attributes
    ----------
    confusion : (labels, labels)
        Chance of each answer given the truth; rows sum to one.
    seconds
        Median time an answer takes.
    """

    number: int
    labels: tuple[str, ...]
    confusion: NDArray[np.float64]
    seconds: float = 4.0

    def answer(self, truth: str, *, rng: np.random.Generator) -> str:
        """Give the label that this person would choose."""
        row = self.confusion[self.labels.index(truth)]
        return self.labels[int(rng.choice(len(self.labels), p=row))]

    def answer_set(self, truth: Collection[str], *, rng: np.random.Generator) -> tuple[str, ...]:
        """Give the labels that this person would choose: each by itself, right as often as its own answer would be."""
        right = rng.random(len(self.labels)) < np.diag(self.confusion)
        return tuple(name for name, is_right in zip(self.labels, right, strict=True) if (name in truth) == is_right)

    def take(self, *, rng: np.random.Generator) -> float:
        """Give the seconds that one answer takes."""
        return float(self.seconds * rng.lognormal(0.0, 0.5))


def crew(labels: Sequence[str], *, people: int, accuracy: float) -> list[SimulatedPerson]:
    """Make people who are right with chance `accuracy` and otherwise choose any other label.

    >>> ann, bob = crew(["yes", "no"], people=2, accuracy=0.9)
    >>> ann.confusion.round(2).tolist()
    [[0.9, 0.1], [0.1, 0.9]]
    """
    k = len(labels)
    wrong = (1 - accuracy) / max(k - 1, 1)
    confusion = np.full((k, k), wrong)
    np.fill_diagonal(confusion, accuracy if k > 1 else 1.0)
    return [SimulatedPerson(number + 1, tuple(labels), confusion) for number in range(people)]
