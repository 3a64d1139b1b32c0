"""Relations lean on the spans of an earlier question."""

from typing import Any

import pytest

from inloop.annotation import Schema, kind_of
from inloop.kernel.errors import InvalidInputError
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan

LABELS = [{"id": "in", "name": "lives in"}]
NAMES = {"id": "names", "kind": "spans", "name": "Names?", "labels": [{"id": "n", "name": "name"}]}
TIES = {"id": "ties", "kind": "relations", "name": "Ties?", "labels": LABELS}
FIELDS = [{"id": "text"}]
ANN, ROME = {"start": 0, "end": 3, "label": "n"}, {"start": 13, "end": 17, "label": "n"}
LIVES = {"from": ANN, "to": ROME, "label": "in"}
CONTENT: Any = {"text": {"kind": "text", "value": "Ann lives in Rome."}}


def test_the_only_earlier_question_of_spans_is_found() -> None:
    assert Schema.read({"fields": FIELDS, "questions": [NAMES, TIES]}).question("ties").settings.of == "names"


@pytest.mark.parametrize("questions", [[TIES], [TIES, NAMES], [NAMES, {**TIES, "of": "else"}]])
def test_without_an_earlier_question_of_spans_there_is_nothing_to_relate(questions: list[Any]) -> None:
    with pytest.raises(InvalidInputError, match="earlier question"):
        Schema.read({"fields": FIELDS, "questions": questions})


def test_ends_are_spans_of_the_same_submission() -> None:
    schema = Schema.read({"fields": FIELDS, "questions": [NAMES, TIES]})
    assert schema.read_values({"names": [ANN, ROME], "ties": [LIVES]}, CONTENT)["ties"] == [LIVES]
    with pytest.raises(InvalidInputError, match="13–17 of a relation is not marked"):
        schema.read_values({"names": [ANN], "ties": [LIVES]}, CONTENT)


def test_a_row_of_a_file_gives_both() -> None:
    schema = Schema.read({"fields": FIELDS, "questions": [NAMES, TIES]})
    columns = [
        Column(name="text", role="field"),
        *(Column(name=q, role="label", question=q) for q in ("names", "ties")),
    ]
    plan = Plan(columns, schema)
    row = {"text": "Ann lives in Rome.", "names": [ANN, ROME], "ties": [LIVES]}
    assert [answer.value for answer in plan.read(row).labels] == [[ANN, ROME], [LIVES]]
    with pytest.raises(InvalidInputError, match="is not marked"):
        plan.read({**row, "names": [ROME]})


def test_ends_lie_within_the_text() -> None:
    schema = Schema.read({"fields": FIELDS, "questions": [NAMES, TIES]})
    beyond = {**LIVES, "to": {"start": 13, "end": 40, "label": "n"}}
    with pytest.raises(InvalidInputError, match="18 characters"):
        schema.question("ties").normal([beyond], CONTENT)


def test_what_more_than_half_of_the_weight_says_stands() -> None:
    kind = kind_of("relations")
    asked = kind.settings({"of": "names", "labels": LABELS})
    back = {"from": ROME, "to": ANN, "label": "in"}
    assert kind.merge([[LIVES], [LIVES, back], []], asked, skills=[0.9, 0.8, 0.7]) == [LIVES]
    assert kind.distance([LIVES], [LIVES, back], asked) == pytest.approx(1 / 3)


def test_relations_whose_ends_overlap_are_one_and_end_in_the_middle() -> None:
    kind = kind_of("relations")
    asked = kind.settings({"of": "names", "labels": LABELS})
    wider, widest = ({**LIVES, "to": {"start": 13, "end": end, "label": "n"}} for end in (18, 19))
    assert kind.merge([[widest], [LIVES], [wider]], asked, skills=[0.9, 0.9, 0.9]) == [wider]
    elsewhere = {**LIVES, "to": {"start": 30, "end": 34, "label": "n"}}
    assert kind.merge([[elsewhere], [LIVES]], asked, skills=[0.9, 0.9]) == []


def test_relations_stay_between_the_spans_of_one_question() -> None:
    kind = kind_of("relations")
    was, becomes = (kind.settings({"of": of, "labels": LABELS}) for of in ("names", "else"))
    with pytest.raises(InvalidInputError, match="cannot become"):
        kind.evolve(was, becomes)
