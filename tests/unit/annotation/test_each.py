"""What is asked of each turn of a conversation, or of each cell of a row."""

from typing import Any

import pytest

from inloop.annotation import Schema, kind_of
from inloop.annotation.each import Each
from inloop.kernel.errors import InvalidInputError

LABELS = [{"name": "Good"}, {"name": "Bad"}]
CHAT = {
    "chat": {
        "kind": "conversation",
        "value": [{"role": "user", "text": "Hi"}, {"role": "agent", "text": "Hello"}, {"role": "user", "text": "Bye"}],
    }
}


def schema(**question: Any) -> Schema:
    asked = {"id": "q", "kind": "choice", "name": "How?", "labels": LABELS, "each": "turn", **question}
    return Schema.read({"fields": [{"id": "chat", "kind": "conversation"}], "questions": [asked]})


def test_it_points_into_the_only_field_that_has_turns() -> None:
    assert schema().questions[0].on == "chat"


def test_a_schema_survives_being_written_and_read() -> None:
    first = schema(only=["user"])
    assert Schema.read(first.write()).write() == first.write()
    assert first.write()["questions"][0]["only"] == ["user"]


def test_every_turn_needs_an_answer_unless_the_question_is_optional() -> None:
    with pytest.raises(InvalidInputError, match="turn 3 has none") as refusal:
        schema().read_values({"q": {"0": "good", "1": "bad"}}, CHAT)
    assert refusal.value.where == "q"
    assert schema(required=False).read_values({"q": {"0": "good"}}, CHAT) == {"q": {"0": "good"}}


def test_an_answer_to_a_turn_that_is_not_there_or_not_asked_about_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="no turn 8"):
        schema(required=False).read_values({"q": {"7": "good"}}, CHAT)
    with pytest.raises(InvalidInputError, match="no turn 2"):
        schema(only=["user"]).read_values({"q": {"0": "good", "1": "good", "2": "bad"}}, CHAT)


def test_nothing_is_needed_where_no_turn_is_asked_about() -> None:
    assert schema(only=["system"]).read_values({}, CHAT) == {}
    assert schema().read_values({}, {}) == {}


def test_what_is_wrong_with_one_turn_is_told_with_the_turn() -> None:
    with pytest.raises(InvalidInputError, match="On turn 2: 'ugly' is not one of the labels"):
        schema().read_values({"q": {"1": "ugly"}}, CHAT)


def test_an_import_may_know_some_turns_only() -> None:
    question = schema().questions[0]
    cell = question.part.parser(question.settings)('[null, "Bad"]')
    assert question.normal(cell, CHAT) == {"1": "bad"}
    assert question.part.parser(question.settings)({"2": "Good", "0": None}) == {"2": "good", "0": None}


def test_what_is_asked_of_each_cannot_become_a_question_about_the_whole() -> None:
    with pytest.raises(InvalidInputError, match="asked of each turn and cannot be asked of the item as a whole"):
        schema(each="", on="").changes_since(schema())


def test_the_roles_asked_about_may_change_and_it_is_told() -> None:
    assert schema(only=["agent"]).changes_since(schema()) == ["'How?' asked of agent"]
    assert schema().changes_since(schema(only=["agent"])) == ["'How?' asked of every turn"]


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ({"each": "page"}, "No field consists of 'page'"),
        ({"each": "cell"}, "points into a field of kind row"),
        ({"each": "", "only": ["user"]}, "not asked about"),
        ({"kind": "spans"}, "cannot be asked of each turn"),
    ],
)
def test_a_question_that_cannot_be_asked_of_each_is_refused(question: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidInputError, match=problem):
        schema(**question)


def test_turns_nobody_can_tell_are_compared_with_nothing() -> None:
    each = Each(kind_of("rating"), unit="turn", only=(), abstain=True)
    scale = each.settings({"low": 1, "high": 5})
    assert each.distance({"0": 1, "1": None}, {"0": 1, "1": 5}, scale) == 0
    assert each.distance({"0": 1}, {"0": 1, "1": 5}, scale) == 0.5
    assert each.distance({"0": 1, "1": 3}, {"0": 1, "1": 5}, scale) == 0.25
    assert each.merge([{"0": None}, {"0": 4, "1": None}], scale, skills=[0.9, 0.9]) == {"0": 4, "1": None}
    assert each.wrong({"0": 1}, {"0": 1, "1": 5}, scale)


def test_where_nobody_may_pass_a_turn_over_none_is_left_open() -> None:
    with pytest.raises(InvalidInputError, match="turn 1 cannot be left open"):
        schema(abstain=False).read_values({"q": {"0": None, "1": "good", "2": "good"}}, CHAT)
