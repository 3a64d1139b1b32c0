"""The sets, one function each: from a folder to what was measured."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

import numpy as np

from benchmarks.models.curve import Labelled, Score, accuracy, area_under_curve, measure
from inloop.adapters.media.contents import MediaContents
from inloop.adapters.models.built_in import BuiltInModels
from inloop.adapters.models.features.backbones import Backbone, Reads
from inloop.annotation.fields import Field
from inloop.database.shelf import FolderShelf
from inloop.methods.base import Ints

SETS: dict[str, Callable[["Given"], dict[str, Any]]] = {}


@dataclass(frozen=True)
class Given:
    """Where the data are, where copies may lie, and the backbones to compare with, by kind of field."""

    data: Path
    scratch: Path
    backbones: Mapping[Reads, str]

    def models(self, kind: str, *, with_backbone: bool) -> BuiltInModels:
        media = MediaContents(FolderShelf(self.scratch), roots=(str(self.data),))
        named = {reads: Backbone.named(reads, m) for reads, m in self.backbones.items() if reads == kind}
        return BuiltInModels(media=media, backbones=named if with_backbone else {})


def a_set(made: Callable[[Given], dict[str, Any]]) -> Callable[[Given], dict[str, Any]]:
    """Let a function measure the set of its name."""
    SETS[made.__name__] = made
    return made


@a_set
def img_flowers(given: Given) -> dict[str, Any]:
    """Accuracy on 300 photos of five flowers; four folds by hash of the file, since the set has no split."""
    return _files(given, "img_flowers", "image", "label", lambda row: str(crc32(row["file"].encode()) % 4))


@a_set
def audio_esc10(given: Given) -> dict[str, Any]:
    """Accuracy on sounds of ten sources, across the folds of the set."""
    return _files(given, "audio_esc10", "audio", "label", lambda row: row["fold"])


@a_set
def audio_spoken_digits(given: Given) -> dict[str, Any]:
    """Accuracy on spoken digits; tested, as its makers say, on takes below 5."""
    return _files(given, "audio_spoken_digits", "audio", "digit", lambda row: int(row["take"]) < 5, only="True")


@a_set
def audio_emotion_emodb(given: Given) -> dict[str, Any]:
    """Accuracy on acted emotions, each speaker tested by a model that has not heard them."""
    return _files(given, "audio_emotion_emodb", "audio", "emotion", lambda row: row["speaker"])


@a_set
def tab_adult(given: Given) -> dict[str, Any]:
    """AUC of an income above 50,000 on the test rows of the set."""
    parts = [_rows(given.data / "tab_adult" / f"{name}.csv") for name in ("train", "test")]
    rows = [row for part in parts for row in part]
    answers = [row.pop("income").strip(" .") for row in rows]
    split = np.arange(len(parts[0])), np.arange(len(parts[0]), len(rows))
    return _measured(given, "row", [{"value": row} for row in rows], answers, splits=[split], score=area_under_curve)


def _files(
    given: Given, name: str, kind: str, label: str, group: Callable[[dict[str, str]], object], *, only: str = ""
) -> dict[str, Any]:
    """Measure a set of files with its table; each group is the test once, or `only` one of them."""
    folder = given.data / name
    rows = _rows(folder / "labels.csv")
    contents = [{"state": "ok", "uri": "file://" + quote(str(_found(folder, row["file"])))} for row in rows]
    groups = np.array([str(group(row)) for row in rows])
    splits = [
        (np.flatnonzero(groups != one), np.flatnonzero(groups == one))
        for one in ([only] if only else np.unique(groups))
    ]
    return _measured(given, kind, contents, [row[label] for row in rows], splits=splits, score=accuracy)


def _measured(
    given: Given,
    kind: str,
    contents: Sequence[dict[str, Any]],
    answers: Sequence[str],
    *,
    splits: Sequence[tuple[Ints, Ints]],
    score: Score,
) -> dict[str, Any]:
    codes = np.unique(answers, return_inverse=True)[1].astype(np.int64)
    items = [{"shown": {"kind": kind, **content}} for content in contents]
    labelled = Labelled(Field(id="shown", kind=kind), items, codes, splits, score)
    found: dict[str, Any] = {"built_in": measure(labelled, given.models(kind, with_backbone=False))}
    if kind in given.backbones:
        found["backbone"] = measure(labelled, given.models(kind, with_backbone=True))
    return found


def _found(folder: Path, file: str) -> Path:
    return folder / file if (folder / file).exists() else next(folder.glob(f"*/{file}"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))
