"""Pictures of a YOLO set as rows."""

import ast
import json
import math
import re
from pathlib import PurePosixPath
from typing import Any

from inloop.adapters.formats.archives import Bundle
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.pictures.picture_zip import stem_of
from inloop.adapters.formats.pictures.shapes import box_of
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.values import nfc
from inloop.adapters.media import InMemory, probe, type_of
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

ROLES = {
    "key": Suggestion("key", "the name of the picture"),
    "file": Suggestion("field", "it names pictures"),
    "split": Suggestion("metadata", "the part of the set that the picture is in"),
    "boxes": Suggestion("label", "the boxes of its file of labels", answers="boxes"),
    "polygons": Suggestion("label", "the outlines of its file of labels", answers="polygons"),
}
_MOST_YAML = 1 << 20
_HEAD = 1 << 16
_SPLITS = ("train", "val", "valid", "test")
_ENTRY = re.compile(r"\s+(?:-|(\d+)\s*:)\s*(.+)")


class YoloSet:
    """The pictures of an archive or folder, with the labels that lie beside them.

    Parameters
    ----------
    empty
        The column that is empty where a file of labels is.
    """

    def __init__(self, bundle: Bundle, losses: Losses, *, most: int, empty: str) -> None:
        self._bundle, self._losses, self._most, self._empty = bundle, losses, most, empty
        self._names = _names_of(bundle)
        self._sizes: dict[str, list[int]] = _sizes_of(bundle)
        self._labels = {_under(name, "labels"): name for name in bundle.names if _is_labels(name)}
        here = {_under(name, "images"): name for name in bundle.names if type_of(name).startswith("image/")}
        away = {stem_of(name): f"images/{name}" for name in self._sizes if stem_of(name) not in here}
        lone = {stem: f"images/{stem}.jpg" for stem in self._labels if stem not in here and stem not in away}
        self.pictures = sorted([*here.values(), *away.values(), *lone.values()])
        self._here = set(here.values())

    @staticmethod
    def is_one(names: list[str]) -> bool:
        """Say whether the files are a set: labels beside pictures, or a list of classes and labels."""
        has_classes = any(PurePosixPath(name).name in {"data.yaml", "classes.txt", "dataset.yaml"} for name in names)
        return has_classes and any(_is_labels(name) for name in names)

    def row(self, name: str) -> dict[str, Any]:
        """Read what is said of a picture; raise `InvalidInputError` where it cannot be."""
        stem = _under(name, "images")
        key = nfc(name.removeprefix("images/"))
        row: dict[str, Any] = {"key": key, "file": name}
        split = next((part for part in PurePosixPath(name).parts if part in _SPLITS), None)
        if split:
            row["split"] = split
        labels = self._labels.get(stem)
        if labels is None:
            return row
        lines = [line.split() for line in self._bundle.text(labels, most=self._most).splitlines()]
        size = self._size(name) if any(lines) else (1, 1)
        found = [self._shape(line, at, labels, size) for at, line in enumerate(lines, 1) if line]
        boxes, outlines = ([one for one in found if place in one] for place in ("width", "points"))
        shapes = {"boxes": boxes, "polygons": outlines}
        return row | {column: shape for column, shape in shapes.items() if shape or column == self._empty}

    def _size(self, name: str) -> tuple[int, int]:
        known = self._sizes.get(name.removeprefix("images/"))
        if known:
            return known[0], known[1]
        if name not in self._here:
            raise InvalidInputError(f"The picture '{name}' is not there, so the size of its boxes is not known.")
        try:
            about = probe(InMemory(self._bundle.head(name, _HEAD)), kind="image")
        except UnreadableFileError:
            about = probe(InMemory(self._bundle.read(name)), kind="image")
        return about["width"], about["height"]

    def _shape(self, line: list[str], at: int, labels: str, size: tuple[int, int]) -> dict[str, Any]:
        try:
            number, *places = int(line[0]), *map(float, line[1:])
        except ValueError:
            raise InvalidInputError(
                f"Line {at} of '{labels}' is no label and numbers: {' '.join(line)[:80]!r}."
            ) from None
        if not all(math.isfinite(place) for place in places) or len(places) < 4:
            raise InvalidInputError(
                f"Line {at} of '{labels}' has {len(places)} numbers; a box has 4, an outline 6 or more."
            )
        label = self._names.get(number, str(number))
        width, height = size
        if len(places) >= 6 and len(places) % 2 == 0:
            pairs = zip(places[::2], places[1::2], strict=True)
            return {"points": [[round(x * width, 2), round(y * height, 2)] for x, y in pairs], "label": label}
        self._losses.note(
            "how sure a model was", "what is brought in is what a person said", count=int(len(places) == 5)
        )
        self._losses.note("key points", "of a line the box is taken", count=int(len(places) > 5))
        x, y, w, h = places[0] * width, places[1] * height, places[2] * width, places[3] * height
        return box_of((x - w / 2, y - h / 2, x + w / 2, y + h / 2), label=label)


def _under(name: str, folder: str) -> str:
    """Give the name below a folder, without its ending: the same for a picture and its labels."""
    parts = [part for part in PurePosixPath(stem_of(name)).parts if part != folder]
    return "/".join(parts)


def _is_labels(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix == ".txt" and path.name not in {"classes.txt", "train.txt", "val.txt", "test.txt", "README.txt"}


def _names_of(bundle: Bundle) -> dict[int, str]:
    for name in bundle.names:
        last = PurePosixPath(name).name
        if last in {"data.yaml", "dataset.yaml"}:
            return names_in(bundle.text(name, most=_MOST_YAML))
        if last == "classes.txt":
            return dict(enumerate(nfc(line.strip()) for line in bundle.text(name, most=_MOST_YAML).splitlines()))
    return {}


def names_in(text: str) -> dict[int, str]:
    r"""Read the names of the labels from ``data.yaml``: a list, or numbers with names, in one line or several.

    >>> names_in("nc: 2\nnames: ['cat', \"a dog\"]"), names_in("names:\n  0: cat\n  1: 'a dog'\nnc: 2")
    ({0: 'cat', 1: 'a dog'}, {0: 'cat', 1: 'a dog'})
    """
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if re.match(r"names\s*:", line)), len(lines))
    head = "" if start == len(lines) else lines[start].partition(":")[2].strip()
    if head.startswith(("[", "{")):
        return _in_line(head + " ".join(lines[start + 1 :]))
    found: dict[int, str] = {}
    for line in lines[start + 1 :]:
        entry = _ENTRY.fullmatch(line.rstrip()) or re.fullmatch(r"-()\s*(.+)", line.rstrip())
        if entry:
            found[int(entry[1]) if entry[1] else len(found)] = _plain(entry[2])
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    return found


def _in_line(text: str) -> dict[int, str]:
    body = text[1 : text.find("]" if text[0] == "[" else "}")]
    if text[0] == "[":
        return dict(enumerate(_plain(each) for each in body.split(",") if each.strip()))
    pairs = (each.partition(":") for each in body.split(","))
    return {int(number): _plain(name) for number, _, name in pairs if number.strip().isdigit()}


def _plain(word: str) -> str:
    word = word.strip()
    if word[:1] in {"'", '"'}:
        try:
            return nfc(str(ast.literal_eval(word)))
        except (ValueError, SyntaxError):
            return nfc(word.strip("'\""))
    return nfc(word.partition(" #")[0].strip())


def _sizes_of(bundle: Bundle) -> dict[str, list[int]]:
    if "sizes.json" not in bundle.names:
        return {}
    found = json.loads(bundle.text("sizes.json", most=_MOST_YAML * 16))
    good = isinstance(found, dict) and all(isinstance(size, list) and len(size) == 2 for size in found.values())
    return found if good else {}
