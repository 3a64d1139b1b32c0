from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from inloop.app.doctor import examine
from inloop.kernel.errors import InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.items import search
from inloop.loop.items import service as items
from inloop.loop.items.model import Column
from inloop.loop.items.store import items as store
from inloop.loop.items.store import search as search_store
from inloop.loop.routing import store as queue
from tests.integration.loop.conftest import COLUMNS, Stage, rows

Start = Callable[..., Stage]


def index(stage: Stage) -> None:
    schema = stage.database.read(lambda c: projects.schema_of(c, stage.project))
    while stage.database.bulk(lambda c: search.index_chunk(c, stage.number, schema)):
        pass


def found(stage: Stage, words: str) -> list[int]:
    def query(connection: Connection) -> list[int]:
        matching = search_store.found(connection, stage.number, words=search.match(words))
        return [int(row[0]) for row in connection.execute(matching)]

    return stage.database.read(query)


def test_bringing_the_same_rows_again_changes_nothing(start: Start) -> None:
    stage = start()
    first = stage.bring(rows(50)).counts
    again = stage.bring(rows(50)).counts
    assert (first.imported, first.rows) == (50, 50)
    assert (again.unchanged, again.imported, again.changed) == (50, 0, 0)


def test_new_content_under_a_known_key_becomes_a_revision(start: Start) -> None:
    stage = start(3)
    brought = stage.bring([{"id": "r1", "text": "Now something else"}])
    assert brought.counts.changed == 1
    item = stage.database.read(lambda c: items.get(c, stage.number, brought.places[0][1]))
    assert (item.rev, item.fields["text"]["value"]) == (2, "Now something else")
    before = stage.database.read(lambda c: items.get(c, stage.number, item.id, rev=1))
    assert before.fields["text"]["value"] == "Request number 1"


def test_doubles_inside_one_chunk_are_counted_and_kept_once(start: Start) -> None:
    stage = start()
    counts = stage.bring([*rows(5), *rows(5)]).counts
    assert (counts.imported, counts.duplicate) == (5, 5)


def test_a_row_that_shows_nothing_is_refused_with_its_reason(start: Start) -> None:
    with pytest.raises(InvalidInputError, match="Nothing to show"):
        start().bring([{"id": "x", "text": "  ", "sex": "f"}])


def test_labels_that_come_with_the_data_become_votes_once(start: Start) -> None:
    stage = start()
    given = [{**row, "mood": "Good" if n % 2 else "bad"} for n, row in enumerate(rows(10))]
    assert stage.bring(given).counts.labels == 10
    assert stage.bring(given).counts.labels == 0
    assert sorted(vote[3] for vote in stage.votes()) == [0] * 5 + [1] * 5


def test_an_unknown_label_is_refused_with_what_is_on_offer(start: Start) -> None:
    with pytest.raises(InvalidInputError, match="not one of the labels"):
        start().bring([{"id": "a", "text": "t", "mood": "splendid"}], COLUMNS)


def test_search_finds_words_and_beginnings_but_never_blind_fields(start: Start) -> None:
    stage = start()
    stage.bring([{"id": "a", "text": "My card is lost", "sex": "unmistakable"}, {"id": "b", "text": "Café bill"}])
    index(stage)
    assert len(found(stage, "card")) == 1
    assert len(found(stage, "los")) == 1
    assert found(stage, "unmistakable") == []
    assert found(stage, 'card" OR "bill') == []


def test_search_follows_a_revision(start: Start) -> None:
    stage = start(2)
    index(stage)
    stage.bring([{"id": "r0", "text": "Entirely different"}])
    index(stage)
    assert len(found(stage, "entirely")) == 1
    assert found(stage, "0") == []


def test_deleting_can_be_undone_and_counts_follow(start: Start) -> None:
    stage = start(10)
    first = store.range_of(stage.number)[0]
    project = stage.project
    gone = stage.database.write(lambda c: cycle.delete(c, project, [first, first + 1], at=5, by="t"))
    assert len(gone) == 2
    assert stage.database.read(lambda c: store.count(c, stage.number)) == (10, 8)
    stage.database.write(lambda c: cycle.restore(c, project, [first], at=6, by="t"))
    assert stage.database.read(lambda c: store.count(c, stage.number)) == (10, 9)


def test_erasing_removes_the_text_everywhere_but_keeps_the_vote(start: Start) -> None:
    stage = start(1)
    index(stage)
    lent = stage.ask(1).assignments[0]
    stage.answer(1, lent.id, values={"mood": "good", "why": "because Request"})
    item = store.range_of(stage.number)[0]
    project = stage.project
    stage.database.write(lambda c: cycle.erase(c, project, item, at=9, by="t"))
    index(stage)
    assert stage.database.read(lambda c: items.get(c, stage.number, item)).erased
    assert found(stage, "request") == []
    assert len(stage.votes()) == 1


def test_control_items_are_drawn_on_arrival_at_their_rate(start: Start) -> None:
    stage = start(2_000, control_rate=0.2)
    drawn = stage.database.read(lambda c: store.control_after(c, stage.number, shuffle=-1, limit=5_000))
    assert 320 < len(drawn) < 480
    assert [row[2] for row in drawn] == sorted(row[2] for row in drawn)


def test_labels_of_two_people_are_counted_once_an_item_and_replaced_by_newer_ones(start: Start) -> None:
    stage = start()
    columns = [
        Column(name="id", role="key"),
        Column(name="text", role="field"),
        Column(name="ann", role="label", question="mood", annotator="Ann"),
        Column(name="bob", role="label", question="mood", annotator="Bob"),
    ]
    given = [{"id": f"r{n}", "text": f"text {n}", "ann": "good", "bob": "bad"} for n in range(80)]
    assert stage.bring(given, columns).counts.labels == 160
    assert stage.bring(given, columns).counts.labels == 0
    assert stage.bring([{**row, "bob": "good"} for row in given[:60]], columns).counts.labels == 0
    counted = stage.database.read(lambda c: queue.find_progress(c, stage.number))
    assert (counted.answers, counted.answered_items) == (160, 80)
    assert Counter(vote[3] for vote in stage.votes()) == {0: 140, 1: 20}
    assert examine(stage.database).findings == []
