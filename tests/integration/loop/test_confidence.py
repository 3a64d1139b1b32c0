"""How sure people say they are: beside the answer, through correction, withdrawal, import and the proof."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from inloop.annotation.schema import Schema
from inloop.database import Database
from inloop.kernel.errors import ConflictError, InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import rebuild, views
from inloop.loop.labelling import store as label_store
from inloop.loop.labelling.model import Given
from tests.integration.loop.conftest import Stage, Suggesting, rows

SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [
        {
            "id": "mood",
            "kind": "choice",
            "name": "Mood?",
            "labels": [{"name": "good"}, {"name": "bad"}],
            "confidence": "levels",
        },
        {"id": "why", "kind": "text", "name": "Why?", "required": False},
    ],
}
Start = Callable[..., Stage]


@pytest.fixture
def sure(database: Database) -> Start:
    """Start a project that asks how sure one is."""

    def make(items: int) -> Stage:
        settings = {"control_rate": 0, "overlap": 0}
        made = database.write(
            lambda c: projects.create(c, name="Sure", schema=SCHEMA, settings=settings, at=1, by="test")
        )
        stage = Stage(database, made.id)
        stage.bring(rows(items), [Column(name="id", role="key"), Column(name="text", role="field")])
        return stage

    return make


def stated(stage: Stage) -> list[float]:
    found = stage.database.read(lambda c: label_store.confidences_on(c, stage.number, "mood"))
    return sorted(found.values())


def looked_back(stage: Stage) -> list[Given]:
    project = stage.project
    return stage.database.read(lambda c: views.history(c, project, person=1, before=None, limit=9, at=stage.at))


def test_it_stands_beside_the_answer_and_in_the_vote_and_the_proof_holds(sure: Start) -> None:
    stage = sure(3)
    stage.answer(1, stage.ask(1).assignments[0].id, confidence={"mood": 0.75})
    stage.answer(1, stage.ask(1).assignments[0].id)
    assert stated(stage) == [0.75]
    assert [(one.values, one.confidence) for one in looked_back(stage)] == [
        ({"mood": "good"}, {}), ({"mood": "good"}, {"mood": 0.75}),
    ]  # fmt: skip
    project = stage.project
    assert stage.database.read(lambda c: rebuild.differing_votes(c, project)) == []
    stage.database.write(lambda c: rebuild.rebuild_votes(c, project))
    assert stated(stage) == [0.75]


def test_correction_and_withdrawal_take_it_along(sure: Start) -> None:
    stage = sure(2)
    lent = stage.ask(1).assignments[0].id
    first = stage.answer(1, lent, confidence={"mood": 0.25})
    second = stage.answer(1, lent, "bad", confidence={"mood": 1}, supersedes=first.id)
    assert stated(stage) == [1.0]
    project, who = stage.project, stage.annotator(1)
    back = stage.database.write(
        lambda c: cycle.withdraw(c, project, who, second.id, suggestions=Suggesting(), at=stage.at)
    )
    assert (back.values, back.confidence) == ({"mood": "bad"}, {"mood": 1.0})
    assert stated(stage) == []


def test_an_undone_bulk_act_brings_back_how_sure_one_was(sure: Start) -> None:
    from tests.integration.loop.test_bulk import give, plain, take_back

    stage = sure(3)
    lent = stage.ask(1).assignments[0]
    stage.answer(1, lent.id, "bad", confidence={"mood": 0.5})
    kept = give(stage, 1, plain(stage, 3))
    assert stated(stage) == []
    take_back(stage, 1, kept.id)
    assert stated(stage) == [0.5]


def test_the_same_id_with_another_confidence_is_another_answer(sure: Start) -> None:
    stage = sure(1)
    lent, name = stage.ask(1).assignments[0].id, str(uuid.uuid4())
    stage.answer(1, lent, id=name, confidence={"mood": 0.5})
    assert stage.answer(1, lent, id=name, confidence={"mood": 0.5}).repeated
    with pytest.raises(ConflictError):
        stage.answer(1, lent, id=name, confidence={"mood": 1})


@pytest.mark.parametrize("given", [{"mood": 1.5}, {"mood": "very"}, {"why": 0.5}, {"mood": True}, {"nothing": 1}])
def test_what_makes_no_sense_is_refused(sure: Start, given: dict[str, Any]) -> None:
    stage = sure(1)
    with pytest.raises(InvalidInputError):
        stage.answer(1, stage.ask(1).assignments[0].id, confidence=given)


def test_nobody_is_sure_of_what_they_cannot_tell(sure: Start) -> None:
    stage = sure(1)
    stage.answer(1, stage.ask(1).assignments[0].id, None, confidence={"mood": 1})
    assert stated(stage) == []


def test_an_import_brings_it_back(sure: Start) -> None:
    stage = sure(1)
    columns = [
        Column(name="id", role="key"),
        Column(name="text", role="field"),
        Column(name="mood", role="label"),
        Column(name="mood.confidence", role="confidence"),
    ]
    told = [("x", "0.75"), ("y", "certain"), ("z", ""), ("w", "40 %")]
    stage.bring([{"id": n, "text": n, "mood": "good", "mood.confidence": sure} for n, sure in told], columns)
    assert stated(stage) == [0.4, 0.75, 1.0]
    stage.bring([{"id": "x", "text": "x", "mood": "good", "mood.confidence": "0.5"}], columns)
    assert stated(stage) == [0.4, 0.5, 1.0]
    project = stage.project
    assert stage.database.read(lambda c: rebuild.differing_votes(c, project)) == []


def test_a_question_that_does_not_ask_takes_no_column_of_it() -> None:
    schema = Schema.read({**SCHEMA, "questions": [{**SCHEMA["questions"][0], "confidence": ""}]})  # type: ignore[dict-item]
    columns = [Column(name="text", role="field"), Column(name="mood.confidence", role="confidence")]
    with pytest.raises(InvalidInputError, match="does not ask how sure"):
        Plan(columns, schema)


def test_a_schema_may_begin_to_ask_it_and_says_so() -> None:
    before = Schema.read({**SCHEMA, "questions": [{**SCHEMA["questions"][0], "confidence": ""}]})  # type: ignore[dict-item]
    document = before.write()
    document["questions"][0]["confidence"] = "levels"
    after = Schema.read(document, earlier=before)
    assert after.changes_since(before) == ["'Mood?' asks how sure one is, in four levels"]
