"""Consensus of answers of which one part is counted and the rest merged, such as emotions with their intensity."""

from collections.abc import Sequence
from typing import Any

import msgspec

from inloop.annotation import Question
from inloop.loop.quality.counted import ChoicesConsensus
from inloop.loop.quality.model import NO_CODE
from inloop.loop.quality.outcome import Fit, Outcome, Table, places_of
from inloop.loop.quality.values import Group, ValueConsensus, Values, groups_of

_canonical = msgspec.json.Encoder(order="sorted").encode


class MarkedConsensus:
    """Consensus of a question whose votes have one bit a label, while the annotations say more of each.

    The bits are settled as those of several labels are, each by itself with everybody's habits in it; `Kind.fill` then
    merges what was said of those that hold. Posterior and dispute are those of the bits. An annotator's skill is the
    mean likeness of their answers to others', which counts the rest too.
    """

    of_values = True

    def __init__(self, question: Question, bits: Sequence[int]) -> None:
        self._kind, self._settings = question.part, question.settings
        self._marks, self._whole = ChoicesConsensus(bits), ValueConsensus(question)

    @property
    def learnt(self) -> Fit:
        """What the last fit found out about the annotators."""
        return self._whole.learnt

    def fit(self, votes: Table, values: Values) -> Outcome:
        """Learn each bit's consensus and people's skills from all answers."""
        self._whole.learn(votes, values)
        return self._filled(self._marks.fit(votes), votes, values)

    def update(self, votes: Table, values: Values) -> Outcome | None:
        """Settle a few items by what the last fit learnt; None where only a new fit can tell."""
        marks = self._marks.update(votes)
        return None if marks is None else self._filled(marks, votes, values)

    def _filled(self, marks: Outcome, votes: Table, values: Values) -> Outcome:
        groups, (places, _) = groups_of(votes, values), places_of(votes)
        codes = marks.code.tolist()
        said = (groups.get((item, rev), []) for item, rev in places.tolist())
        return marks.with_values([self._fill(code, each) for code, each in zip(codes, said, strict=True)])

    def _fill(self, code: int, said: Group) -> str | None:
        if code == NO_CODE:
            return None
        weights = [self._whole.weight(annotator) for annotator, _ in said]
        value: Any = self._kind.fill(code, [value for _, value in said], self._settings, skills=weights)
        return _canonical(value).decode()
