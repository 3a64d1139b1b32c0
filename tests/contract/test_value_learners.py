"""Every registered learner of answers that cannot be counted keeps its contract."""

from typing import Any

import numpy as np
import pytest

import inloop.adapters.models  # noqa: F401  # importing it registers what is tested
from inloop.annotation.question import read_question
from inloop.kernel.registry import lookup, names
from inloop.testing import check_value_learner

SORTS = 3
COUNT = 48


def sort_of(number: int) -> int:
    return int(np.random.default_rng([number, 4]).integers(SORTS))


def vectors() -> list[dict[str, Any]]:
    """Items of three sorts, each near a corner."""
    rng = np.random.default_rng(0)
    return [{"vector": np.eye(8)[sort_of(n)] + 0.1 * rng.normal(size=8)} for n in range(COUNT)]


LABELS = [{"id": name, "name": name, "code": code} for code, name in enumerate(("joy", "fear", "anger"))]
NODES = [
    {"id": f"{top}-{leaf}", "name": f"{leaf}", "code": 200 + 60 * at + leaf, "parent": top}
    for at, top in enumerate(("a", "b", "c"))
    for leaf in range(60)
]
TREE = [{"id": top, "name": top, "code": at} for at, top in enumerate(("a", "b", "c"))] + NODES
WHOLE: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "emotions": ({"labels": LABELS}, [{"joy": 3}, {"fear": 1, "anger": 2}, {}]),
    "affect": ({}, [{"valence": 1, "arousal": 0}, {"valence": -1, "arousal": 1}, {"valence": 0, "arousal": -1}]),
    "number": ({"min": 0, "max": 100, "step": 5}, [5, 50, 95]),
    "ranking": ({"items": [{"id": one, "name": one} for one in "xyz"]}, [list("xyz"), list("zyx"), list("yxz")]),
    "hierarchy": ({"labels": TREE}, ["a-1", "b-2", "c-3"]),
}
TURNS = (
    ("thanks, that helped", "good"), ("this is useless", "bad"), ("I see, go on", "good"), ("you are wrong", "bad"),
)  # fmt: skip


def talks() -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    contents, values = [], []
    for number in range(COUNT):
        said = [TURNS[at] for at in np.random.default_rng(number).integers(len(TURNS), size=3).tolist()]
        turns = [
            {"role": "user" if at % 2 else "agent", "text": f"{text} {number}"} for at, (text, _) in enumerate(said)
        ]
        contents.append({"kind": "conversation", "value": turns})
        values.append({str(at): label for at, (_, label) in enumerate(said)})
    return contents, values


def rows() -> tuple[list[dict[str, Any]], list[dict[str, int]]]:
    contents = [{"kind": "row", "value": {"town": ("Rome", "Oslo")[n % 2], "size": "big"}} for n in range(COUNT)]
    return contents, [{"town": 9 if n % 2 else 1, "size": 5} for n in range(COUNT)]


def test_every_learner_of_values_is_held_to_the_contract():
    assert set(names("value-learner")) == {*(f"value-learner/{kind}.v1" for kind in WHOLE), "value-learner/each.v1"}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_learner_of_whole_answers_keeps_its_contract(kind):
    settings, answers = WHOLE[kind]
    question = read_question({"id": "asked", "kind": kind, "name": "What?", **settings})
    values = [answers[sort_of(n)] for n in range(COUNT)]
    check_value_learner(lookup(f"value-learner/{kind}.v1"), question, vectors(), values)


GOOD = [{"id": name, "name": name, "code": code} for code, name in enumerate(("good", "bad"))]


@pytest.mark.parametrize(
    ("asked", "examples"),
    [
        ({"kind": "choice", "labels": GOOD, "each": "turn", "on": "talk"}, talks()),
        ({"kind": "number", "each": "cell", "on": "row"}, rows()),
    ],
    ids=["a label a turn", "a number a cell"],
)
def test_what_is_asked_of_each_unit_is_learnt_unit_by_unit(asked, examples):
    question = read_question({"id": "asked", "name": "What?", **asked})
    check_value_learner(lookup("value-learner/each.v1"), question, *examples)


def test_the_chances_of_a_turn_stand_at_the_turn():
    question = read_question({"id": "q", "name": "Q", "kind": "choice", "labels": GOOD, "each": "turn", "on": "talk"})
    contents, values = talks()
    learner = lookup("value-learner/each.v1")(question)
    said = learner.fit(contents, values, labels=(), folds=np.arange(COUNT) % 3).predict(contents[:1])[0]
    assert set(said.units) == {"0", "1", "2"}
    assert all(max(shares, key=shares.get) == said.value[unit] for unit, shares in said.units.items())
    assert said.told["units"] == said.units


def test_a_prediction_is_never_less_right_at_the_coarser_level():
    settings, answers = WHOLE["hierarchy"]
    question = read_question({"id": "asked", "kind": "hierarchy", "name": "What?", **settings})
    rng = np.random.default_rng(1)
    leaves = [node["id"] for node in NODES]
    values = [
        answers[sort_of(n)] if rng.random() < 0.6 else leaves[int(rng.integers(len(leaves)))] for n in range(COUNT)
    ]
    learner, folds = lookup("value-learner/hierarchy.v1")(question), np.arange(COUNT) % 3
    said = learner.fit(vectors(), values, labels=(), folds=folds).predict(vectors(), folds=folds)
    tree = question.settings.tree
    paths = [(tree.path(one.value), tree.path(value)) for one, value in zip(said, values, strict=True)]
    coarse, fine = (np.mean([told[at] == given[at] for told, given in paths]) for at in (0, -1))
    assert coarse >= fine
    assert coarse > 0.5
