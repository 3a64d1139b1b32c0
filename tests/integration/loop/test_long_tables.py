"""Tables with one row a label: the same item again and again, each time by somebody else."""

from collections.abc import Callable
from typing import Any

from inloop.loop.items.model import Column
from tests.integration.loop.conftest import Stage, rows

Start = Callable[..., Stage]
LONG = [
    Column(name="id", role="key"),
    Column(name="text", role="field"),
    Column(name="mood", role="label"),
    Column(name="who", role="annotator"),
]


def said(who: str, mood: str, *, items: int = 5) -> list[dict[str, Any]]:
    return [{**row, "who": who, "mood": mood} for row in rows(items)]


def test_every_label_of_one_item_counts_though_its_rows_are_duplicates(start: Start) -> None:
    stage = start()
    table = [row for pair in zip(said("ann", "good"), said("bob", "bad"), strict=True) for row in pair]
    counts = stage.bring(table, LONG).counts
    assert (counts.imported, counts.duplicate, counts.labels) == (5, 5, 10)
    assert sorted(vote[3] for vote in stage.votes()) == [0] * 5 + [1] * 5
    assert stage.bring(table, LONG).counts.labels == 0


def test_of_two_labels_by_the_same_person_the_last_one_stands(start: Start) -> None:
    stage = start()
    assert stage.bring([*said("ann", "good"), *said("ann", "bad")], LONG).counts.labels == 5
    assert {vote[3] for vote in stage.votes()} == {1}


def test_a_label_of_other_content_is_not_taken_over(start: Start) -> None:
    stage = start()
    stage.bring([*said("ann", "good", items=1), {**said("bob", "bad", items=1)[0], "text": "Another text"}], LONG)
    assert [vote[3] for vote in stage.votes()] == [1]
