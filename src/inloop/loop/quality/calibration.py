"""Whether people are right when they say that they are sure."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from inloop.annotation import Question
from inloop.annotation.confidence import level_of
from inloop.loop.quality.model import Interval, Stated
from inloop.loop.quality.values import Group, Said, groups_of
from inloop.methods.base import clopper_pearson

Stating = Mapping[tuple[int, int, int], float]
"""(Item, revision, annotator) → how sure they said they were."""
NONE: Stating = {}


def calibration_of(question: Question, said: Said, stated: Stating) -> dict[str, list[Stated]]:
    """Give for each annotator how often they were right at each level of stated confidence, the lowest first.

    An answer is right when it is not wrong, in the sense of the kind, beside what the *others* on the same item come
    to; so nobody is measured by their own vote, and an item answered by one person says nothing.
    """
    hits: dict[int, dict[float, list[tuple[float, bool]]]] = defaultdict(lambda: defaultdict(list))
    for (item, rev), group in _groups(question, said).items() if stated else ():
        for annotator, value in group:
            sure = stated.get((item, rev, annotator))
            others = [other for who, other in group if who != annotator]
            if sure is not None and others:
                truth = question.part.merge(others, question.settings, skills=[1.0] * len(others))
                right = not question.part.wrong(value, truth, question.settings)
                hits[annotator][level_of(sure)].append((sure, right))
    return {str(who): [_level(level, found) for level, found in sorted(of.items())] for who, of in sorted(hits.items())}


def _level(level: float, found: list[tuple[float, bool]]) -> Stated:
    right = clopper_pearson(sum(hit for _, hit in found), len(found))
    mean = float(np.mean([sure for sure, _ in found]))
    return Stated(level=level, stated=round(mean, 4), right=Interval.of(right))


def _groups(question: Question, said: Said) -> Mapping[tuple[int, int], Group]:
    if len(said.values):
        return groups_of(*said)
    decode, settings = question.part.decode, question.settings
    values = [None if code < 0 else decode(code, settings) for code in said.votes[:, 3].tolist()]
    return groups_of(said.votes, values)
