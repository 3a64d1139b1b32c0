"""How far rules reach and how often they are right, on real items."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection

from inloop.annotation import Question, Schema
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions import store as texts
from inloop.loop.projects import Project
from inloop.loop.quality import store as consensus_store
from inloop.loop.quality.model import NO_CODE, Interval, Standing
from inloop.loop.rules.matching import Matcher
from inloop.loop.rules.model import Found, Rule
from inloop.loop.rules.service import check, text_for
from inloop.methods.base import clopper_pearson

SAMPLE = 2_000
"""Items drawn to see how far a rule reaches, and as many settled ones to see how often it is right."""
LONGEST_S = 4.0
EXAMPLES = 20
_RUN = 200
_AROUND = 60


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a rule fits: words before it, its own, and words after."""

    item: int
    before: str
    words: str
    after: str


class RuleFound(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule does.

    Attributes
    ----------
    coverage
        Share of the items drawn on which it says something.
    precision
        Share of the settled items on which it says something that agree with it; None where there are none.
    late
        Items on which it ran out of time and said nothing.
    """

    coverage: Interval | None
    precision: Interval | None
    late: int
    examples: list[Example]


class RulesFound(msgspec.Struct, frozen=True, kw_only=True):
    """What rules do, in their order; `looked` is how many items were read for it."""

    looked: int
    rules: list[RuleFound]


@dataclass(slots=True)
class _Tally:
    drawn: int = 0
    reached: int = 0
    judged: int = 0
    right: int = 0
    late: int = 0
    examples: list[Example] = field(default_factory=list)

    def told(self) -> RuleFound:
        return RuleFound(
            coverage=Interval.of(clopper_pearson(self.reached, self.drawn)) if self.drawn else None,
            precision=Interval.of(clopper_pearson(self.right, self.judged)) if self.judged else None,
            late=self.late,
            examples=self.examples,
        )


def measure(connection: Connection, project: Project, schema: Schema, rules: Sequence[Rule]) -> RulesFound:
    """Try rules on items drawn at random and on settled ones; it takes a few seconds at most."""
    check(schema, rules)
    tallies = [_Tally() for _ in rules]
    ends_at = time.monotonic() + LONGEST_S
    looked: set[int] = set()
    for question in schema.questions:
        places = [place for place, rule in enumerate(rules) if rule.question == question.id]
        if places:
            asked = _Asked(connection, project, schema, question, [rules[place] for place in places])
            looked |= asked.try_all([tallies[place] for place in places], ends_at=ends_at)
    return RulesFound(looked=len(looked), rules=[tally.told() for tally in tallies])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rules of one question, and the items to try them on."""

    connection: Connection
    project: Project
    schema: Schema
    question: Question
    rules: Sequence[Rule]

    def try_all(self, tallies: Sequence[_Tally], *, ends_at: float) -> set[int]:
        drawn, settled = self._drawn(), self._settled()
        wanted = sorted(drawn | settled.keys())
        np.random.default_rng(self.project.id).shuffle(wanted)
        matcher, looked = Matcher(self.rules), set[int]()
        for start in range(0, len(wanted), _RUN):
            for item, _, body in texts.texts_of(self.connection, wanted[start : start + _RUN]):
                if body is None:
                    continue
                if time.monotonic() > ends_at:
                    return looked
                text = text_for(self.question, self.schema, msgspec.json.decode(body))
                looked.add(item)
                self._count(tallies, item, text, matcher.find(text), drawn=item in drawn, truth=settled.get(item))
        return looked

    def _drawn(self) -> set[int]:
        total, _ = item_store.count(self.connection, self.project.id)
        rng = np.random.default_rng([self.project.id, total])
        ordinals = np.arange(total) if total <= SAMPLE else rng.choice(total, SAMPLE, replace=False)
        return {item_id(self.project.id, ordinal) for ordinal in ordinals.tolist()}

    def _settled(self) -> dict[int, Any]:
        """Give what people agree on, for the newest of the settled items."""
        kind, settings = self.question.part, self.question.settings
        rows = consensus_store.known(self.connection, self.project.id, self.question.id)
        now = [row for row in rows if row[2] > NO_CODE and row[5] == Standing.SETTLED.value]
        now.sort(key=lambda row: ordinal_of(row[0]), reverse=True)
        return {
            item: msgspec.json.decode(value) if value is not None else kind.decode(code, settings)
            for item, _, code, _, _, _, value in now[:SAMPLE]
        }

    def _count(self, tallies: Sequence[_Tally], item: int, text: str, found: Found, *, drawn: bool, truth: Any) -> None:
        hits: dict[int, list[tuple[int, int]]] = {}
        for hit in found.hits:
            hits.setdefault(hit.rule, []).append((hit.start, hit.end))
        for place, tally in enumerate(tallies):
            tally.drawn += drawn
            tally.late += place in found.late
            spans = hits.get(place, [])
            tally.reached += drawn and bool(spans)
            if spans and len(tally.examples) < EXAMPLES:
                tally.examples.append(_example(item, text, *spans[0]))
            if truth is not None:
                right = [_is_right(truth, self.rules[place].label, span) for span in _judged(truth, spans)]
                tally.judged += len(right)
                tally.right += sum(right)


def _judged(truth: Any, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Give what is to be judged: each place by itself where the answer is one of places, else the item once."""
    return spans if isinstance(truth, list) and all(isinstance(part, dict) for part in truth) else spans[:1]


def _is_right(truth: Any, label: str, span: tuple[int, int]) -> bool:
    if not isinstance(truth, list):
        return bool(truth == label)
    start, end = span
    return any(
        part == label
        or (isinstance(part, dict) and part["label"] == label and part["start"] < end and start < part["end"])
        for part in truth
    )


def _example(item: int, text: str, start: int, end: int) -> Example:
    return Example(
        item=item,
        before=text[max(0, start - _AROUND) : start],
        words=text[start:end][: 2 * _AROUND],
        after=text[end : end + _AROUND],
    )
