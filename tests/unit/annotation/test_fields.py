"""What a cell may say of a conversation or a row."""

import json

import pytest

from inloop.annotation import field_kind
from inloop.kernel.errors import InvalidInputError

TURNS = [{"role": "user", "text": "Hi"}, {"role": "assistant", "text": "Hello"}]


@pytest.mark.parametrize(
    "cell",
    [
        [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}],
        {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]},
        json.dumps({"conversations": [{"from": "user", "value": "Hi"}, {"from": "assistant", "value": "Hello"}]}),
        [["user", "Hi"], ["assistant", "Hello"]],
    ],
)
def test_a_conversation_is_read_as_datasets_write_it(cell: object) -> None:
    assert field_kind("conversation").read(cell) == TURNS


@pytest.mark.parametrize("cell", ["Hi there", [], [{"role": "user"}], {"messages": []}, [3], "[1, 2"])
def test_what_is_no_conversation_is_refused(cell: object) -> None:
    with pytest.raises(InvalidInputError):
        field_kind("conversation").read(cell)


def test_a_row_keeps_the_order_of_its_cells_and_only_plain_values() -> None:
    row = field_kind("row").read('{"b": 1, "a": null, "c": "x"}')
    assert list(row) == ["b", "a", "c"]
    with pytest.raises(InvalidInputError, match="'a' holds list"):
        field_kind("row").read({"a": [1]})


def test_an_unknown_kind_of_field_names_those_there_are() -> None:
    with pytest.raises(InvalidInputError) as problem:
        field_kind("smell")
    assert "conversation" in (problem.value.hint or "")
