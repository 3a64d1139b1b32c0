"""What votes come to, and what was learnt on the way: the words that every consensus shares."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from inloop.loop.quality.model import NO_CODE, Standing
from inloop.methods.base import Confusions, Floats, Interval, Ints

PRIOR_SKILL = 0.9
"""What is taken of people's skill while no item has two answers: nothing has been measured then."""
ENOUGH_COMPARED = 5
"""Of whom fewer answers can be compared with others', nothing is said."""
Table = NDArray[np.int64]
"""(votes, 4): item, revision, annotator, code."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What the votes come to, one entry an item revision.

    Attributes
    ----------
    value
        The merged value as canonical JSON, where answers cannot be counted.
    """

    item: Ints
    rev: Ints
    code: Ints
    posterior: Floats
    votes: Ints
    disputed: NDArray[np.bool_]
    value: Sequence[str | None] | None = None

    def __len__(self) -> int:
        return len(self.item)

    def with_values(self, values: Sequence[str | None]) -> "Outcome":
        return replace(self, value=values)

    def standing(self) -> list[Standing]:
        """Say how each stands."""
        return [
            Standing.OPEN if code == NO_CODE else Standing.DISPUTED if torn else Standing.SETTLED
            for code, torn in zip(self.code.tolist(), self.disputed.tolist(), strict=True)
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What a fit over all votes on one question learnt about the annotators.

    Attributes
    ----------
    classes
        Answer codes; for a question of many labels the two states of each bit.
    skills
        Annotator → share of right answers, for those who can be compared with others.
    """

    classes: Ints
    annotators: dict[int, int] = field(default_factory=dict)
    confusions: Confusions | None = None
    prior: Floats | None = None
    skills: dict[int, Interval] = field(default_factory=dict)


def places_of(votes: Table) -> tuple[Table, Ints]:
    """Give the item revisions that occur, and for each vote which of them it is about."""
    packed = (votes[:, 0] << 20) | votes[:, 1] if votes[:, 0].max(initial=0) < 1 << 43 else None
    if packed is None:
        found, at = np.unique(votes[:, :2], axis=0, return_inverse=True)
        return found, at.ravel()
    keys, at = np.unique(packed, return_inverse=True)
    return np.stack([keys >> 20, keys & (1 << 20) - 1], axis=1), at


def nothing(places: Table) -> Outcome:
    n = len(places)
    return Outcome(
        places[:, 0], places[:, 1], np.full(n, NO_CODE), np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.bool_)
    )
