"""Reading, comparing and merging shapes on a picture."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inloop.annotation import Schema, kind_of
from inloop.annotation.kinds.boxes import outline
from inloop.annotation.shapes import box_overlap, outline_overlap
from inloop.kernel.errors import InvalidInputError

LABELS = [{"name": "car"}, {"name": "van"}]
OCCLUDED = {"name": "Occluded", "kind": "flag"}


def settings_of(name: str, **more: Any) -> Any:
    kind = kind_of(name)
    return kind.complete(kind.settings({"labels": LABELS, "attributes": [OCCLUDED], **more}))


BOXES, POLYGONS, POINTS = (kind_of(name) for name in ("boxes", "polygons", "points"))
BOXES_SET, TURNED_SET = settings_of("boxes"), settings_of("boxes", rotate=True)
POLYGONS_SET, POINTS_SET = settings_of("polygons"), settings_of("points", tolerance=5)
PICTURE = {"kind": "image", "state": "ok", "width": 100, "height": 80}
SIDES = st.tuples(*[st.floats(0, 50)] * 2, *[st.floats(0.1, 50)] * 2)


def box(x: float, y: float, width: float, height: float, label: str = "car", **more: Any) -> dict[str, Any]:
    return {"x": x, "y": y, "width": width, "height": height, **more, "label": label}


def polygon(*points: tuple[float, float], label: str = "car") -> dict[str, Any]:
    return {"points": [list(point) for point in points], "label": label}


def test_shapes_stand_in_the_order_they_lie_and_once() -> None:
    given_boxes = [box(1, 1, 5, 5), box(2, 2, 3, 3), box(1, 1, 5, 5)]
    assert BOXES.read(given_boxes, BOXES_SET) == [box(2, 2, 3, 3), box(1, 1, 5, 5)]


def test_a_box_is_turned_only_where_the_question_allows_it() -> None:
    assert BOXES.read([box(0, 0, 4, 2, angle=30)], TURNED_SET) == [box(0, 0, 4, 2, angle=30.0)]
    assert BOXES.read([box(0, 0, 4, 2, angle=0)], TURNED_SET) == [box(0, 0, 4, 2)]
    with pytest.raises(InvalidInputError, match="an object of x, y, width, height and label"):
        BOXES.read([box(0, 0, 4, 2, angle=30)], BOXES_SET)
    with pytest.raises(InvalidInputError, match="no angle"):
        BOXES.read([box(0, 0, 4, 2, angle=-180)], TURNED_SET)


def test_an_edge_a_pixel_outside_moves_to_the_border_and_further_is_refused() -> None:
    assert BOXES.place([box(-0.5, 70, 20, 10.8)], BOXES_SET, PICTURE) == [box(0, 70, 19.5, 10)]
    with pytest.raises(InvalidInputError, match="number 2 lies outside of the picture, which has 100 × 80 pixels"):
        BOXES.place([box(0, 0, 5, 5), box(90, 0, 20, 5)], BOXES_SET, PICTURE)
    with pytest.raises(InvalidInputError, match="outside"):
        POINTS.place([{"x": 50, "y": 82, "label": "car"}], POINTS_SET, PICTURE)
    with pytest.raises(InvalidInputError, match="outside"):
        POLYGONS.place([polygon((0, 0), (120, 0), (5, 5))], POLYGONS_SET, PICTURE)


def test_a_turned_box_may_reach_over_the_border_but_its_middle_may_not() -> None:
    assert BOXES.place([box(-2, 10, 20, 4, angle=45)], TURNED_SET, PICTURE)
    with pytest.raises(InvalidInputError, match="outside"):
        BOXES.place([box(-30, 10, 20, 4, angle=45)], TURNED_SET, PICTURE)


def test_shapes_wait_for_the_size_of_their_picture() -> None:
    assert BOXES.place([box(900, 0, 20, 5)], BOXES_SET, {"kind": "image", "state": "waiting"})


@pytest.mark.parametrize("points", [[], [[0, 0], [1, 1]], [[0, 0], [5, 5], [9, 9]], [[0, 0], [0, 0], [4, 4], [0, 0]]])
def test_a_polygon_encloses_something(points: list[list[float]]) -> None:
    with pytest.raises(InvalidInputError, match="encloses nothing"):
        POLYGONS.read([{"points": points, "label": "car"}], POLYGONS_SET)


def test_a_polygon_does_not_repeat_its_first_point() -> None:
    closed = polygon((0, 0), (4, 0), (4, 4), (0, 0))
    assert POLYGONS.read([closed], POLYGONS_SET) == [polygon((0, 0), (4, 0), (4, 4))]


@given(SIDES, SIDES)
def test_upright_and_turned_boxes_overlap_by_the_same_measure(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> None:
    pair = [np.array([[x, y, x + width, y + height]]) for x, y, width, height in (one, other)]
    outlines = [[outline(box(*sides))] for sides in (one, other)]
    assert box_overlap(*pair)[0, 0] == pytest.approx(outline_overlap(*outlines)[0, 0], abs=1e-6)


def test_a_quarter_turn_of_a_box_is_the_box_on_its_side() -> None:
    lying, standing = box(10, 20, 40, 20, angle=90), box(20, 10, 20, 40)
    assert BOXES.distance([lying], [standing], TURNED_SET) == pytest.approx(0, abs=1e-9)


def test_the_distance_is_one_minus_the_panoptic_quality() -> None:
    truth = [box(0, 0, 10, 10), box(50, 50, 10, 10)]
    found = [box(0, 0, 10, 8), box(70, 10, 5, 5)]
    assert BOXES.distance(truth, found, BOXES_SET) == pytest.approx(1 - 0.8 / 2)
    assert BOXES.distance(truth, [], BOXES_SET) == 1
    assert BOXES.distance([], [], BOXES_SET) == 0


def test_another_attribute_is_a_distance_and_another_label_is_another_object() -> None:
    plain, hidden = box(0, 0, 10, 10), {**box(0, 0, 10, 10), "attributes": {"occluded": True}}
    assert BOXES.distance([plain], [hidden], BOXES_SET) == pytest.approx(0.5)
    assert BOXES.distance([plain], [box(0, 0, 10, 10, "van")], BOXES_SET) == 1


def test_an_answer_is_wrong_where_an_object_is_missed_added_or_badly_placed() -> None:
    truth = [box(0, 0, 10, 10), box(50, 50, 10, 10)]
    assert not BOXES.wrong([box(1, 0, 10, 10), box(50, 50, 10, 12)], truth, BOXES_SET)
    for missed in ([truth[0]], [*truth, box(20, 20, 5, 5)], [truth[0], box(58, 58, 10, 10)]):
        assert BOXES.wrong(missed, truth, BOXES_SET)


def test_a_merged_box_has_the_middle_edges_and_the_label_of_most() -> None:
    values = [[box(0, 0, 10, 10)], [box(1, 0, 10, 10)], [box(2, 1, 12, 10, "van")]]
    assert BOXES.merge(values, BOXES_SET, skills=[0.8, 0.8, 0.8]) == [box(1, 0, 10, 10)]


def test_what_half_of_the_weight_or_less_saw_is_left_out() -> None:
    values = [[box(0, 0, 10, 10), box(40, 40, 9, 9)], [box(0, 0, 10, 10)]]
    assert BOXES.merge(values, BOXES_SET, skills=[0.5, 0.5]) == [box(0, 0, 10, 10)]
    assert BOXES.merge(values, BOXES_SET, skills=[0.9, 0.2]) == values[0]


def test_objects_that_overlap_in_one_answer_stay_two() -> None:
    crowd = [box(0, 0, 10, 10), box(2, 0, 10, 10)]
    near = [box(0, 0, 10, 10), box(3, 0, 10, 10)]
    assert BOXES.merge([crowd, near], BOXES_SET, skills=[0.8, 0.7]) == crowd


def test_a_merged_polygon_is_one_that_somebody_drew() -> None:
    drawn = [polygon((0, 0), (10, 0), (10, size), (0, size)) for size in (8, 9, 14)]
    assert POLYGONS.merge([[each] for each in drawn], POLYGONS_SET, skills=[0.8, 0.8, 0.8]) == [drawn[1]]


def test_a_polygon_that_crosses_itself_is_the_areas_it_encloses() -> None:
    bow = polygon((0, 0), (10, 10), (10, 0), (0, 10))
    halves = polygon((0, 0), (5, 5), (0, 10))
    assert POLYGONS.distance([bow], [bow], POLYGONS_SET) == 0
    assert POLYGONS.distance([bow], [halves], POLYGONS_SET) == pytest.approx(0.5)


def test_points_are_one_within_the_tolerance() -> None:
    here, near, far = ([{"x": x, "y": 10.0, "label": "car"}] for x in (10.0, 14.0, 16.0))
    assert POINTS.distance(here, near, POINTS_SET) == pytest.approx(0.4)
    assert POINTS.distance(here, far, POINTS_SET) == 1
    assert POINTS.merge([here, near, far], POINTS_SET, skills=[0.8, 0.8, 0.8]) == near


def test_hundreds_of_shapes_of_several_people_merge_at_once() -> None:
    rng = np.random.default_rng(4)
    corners = rng.uniform(0, 3_800, (500, 2)).round(2)
    answers = [[box(x + shift, y, 60, 40) for x, y in corners.tolist()] for shift in (0, 1, 2)]
    merged = BOXES.merge(answers, BOXES_SET, skills=[0.8, 0.8, 0.8])
    assert len(merged) == 500
    assert BOXES.distance(merged, answers[1], BOXES_SET) < 0.05


def test_a_question_about_shapes_points_into_a_picture() -> None:
    question = {"id": "q", "kind": "boxes", "name": "Box the cars", "labels": LABELS}
    document = {"fields": [{"id": "scene", "kind": "image"}, {"id": "note"}], "questions": [question]}
    assert Schema.read(document).question("q").on == "scene"
    with pytest.raises(InvalidInputError, match="points into a field of kind image"):
        Schema.read({**document, "fields": [{"id": "note"}]})


def test_boxes_that_may_turn_stay_so() -> None:
    assert BOXES.evolve(BOXES_SET, TURNED_SET) == ["boxes may be turned"]
    with pytest.raises(InvalidInputError, match="turned"):
        BOXES.evolve(TURNED_SET, BOXES_SET)


def test_an_attribute_keeps_how_it_is_answered() -> None:
    asked = settings_of("points", attributes=[{**OCCLUDED, "id": "occluded", "kind": "text"}])
    with pytest.raises(InvalidInputError, match="cannot become a text"):
        POINTS.evolve(POINTS_SET, asked)
    assert "attribute 'Occluded' no longer asked" in POINTS.evolve(POINTS_SET, settings_of("points", attributes=[]))
