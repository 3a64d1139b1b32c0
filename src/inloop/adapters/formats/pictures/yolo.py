"""YOLO: ``images``, beside them ``labels`` with a line a shape in parts of the picture, and ``data.yaml``."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from inloop.adapters.formats.archives import Bundle
from inloop.adapters.formats.bundles import open_bundle
from inloop.adapters.formats.labelled import ItemWriter, Labelled, LabelledFormat, OpenFile, fitted
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.pictures.picture_zip import PictureZip, stem_of
from inloop.adapters.formats.pictures.shapes import note_turned, upright
from inloop.adapters.formats.pictures.yolo_reader import ROLES, YoloSet
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.adapters.formats.words import names_of
from inloop.annotation import Schema
from inloop.kernel.registry import register

SIZES = "sizes.json"
"""Pixels of each picture, so that parts of it can be read where the picture itself is left out."""


@register("format/yolo.v1")
class YoloFormat(LabelledFormat):
    """Upright boxes of pictures for detection, a text file a picture with ``data.yaml``."""

    name = "yolo"
    extensions = ()
    shows = ("image",)
    kinds: ClassVar[tuple[str, ...]] = ("boxes",)

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:
        return YoloSet.is_one(names) and not _is_of_outlines(names, read)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        losses = Losses()
        found: list[YoloSet] = []

        def names(bundle: Bundle) -> list[str]:
            found.append(YoloSet(bundle, losses, most=options.max_row_bytes, empty=self.kinds[0]))
            return found[0].pictures

        def row(bundle: Bundle, name: str) -> dict[str, Any]:  # noqa: ARG001
            return found[0].row(name)

        columns = ("key", "file", "split", "boxes", "polygons")
        return open_bundle(
            path, self.name, columns=columns, names=names, row=row, roles=ROLES, losses=losses, start=start
        )

    def write_items(
        self, file: BinaryIO, *, schema: Schema, losses: Losses, open_file: OpenFile | None = None
    ) -> ItemWriter:
        return YoloWriter(file, fitted(self, schema), losses=losses, open_file=open_file)


@register("format/yolo-segment.v1")
class YoloSegmentFormat(YoloFormat):
    """Outlines on pictures for segmentation, a text file a picture with ``data.yaml``."""

    name = "yolo-segment"
    kinds = ("polygons",)

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:
        return YoloSet.is_one(names) and _is_of_outlines(names, read)


class YoloWriter(PictureZip):
    """Writes one file of labels a picture, and ``data.yaml`` with the names of the labels at the end."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._classes: dict[str, int] = {}
        self._names: list[str] = []
        for question in self.questions:
            for label, name in names_of(question).items():
                if label not in self._classes:
                    self._classes[label] = len(self._names)
                    self._names.append(name)
        self._sizes: dict[str, list[int]] = {}

    def write(self, item: Labelled) -> None:
        name, width, height = self.picture(item)
        if not width or not height:
            why = "places are parts of the picture, of which the size is not known"
            self.losses.note("pictures", why, key=item.key)
            return
        self._sizes[name] = [width, height]
        lines = []
        for question in self.questions:
            for part in item.answers.get(question.id) or ():
                lost = len(part.get("attributes", {}))
                self.losses.note(
                    "attributes", "a line is a label and a place", question=question.id, key=item.key, count=lost
                )
                note_turned(
                    part, self.losses, "the upright box around stands there", question=question.id, key=item.key
                )
                lines.append(_line(self._classes[part["label"]], part, width, height))
        self.add(f"labels/{stem_of(name)}.txt", "".join(f"{line}\n" for line in lines))

    def finish(self) -> None:
        names = "".join(
            f"  {number}: {json.dumps(name, ensure_ascii=False)}\n" for number, name in enumerate(self._names)
        )
        self.add("data.yaml", f"path: .\ntrain: images\nval: images\nnc: {len(self._names)}\nnames:\n{names}")
        self.add(SIZES, json.dumps(self._sizes, ensure_ascii=False))


def _line(number: int, part: Mapping[str, Any], width: int, height: int) -> str:
    if "points" in part:
        places = [at / side for point in part["points"] for at, side in zip(point, (width, height), strict=True)]
    else:
        left, top, right, bottom = upright(part)
        middle, size = ((left + right) / 2, (top + bottom) / 2), (right - left, bottom - top)
        places = [middle[0] / width, middle[1] / height, size[0] / width, size[1] / height]
    return " ".join([str(number), *(f"{min(max(place, 0), 1):.8g}" for place in places)])


def _is_of_outlines(names: list[str], read: Callable[[str], bytes]) -> bool:
    """Look at the first line of labels there is: a box has four numbers, an outline six or more."""
    for name in names:
        if "labels/" in f"/{name}" and name.endswith(".txt"):
            first = read(name).split(b"\n", 1)[0].split()
            if first:
                return len(first) > 6
    return False
