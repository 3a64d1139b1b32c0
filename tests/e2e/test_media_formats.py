"""Each sort of picture that is taken in stands upright on the screen, whole and in its colours."""

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor
from tests.live import until

WIDTH, HEIGHT = 600, 400
TURNED = Image.Exif()
TURNED[0x0112] = 6  # what is stored is to be turned right by a quarter
LOOK = """picture => {
    const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight)
    const pen = canvas.getContext('2d')
    pen.drawImage(picture, 0, 0)
    const at = (x, y) => [...pen.getImageData(canvas.width * x, canvas.height * y, 1, 1).data.slice(0, 3)]
    return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)]
}"""
"""The colours in the middle of the quarters: above left and right, below left and right."""


def scene(*, stored: bool = False) -> Image.Image:
    """Draw a red, a green, a blue and a white quarter; as a camera that lay on its side stores them, if asked."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    for place, colour in (((0, 0), (200, 20, 20)), ((WIDTH // 2, 0), (20, 160, 20)), ((0, HEIGHT // 2), (20, 20, 200))):
        image.paste(colour, (*place, place[0] + WIDTH // 2, place[1] + HEIGHT // 2))
    return image.transpose(Image.Transpose.ROTATE_90) if stored else image


def deep() -> Image.Image:
    """Draw the same in grey, 16 bits a pixel, in a narrow range as scanners do."""
    return Image.fromarray(np.asarray(scene().convert("L")).astype(np.uint16) * 4 + 300)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


FILES = {
    "webp.webp": saved(scene(), "WEBP", lossless=True),
    "webp-turned.webp": saved(scene(stored=True), "WEBP", lossless=True, exif=TURNED),
    "press.jpg": saved(scene().convert("CMYK"), "JPEG", quality=95),
    "jpeg-turned.jpg": saved(scene(stored=True), "JPEG", quality=95, exif=TURNED),
    "png-turned.png": saved(scene(stored=True), "PNG", exif=TURNED),
    "palette.png": saved(scene().quantize(8), "PNG"),
    "tiff-turned.tif": saved(scene(stored=True), "TIFF", exif=TURNED),
    "deep.png": saved(deep(), "PNG"),
    "deep.tif": saved(deep(), "TIFF"),
    "animated.gif": saved(scene(), "GIF"),
    "bitmap.bmp": saved(scene(), "BMP"),
}


def shown(owner: Visitor, project: int, item: int) -> Locator:
    owner.open(f"/p/{project}/data/{item}")
    picture = owner.page.get_by_role("img", name="Picture: file")
    expect(picture).to_be_visible()
    until(lambda: picture.evaluate("one => one.complete && one.naturalWidth > 0"), what="It does not come.")
    return picture


def test_each_sort_of_picture_stands_upright_in_its_colours(owner: Visitor, tmp_path: Path) -> None:
    question = {"id": "fine", "kind": "choice", "name": "Fine?", "labels": [{"name": "yes"}, {"name": "no"}]}
    schema = {"fields": [{"id": "file", "kind": "image"}], "questions": [question]}
    project = int(owner.call("/projects", {"name": "Sorts of pictures", "schema": schema})["id"])
    path = tmp_path / "sorts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    sent = owner.context.request.post(
        f"{owner.server.url}/api/uploads?name=sorts.zip", data=path.read_bytes(), headers={"origin": owner.server.url}
    )
    columns = [{"name": "key", "role": "key"}, {"name": "file", "role": "field"}]
    owner.call(f"/projects/{project}/imports", {"upload": sent.json()["id"], "columns": columns})
    until(lambda: owner.call(f"/projects/{project}/imports")[0]["state"] == "done", what="The import does not end.")
    rows = owner.call(f"/projects/{project}/items")["rows"]
    assert {row["key"] for row in rows} == set(FILES)
    for row in rows:
        name, told = row["key"], row["fields"]["file"]
        assert (told["state"], told["width"], told["height"]) == ("ok", WIDTH, HEIGHT), row
        picture = shown(owner, project, row["id"])
        assert picture.evaluate("one => one.naturalWidth / one.naturalHeight") == WIDTH / HEIGHT, name
        red, green, blue, white = np.array(picture.evaluate(LOOK), float)
        if name.startswith("deep"):
            assert blue.mean() < red.mean() < green.mean() < white.mean(), name
            assert white.mean() - blue.mean() > 200, "the range that is there is spread over what can be seen"
            continue
        assert white.min() > 240, name
        for quarter, channel in ((red, 0), (green, 1), (blue, 2)):
            assert quarter.argmax() == channel, (name, quarter)
            assert quarter[channel] - np.delete(quarter, channel).max() > 80, (name, quarter)
