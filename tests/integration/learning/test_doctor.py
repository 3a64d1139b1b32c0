"""Whatever is derived is proven equal to the facts, or named and put right."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from inloop.app.doctor import Examination, examine, mend
from inloop.loop import projects
from inloop.loop.items import search
from inloop.loop.quality import store
from tests.integration.learning.conftest import Place

Start = Callable[..., Place]
DAMAGES = [
    ("vote", "UPDATE vote SET code = 1 - code WHERE question = 'topic' AND annotator = 2"),
    ("vote", "DELETE FROM vote WHERE question = 'tags'"),
    ("progress.answers", "UPDATE progress SET answers = answers + 1"),
    ("progress.answered_items", "UPDATE progress SET answered_items = 0"),
    ("progress.asked", "UPDATE progress SET asked = 3"),
    ("progress.asked_control", "UPDATE progress SET asked_control = asked_control + 2"),
    ("item_count.live", "UPDATE item_count SET live = 1"),
    ("annotator", "UPDATE annotator SET answers = answers - 1, active_ms = 5"),
    ("consensus", "UPDATE consensus SET code = 1 - code WHERE question = 'topic'"),
    ("consensus", "UPDATE consensus SET posterior = posterior - 0.02 WHERE question = 'stars'"),
    ("consensus", "UPDATE consensus SET votes = 9 WHERE question = 'tags'"),
    ("consensus", "UPDATE consensus SET state = 1"),
    ("consensus", "DELETE FROM consensus WHERE item = (SELECT min(item) FROM consensus)"),
    (
        "consensus",
        "INSERT INTO consensus SELECT item, question, 7, project, code, posterior, 3, 0, at, value FROM consensus",
    ),
    ("quality_snapshot", "UPDATE quality_snapshot SET body = replace(body, '\"estimate\":1', '\"estimate\":0')"),
    ("quality_snapshot", "DELETE FROM quality_snapshot WHERE question = 'topic'"),
]


def index(place: Place) -> None:
    schema = place.database.read(lambda c: projects.schema_of(c, place.project))
    while place.database.bulk(lambda c: search.index_chunk(c, place.number, schema)):
        pass


def damage(place: Place, statement: str) -> None:
    place.database.write(lambda c: c.exec_driver_sql(statement) and None)


def tables(found: Examination) -> set[str]:
    return {finding.table for finding in found.findings}


@pytest.fixture
def place(start: Start) -> Place:
    """A project in which three people have answered, settled and indexed."""
    made = start(24, answers_per_item=3, overlap=0)
    for person, tags in ((1, ["a"]), (2, ["a", "b"]), (3, ["a"])):
        made.answer_many(24, person=person, tags=tags, stars=4)
    made.learning.settle(made.number, whole=True)
    index(made)
    return made


def test_a_settled_project_is_as_the_facts_say(place: Place) -> None:
    found = examine(place.database)
    assert (found.findings, found.waiting) == ([], [])


@pytest.mark.parametrize(("table", "statement"), DAMAGES)
def test_each_damage_is_named_and_put_right(place: Place, table: str, statement: str) -> None:
    damage(place, statement)
    assert table in tables(examine(place.database))
    assert mend(place.database, place.published).findings == []
    index(place)
    found = examine(place.database)
    assert (found.findings, found.waiting) == ([], [])


def test_a_damaged_search_index_is_named_and_made_anew(place: Place) -> None:
    if place.database.is_sqlite:
        damage(place, "DELETE FROM item_search_docsize WHERE id % 2 = 0")
    else:
        damage(place, "UPDATE item_search SET body = to_tsvector('simple', 'other') WHERE mod(item, 2) = 0")
    found = examine(place.database)
    assert tables(found) == {"item_search"}
    assert len(found.findings) == 12
    mend(place.database, place.published)
    index(place)
    assert examine(place.database).findings == []


def test_answers_that_wait_to_be_settled_are_no_damage(start: Start) -> None:
    place = start(10, control_rate=0)
    place.answer_many(5)
    place.learning.settle(place.number, whole=True)
    place.answer_many(2)
    found = examine(place.database)
    assert found.findings == []
    assert (place.number, "topic") in found.waiting
    assert mend(place.database, place.published).waiting == []
    assert len(place.database.read(lambda c: store.known(c, place.number, "topic"))) == 7


def test_putting_right_invents_no_prediction_from_before_an_answer(start: Start) -> None:
    place = start(60, control_rate=0.5)
    place.answer_many(40)
    place.learn()
    before = place.database.read(lambda c: c.execute(text("SELECT item FROM prequential")).all())
    damage(place, "DELETE FROM consensus")
    assert mend(place.database, place.published).healthy
    assert place.database.read(lambda c: c.execute(text("SELECT item FROM prequential")).all()) == before
