"""A tree of labels: parents by path, moves, and what settles between many nodes."""

import time
from typing import Any

import pytest

from inloop.annotation.question import read_question
from inloop.annotation.schema import Schema
from inloop.kernel.errors import InvalidInputError


def document(*labels: Any, **more: object) -> dict[str, Any]:
    question = {"id": "about", "kind": "hierarchy", "name": "About?", "labels": list(labels), **more}
    return {"fields": [{"id": "text"}], "questions": [question]}


PETS = (
    {"name": "Animals"},
    {"name": "Cats", "parent": "Animals"},
    {"name": "Plants"},
    {"name": "Other", "parent": "Animals"},
    {"name": "Other", "parent": "plants"},
)


def test_parents_are_named_by_path_and_kept_by_id() -> None:
    settings = Schema.read(document(*PETS)).question("about").settings
    assert [(node.id, node.parent) for node in settings.labels] == [
        ("animals", None), ("cats", "animals"), ("plants", None), ("other", "animals"), ("other-2", "plants"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "node"),
    [
        ("cats", "cats"),
        ("Cats", "cats"),
        ("Animals/cats", "cats"),
        ("plants / Other", "other-2"),
        ("OTHER", "other"),
        ("x", "x"),
    ],
)
def test_a_cell_names_a_node_by_id_name_or_path(said: str, node: str) -> None:
    question = Schema.read(document(*PETS)).question("about")
    assert question.part.parser(question.settings)(said) == node


def test_a_node_moves_and_it_is_said_so() -> None:
    old = Schema.read(document(*PETS))
    labels = old.write()["questions"][0]["labels"]
    moved = [{**label, "parent": "plants"} if label["id"] == "cats" else label for label in labels]
    new = Schema.read(document(*moved), earlier=old)
    assert new.changes_since(old) == ["label 'Cats' moved from 'Animals' to 'Plants'"]


def test_a_node_cannot_vanish_or_stand_under_itself() -> None:
    old = Schema.read(document(*PETS))
    labels = old.write()["questions"][0]["labels"]
    with pytest.raises(InvalidInputError, match="retire it"):
        Schema.read(document(*labels[:1], *labels[2:]), earlier=old).changes_since(old)
    with pytest.raises(InvalidInputError, match="under itself"):
        Schema.read(document(*[{**label, "parent": "cats"} for label in labels]))
    with pytest.raises(InvalidInputError, match="which is not there"):
        Schema.read(document({"name": "A"}, {"name": "B", "parent": "C"}))


def test_many_answers_settle_on_the_deepest_node_that_most_stand_below() -> None:
    question = Schema.read(document(*PETS)).question("about")
    merged = question.part.merge(["cats", "other", "other-2"], question.settings, skills=[0.9, 0.9, 0.9])
    assert merged == "animals"
    assert question.part.distance("cats", "other", question.settings) == 0.5


def test_a_thousand_nodes_are_merged_not_counted_and_read_quickly() -> None:
    roots = [{"name": f"Group {n}"} for n in range(20)]
    leaves = [{"name": f"Leaf {n}", "parent": f"Group {n % 20}"} for n in range(980)]
    question = Schema.read(document(*roots, *leaves)).question("about")
    assert question.part.classes(question.settings) is None
    assert question.part.merges(question.settings)
    parse = question.part.parser(question.settings)
    start = time.perf_counter()
    for n in range(980):
        question.part.encode(
            question.part.read(parse(f"Group {n % 20} / Leaf {n}"), question.settings), question.settings
        )
    assert time.perf_counter() - start < 0.5
    with pytest.raises(InvalidInputError, match="more than 1,000"):
        Schema.read(document(*roots, *leaves, {"name": "One more"}))


def test_a_unit_stays_and_limits_change_in_words() -> None:
    old = read_question({"id": "far", "kind": "number", "name": "Far?", "unit": "km", "max": 5})
    wider = read_question({"id": "far", "kind": "number", "name": "Far?", "unit": "km", "max": 9})
    miles = read_question({"id": "far", "kind": "number", "name": "Far?", "unit": "mi", "max": 5})
    assert old.part.evolve(old.settings, wider.settings) == ["answers are numbers to 9, no longer numbers to 5"]
    with pytest.raises(InvalidInputError, match="cannot become answers in mi"):
        old.part.evolve(old.settings, miles.settings)
