"""One XML file of Pascal VOC as a row."""

import math
from pathlib import PurePosixPath
from typing import Any

from inloop.adapters.formats.archives import Bundle, parse_xml
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.pictures.picture_zip import stem_of
from inloop.adapters.formats.pictures.shapes import box_of
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.values import nfc
from inloop.adapters.media import type_of
from inloop.kernel.errors import InvalidInputError

FLAGS = ("truncated", "difficult", "occluded")
ROLES = {
    "key": Suggestion("key", "the name of the picture"),
    "file": Suggestion("field", "it names pictures"),
    "boxes": Suggestion("label", "the boxes of the XML file", answers="boxes"),
}
_EDGES = ("xmin", "ymin", "xmax", "ymax")


def read_picture(bundle: Bundle, name: str, losses: Losses, *, most: int) -> dict[str, Any]:
    """Give the row of a picture; raise `InvalidInputError` where its file cannot be read."""
    document = _Document()
    parse_xml(bundle.read(name, most=most), start=document.begin, end=document.finish)
    filename = nfc(document.filename or f"{PurePosixPath(name).stem}.jpg").replace("\\", "/")
    losses.note("outlines and parts", "of an object the box is taken", key=filename, count=document.others)
    file = _file(bundle, filename, beside=name)
    return {"key": filename, "file": file, "boxes": [_box(each, name) for each in document.objects]}


def _file(bundle: Bundle, filename: str, *, beside: str) -> str:
    here = set(bundle.names)
    root = PurePosixPath(beside).parent.parent
    for place in (filename, f"{root}/JPEGImages/{filename}", f"{root}/images/{filename}"):
        if (path := str(PurePosixPath(place))) in here:
            return path
    stem = stem_of(PurePosixPath(filename).name)
    near = [name for name in bundle.names if type_of(name) and PurePosixPath(stem_of(name)).name == stem]
    return near[0] if len(near) == 1 else filename


class _Document:
    """Gathers what the tags of a file say."""

    def __init__(self) -> None:
        self.filename = ""
        self.objects: list[dict[str, Any]] = []
        self.others = 0
        self._path: list[str] = []
        self._attribute = ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        self._path.append(tag)
        if len(self._path) == 2 and tag == "object":
            self.objects.append({"said": {}})
        self.others += tag in {"polygon", "part"}

    def finish(self, tag: str, text: str) -> None:
        path = self._path[1:]
        self._path.pop()
        if path == ["filename"]:
            self.filename = text
        elif path[:1] == ["object"] and self.objects:
            self._take(path[1:], tag, text)

    def _take(self, path: list[str], tag: str, text: str) -> None:
        one = self.objects[-1]
        if path == ["name"]:
            one["label"] = nfc(text)
        elif path[:1] == ["bndbox"] and tag in _EDGES:
            one[tag] = text
        elif path in (["truncated"], ["difficult"], ["occluded"]) and text == "1":
            one["said"][tag] = True
        elif path == ["pose"] and text not in {"", "Unspecified"}:
            one["said"]["pose"] = nfc(text)
        elif path == ["attributes", "attribute", "name"]:
            self._attribute = nfc(text)
        elif path == ["attributes", "attribute", "value"] and self._attribute and text != "false":
            one["said"][self._attribute] = True if text == "true" else nfc(text)


def _box(one: dict[str, Any], name: str) -> dict[str, Any]:
    try:
        edges = [float(one[edge]) for edge in _EDGES]
    except (KeyError, ValueError):
        raise InvalidInputError(f"An object of '{name}' has no box with xmin, ymin, xmax and ymax.") from None
    if not one.get("label") or not all(math.isfinite(edge) for edge in edges):
        raise InvalidInputError(f"An object of '{name}' has no name, or a box without end.")
    said = {"attributes": one["said"]} if one["said"] else {}
    return box_of((edges[0], edges[1], edges[2], edges[3]), label=one["label"], **said)
