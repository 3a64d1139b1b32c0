"""Simulated people can answer every kind of question; each error model holds to its contract."""

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from tests.contract.test_kinds import STRATEGIES
from tests.truths import ASKED_OF, rows_of, schema_of

from inloop.annotation import kind_of
from inloop.annotation.question import Question, read_question, write_question
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import names
from inloop.simulation import slips
from inloop.simulation.truth import truth_of
from inloop.testing import check_slips

kind_of("choice")
KINDS = [entry.removeprefix("kind/").split(".")[0] for entry in names("kind")]
NOT_SIMULATED: dict[str, str] = {}
"""Kind → why nobody can say how people err in it."""
TEXT = " ".join(f"word{n}" for n in range(12))
CONTENTS: Mapping[str, dict[str, Any]] = {
    "text": {"kind": "text", "value": TEXT},
    "image": {"kind": "image", "width": 110, "height": 110, "state": "ok"},
    "audio": {"kind": "audio", "seconds": 110.0, "state": "ok"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_how_people_err_in_it(kind: str) -> None:
    assert (kind in slips.simulated_kinds()) != (kind in NOT_SIMULATED)
    assert kind in NOT_SIMULATED or any(schema_of(name)["questions"][-1]["kind"] == kind for name in ASKED_OF)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in NOT_SIMULATED])
def test_every_error_model_holds_to_the_contract(kind: str) -> None:
    @settings(max_examples=40, deadline=None)
    @given(STRATEGIES[kind])
    def holds(example: tuple[dict[str, Any], list[object], list[object]]) -> None:
        given_settings, values, _ = example
        question = _complete(kind, given_settings)
        fields = {"on": CONTENTS[question.part.points_into[0]]} if question.part.points_into else {}
        truths = [question.normal(value, fields) for value in values]
        check_slips(question, truths=truths, fields=fields, said=_leaning_on(question, truths), tools=slips)

    holds()


@pytest.mark.parametrize("name", ASKED_OF)
def test_who_is_worse_lies_further_from_the_truth(name: str) -> None:
    truth = truth_of(schema_of(name), rows_of(name, 25))
    question, rng = truth.schema.question("asked"), np.random.default_rng(3)

    def apart(skill: float) -> float:
        found = []
        for item in truth.items:
            said: dict[str, Any] = {}
            for each in truth.schema.questions:
                scene = slips.Scene(each, item.fields, said, skill, rng)
                said[each.id] = slips.said_by(item.answers[each.id], scene)
            assert truth.schema.read_values(said, item.fields) == said
            found.append(question.part.distance(said["asked"], item.answers["asked"], question.settings))
        return float(np.mean(found))

    best, good, bad = (apart(skill) for skill in (1.0, 0.9, 0.4))
    assert best == 0 < good < bad


def test_the_smallest_box_stays_one_however_badly_it_is_drawn() -> None:
    question = _complete("boxes", {"labels": [{"id": "dog", "name": "Dog"}]})
    fields = {"on": CONTENTS["image"]}
    smallest = question.normal([{"x": 0, "y": 0, "width": 0.01, "height": 0.01, "label": "dog"}], fields)
    for seed in range(200):
        slips.said_by(smallest, slips.Scene(question, fields, {}, 0.0, np.random.default_rng(seed)))


def test_a_kind_of_which_nobody_said_how_people_err_is_named() -> None:
    schema = {"fields": [{"id": "text"}], "questions": [{"id": "q", "kind": "text", "name": "What?"}]}
    question = read_question(schema["questions"][0])
    strange = Question(id="q", kind="hue", name="Which?", given=question.given)
    with pytest.raises(InvalidInputError, match="'hue' cannot be simulated"):
        slips.said_by(3, slips.Scene(strange, {}, {}, 0.5, np.random.default_rng(0)))
    with pytest.raises(InvalidInputError, match="Row 2"):
        truth_of(schema, [{"text": "a", "q": "x"}, {"text": "b", "q": "x" * 2_001}])


def _complete(kind: str, given_settings: Mapping[str, Any]) -> Question:
    bare = read_question({"id": "q", "kind": kind, "name": "Which?", **given_settings})
    document = write_question(bare) | {"on": "on" if bare.part.points_into else ""}
    return read_question({**document, **msgspec.to_builtins(bare.part.complete(bare.settings))})


def _leaning_on(question: Question, truths: list[Any]) -> dict[str, Any]:
    """Say that all ends of relations are marked."""
    if question.kind != "relations":
        return {}
    spans = [relation[side] for truth in truths for relation in truth for side in ("from", "to")]
    return {question.settings.of: spans}
