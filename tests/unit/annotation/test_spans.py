"""Merging, comparing and reading spans."""

import pytest

from inloop.annotation import Schema, kind_of
from inloop.kernel.errors import InvalidInputError

SPANS = kind_of("spans")
SETTINGS = SPANS.complete(
    SPANS.settings(
        {
            "labels": [{"name": "place"}, {"name": "name"}],
            "attributes": [{"name": "Sure", "options": [{"name": "yes"}, {"name": "no"}], "labels": ["name"]}],
        }
    )
)


def span(start: int, end: int, label: str = "place", **attributes: object) -> dict[str, object]:
    return {"start": start, "end": end, "label": label} | ({"attributes": attributes} if attributes else {})


def test_spans_come_in_the_order_of_the_text_and_once() -> None:
    given = [span(7, 9), span(0, 3, "name"), span(7, 9), span(0, 2)]
    assert SPANS.read(given, SETTINGS) == [span(0, 2), span(0, 3, "name"), span(7, 9)]


def test_an_attribute_belongs_to_its_labels() -> None:
    assert SPANS.read([span(0, 3, "name", sure="yes")], SETTINGS) == [span(0, 3, "name", sure="yes")]
    with pytest.raises(InvalidInputError, match="no attribute of 'place'"):
        SPANS.read([span(0, 3, sure="yes")], SETTINGS)


def test_near_spans_of_one_label_become_one_with_middle_ends() -> None:
    values = [[span(0, 10)], [span(1, 10)], [span(2, 11)]]
    assert SPANS.merge(values, SETTINGS, skills=[0.9, 0.9, 0.9]) == [span(1, 10)]


def test_a_span_of_one_in_three_is_left_out_unless_that_one_weighs_more_than_half() -> None:
    values = [[span(0, 10), span(20, 25)], [span(0, 10)], [span(0, 10)]]
    assert SPANS.merge(values, SETTINGS, skills=[0.5, 0.9, 0.9]) == [span(0, 10)]
    assert SPANS.merge(values, SETTINGS, skills=[0.9, 0.3, 0.3]) == [span(0, 10), span(20, 25)]


def test_distance_grows_with_what_differs() -> None:
    same, near, far = [span(0, 10)], [span(0, 9)], [span(30, 40)]
    assert SPANS.distance(same, same, SETTINGS) == 0
    assert 0 < SPANS.distance(same, near, SETTINGS) < SPANS.distance(same, far, SETTINGS) == 1
    assert SPANS.distance([], [], SETTINGS) == 0


def test_a_question_points_into_the_only_field_it_can() -> None:
    document = {
        "fields": [{"id": "body"}, {"id": "talk", "kind": "conversation"}],
        "questions": [{"id": "q", "kind": "spans", "name": "Mark", "labels": [{"name": "x"}]}],
    }
    assert Schema.read(document).question("q").on == "body"
    document["fields"] = [{"id": "talk", "kind": "conversation"}]
    with pytest.raises(InvalidInputError, match="points into a field of kind text"):
        Schema.read(document)


def test_a_field_keeps_its_kind() -> None:
    question = {"id": "q", "kind": "rating", "name": "Good?"}
    earlier = Schema.read({"fields": [{"id": "talk"}], "questions": [question]})
    later = Schema.read({"fields": [{"id": "talk", "kind": "conversation"}], "questions": [question]}, earlier=earlier)
    with pytest.raises(InvalidInputError, match="holds text and cannot become conversation"):
        later.changes_since(earlier)
