"""One answer to many items at once, and back; items that are alike, lent."""

import uuid
from collections.abc import Callable

import pytest

from inloop.kernel.clock import HOUR
from inloop.kernel.errors import ForbiddenError, InvalidInputError
from inloop.kernel.ids import item_id
from inloop.loop import cycle
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import store as label_store
from inloop.loop.labelling.model import Annotation, Bulk, BulkReceipt
from inloop.loop.routing import store as queue
from tests.integration.loop.conftest import Stage, Suggesting

Start = Callable[..., Stage]


def give(stage: Stage, person: int, items: list[int], mood: str = "good", **more: object) -> BulkReceipt:
    sent = Bulk(**{"id": str(uuid.uuid4()), "items": items, "values": {"mood": mood}, "schema_version": 1, **more})  # type: ignore[arg-type]
    project, who = stage.project, stage.annotator(person)
    return stage.database.write(lambda c: cycle.answer_many(c, project, who, sent, at=stage.at))


def take_back(stage: Stage, person: int, name: str) -> int:
    project, who = stage.project, stage.annotator(person)
    return stage.database.write(lambda c: cycle.withdraw_many(c, project, who, name, most=100, at=stage.at))


def plain(stage: Stage, count: int) -> list[int]:
    """Give some items that are no control items."""
    every = [item_id(stage.number, n) for n in range(200)]
    return [item for item, _ in stage.database.read(lambda c: item_store.revs_of(c, every, control=False))][:count]


def standing(stage: Stage, person: int) -> list[Annotation]:
    who = stage.annotator(person)
    return stage.database.read(lambda c: label_store.history(c, stage.number, who.id, before=None, limit=100))


def test_each_item_gets_an_ordinary_answer_with_its_share_of_the_time(start: Start) -> None:
    stage = start(40)
    items = plain(stage, 5)
    kept = give(stage, 1, items, each_ms=700)
    assert (kept.given, kept.left_out) == (items, [])
    assert [(one.values, one.active_ms, one.bulk) for one in standing(stage, 1)] == [
        ({"mood": "good"}, 700, kept.id)
    ] * 5
    assert stage.annotator(1).answers == 5
    assert stage.database.read(lambda c: queue.find_progress(c, stage.number)).answered_items == 5


def test_what_was_labelled_at_once_is_not_asked_again(start: Start) -> None:
    stage = start(12, overlap=0, control_rate=0.0)
    items = plain(stage, 10)
    give(stage, 1, items)
    seen = {lent.id for _ in range(4) for lent in stage.ask(1, want=3).assignments}
    assert len(seen) == 2
    assert {lent.id for lent in stage.ask(2, want=3).assignments}.isdisjoint(seen)
    assert stage.ask(2, want=3).assignments == []


def test_taken_back_everything_is_as_before(start: Start) -> None:
    stage = start(12, overlap=0, control_rate=0.0)
    items = plain(stage, 6)
    kept = give(stage, 1, items)
    assert take_back(stage, 1, kept.id) == 6
    assert take_back(stage, 1, kept.id) == 0
    assert stage.votes() == []
    assert stage.database.read(lambda c: queue.find_progress(c, stage.number)).answered_items == 0
    answered = 0
    while lent := stage.ask(1).assignments:
        stage.answer(1, lent[0].id)
        answered += 1
    assert answered == 12


def test_an_earlier_answer_is_corrected_and_comes_back(start: Start) -> None:
    stage = start(40)
    items = plain(stage, 3)
    give(stage, 1, items[:2], "bad")
    kept = give(stage, 1, items)
    assert {vote[3] for vote in stage.votes()} == {0}
    assert stage.annotator(1).answers == 3
    take_back(stage, 1, kept.id)
    assert [vote[3] for vote in stage.votes()] == [1, 1]
    assert stage.annotator(1).answers == 2


def test_what_is_said_already_and_the_same_act_again_change_nothing(start: Start) -> None:
    stage = start(40)
    items = plain(stage, 3)
    name = str(uuid.uuid4())
    give(stage, 1, items[:1])
    assert give(stage, 1, items, id=name).given == items[1:]
    assert give(stage, 1, items, id=name).given == []
    assert len(stage.votes()) == 3


def test_control_items_and_items_that_are_gone_are_left_out_with_the_reason(start: Start) -> None:
    stage = start(30, control_rate=0.5)
    every = [item_id(stage.number, n) for n in range(30)]
    control = [item for item, _ in stage.database.read(lambda c: item_store.revs_of(c, every, control=True))]
    project = stage.project
    free = plain(stage, 2)
    stage.database.write(lambda c: cycle.delete(c, project, free[:1], at=stage.at, by="test"))
    kept = give(stage, 1, [*free, control[0], item_id(stage.number + 1, 0)])
    assert kept.given == free[1:]
    told = {one.place: one.why for one in kept.left_out}
    assert "not there any more" in told[free[0]]
    assert "measuring accuracy" in told[control[0]]
    assert len(told) == 3


def test_an_answer_that_fits_no_question_is_refused_as_a_whole(start: Start) -> None:
    stage = start(10)
    with pytest.raises(InvalidInputError, match="not one of the labels"):
        give(stage, 1, plain(stage, 2), "angry")
    assert stage.votes() == []


def test_where_others_have_answered_it_is_an_extra_vote_and_nobody_is_asked_again_after_undo(start: Start) -> None:
    stage = start(1, overlap=0, control_rate=0.0)
    theirs = stage.ask(2).assignments[0]
    stage.answer(2, theirs.id)
    kept = give(stage, 1, [item_id(stage.number, 0)], "bad")
    assert [one.late for one in standing(stage, 1)] == [True]
    take_back(stage, 1, kept.id)
    assert stage.ask(3).assignments == []


def test_alike_items_are_lent_once_and_answered_by_their_leases(start: Start) -> None:
    stage = start(30, overlap=0)
    near = plain(stage, 6)
    give(stage, 2, near[:1])
    project, who = stage.project, stage.annotator(1)

    def lend() -> list[str]:
        found = stage.database.write(
            lambda c: cycle.ask_alike(c, project, who, near, most=4, suggestions=Suggesting(), at=stage.at)
        )
        return [lent.id for lent in found]

    lent = lend()
    assert len(lent) == 4
    assert len(lend()) == 1
    kept = give(stage, 1, [], assignments=lent[:3])
    assert kept.given == lent[:3]
    assert take_back(stage, 1, kept.id) == 3
    with pytest.raises(ForbiddenError):
        give(stage, 2, [], assignments=lent[3:])


def test_a_lease_that_ran_out_meanwhile_still_takes_its_answer(start: Start) -> None:
    stage = start(10, overlap=0, control_rate=0.0)
    project, who = stage.project, stage.annotator(1)
    near = plain(stage, 3)
    lent = stage.database.write(
        lambda c: cycle.ask_alike(c, project, who, near, most=3, suggestions=Suggesting(), at=stage.at)
    )
    stage.at += HOUR
    stage.ask(2, want=3)
    assert len(give(stage, 1, [], assignments=[one.id for one in lent]).given) == 3
