"""Whole projects against simulated people."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
import pytest

from inloop.annotation import Schema
from inloop.kernel.errors import InvalidInputError
from inloop.loop.quality.accuracy import measure
from inloop.simulation import Curve, crew, simulate
from tests.integration.learning.conftest import text_of, topic_of
from tests.truths import rows_of, schema_of


def test_the_interval_of_accuracy_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    inside = anytime = 0
    for _ in range(300):
        hits = rng.random(120) < 0.9
        found = measure(hits, foretold=hits)
        assert found.accuracy is not None
        assert found.anytime is not None
        inside += found.accuracy.low <= 0.9 <= found.accuracy.high
        anytime += found.anytime.low <= 0.9 <= found.anytime.high
    assert inside >= 0.93 * 300
    assert anytime >= 0.95 * 300


def test_simulated_people_err_as_often_as_told() -> None:
    (person,) = crew(1, accuracy=0.8)
    labels = [{"name": name} for name in "abc"]
    schema = Schema.read(
        {"fields": [{"id": "text"}], "questions": [{"id": "q", "kind": "choice", "name": "Which?", "labels": labels}]}
    )
    rng = np.random.default_rng(1)
    right = np.mean([person.answer(schema, {"q": "b"}, {}, rng=rng) == {"q": "b"} for _ in range(2_000)])
    assert 0.77 < right < 0.83


ROWS = [{"body": text_of(n), "topic": topic_of(n)} for n in range(250)]


def test_a_simulated_project_learns_and_knows_how_well() -> None:
    (curve,) = play(ROWS, people=2, accuracy=0.95, answers=80, strategies=["margin-clusters"], seed=3)
    last = curve.steps[-1]
    assert last.answers == curve.answers == 80
    assert last.true_accuracy > 0.85
    assert last.accuracy is not None
    assert last.accuracy.low - 0.1 <= last.true_accuracy <= last.accuracy.high + 0.1


def test_the_same_seed_gives_the_same_curves_to_the_bit_and_another_does_not() -> None:
    first, again, other = (
        msgspec.json.encode([curve.steps for curve in play(ROWS, answers=60, seed=seed)]) for seed in (5, 5, 6)
    )
    assert first == again
    assert first != other


def test_both_strategies_start_from_the_same_import_and_tell_how_far_they_are() -> None:
    told: list[tuple[str, int]] = []
    curves = play(ROWS[:120], answers=24, told=lambda strategy, answers: told.append((strategy, answers)))
    assert [curve.strategy for curve in curves] == ["margin-clusters", "random"]
    assert told == [(strategy, n) for strategy in ("margin-clusters", "random") for n in (8, 16, 24)]


def test_people_go_on_until_there_is_nothing_left_to_ask() -> None:
    (curve,) = play(ROWS[:30], answers=500, strategies=["random"])
    assert 30 <= curve.answers < 100
    assert curve.items == 30


def test_numbers_spaces_and_unlike_unicode_forms_are_answers_too() -> None:
    numbers = [{**row, "topic": n % 2, "body": n} for n, row in enumerate(ROWS[:40])]
    assert play(numbers, answers=8, strategies=["random"])[0].answers == 8
    forms = ["café ", "cafe\u0301", " te"]
    spoken = [{"body": f" {row['body']} ", "topic": forms[n % 3]} for n, row in enumerate(ROWS[:40])]
    assert play(spoken, answers=8, strategies=["random"])[0].answers == 8


def test_sets_of_labels_and_ratings_are_simulated_too() -> None:
    tags = [{**row, "topic": f"{row['topic']}; case" if n % 2 else row["topic"]} for n, row in enumerate(ROWS)]
    (sets,) = play(tags, kind="choices", answers=64, accuracy=0.97, strategies=["margin-clusters"])
    assert sets.steps[-1].true_accuracy > 0.25
    stars = [{**row, "topic": 1 if row["topic"] == "money" else 3} for row in ROWS]
    (ratings,) = play(stars, kind="rating", answers=64, accuracy=0.97, strategies=["random"])
    assert ratings.steps[-1].true_accuracy > 0.7


@pytest.mark.parametrize("kind", ["spans", "ranking", "each turn"])
def test_any_kind_is_simulated_by_its_schema_and_skills_are_found_again(kind: str) -> None:
    rows = [*rows_of(kind, 30), {"text": "nobody knows", "asked": None}]
    (curve,) = simulate(
        rows, schema=schema_of(kind), accuracy=[0.5, 0.95, 0.75], answers=90, answers_per_item=3, strategies=["random"]
    )
    assert curve.left_out == 1
    assert curve.learnt
    worst, best, good = ((one.measured, one.in_truth) for one in curve.crew)
    assert worst[1] < good[1] < best[1]
    assert worst[0].estimate < good[0].estimate < best[0].estimate
    last = curve.steps[-1]
    assert last.agreement is not None
    assert 0 < last.agreement.low <= last.agreement.estimate <= 1
    assert last.consensus > np.mean([one.in_truth for one in curve.crew])


def test_what_cannot_be_simulated_is_named() -> None:
    with pytest.raises(InvalidInputError, match="Known answers alone do not tell what a spans question asks"):
        play(ROWS, kind="spans", answers=8)
    with pytest.raises(InvalidInputError, match="no step of a scale"):
        play(ROWS, kind="rating", answers=8)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": "no"}, "There is no column 'no'"),
        ({"answer": "no"}, "There is no column 'no'"),
        ({"answer": "same"}, "Column 'same' gives 1 different answers"),
        ({"strategies": ["no"]}, "There is no strategy 'no'"),
    ],
)
def test_what_cannot_be_simulated_is_said_before_it_starts(columns: dict[str, Any], message: str) -> None:
    rows = [{**row, "same": "x"} for row in ROWS[:10]]
    with pytest.raises(InvalidInputError, match=message):
        play(rows, **columns)


def play(rows: Sequence[Mapping[str, Any]], **given: Any) -> list[Curve]:
    return simulate(rows, **{"text": "body", "answer": "topic", **given})
