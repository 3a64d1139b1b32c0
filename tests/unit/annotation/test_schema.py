"""A schema keeps the meaning of every answer ever given under it."""

from typing import Any

import pytest

from inloop.annotation import ABSTAIN, NOT_SHOWN, Schema
from inloop.kernel.errors import InvalidInputError

DOCUMENT: dict[str, Any] = {
    "fields": [{"id": "text", "name": "Post"}, {"id": "author", "show": "blind"}],
    "questions": [
        {"id": "verdict", "kind": "choice", "name": "May it stay?", "labels": [{"name": "Keep"}, {"name": "Remove"}]},
        {
            "id": "rules",
            "kind": "choices",
            "name": "Which rules?",
            "labels": [{"name": "Spam"}, {"name": "Hate"}],
            "shown_if": {"question": "verdict", "is": ["remove"]},
        },
        {
            "id": "severity",
            "kind": "rating",
            "name": "How bad?",
            "shown_if": {"question": "rules", "is": ["hate"]},
        },
        {"id": "why", "kind": "text", "name": "Why?", "required": False},
    ],
    "target": "verdict",
}


def schema() -> Schema:
    return Schema.read(DOCUMENT)


def changed(**verdict: Any) -> dict[str, Any]:
    """The document as it was stored, with another first question."""
    document = schema().write()
    document["questions"][0] |= verdict
    return document


def labels(*given: dict[str, Any]) -> dict[str, Any]:
    return {"labels": list(given)}


KEEP = {"id": "keep", "name": "Keep", "code": 0}
REMOVE = {"id": "remove", "name": "Remove", "code": 1}


def test_new_labels_get_ids_and_codes() -> None:
    first = schema().questions[0].settings.labels
    assert [(label.id, label.code) for label in first] == [("keep", 0), ("remove", 1)]


def test_a_stored_schema_reads_back_as_itself() -> None:
    assert Schema.read(schema().write()).write() == schema().write()


def test_a_question_is_asked_only_when_the_answer_before_calls_for_it() -> None:
    assert schema().read_values({"verdict": "keep"}) == {"verdict": "keep"}
    with pytest.raises(InvalidInputError, match="needs an answer") as refusal:
        schema().read_values({"verdict": "remove"})
    assert refusal.value.where == "rules"


def test_an_answer_to_a_question_that_is_not_shown_is_dropped_with_all_that_hangs_on_it() -> None:
    values = {"verdict": "keep", "rules": ["hate"], "severity": 3}
    assert schema().read_values(values) == {"verdict": "keep"}


def test_votes_tell_abstaining_from_not_being_asked() -> None:
    values = schema().read_values({"verdict": "remove", "rules": ["hate", "spam"], "severity": None})
    assert schema().votes(values) == {"verdict": 1, "rules": 0b11, "severity": ABSTAIN, "why": NOT_SHOWN}


def test_an_answer_to_an_unknown_question_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="no such question"):
        schema().read_values({"verdict": "keep", "colour": "red"})


def test_a_label_may_be_renamed_added_and_retired() -> None:
    document = changed(**labels({**KEEP, "name": "Let stay"}, {**REMOVE, "retired": True}, {"name": "Ask a lead"}))
    after = Schema.read(document, earlier=schema())
    assert after.changes_since(schema()) == [
        "label 'Ask a lead' added",
        "label 'Keep' renamed to 'Let stay'",
        "label 'Remove' retired",
    ]
    assert after.questions[0].settings.labels[2].code == 2


def test_a_retired_label_is_no_answer_any_more_but_its_votes_still_read() -> None:
    after = Schema.read(changed(**labels(KEEP, {**REMOVE, "retired": True}, {"name": "Other"})), earlier=schema())
    question = after.questions[0]
    with pytest.raises(InvalidInputError, match="not one of the labels on offer"):
        question.part.read("remove", question.settings)
    assert question.part.decode(1, question.settings) == "remove"


def test_a_label_that_has_answers_cannot_vanish() -> None:
    document = changed(**labels(KEEP, {"name": "Delete"}))
    with pytest.raises(InvalidInputError, match="'Remove' is missing"):
        Schema.read(document, earlier=schema()).changes_since(schema())


def test_a_new_label_cannot_take_the_code_of_an_earlier_one() -> None:
    document = changed(**labels({"id": "keep", "name": "Keep"}, REMOVE, {"name": "Other", "code": 0}))
    with pytest.raises(InvalidInputError, match="same codes"):
        Schema.read(document, earlier=schema())


def test_a_code_that_no_vote_can_hold_is_refused() -> None:
    document = schema().write()
    document["questions"][1]["labels"][0]["code"] = 63
    with pytest.raises(InvalidInputError, match="code above 61"):
        Schema.read(document)


def test_a_kind_cannot_be_changed_under_its_answers() -> None:
    document = schema().write()
    document["questions"][3] = {"id": "why", "kind": "rating", "name": "Why?"}
    with pytest.raises(InvalidInputError, match="cannot become"):
        Schema.read(document, earlier=schema()).changes_since(schema())


def test_a_scale_cannot_be_changed_under_its_answers() -> None:
    document = schema().write()
    document["questions"][2]["high"] = 7
    with pytest.raises(InvalidInputError, match="answers would change meaning"):
        Schema.read(document, earlier=schema()).changes_since(schema())


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ({"fields": [], "questions": DOCUMENT["questions"]}, "Nothing would be shown"),
        ({"fields": [{"id": "x", "show": "blind"}], "questions": DOCUMENT["questions"]}, "Nothing would be shown"),
        ({**DOCUMENT, "questions": []}, "1 to 50 questions|no question"),
        ({**DOCUMENT, "target": "colour"}, "no question 'colour'"),
        ({**DOCUMENT, "questions": DOCUMENT["questions"][::-1]}, "does not come before it"),
        ({**DOCUMENT, "questions": [DOCUMENT["questions"][0]] * 2}, "doubled"),
        ({**DOCUMENT, "questions": [{"id": "a", "kind": "smell", "name": "?"}]}, "no kind of question called 'smell'"),
        ({**DOCUMENT, "questions": [{"id": "a", "kind": "rating", "name": "?", "colour": 1}]}, "colour"),
    ],
)
def test_a_schema_that_contradicts_itself_says_where(document: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InvalidInputError, match=complaint):
        Schema.read(document)
