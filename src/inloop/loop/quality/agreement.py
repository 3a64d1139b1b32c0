"""How far the people of a project agree, from the votes on one question."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from inloop.annotation import Question
from inloop.loop.quality.model import Agreement, Interval
from inloop.loop.quality.values import Said, groups_of
from inloop.methods.agreement import (
    Metric,
    alpha_of_distances,
    krippendorff_alpha,
    mean_likeness,
    percent_agreement,
)
from inloop.methods.base import Votes

REPLICATES = 200
MOST_BETWEEN = 2_000
"""Distances between answers to different items that are drawn to see what chance gives."""


def agreement_on(question: Question, said: Said, *, rng: np.random.Generator) -> Agreement:
    """Measure agreement where two people have answered the same item; without such items there is none.

    Answers with several labels agree when all labels are the same.
    """
    spoken = said.votes[said.votes[:, 3] >= 0]
    codes, at = np.unique(spoken[:, 3], return_inverse=True)
    items = (spoken[:, 0] << 12) | (spoken[:, 1] & 0xFFF)
    read = Votes.of_codes(items, spoken[:, 2], at, classes=codes.tolist())
    several = read.votes_per_item[read.votes_per_item > 1]
    if not len(several):
        return Agreement(percent=None, alpha=None, pairs=0, items=0)
    metric: Metric = "ordinal" if question.part.ordered else "nominal"
    percent = percent_agreement(read, rng=rng, replicates=REPLICATES)
    alpha = krippendorff_alpha(read, metric=metric, rng=rng, replicates=REPLICATES)
    return Agreement(
        percent=Interval.of(percent),
        alpha=Interval.of(alpha),
        pairs=int((several * (several - 1) // 2).sum()),
        items=len(several),
    )


def value_agreement(question: Question, said: Said, *, rng: np.random.Generator) -> Agreement:
    """Measure agreement of answers that cannot be counted: their mean likeness, and α of the distance of the kind."""
    groups = [[value for _, value in each] for each in groups_of(*said).values()]
    several = [values for values in groups if len(values) > 1]
    if not several:
        return Agreement(percent=None, alpha=None, pairs=0, items=0)
    within = np.array([np.mean([_apart(question, a, b) for a, b in combinations(values, 2)]) for values in several])
    draws = MOST_BETWEEN if len(several) > 1 else 0
    between = np.array([_apart(question, *_drawn(several, rng)) for _ in range(draws)])
    alpha = alpha_of_distances(within, between, rng=rng, replicates=REPLICATES) if len(between) else None
    return Agreement(
        percent=Interval.of(mean_likeness(1 - within, rng=rng, replicates=REPLICATES)),
        alpha=None if alpha is None else Interval.of(alpha),
        pairs=sum(len(values) * (len(values) - 1) // 2 for values in several),
        items=len(several),
        alike=True,
    )


def _apart(question: Question, a: object, b: object) -> float:
    return question.part.distance(a, b, question.settings)


def _drawn(groups: Sequence[Sequence[object]], rng: np.random.Generator) -> tuple[object, object]:
    """Draw an answer to each of two different items."""
    one, other = (groups[place] for place in rng.choice(len(groups), 2, replace=False).tolist())
    return one[int(rng.integers(len(one)))], other[int(rng.integers(len(other)))]
