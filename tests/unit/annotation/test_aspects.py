"""Aspects are read from the words of a file, merged, compared, and judged against their text."""

from typing import Any

import pytest

from inloop.annotation import Schema, kind_of
from inloop.kernel.errors import InvalidInputError
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan

KIND = kind_of("aspects")
ASKED = KIND.complete(KIND.settings({"categories": [{"name": "Food"}, {"name": "Service"}]}))
TEXT = "Great soup, slow waiter. Too expensive."
SOUP, GREAT, WAITER, SLOW, DEAR = (
    {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}
    for words in ("soup", "Great", "waiter", "slow", "Too expensive")
)


def aspect(target: Any, opinion: Any, label: str, **more: Any) -> dict[str, Any]:
    return {"target": target, "opinion": opinion, **more, "label": label}


SLOW_WAITER = aspect(WAITER, SLOW, "negative", category="service")
GREAT_SOUP = aspect(SOUP, GREAT, "positive", category="food")
TOO_DEAR = aspect(None, DEAR, "negative")


def test_the_polarities_are_there_without_being_named() -> None:
    assert [label.id for label in ASKED.labels] == ["positive", "negative", "neutral"]


def test_a_file_may_name_categories_and_leave_out_what_there_is_not() -> None:
    said = [{"target": WAITER, "label": "Negative", "category": "Service"}, {"opinion": DEAR, "label": "negative"}]
    read = KIND.read(KIND.parser(ASKED)(said), ASKED)
    assert read == [TOO_DEAR, aspect(WAITER, None, "negative", category="service")]


def test_a_row_of_a_file_gives_aspects() -> None:
    question = {"id": "asked", "kind": "aspects", "name": "What?", "categories": [{"name": "Food"}]}
    schema = Schema.read({"fields": [{"id": "text"}], "questions": [question]})
    columns = [Column(name="text", role="field"), Column(name="asked", role="label", question="asked")]
    cell = '[{"target": {"start": 6, "end": 10}, "label": "Positive", "category": "food"}]'
    (answer,) = Plan(columns, schema).read({"text": TEXT, "asked": cell}).labels
    assert answer.value == [aspect(SOUP, None, "positive", category="food")]


def test_places_lie_within_the_text() -> None:
    question = {"id": "asked", "kind": "aspects", "name": "What?"}
    schema = Schema.read({"fields": [{"id": "text"}], "questions": [question]})
    beyond = aspect(None, {"start": 30, "end": 60}, "negative")
    with pytest.raises(InvalidInputError, match="39 characters"):
        schema.question("asked").normal([beyond], {"text": {"kind": "text", "value": TEXT}})


def test_a_question_may_take_targets_in_the_text_alone() -> None:
    asked = KIND.complete(KIND.settings({"implicit": False}))
    assert KIND.evolve(KIND.complete(KIND.settings({})), asked) == ["implicit targets are no longer taken"]
    with pytest.raises(InvalidInputError, match="no target"):
        KIND.read([TOO_DEAR], asked)
    assert KIND.json_schema(asked)["items"]["properties"]["target"]["type"] == "object"


def test_what_more_than_half_of_the_weight_sees_stands_with_the_polarity_and_words_that_most_give_it() -> None:
    vague = {**SLOW_WAITER, "opinion": None}
    neutral = {**SLOW_WAITER, "label": "neutral"}
    values = [[GREAT_SOUP, SLOW_WAITER], [vague], [neutral, TOO_DEAR]]
    assert KIND.merge(values, ASKED, skills=[0.9, 0.8, 0.7]) == [SLOW_WAITER]


def test_the_same_is_never_kept_twice() -> None:
    one, two, three = ({**SLOW_WAITER, "opinion": {"start": at, "end": at + 1}} for at in range(3))
    values = [[one, two], [two, three], [{**one, "label": "neutral"}, two]]
    kept = KIND.merge(values, ASKED, skills=[0.9, 0.95, 0.9])
    assert KIND.read(kept, ASKED) == kept


def test_whole_aspects_are_compared() -> None:
    assert KIND.distance([GREAT_SOUP, SLOW_WAITER], [GREAT_SOUP], ASKED) == pytest.approx(1 / 3)
    assert KIND.distance([SLOW_WAITER], [{**SLOW_WAITER, "category": "food"}], ASKED) == 1


def test_a_category_with_answers_is_retired_and_not_removed() -> None:
    with pytest.raises(InvalidInputError, match="retire"):
        KIND.evolve(ASKED, KIND.complete(KIND.settings({"categories": [{"name": "Food"}]}), earlier=ASKED))
