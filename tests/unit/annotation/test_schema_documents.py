import pytest

from inloop.annotation import Schema
from inloop.kernel.errors import InvalidInputError


@pytest.mark.parametrize("questions", [5, {"a": 1}, ["x"], [None], "mood"])
def test_questions_that_are_no_list_of_objects_are_refused_with_their_place(questions: object) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Schema.read({"fields": [{"id": "text"}], "questions": questions})
    assert refusal.value.where == "questions"
