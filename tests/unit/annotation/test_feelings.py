"""Emotions with their intensity, and places on the plane of affect."""

from typing import Any

import pytest

from inloop.annotation import kind_of
from inloop.annotation.schema import Schema
from inloop.kernel.errors import InvalidInputError

EMOTIONS, AFFECT = kind_of("emotions"), kind_of("affect")


def emotions(**given: Any) -> Any:
    return EMOTIONS.complete(EMOTIONS.settings(given))


def test_without_labels_ekmans_six_and_neutral_are_asked() -> None:
    names = [label.name for label in emotions().labels]
    assert names == ["Joy", "Sadness", "Anger", "Fear", "Disgust", "Surprise", "Neutral"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("joy:2; fear", {"joy": 2, "fear": 1}),
        ("Joy = 3", {"joy": 3}),
        ('{"Fear": 2}', {"fear": 2}),
        ('["joy", "anger:3"]', {"joy": 1, "anger": 3}),
        ("", {}),
    ],
)
def test_a_cell_of_a_table_names_emotions_and_their_intensity(cell: str, read: dict[str, int]) -> None:
    asked = emotions()
    assert EMOTIONS.read(EMOTIONS.parser(asked)(cell), asked) == read


def test_an_intensity_beyond_the_levels_says_which() -> None:
    with pytest.raises(InvalidInputError, match="4 is no intensity of 'joy'"):
        EMOTIONS.read({"joy": 4}, emotions())


def test_more_emotions_than_may_be_named_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="at most 1"):
        EMOTIONS.read({"joy": 1, "fear": 1}, emotions(most=1))


def test_the_number_of_intensities_cannot_change() -> None:
    with pytest.raises(InvalidInputError, match="3 intensities cannot become 5"):
        EMOTIONS.evolve(emotions(), emotions(levels=5))


def test_an_emotion_may_retire_and_its_answers_stay() -> None:
    schema = Schema.read({"fields": [{"id": "text"}], "questions": [{"id": "q", "kind": "emotions", "name": "Which?"}]})
    document = schema.write()
    document["questions"][0]["labels"][1]["retired"] = True
    later = Schema.read(document, earlier=schema)
    assert later.changes_since(schema) == ["label 'Sadness' retired"]
    assert later.votes({"q": {"sadness": 2, "fear": 1}})["q"] == schema.votes({"q": {"sadness": 2, "fear": 1}})["q"]


def test_one_emotion_more_or_a_level_off_is_near_and_another_one_far() -> None:
    asked = emotions()
    assert EMOTIONS.distance({"joy": 3}, {"joy": 2}, asked) < EMOTIONS.distance({"joy": 3}, {"anger": 3}, asked) == 1


def test_who_mistakes_an_axis_does_not_move_the_place_of_the_others() -> None:
    asked = AFFECT.settings({"scale": "manikin"})
    said = [{"valence": 7, "arousal": 6}, {"valence": 7, "arousal": 6}, {"valence": 8, "arousal": 6}]
    mistaken = {"valence": 1, "arousal": 9}
    assert AFFECT.merge([*said, mistaken], asked, skills=[0.9] * 4) == {"valence": 7, "arousal": 6}


def test_two_who_differ_meet_between_them_and_the_better_one_wins() -> None:
    asked = AFFECT.settings({})
    one, other = {"valence": 0.2, "arousal": 0}, {"valence": 0.6, "arousal": 0}
    assert AFFECT.merge([one, other], asked, skills=[0.9, 0.5]) == one
    met = AFFECT.merge([one, other], asked, skills=[0.9, 0.9])
    assert 0.2 <= met["valence"] <= 0.6


@pytest.mark.parametrize("far", [0.5, 0.51])
def test_half_a_point_apart_is_still_the_same_mood(far: float) -> None:
    asked = AFFECT.settings({})
    assert AFFECT.wrong({"valence": 0, "arousal": 0}, {"valence": far, "arousal": 0}, asked) == (far > 0.5)


def test_the_axes_cannot_change() -> None:
    with pytest.raises(InvalidInputError, match="axes of the plane"):
        AFFECT.evolve(AFFECT.settings({}), AFFECT.settings({"dominance": True}))
