import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from inloop.kernel.clock import HOUR
from inloop.loop.routing import policies
from inloop.loop.routing import store as queue
from inloop.loop.routing.model import Arm, Pick
from tests.integration.loop.conftest import Stage, rows

Start = Callable[..., Stage]


def answer_all(stage: Stage, people: list[int], *, most: int) -> Counter[str]:
    """Let people answer in turn until nobody gets anything; count the answers of each item."""
    given: Counter[str] = Counter()
    for _ in range(most):
        busy = False
        for person in people:
            for lent in stage.ask(person).assignments:
                stage.at += 1
                stage.answer(person, lent.id)
                given[lent.item] += 1
                busy = True
        if not busy:
            break
    return given


def test_one_person_gets_every_item_once_and_then_nothing(start: Start) -> None:
    stage = start(40, overlap=0.5)
    given = answer_all(stage, [1], most=100)
    assert len(given) == 40
    assert set(given.values()) == {1}
    assert stage.ask(1).empty_reason == "all-answered"


def test_every_item_gets_the_answers_it_needs_and_no_more(start: Start) -> None:
    stage = start(30, answers_per_item=2, overlap=0)
    given = answer_all(stage, [1, 2, 3], most=100)
    assert len(given) == 30
    assert set(given.values()) == {2}


def test_the_overlap_share_gets_a_second_answer_by_coin(start: Start) -> None:
    stage = start(200, overlap=0.3)
    given = answer_all(stage, [1, 2], most=400)
    project = stage.project
    expected = sum(
        policies.answers_needed(project.settings, key=project.key, item=(project.id << 32) + n, rev=1)
        for n in range(200)
    )
    assert sum(given.values()) == expected
    assert 230 < expected < 290


def test_a_second_person_who_comes_late_still_gets_the_second_opinions(start: Start) -> None:
    stage = start(25, answers_per_item=2, overlap=0)
    assert sum(answer_all(stage, [1], most=50).values()) == 25
    assert sum(answer_all(stage, [2], most=50).values()) == 25


def test_items_that_came_with_labels_are_asked_only_where_they_want_more(start: Start) -> None:
    stage = start(overlap=0)
    stage.bring([{**row, "mood": "good"} for row in rows(6)] + rows(10)[6:])
    assert sum(answer_all(stage, [1], most=50).values()) == 4
    progress = stage.database.read(lambda c: queue.find_progress(c, stage.number))
    assert (progress.answers, progress.answered_items) == (10, 10)
    second = start(overlap=0, answers_per_item=2)
    second.bring([{**row, "mood": "good"} for row in rows(6)])
    assert sum(answer_all(second, [1], most=50).values()) == 6


def test_control_items_come_at_their_share(start: Start) -> None:
    stage = start(1_000, control_rate=0.3, overlap=0)
    for _ in range(100):
        stage.answer(1, stage.ask(1).assignments[0].id)
    progress = stage.database.read(lambda c: queue.find_progress(c, stage.number))
    assert progress.asked_control == 30


def test_an_expired_lease_goes_to_somebody_else(start: Start) -> None:
    stage = start(1)
    mine = stage.ask(1).assignments[0]
    assert stage.ask(2).assignments == []
    stage.at += HOUR
    assert [lent.item for lent in stage.ask(2).assignments] == [mine.item]


def test_a_skipped_control_item_is_a_debt_that_goes_to_another_person(start: Start) -> None:
    stage = start(1, control_rate=0.5)
    lent = stage.ask(1).assignments[0]
    stage.skip(1, lent.id)
    assert stage.ask(1).assignments == []
    assert [other.item for other in stage.ask(2).assignments] == [lent.item]


def test_what_the_strategy_offers_comes_first(start: Start) -> None:
    stage = start(50, control_rate=0, overlap=0)
    project = stage.project
    wanted = [(project.id << 32) + n for n in (41, 17, 3)]
    picks = [Pick(item=item, rev=1, utility=1 - place / 10) for place, item in enumerate(wanted)]
    from inloop.loop import cycle

    stage.database.write(lambda c: cycle.offer(c, project, picks))
    texts = []
    for _ in range(3):
        lent = stage.ask(1).assignments[0]
        texts.append(lent.fields[0]["value"])
        stage.answer(1, lent.id)
    assert texts == ["Request number 41", "Request number 17", "Request number 3"]


def test_nobody_can_be_lent_more_than_an_item_needs_however_many_ask_at_once(start: Start) -> None:
    stage = start(12, answers_per_item=2, overlap=0)
    people = range(1, 9)
    for person in people:
        stage.annotator(person)
    with ThreadPoolExecutor(8) as threads:
        batches = list(threads.map(lambda person: stage.ask(person, want=3), people))
    lent = Counter(assignment.item for batch in batches for assignment in batch.assignments)
    assert max(lent.values()) == 1, "second opinions come after the first answer"
    assert sum(lent.values()) == 12
    idle = next(batch for batch in batches if not batch.assignments)
    assert idle.empty_reason == "others-answer"


@given(asked=st.integers(0, 10_000), control=st.integers(0, 1_000), second=st.booleans())
def test_every_arm_is_tried_exactly_once(asked: int, control: int, second: bool) -> None:
    order = policies.arm_order(asked=asked, asked_control=control, second_first=second)
    assert sorted(order) == sorted(Arm)


def test_the_first_counts_of_two_nodes_at_once_are_both_kept(start: Start) -> None:
    stage = start()
    project, database = stage.number, stage.database

    def first(connection: Connection) -> None:
        queue.advance(connection, project, asked=1)
        time.sleep(0.05)

    def count(barrier: Barrier) -> None:
        barrier.wait(10)
        database.bulk(first)

    with ThreadPoolExecutor(2) as nodes:
        together = Barrier(2)
        list(nodes.map(count, [together] * 2))
    assert database.read(lambda c: queue.find_progress(c, project)).asked == 2


def test_a_first_mark_waits_for_another_nodes_first_count(start: Start) -> None:
    stage = start()
    project, database = stage.number, stage.database
    with ThreadPoolExecutor(1) as nodes:
        with database.engine.connect().execution_options(writes=True) as other, other.begin():
            queue.advance(other, project, answers=1)
            marked = nodes.submit(
                lambda: database.bulk(lambda c: queue.set_marks(c, project, control_upto=5, scan_upto=7))
            )
            time.sleep(0.1)
        marked.result(10)
    found = database.read(lambda c: queue.find_progress(c, project))
    assert (found.answers, found.control_upto, found.scan_upto) == (1, 5, 7)
