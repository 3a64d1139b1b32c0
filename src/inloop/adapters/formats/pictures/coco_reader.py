"""Pictures of a COCO file as rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

import msgspec

from inloop.adapters.formats.archives import Bundle
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import BadRow, Row
from inloop.adapters.formats.values import clean, nfc
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

ROLES = {
    "key": Suggestion("key", "the name of the picture"),
    "file": Suggestion("field", "it names pictures"),
    "boxes": Suggestion("label", "the boxes of the annotations", answers="boxes"),
    "polygons": Suggestion("label", "the outlines of the annotations", answers="polygons"),
    "points": Suggestion("label", "the key points of the annotations", answers="points"),
    "split": Suggestion("metadata", "the part of the set that the picture is in"),
}


class _Picture(msgspec.Struct, gc=False):
    id: int | str
    file_name: str
    split: str | None = None


class _Category(msgspec.Struct, gc=False):
    id: int | str
    name: str
    keypoints: list[str] = []


class _Mark(msgspec.Struct, gc=False):
    image_id: int | str
    category_id: int | str
    bbox: list[float] = []
    segmentation: Any = None
    keypoints: list[float] = []
    iscrowd: int | bool = 0
    attributes: dict[str, Any] | None = None
    box: list[float] = []
    shape: str = ""
    score: float | None = None


class _Document(msgspec.Struct, gc=False):
    images: list[msgspec.Raw]
    annotations: list[msgspec.Raw] = []
    categories: list[_Category] = []


_mark_of = msgspec.json.Decoder(_Mark).decode
_picture_of = msgspec.json.Decoder(_Picture).decode


def read_pictures(bundle: Bundle, name: str, losses: Losses, *, alone: bool) -> Iterator[Row | BadRow]:
    """Give a row a picture, with what is drawn on it; several files in one archive are parts of a set.

    Raises
    ------
    UnreadableFileError
        It is no COCO file, or a damaged one.
    """
    try:
        document = msgspec.json.decode(bundle.read(name), type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, InvalidInputError) as problem:
        raise UnreadableFileError(
            f"This is no COCO file ({problem}).", hint="It needs images, annotations and categories.", where=name
        ) from None
    reader = _Reader(document, losses, split=None if alone else PurePosixPath(name).stem)
    places = _Places(bundle.names, beside=str(PurePosixPath(name).parent))
    for at, raw in enumerate(document.images, 1):
        yield reader.row(raw, at, places)
    for image, marks in reader.marks.items():
        losses.note("annotations", "their picture is not listed", key=str(image), count=len(marks))


class _Places:
    """Where pictures lie, by the name that the file has for them."""

    def __init__(self, names: Sequence[str], *, beside: str) -> None:
        self._names = set(names)
        self._beside = beside
        self._last: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._last[PurePosixPath(name).name].append(name)

    def find(self, name: str) -> str:
        for folder in ("", "images", self._beside, f"{self._beside}/images"):
            if (path := str(PurePosixPath(folder, name))) in self._names:
                return path
        only = self._last.get(PurePosixPath(name).name, [])
        return only[0] if len(only) == 1 else name


class _Reader:
    def __init__(self, document: _Document, losses: Losses, *, split: str | None) -> None:
        self._losses, self._split = losses, split
        self._names = {category.id: category for category in document.categories}
        self.marks: dict[int | str, list[_Mark]] = defaultdict(list)
        self._broken: dict[object, str] = {}
        self.asked: set[str] = set()
        for number, raw in enumerate(document.annotations, 1):
            self._keep(raw, number)

    def row(self, raw: msgspec.Raw, number: int, places: _Places) -> Row | BadRow:
        try:
            picture = _picture_of(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            return BadRow(number, f"is no picture ({problem})", bytes(raw)[:120].decode("utf-8", "backslashreplace"))
        marks = self.marks.pop(picture.id, [])
        if picture.id in self._broken:
            return BadRow(number, self._broken[picture.id], picture.file_name)
        row: dict[str, Any] = {"key": nfc(picture.file_name), "file": places.find(picture.file_name)}
        if split := picture.split or self._split:
            row["split"] = split
        return Row(number, row | {column: [] for column in sorted(self.asked)} | self._shapes(marks, row["key"]))

    def _keep(self, raw: msgspec.Raw, number: int) -> None:
        try:
            mark = _mark_of(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            self._blame(raw, f"annotation {number} cannot be read ({problem})")
            return
        if mark.category_id not in self._names:
            self._broken[mark.image_id] = (
                f"annotation {number} has the category {mark.category_id}, which is not listed"
            )
            return
        self.marks[mark.image_id].append(mark)
        self.asked.update(_columns(mark))

    def _blame(self, raw: msgspec.Raw, reason: str) -> None:
        try:
            found = msgspec.json.decode(raw)
            self._broken[found["image_id"]] = reason
        except (msgspec.MsgspecError, UnicodeDecodeError, TypeError, KeyError):
            self._losses.note("annotations that cannot be read", "they do not say which picture they are of")

    def _shapes(self, marks: Sequence[_Mark], key: str) -> dict[str, Any]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for mark in marks:
            self._note(mark, key)
            said = clean(mark.attributes or {})
            angle = said.pop("rotation", 0) if "boxes" in _columns(mark) else 0
            rest = {"label": nfc(self._names[mark.category_id].name), **({"attributes": said} if said else {})}
            if "boxes" in _columns(mark):
                found["boxes"] += self._box(mark, angle, rest, key)
            for outline in _outlines(mark):
                found["polygons"].append({"points": outline, **rest})
            found["points"] += self._points(mark, rest)
        return {column: parts for column, parts in found.items() if parts}

    def _box(self, mark: _Mark, angle: float, rest: dict[str, Any], key: str) -> list[dict[str, Any]]:
        x, y, width, height = mark.box if len(mark.box) == 4 else mark.bbox
        if width <= 0 or height <= 0:
            self._losses.note("boxes without area", "a box holds something", key=key)
            return []
        turned = {"angle": angle} if angle and len(mark.box) == 4 else {}
        return [{"x": x, "y": y, "width": width, "height": height, **turned, **rest}]

    def _points(self, mark: _Mark, rest: dict[str, Any]) -> Iterator[dict[str, Any]]:
        names = self._names[mark.category_id].keypoints
        for at in range(0, len(mark.keypoints) - 2, 3):
            x, y, seen = mark.keypoints[at : at + 3]
            if seen:
                label = nfc(names[at // 3]) if at // 3 < len(names) else rest["label"]
                yield {"x": x, "y": y, **rest, "label": label}

    def _note(self, mark: _Mark, key: str) -> None:
        pieces = len(_outlines(mark))
        self._losses.note("outlines of several pieces", "each piece is one outline", key=key, count=int(pieces > 1))
        is_mask = isinstance(mark.segmentation, dict)
        self._losses.note("masks", "of them the box is taken", key=key, count=int(is_mask))
        self._losses.note(
            "scores", "what is brought in is what a person said", key=key, count=int(mark.score is not None)
        )
        crowd = bool(mark.iscrowd) and not is_mask
        self._losses.note("marks of crowds", "there is no place for them", key=key, count=int(crowd))


def _columns(mark: _Mark) -> set[str]:
    """Name what an annotation is: a box, an outline or both; ours say which."""
    if mark.keypoints:
        return {"points", "boxes"} if len(mark.bbox) == 4 and mark.bbox[2] > 0 else {"points"}
    drawn = {"polygons"} if _outlines(mark) else set()
    is_box = len(mark.bbox) == 4 and mark.shape != "polygon"
    return drawn | ({"boxes"} if is_box else set())


def _outlines(mark: _Mark) -> list[list[list[float]]]:
    if not isinstance(mark.segmentation, list):
        return []
    flat = [each for each in mark.segmentation if isinstance(each, list) and len(each) >= 6]
    return [[list(pair) for pair in zip(each[::2], each[1::2], strict=False)] for each in flat]
