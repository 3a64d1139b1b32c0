"""COCO: pictures, categories and annotations in one JSON file, in a zip with the pictures where they come along."""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, ClassVar

import msgspec

from inloop.adapters.formats.archives import Bundle
from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.labelled import ItemWriter, Labelled, LabelledFormat, OpenFile, fitted
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.pictures.coco_reader import ROLES, read_pictures
from inloop.adapters.formats.pictures.picture_zip import PictureZip
from inloop.adapters.formats.pictures.shapes import area_of, around, note_turned, upright
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.adapters.formats.words import attributes_in_words, names_of
from inloop.annotation import Question, Schema
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import register

_BEGINS = re.compile(rb'\s*\{\s*"(info|images|annotations|categories|licenses|licences)"\s*:')
_encode = msgspec.json.Encoder().encode
_HELD = 8 << 20


@register("format/coco.v1")
class CocoFormat(LabelledFormat):
    """Boxes, outlines and key points of pictures in one JSON file, as COCO has them."""

    name = "coco"
    extensions = ()
    shows = ("image",)
    kinds: ClassVar[tuple[str, ...]] = ("boxes", "polygons", "points")

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:
        return any(name.endswith(".json") and _BEGINS.match(read(name)) for name in names)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:  # noqa: ARG002
        losses = Losses()
        with Bundle(path) as bundle:
            files = [name for name in bundle.names if name.endswith(".json") and _BEGINS.match(bundle.head(name))]
            rows = [row for name in files for row in read_pictures(bundle, name, losses, alone=len(files) == 1)]
        if not rows:
            raise UnreadableFileError(
                "There are no pictures in it.", hint="Choose a COCO file with images and annotations.", where=path.name
            )
        numbered = [msgspec.structs.replace(row, number=number) for number, row in enumerate(rows, 1)]
        counted = Counted(iter(numbered[start:]), at=start)
        return RowStream(
            counted,
            columns=tuple(dict.fromkeys(name for row in rows for name in getattr(row, "values", ()))),
            format=self.name,
            size=len(rows),
            position=counted.position,
            unit="rows",
            roles=ROLES,
            losses=losses,
        )

    def write_items(
        self, file: BinaryIO, *, schema: Schema, losses: Losses, open_file: OpenFile | None = None
    ) -> ItemWriter:
        return CocoWriter(file, fitted(self, schema), losses=losses, open_file=open_file)


class CocoWriter(PictureZip):
    """Writes ``annotations.json`` at the end, with ``images`` and ``annotations`` held back on the disk."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named, strips=False)
        self._images: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed when all is written
        self._marks: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115
        self._pictures = self._annotations = 0
        self._categories = _categories(self.questions)

    def write(self, item: Labelled) -> None:
        name, width, height = self.picture(item)
        self._pictures += 1
        about = {"id": self._pictures, "file_name": name, "width": width, "height": height}
        self._images.write(_encode(about) + b"\n")
        for question in self.questions:
            for part in item.answers.get(question.id) or ():
                self._annotations += 1
                mark = self._mark(question, part, item.key)
                self._marks.write(_encode({"id": self._annotations, "image_id": self._pictures, **mark}) + b"\n")

    def finish(self) -> None:
        self.add_pieces("annotations.json", self._document())
        self._images.close()
        self._marks.close()

    def _document(self) -> Iterator[bytes]:
        told = [category for category, _ in self._categories.values()]
        yield b'{"images":[\n'
        yield from _listed(self._images)
        yield b'],\n"annotations":[\n'
        yield from _listed(self._marks)
        yield b'],\n"categories":' + _encode(told) + b"}\n"

    def _mark(self, question: Question, part: dict[str, Any], key: str) -> dict[str, Any]:
        said = attributes_in_words(part.get("attributes", {}), question)
        if question.kind == "boxes":
            note_turned(
                part, self.losses, "the upright box around stands there; only some readers know its attribute rotation",
                question=question.id, key=key,
            )  # fmt: skip
            if part.get("angle"):
                said = {**said, "rotation": part["angle"]}
        label = self._categories[question.kind == "points", part["label"]][0]["id"]
        shape = _SHAPES[question.kind](part)
        return {"category_id": label, "iscrowd": 0, **shape, "attributes": said}


def _categories(questions: tuple[Question, ...]) -> dict[tuple[bool, str], tuple[dict[str, Any], str]]:
    """Give labels their numbers; points are key points of a category of their own."""
    found: dict[tuple[bool, str], tuple[dict[str, Any], str]] = {}
    for question in questions:
        is_point = question.kind == "points"
        for label, name in names_of(question).items():
            more = {"keypoints": [name], "skeleton": []} if is_point else {}
            about = {"id": len(found) + 1, "name": name, "supercategory": "", **more}
            found.setdefault((is_point, label), (about, question.id))
    return found


def _box(part: dict[str, Any]) -> dict[str, Any]:
    left, top, right, bottom = upright(part)
    turned = {"box": [part[name] for name in ("x", "y", "width", "height")]} if part.get("angle") else {}
    width, height = round(right - left, 2), round(bottom - top, 2)
    return {"bbox": [left, top, width, height], "area": round(width * height, 2), "segmentation": [], **turned}


def _outline(part: dict[str, Any]) -> dict[str, Any]:
    left, top, right, bottom = around(part["points"])
    flat = [at for point in part["points"] for at in point]
    box = [left, top, round(right - left, 2), round(bottom - top, 2)]
    return {"bbox": box, "area": round(area_of(part["points"]), 2), "segmentation": [flat], "shape": "polygon"}


def _point(part: dict[str, Any]) -> dict[str, Any]:
    at = [part["x"], part["y"]]
    return {"bbox": [*at, 0, 0], "area": 0, "segmentation": [], "keypoints": [*at, 2], "num_keypoints": 1}


_SHAPES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"boxes": _box, "polygons": _outline, "points": _point}


def _listed(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    before = b""
    for line in file:
        yield before + line.rstrip(b"\n")
        before = b",\n"
