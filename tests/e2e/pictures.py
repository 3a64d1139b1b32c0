"""Somebody who draws on pictures: made here, and brought into a project as a person would bring them."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor
from tests.live import until

LABELS = [{"name": "Red cell"}, {"name": "White cell"}, {"name": "Platelet"}]
ATTRIBUTES = [{"name": "Cut off", "kind": "flag"}]
BOXES = {"kind": "boxes", "name": "Where are cells?", "on": "file", "labels": LABELS, "attributes": ATTRIBUTES}
POLYGONS = {"kind": "polygons", "name": "Outline the nucleus", "on": "file", "labels": [{"name": "Nucleus"}]}
POINTS = {"kind": "points", "name": "Where are centres?", "on": "file", "labels": [{"name": "Centre"}]}
axe = Axe()


def picture(width: int, height: int, *, orientation: int = 1) -> bytes:
    """Draw a picture with a gradient and a dark square in its left upper quarter, as it is stored."""
    across, down = np.linspace(60, 230, width, dtype=np.uint8), np.linspace(60, 230, height, dtype=np.uint8)
    pixels = np.stack(
        [*np.broadcast_arrays(across[None, :], down[:, None]), np.full((height, width), 120, np.uint8)], 2
    )
    image = Image.fromarray(np.ascontiguousarray(pixels))
    image.paste((20, 20, 60), (width // 8, height // 8, width // 4, height // 4))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    image.save(file, "JPEG", exif=exif, quality=80)
    return file.getvalue()


def gallery(
    owner: Visitor,
    tmp_path: Path,
    questions: list[dict[str, Any]],
    pictures: list[bytes],
    *,
    form: str = "jpg",
    **more: Any,
) -> int:
    """Make a project that asks such questions of pictures, which come in a zip."""
    named = [{"id": each["kind"], **each} for each in questions]
    schema = {"fields": [{"id": "file", "name": "Photo", "kind": "image"}], "questions": named}
    project = int(owner.call("/projects", {"name": f"Shapes {uuid4().hex[:6]}", "schema": schema, **more})["id"])
    path = tmp_path / f"{project}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n, content in enumerate(pictures):
            archive.writestr(f"picture-{n}.{form}", content)
    sent = owner.context.request.post(
        f"{owner.server.url}/api/uploads?name=pictures.zip",
        data=path.read_bytes(),
        headers={"origin": owner.server.url},
    )
    assert sent.ok, sent.text()
    columns = [{"name": "file", "role": "field"}]
    owner.call(f"/projects/{project}/imports", {"upload": sent.json()["id"], "columns": columns})
    run = lambda: owner.call(f"/projects/{project}/imports")[0]  # noqa: E731
    until(lambda: run()["state"] in {"done", "failed"}, what="The import does not end.")
    assert run()["counts"]["imported"] == len(pictures), run()
    return project


class Board:
    """The picture on the screen, in its own pixels."""

    def __init__(self, visitor: Visitor, width: int, height: int) -> None:
        self.visitor, self.width, self.height = visitor, width, height
        self.frame: Locator = visitor.page.get_by_role("application")

    def at(self, x: float, y: float) -> tuple[float, float]:
        box = self.frame.bounding_box()
        assert box is not None
        return box["x"] + x / self.width * box["width"], box["y"] + y / self.height * box["height"]

    def drag(self, *spots: tuple[float, float]) -> None:
        mouse = self.visitor.page.mouse
        mouse.move(*self.at(*spots[0]))
        mouse.down()
        for spot in spots[1:]:
            mouse.move(*self.at(*spot), steps=4)
        mouse.up()

    def click(self, *spots: tuple[float, float]) -> None:
        for spot in spots:
            self.visitor.page.mouse.click(*self.at(*spot))


def start(visitor: Visitor, project: int, width: int, height: int) -> Board:
    visitor.open(f"/p/{project}/label")
    board = Board(visitor, width, height)
    expect(board.frame).to_be_visible()
    expect(board.frame.get_by_role("img")).to_have_js_property("complete", True)
    return board


def given(visitor: Visitor, project: int) -> list[dict[str, Any]]:
    """Give the standing answers of the person, the newest first."""
    return [row["values"] for row in visitor.call(f"/projects/{project}/history")["rows"]]


def near(shape: dict[str, Any], **places: float) -> bool:
    return all(abs(shape[name] - place) <= 8 for name, place in places.items())


def rows(visitor: Visitor, name: str = "Shapes") -> Locator:
    return visitor.page.get_by_role("region", name=name).get_by_role("listitem")


def no_barriers(visitor: Visitor) -> None:
    found = axe.run(visitor.page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
