"""Merging, comparing and reading segments of sounds."""

from typing import Any

import pytest

from inloop.annotation import Schema, kind_of
from inloop.kernel.errors import InvalidInputError

SEGMENTS = kind_of("segments")
LABELS = [{"name": "dog"}, {"name": "cat"}]
SETTINGS = SEGMENTS.complete(SEGMENTS.settings({"labels": LABELS, "attributes": [{"name": "Far", "kind": "flag"}]}))
SAID = SEGMENTS.settings({"transcript": True})
ALONE = SEGMENTS.complete(SEGMENTS.settings({"labels": LABELS, "overlap": False, "min_seconds": 0.5}))


def segment(start: float, end: float, label: str = "dog", **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, **more}


def said(start: float, end: float, text: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text}


def test_segments_come_in_the_order_of_time_once_and_to_the_millisecond() -> None:
    given = [segment(2, 3), segment(0.12345, 1, "cat"), segment(2, 3), segment(0, 5)]
    assert SEGMENTS.read(given, SETTINGS) == [segment(0, 5), segment(0.123, 1, "cat"), segment(2, 3)]


def test_a_segment_says_only_what_is_asked() -> None:
    assert SEGMENTS.read([said(0, 1, "  one\u0301 ")], SAID) == [said(0, 1, "on\u00e9")]
    assert SEGMENTS.read([said(0, 1, " ")], SAID) == [{"start": 0, "end": 1}]
    for settings, value in ((SAID, segment(0, 1)), (SETTINGS, said(0, 1, "one")), (SETTINGS, {"start": 0, "end": 1})):
        with pytest.raises(InvalidInputError, match=r"A segment is an object|not one of the labels"):
            SEGMENTS.read([value], settings)


def test_nothing_asked_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="Nothing is asked"):
        SEGMENTS.settings({})


def test_what_overlaps_or_is_too_short_is_refused_where_the_question_says_so() -> None:
    assert SEGMENTS.read([segment(0, 1), segment(1, 2)], ALONE) == [segment(0, 1), segment(1, 2)]
    with pytest.raises(InvalidInputError, match=r"0–1 s and 0\.9–2 s overlap"):
        SEGMENTS.read([segment(0, 1), segment(0.9, 2)], ALONE)
    with pytest.raises(InvalidInputError, match=r"shorter than 0\.5 seconds"):
        SEGMENTS.read([segment(0, 0.4)], ALONE)


def test_a_segment_ends_with_the_sound() -> None:
    sound = {"kind": "audio", "seconds": 5.0}
    assert SEGMENTS.place([segment(4, 5.04)], SETTINGS, sound) == [segment(4, 5)]
    for behind in (segment(4, 5.2), segment(5, 5.05)):
        with pytest.raises(InvalidInputError, match="lies outside of the sound, which has 5 seconds"):
            SEGMENTS.place([behind], SETTINGS, sound)
    assert SEGMENTS.place([segment(4, 5.2)], SETTINGS, {"kind": "audio", "state": "broken"}) == [segment(4, 5.2)]


def test_near_segments_become_one_with_middle_ends() -> None:
    values = [[segment(0, 10)], [segment(0.2, 10)], [segment(0.3, 11)]]
    assert SEGMENTS.merge(values, SETTINGS, skills=[0.9, 0.9, 0.9]) == [segment(0.2, 10)]


def test_skill_decides_what_is_kept_and_what_it_is_called() -> None:
    values = [[segment(0, 10), segment(20, 25)], [segment(0, 10, "cat")], [segment(0, 10, "cat")]]
    assert SEGMENTS.merge(values, SETTINGS, skills=[0.5, 0.9, 0.9]) == [segment(0, 10, "cat")]
    assert SEGMENTS.merge(values, SETTINGS, skills=[0.9, 0.3, 0.3]) == [segment(0, 10), segment(20, 25)]


def test_the_transcript_nearest_to_all_stands_for_all() -> None:
    values = [[said(0, 2, "turn the light on")], [said(0, 2, "turn the light off")], [said(0, 2, "Turn the light on!")]]
    merged = SEGMENTS.merge(values, SAID, skills=[0.9, 0.9, 0.9])
    assert merged == [said(0, 2, "turn the light on")]
    assert not SEGMENTS.wrong(values[2], merged, SAID)
    assert SEGMENTS.wrong(values[1], merged, SAID)


def test_a_merge_without_overlap_lets_each_begin_where_the_one_before_ends() -> None:
    values = [[segment(0, 2), segment(2, 4)], [segment(0, 2.2), segment(2.2, 4)], [segment(0, 2.2), segment(2, 4)]]
    assert SEGMENTS.merge(values, ALONE, skills=[0.9, 0.9, 0.9]) == [segment(0, 2.2), segment(2.2, 4)]


def test_distance_grows_with_what_differs() -> None:
    same, near, far = [segment(0, 10)], [segment(0, 9)], [segment(30, 40)]
    other, marked = [segment(0, 10, "cat")], [segment(0, 10, attributes={"far": True})]
    assert SEGMENTS.distance([], [], SETTINGS) == SEGMENTS.distance(same, same, SETTINGS) == 0
    assert 0 < SEGMENTS.distance(same, near, SETTINGS) < SEGMENTS.distance(same, far, SETTINGS) == 1
    assert SEGMENTS.distance(same, other, SETTINGS) == SEGMENTS.distance(same, [], SETTINGS) == 1
    assert SEGMENTS.distance(same, marked, SETTINGS) == pytest.approx(0.25)


def test_words_are_a_third_of_the_distance_where_they_are_asked() -> None:
    a, b = [said(0, 2, "turn the light on")], [said(0, 2, "turn the light off")]
    assert SEGMENTS.distance(a, b, SAID) == pytest.approx(0.25 / 3)


def test_an_answer_is_wrong_where_a_segment_is_missing_or_another_one() -> None:
    truth = [segment(0, 10), segment(12, 14, "cat")]
    assert not SEGMENTS.wrong([segment(0.5, 10), segment(12, 14.2, "cat")], truth, SETTINGS)
    assert SEGMENTS.wrong(truth[:1], truth, SETTINGS)
    assert SEGMENTS.wrong([segment(0, 10), segment(12, 14)], truth, SETTINGS)


def test_an_answer_is_told_in_words() -> None:
    assert SEGMENTS.describe([segment(0, 1), segment(2, 3)], SETTINGS) == "2 dog"
    assert SEGMENTS.describe([said(0, 1, "turn it on")], SAID) == "1 segment, 3 words"


def test_a_transcript_once_asked_stays() -> None:
    with_labels = SEGMENTS.complete(SEGMENTS.settings({"labels": LABELS, "transcript": True}))
    assert "a transcript is asked" in SEGMENTS.evolve(ALONE, with_labels)
    with pytest.raises(InvalidInputError, match="would no longer fit"):
        SEGMENTS.evolve(with_labels, ALONE)


def test_a_question_points_into_the_only_sound() -> None:
    document = {
        "fields": [{"id": "name"}, {"id": "clip", "kind": "audio"}],
        "questions": [{"id": "q", "kind": "segments", "name": "Mark", "labels": LABELS}],
    }
    assert Schema.read(document).question("q").on == "clip"
