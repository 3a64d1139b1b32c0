import json
import uuid
from collections.abc import Callable

import msgspec
import pytest

from inloop import record
from inloop.kernel.clock import HOUR
from inloop.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from inloop.loop import cycle
from inloop.loop.labelling import store as label_store
from inloop.loop.labelling.model import Lent
from inloop.loop.routing import store as queue
from tests.integration.loop.conftest import Stage, Suggesting

Start = Callable[..., Stage]


def standing(stage: Stage, person: int) -> list[str]:
    who = stage.annotator(person)
    found = stage.database.read(lambda c: label_store.history(c, stage.number, who.id, before=None, limit=100))
    return [annotation.id for annotation in found]


def withdraw(stage: Stage, person: int, name: str) -> Lent:
    project, who = stage.project, stage.annotator(person)
    return stage.database.write(lambda c: cycle.withdraw(c, project, who, name, suggestions=Suggesting(), at=stage.at))


def test_sending_the_same_answer_again_changes_nothing(start: Start) -> None:
    stage = start(5)
    lent, name = stage.ask(1).assignments[0], str(uuid.uuid4())
    assert not stage.answer(1, lent.id, id=name).repeated
    assert stage.answer(1, lent.id, id=name).repeated
    assert len(stage.votes()) == 1
    assert stage.annotator(1).answers == 1


def test_the_same_id_with_another_body_is_refused(start: Start) -> None:
    stage = start(5)
    lent, name = stage.ask(1).assignments[0], str(uuid.uuid4())
    stage.answer(1, lent.id, id=name)
    with pytest.raises(ConflictError):
        stage.answer(1, lent.id, "bad", id=name)


def test_a_late_answer_is_kept_as_an_extra_vote(start: Start) -> None:
    stage = start(1, overlap=0)
    mine = stage.ask(1).assignments[0]
    stage.at += HOUR
    theirs = stage.ask(2).assignments[0]
    stage.answer(2, theirs.id)
    assert stage.answer(1, mine.id, "bad").late
    assert len(stage.votes()) == 2


def test_a_late_answer_to_an_item_nobody_took_is_an_ordinary_one(start: Start) -> None:
    stage = start(1, overlap=0)
    mine = stage.ask(1).assignments[0]
    stage.at += HOUR
    assert not stage.answer(1, mine.id).late
    stage.at += HOUR
    assert stage.ask(2).assignments == []


def test_withdrawing_reopens_the_lease_for_its_owner_with_what_was_said(start: Start) -> None:
    stage = start(1, overlap=0)
    lent = stage.ask(1).assignments[0]
    receipt = stage.answer(1, lent.id, "bad")
    again = withdraw(stage, 1, receipt.id)
    assert (again.id, again.values) == (lent.id, {"mood": "bad"})
    assert stage.votes() == []
    assert stage.ask(2).assignments == []
    stage.answer(1, again.id, "good")
    progress = stage.database.read(lambda c: queue.find_progress(c, stage.number))
    assert (progress.answers, progress.answered_items, len(stage.votes())) == (1, 1, 1)


def test_withdrawing_again_changes_nothing_until_the_item_is_answered_anew(start: Start) -> None:
    stage = start(1, overlap=0)
    receipt = stage.answer(1, stage.ask(1).assignments[0].id, "bad")
    first = withdraw(stage, 1, receipt.id)
    stage.at += 1_000_000
    assert withdraw(stage, 1, receipt.id) == first
    progress = stage.database.read(lambda c: queue.find_progress(c, stage.number))
    assert (progress.answers, progress.answered_items) == (0, 0)
    stage.answer(1, first.id, "good")
    with pytest.raises(ConflictError, match="has been withdrawn"):
        withdraw(stage, 1, receipt.id)
    assert len(stage.votes()) == 1


def test_a_correction_supersedes_and_keeps_the_first_answer(start: Start) -> None:
    stage = start(1, overlap=0)
    lent = stage.ask(1).assignments[0]
    first = stage.answer(1, lent.id, "bad").id
    second = stage.answer(1, lent.id, "good").id
    assert standing(stage, 1) == [second]
    kept = stage.database.read(lambda c: label_store.find_annotation(c, first))
    assert kept is not None
    assert kept[0].ended == "superseded"
    assert [vote[3] for vote in stage.votes()] == [0]


def test_somebody_elses_assignment_cannot_be_answered(start: Start) -> None:
    stage = start(5)
    lent = stage.ask(1).assignments[0]
    with pytest.raises(ForbiddenError):
        stage.answer(2, lent.id)


def test_an_answer_that_does_not_fit_names_its_question_and_leaves_the_lease(start: Start) -> None:
    stage = start(1)
    lent = stage.ask(1).assignments[0]
    with pytest.raises(InvalidInputError) as refusal:
        stage.answer(1, lent.id, "splendid")
    assert refusal.value.where == "mood"
    assert [other.id for other in stage.ask(1).assignments] == [lent.id]


def test_leaving_open_is_a_vote_of_its_own(start: Start) -> None:
    stage = start(1)
    stage.answer(1, stage.ask(1).assignments[0].id, None)
    assert [vote[3] for vote in stage.votes()] == [-1]


def test_no_more_than_three_items_are_lent_at_once_and_the_oldest_comes_first(start: Start) -> None:
    stage = start(20)
    first = stage.ask(1, want=9)
    assert len(first.assignments) == 3
    assert [lent.id for lent in stage.ask(1, want=3).assignments] == [lent.id for lent in first.assignments]


def shape(lent: Lent) -> object:
    """The payload with every letter and digit blanked out."""

    def blank(value: object) -> object:
        if isinstance(value, dict):
            return {key: blank(part) for key, part in value.items()}
        if isinstance(value, list):
            return [blank(part) for part in value]
        return "x" * len(value) if isinstance(value, str) else type(value).__name__

    return blank(json.loads(msgspec.json.encode(lent)))


def test_blind_and_ordinary_assignments_look_alike(start: Start) -> None:
    stage = start(200, control_rate=0.5, overlap=0, hidden_share=0.5)
    shapes: dict[str, set[str]] = {}
    for _ in range(80):
        lent = stage.ask(1).assignments[0]
        lease = stage.database.read(lambda c, name=lent.id: label_store.find_assignment(c, name))
        assert lease is not None
        if lent.suggestion is None:
            alike = msgspec.structs.replace(lent, fields=[{**lent.fields[0], "value": "text"}])
            shapes.setdefault(lease.reason, set()).add(json.dumps(shape(alike)))
        else:
            assert lease.reason == "uncertain"
        stage.answer(1, lent.id)
    assert shapes["control"] == shapes["uncertain"]


def test_blind_values_change_no_byte_that_an_annotator_gets(start: Start) -> None:
    def payload(sex: str) -> bytes:
        stage = start(control_rate=0, hidden_share=0)
        stage.bring([{"id": "a", "text": "the same", "sex": sex}])
        lent = stage.ask(1).assignments[0]
        return msgspec.json.encode(msgspec.structs.replace(lent, id="", item="", leased_until=0))

    assert payload("m") == payload("f")


def test_every_act_is_in_the_record_and_the_record_verifies(start: Start) -> None:
    stage = start(3)
    receipt = stage.answer(1, stage.ask(1).assignments[0].id)
    withdraw(stage, 1, receipt.id)
    record.seal(stage.database, at=stage.at)
    acts = [event.act for event in stage.database.read(lambda c: record.recent(c, project=stage.number, limit=50))]
    for act in ("project.created", "items.brought", "annotation.given", "annotation.withdrawn"):
        assert act in acts
    assert record.verify(stage.database).verified
