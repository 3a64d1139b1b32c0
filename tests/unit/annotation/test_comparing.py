"""Answers that compare: which of two, in what order, and a text written anew."""

from itertools import permutations
from typing import Any

import pytest

from inloop.annotation import Schema, kind_of
from inloop.kernel.errors import InvalidInputError

TWO = [{"id": "prompt", "show": "title"}, {"id": "a", "name": "Answer A"}, {"id": "b", "name": "Answer B"}]


def asked(fields: list[dict[str, Any]], **question: Any) -> Any:
    schema = Schema.read({"fields": fields, "questions": [{"id": "q", "name": "Which?", **question}]})
    return schema.question("q").settings


def test_a_comparison_is_of_the_only_two_texts_unless_it_names_others() -> None:
    found = asked(TWO, kind="pairwise")
    assert (found.left, found.right) == ("a", "b")
    found = asked(TWO, kind="pairwise", left="prompt", right="b")
    assert (found.left, found.right) == ("prompt", "b")


@pytest.mark.parametrize("sides", [{"left": "a", "right": "c"}, {"left": "a"}, {"left": "a", "right": "secret"}])
def test_a_comparison_of_what_is_not_shown_is_refused(sides: dict[str, str]) -> None:
    fields = [*TWO, {"id": "secret", "show": "blind"}]
    with pytest.raises(InvalidInputError) as refused:
        asked(fields, kind="pairwise", **sides)
    assert "prompt, a, b" in refused.value.hint
    assert refused.value.where == "q"


@pytest.mark.parametrize(
    ("cell", "value"), [("1", "left"), (2, "right"), ("B", "right"), ("Tie", "tie"), ("a", "left"), ("left", "left")]
)
def test_a_column_may_name_the_better_one_by_number_side_or_field(cell: object, value: str) -> None:
    kind = kind_of("pairwise")
    settings = kind.settings({"left": "a", "right": "b"})
    assert kind.read(kind.parser(settings)(cell), settings) == value


def test_a_ranking_is_of_the_texts_unless_it_names_others() -> None:
    assert [(each.id, each.name) for each in asked(TWO, kind="ranking").items] == [("a", "Answer A"), ("b", "Answer B")]
    found = asked(TWO, kind="ranking", items=[{"name": "Red wine"}, {"name": "Beer"}])
    assert [each.id for each in found.items] == ["red-wine", "beer"]


def test_a_ranking_is_read_from_a_line_of_names() -> None:
    kind = kind_of("ranking")
    settings = asked(TWO, kind="ranking")
    for cell in ("Answer B > Answer A", '["b", "a"]', "b, a"):
        assert kind.read(kind.parser(settings)(cell), settings) == ["b", "a"]


def test_rankings_merge_into_the_order_with_the_least_distance_to_all() -> None:
    kind = kind_of("ranking")
    settings = kind.settings({"items": [{"id": name} for name in "abcd"]})
    skills = [0.9, 0.7, 0.6, 0.4]
    every = [list(order) for order in permutations("abcd")]
    for start in range(0, 20, 3):
        said = every[start : start + 4]
        costs = {
            tuple(order): sum(w * kind.distance(order, v, settings) for v, w in zip(said, skills, strict=True))
            for order in every
        }
        merged = kind.merge(said, settings, skills=skills)
        assert costs[tuple(merged)] == pytest.approx(min(costs.values()))


def test_a_text_is_written_anew_from_a_text_that_is_shown() -> None:
    assert asked(TWO, kind="text", source="a").source == "a"
    with pytest.raises(InvalidInputError, match="no text that could be rewritten"):
        asked([*TWO, {"id": "chat", "kind": "conversation"}], kind="text", source="chat")
