"""Consensus of answers that cannot be counted, such as spans: one value that stands for all of an item's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import msgspec
import numpy as np

from inloop.annotation import Question
from inloop.loop.quality.model import NO_CODE
from inloop.loop.quality.outcome import ENOUGH_COMPARED, PRIOR_SKILL, Fit, Outcome, Table, nothing, places_of
from inloop.methods.agreement import mean_likeness
from inloop.methods.base import Interval

ANSWERED = 0
AGREED_FROM = 0.8
"""Answers that lie on average nearer than this to what stands for them are no dispute."""
Values = Sequence[Any]
"""The answers in normal form, one a vote; None for "can't tell"."""


class Said(NamedTuple):
    """What all annotators said on a question; values only where its answers cannot be counted."""

    votes: Table
    values: Values


Group = list[tuple[int, Any]]
"""What annotators said of one item revision: (annotator, value)."""
_canonical = msgspec.json.Encoder(order="sorted").encode


class ValueConsensus:
    """Consensus of a question whose kind merges values.

    The merged value weighs each answer by the skill of who gave it. Its posterior is the weighted likeness (one minus
    the distance of the kind) of the answers to it: support, not the chance of being right.

    Notes
    -----
    An annotator's skill is the mean likeness of their answers to those of others on the same items. Two people alone
    who differ cannot be told apart.
    """

    of_values = True

    def __init__(self, question: Question) -> None:
        self._kind, self._settings = question.part, question.settings
        self.learnt = Fit(np.array([ANSWERED]))

    def fit(self, votes: Table, values: Values) -> Outcome:
        """Learn people's skills from all answers, then merge them."""
        self.learn(votes, values)
        return self.update(votes, values)

    def learn(self, votes: Table, values: Values) -> None:
        """Learn people's skills from all answers."""
        skills = skills_in(likenesses(self._groups(votes, values), self._alike))
        self.learnt = Fit(self.learnt.classes, skills=skills)

    def update(self, votes: Table, values: Values) -> Outcome:
        """Merge the answers to a few items by what the last fit learnt."""
        places, _ = places_of(votes)
        groups, outcome = self._groups(votes, values), nothing(places)
        merged: list[str | None] = []
        for place, (item, rev) in enumerate(places.tolist()):
            said = groups.get((item, rev), [])
            merged.append(self._merge(said, outcome, place) if said else None)
        return outcome.with_values(merged)

    def _merge(self, said: Group, outcome: Outcome, place: int) -> str:
        weights = [self.weight(annotator) for annotator, _ in said]
        values = [value for _, value in said]
        value = self._kind.merge(values, self._settings, skills=weights)
        alike = [self._alike(value, each) for each in values]
        support = PRIOR_SKILL if len(said) == 1 else float(np.average(alike, weights=weights))
        outcome.code[place], outcome.posterior[place], outcome.votes[place] = ANSWERED, support, len(said)
        outcome.disputed[place] = len(said) > 1 and support < AGREED_FROM
        return _canonical(value).decode()

    def weight(self, annotator: int) -> float:
        """Give how much an annotator's answers count: their skill, or the usual one where nothing is known."""
        known = self.learnt.skills.get(annotator)
        return max(known.estimate if known else PRIOR_SKILL, 0.01)

    def _alike(self, a: Any, b: Any) -> float:
        return 1 - self._kind.distance(a, b, self._settings)

    def _groups(self, votes: Table, values: Values) -> Mapping[tuple[int, int], Group]:
        return groups_of(votes, values)


def groups_of(votes: Table, values: Values) -> Mapping[tuple[int, int], Group]:
    """Gather what was said by item revision; abstentions are left out."""
    found: dict[tuple[int, int], Group] = defaultdict(list)
    for (item, rev, annotator, code), value in zip(votes.tolist(), values, strict=True):
        if code > NO_CODE and value is not None:
            found[item, rev].append((annotator, value))
    return found


def likenesses(groups: Mapping[tuple[int, int], Group], alike: Any) -> Iterator[tuple[int, int, float]]:
    """Stream (annotator, other, likeness) of every two answers to the same item revision."""
    for said in groups.values():
        for (one, a), (other, b) in combinations(said, 2):
            yield one, other, alike(a, b)


def skills_in(pairs: Iterator[tuple[int, int, float]]) -> dict[int, Interval]:
    """Give the mean likeness to others of those with enough to compare."""
    by_annotator: dict[int, list[float]] = defaultdict(list)
    for one, other, likeness in pairs:
        by_annotator[one].append(likeness)
        by_annotator[other].append(likeness)
    return {
        annotator: mean_likeness(np.array(found), level=0.95)
        for annotator, found in by_annotator.items()
        if len(found) >= ENOUGH_COMPARED
    }
