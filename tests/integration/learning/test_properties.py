"""What holds of learning on a real store, whatever people do."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.items.store import items
from inloop.loop.labelling import service as labels
from inloop.loop.quality import store as quality
from inloop.loop.routing import store as queue
from inloop.loop.routing.model import Arm
from inloop.loop.training import store as versions
from inloop.loop.training.service import models_view
from tests.integration.learning.conftest import Place, text_of

Start = Callable[..., Place]
LONG = [
    Column(name="key", role="key"),
    Column(name="text", role="field"),
    Column(name="topic", role="label"),
    Column(name="who", role="annotator"),
]
few = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(1, 3), st.integers(1, 15)),
        st.tuples(st.just("bring"), st.just(0), st.integers(1, 30)),
        st.tuples(st.just("withdraw"), st.integers(1, 3), st.just(0)),
        st.tuples(st.just("learn"), st.just(0), st.just(0)),
    ),
    min_size=1,
    max_size=8,
)


@given(steps=STEPS)
@few
def test_the_ranking_never_offers_control_items_nor_what_is_begun(
    start: Start, steps: list[tuple[str, int, int]]
) -> None:
    place, last = start(60), dict[int, str]()
    size = 60
    for what, person, count in [("learn", 0, 0), *steps, ("learn", 0, 0)]:
        if what == "answer":
            for _ in range(count):
                lent = place.ask(person)
                if lent is not None:
                    last[person] = place.answer(person, lent).id
        elif what == "withdraw" and person in last:
            withdraw(place, person, last.pop(person))
        elif what == "bring":
            place.bring(range(size, size + count))
            size += count
        elif what == "learn":
            place.learn()
            check_head(place)


def check_head(place: Place) -> None:
    control, gone = place.database.read(lambda c: versions.control_and_gone(c, place.number))
    begun = place.database.read(lambda c: queue.begun(c, place.number))
    head = [ask.item for ask in place.database.read(lambda c: queue.head(c, place.number, Arm.STRATEGY, most=500))]
    assert not set(head) & {*control, *gone, *begun}
    assert len(set(head)) == len(head)


@given(
    said=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.booleans()), min_size=2, max_size=40,
                  unique_by=lambda one: one[:2]),
    order=st.randoms(use_true_random=False),
)  # fmt: skip
@few
def test_the_order_in_which_answers_come_does_not_change_consensus(start: Start, said: Any, order: Any) -> None:
    other = list(said)
    order.shuffle(other)
    first, second = (consensus_of(start(), rows) for rows in (said, other))
    assert first.keys() == second.keys()
    for key, (code, p, *rest) in first.items():
        assert second[key][0] == code or p == pytest.approx(0.5, abs=1e-3)
        assert second[key][1] == pytest.approx(p, abs=1e-6)
        assert list(second[key][2:]) == rest


def consensus_of(place: Place, said: list[tuple[int, int, bool]]) -> dict[str, tuple[Any, ...]]:
    plan = Plan(LONG, place.database.read(lambda c: projects.schema_of(c, place.project)))
    rows = [
        {"key": f"k{n}", "text": text_of(n), "topic": "money" if yes else "travel", "who": f"person {who}"}
        for n, who, yes in said
    ]
    new = [plan.read(row, number=at) for at, row in enumerate(rows)]
    project = place.project
    place.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=place.at, by="test"))
    place.learning.settle(place.number, whole=True)
    found = place.database.read(lambda c: quality.known(c, place.number, "topic"))
    return {place.database.read(partial(items.find, number=row[0])).key: row[2:] for row in found}  # type: ignore[union-attr]


@given(answers=st.integers(1, 19))
@settings(few, max_examples=3)
def test_when_every_answer_is_taken_back_nothing_is_learnt_or_said(start: Start, answers: int) -> None:
    place, given_by = start(60), []
    place.learn()
    for _ in range(answers):
        lent = place.ask(1)
        assert lent is not None
        given_by.append(place.answer(1, lent).id)
    place.learn()
    for name in reversed(given_by):
        withdraw(place, 1, name)
    assert place.learn() is None
    view = place.database.read(lambda c: models_view(c, place.project))
    assert (view.champion, view.versions, view.curve) == (None, [], [])
    found = place.database.read(lambda c: quality.known(c, place.number, "topic"))
    assert {row[2] for row in found} <= {-1}


def test_a_version_whose_answers_are_all_taken_back_claims_no_accuracy(start: Start) -> None:
    place = start(100)
    place.learn()
    names = [place.answer(1, lent).id for _ in range(30) if (lent := place.ask(1)) is not None]
    assert place.learn() == 1
    for name in reversed(names):
        withdraw(place, 1, name)
    place.learning.attend(place.number, whole=True)
    (version,) = place.database.read(lambda c: models_view(c, place.project)).versions
    assert version.accuracy is None
    assert place.learn() is None


def withdraw(place: Place, person: int, name: str) -> None:
    """Take an answer back, and give its item back to the others."""
    project = place.project
    who = place.database.read(lambda c: labels.annotator_of(c, project, person=person, name=""))
    place.at += 1
    lent = place.database.write(
        lambda c: cycle.withdraw(c, project, who, name, suggestions=place.published, at=place.at)
    )
    place.database.write(lambda c: labels.skip(c, project, who, lent.id, reason="unclear", note="", at=place.at))
