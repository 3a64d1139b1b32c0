"""Emotions settle by counting which show and merging how strong they are."""

import json
from typing import Any

import numpy as np

from inloop.annotation.question import read_question
from inloop.loop.quality.consensus import consensus_for
from inloop.loop.quality.outcome import Outcome
from inloop.loop.quality.values import ValueConsensus

NAMES = ("joy", "fear", "anger")
QUESTION = read_question(
    {
        "id": "q",
        "kind": "emotions",
        "name": "Which?",
        "labels": [{"id": name, "name": name, "code": code} for code, name in enumerate(NAMES)],
    }
)
Truth = list[dict[str, int]]


def votes_on(said: dict[int, Truth]) -> tuple[Any, list[dict[str, int]]]:
    """Give votes and values of annotators who answer every item, in the order of items."""
    rows = [(item, who, value) for who, values in said.items() for item, value in enumerate(values)]
    rows.sort(key=lambda row: row[:2])
    codes = [QUESTION.part.encode(value, QUESTION.settings) for _, _, value in rows]
    table = np.array([(item, 1, who, code) for (item, who, _), code in zip(rows, codes, strict=True)], np.int64)
    return table, [value for _, _, value in rows]


def values_of(outcome: Outcome) -> Truth:
    assert outcome.value is not None
    return [json.loads(value or "{}") for value in outcome.value]


def test_which_show_is_counted_and_how_strong_is_merged() -> None:
    part = consensus_for(QUESTION)
    assert part is not None
    said = {7: [{"joy": 3, "fear": 1}] * 8, 8: [{"joy": 2}] * 8, 9: [{"joy": 2}] * 8}
    outcome = part.fit(*votes_on(said))
    assert values_of(outcome) == [{"joy": 2}] * 8
    assert outcome.code.tolist() == [1] * 8


def test_who_overlooks_an_emotion_does_not_outvote_who_sees_it() -> None:
    rng = np.random.default_rng(5)
    truth = [{name: int(rng.integers(1, 4)) for name in NAMES if rng.random() < 0.4} for _ in range(400)]
    seeing = {1: 0.95, 2: 0.9, 3: 0.9, 4: 0.4, 5: 0.4, 6: 0.35, 7: 0.35}
    said = {
        who: [{name: strength for name, strength in value.items() if rng.random() < sees} for value in truth]
        for who, sees in seeing.items()
    }
    table, values = votes_on(said)
    counted, merged = consensus_for(QUESTION), ValueConsensus(QUESTION)
    assert counted is not None

    def right(found: Outcome) -> int:
        return sum(value == true for value, true in zip(values_of(found), truth, strict=True))

    assert right(counted.fit(table, values)) > right(merged.fit(table, values)) + 20


def test_a_few_items_are_settled_by_what_the_last_fit_learnt() -> None:
    part = consensus_for(QUESTION)
    assert part is not None
    said: dict[int, Truth] = {1: [{"joy": 3}, {"anger": 2}] * 10, 2: [{"joy": 3}, {"anger": 2}] * 10}
    whole = part.fit(*votes_on(said))
    table, values = votes_on(said)
    few = part.update(table[:4], values[:4])
    assert few is not None
    assert values_of(few) == values_of(whole)[:2]
    assert [round(skill.estimate, 2) for skill in part.learnt.skills.values()] == [1.0, 1.0]
