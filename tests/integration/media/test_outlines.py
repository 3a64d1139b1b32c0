"""From a box to an outline: on real photographs, on what stands out from nothing, on what is no picture."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image

from inloop.adapters.media import InMemory
from inloop.adapters.vision import Box, find_outline
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

CELL = (400.0, 300.0, 90.0)


def png(pixels: np.ndarray) -> InMemory:
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "png")
    return InMemory(file.getvalue())


@pytest.fixture(scope="module")
def disc() -> InMemory:
    """A dark disc on a light, noisy ground."""
    rng = np.random.default_rng(5)
    y, x = np.mgrid[:900, :1200]
    inside = (x - CELL[0]) ** 2 + (y - CELL[1]) ** 2 <= CELL[2] ** 2
    return png(np.where(inside[..., None], [120, 40, 60], [210, 205, 190]) + rng.normal(0, 12, (900, 1200, 3)))


def overlap(points: list[tuple[float, float]], other: shapely.Geometry) -> float:
    found = shapely.make_valid(shapely.Polygon(points))
    return shapely.intersection(found, other).area / shapely.union(found, other).area


def test_a_loose_box_around_an_object_becomes_its_outline(disc: InMemory) -> None:
    x, y, radius = CELL
    found = find_outline(disc, Box(x - radius - 30, y - radius - 22, 2 * radius + 55, 2 * radius + 48))
    assert overlap(found.points, shapely.Point(x, y).buffer(radius)) > 0.93
    assert 3 <= len(found.points) < 80
    assert found.box.x == pytest.approx(x - radius, abs=4)
    assert found.box.width == pytest.approx(2 * radius, abs=8)


def test_the_same_box_gives_the_same_outline(disc: InMemory) -> None:
    box = Box(280, 190, 240, 230)
    assert find_outline(disc, box) == find_outline(disc, box)


def test_a_box_that_reaches_over_the_border_is_taken_as_far_as_the_picture_goes() -> None:
    y, x = np.mgrid[:400, :600]
    inside = (x - 20) ** 2 + (y - 200) ** 2 <= 80**2
    pixels = np.where(inside[..., None], [120, 40, 60], [210, 205, 190])
    found = find_outline(png(pixels + np.random.default_rng(5).normal(0, 12, pixels.shape)), Box(-40, 100, 160, 200))
    seen = shapely.intersection(shapely.Point(20, 200).buffer(80), shapely.box(0, 0, 600, 400))
    assert overlap(found.points, seen) > 0.85


def test_a_box_outside_of_the_picture_is_refused(disc: InMemory) -> None:
    with pytest.raises(InvalidInputError, match="holds nothing of the picture"):
        find_outline(disc, Box(5_000, 10, 20, 20))


def test_where_nothing_stands_out_there_is_no_outline() -> None:
    with pytest.raises(InvalidInputError, match="Nothing in the box stands out"):
        find_outline(png(np.full((200, 200, 3), 128)), Box(50, 50, 80, 80))


def test_what_is_no_picture_says_so() -> None:
    with pytest.raises(UnreadableFileError):
        find_outline(InMemory(b"GIF89a, or so it says"), Box(0, 0, 10, 10))


def test_white_cells_in_blood_are_found_from_boxes_that_people_drew(shared_data: Path) -> None:
    told = json.loads((shared_data / "det_bccd" / "annotations.json").read_text())
    white = next(each["id"] for each in told["categories"] if each["name"] == "WBC")
    files = {each["id"]: each["file_name"] for each in told["images"]}
    drawn = [each for each in told["annotations"] if each["category_id"] == white][:6]
    alike = []
    for each in drawn:
        x, y, width, height = each["bbox"]
        source = InMemory((shared_data / "det_bccd" / files[each["image_id"]]).read_bytes())
        found = find_outline(source, Box(x - 8, y - 8, width + 16, height + 16))
        box = found.box
        alike.append(
            overlap(
                [*shapely.box(x, y, x + width, y + height).exterior.coords],
                shapely.box(box.x, box.y, box.x + box.width, box.y + box.height),
            )
        )
    assert np.median(alike) > 0.6
