"""How far the people of a project agree, from the votes on one question."""

import numpy as np

from inloop.annotation import Question
from inloop.loop.quality.consensus import Table
from inloop.loop.quality.model import Agreement, Interval
from inloop.methods.agreement import Metric, krippendorff_alpha, percent_agreement
from inloop.methods.base import Votes

REPLICATES = 200


def agreement_on(question: Question, votes: Table, *, rng: np.random.Generator) -> Agreement:
    """Measure agreement where two people have answered the same item; without such items there is none.

    Answers with several labels agree when all labels are the same.
    """
    spoken = votes[votes[:, 3] >= 0]
    codes, at = np.unique(spoken[:, 3], return_inverse=True)
    items = (spoken[:, 0] << 12) | (spoken[:, 1] & 0xFFF)
    read = Votes.of_codes(items, spoken[:, 2], at, classes=codes.tolist())
    several = read.votes_per_item[read.votes_per_item > 1]
    if not len(several):
        return Agreement(percent=None, alpha=None, pairs=0, items=0)
    metric: Metric = "ordinal" if question.kind == "rating" else "nominal"
    percent = percent_agreement(read, rng=rng, replicates=REPLICATES)
    alpha = krippendorff_alpha(read, metric=metric, rng=rng, replicates=REPLICATES)
    return Agreement(
        percent=Interval.of(percent),
        alpha=Interval.of(alpha),
        pairs=int((several * (several - 1) // 2).sum()),
        items=len(several),
    )
