"""Whole projects against simulated people."""

import numpy as np

from inloop.loop.quality.accuracy import measure
from inloop.simulation import crew, simulate
from tests.integration.learning.conftest import text_of, topic_of


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
    (person,) = crew(["a", "b", "c"], people=1, accuracy=0.8)
    rng = np.random.default_rng(1)
    right = np.mean([person.answer("b", rng=rng) == "b" for _ in range(2_000)])
    assert 0.77 < right < 0.83


def test_a_simulated_project_learns_and_knows_how_well() -> None:
    rows = [{"body": text_of(n), "topic": topic_of(n)} for n in range(250)]
    curve = simulate(rows, text="body", answer="topic", people=2, accuracy=0.95, answers=80, seed=3)
    last = curve.steps[-1]
    assert last.answers == 80
    assert last.true_accuracy > 0.85
    assert last.accuracy is not None
    assert last.accuracy.low - 0.1 <= last.true_accuracy <= last.accuracy.high + 0.1
