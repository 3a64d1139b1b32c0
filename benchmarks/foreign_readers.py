"""Readers that others have written, each asked whether it takes a file of ours."""

import csv
import json
import tempfile
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Reader = Callable[[Path, Path], None]


def accept(form: str, path: Path) -> str:
    """Let the readers of a format read a file; an error of theirs is theirs to raise."""
    package, read = READERS.get(form, ("", None))
    if read is None:
        return "no reader known"
    missing = [name for name in package.split() if find_spec(name) is None]
    if missing:
        return f"absent: {missing[0]}"
    with tempfile.TemporaryDirectory() as folder:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
        read(path, Path(folder))
    return "accepts"


def coco(path: Path, folder: Path) -> None:  # noqa: ARG001
    from pycocotools.coco import COCO

    file = folder / "annotations.json"
    read = COCO(str(file))
    said = json.loads(file.read_bytes())
    assert len(read.anns) == len(said["annotations"])
    assert len(read.imgs) == len(said["images"])
    for mark in read.anns.values():
        if mark["segmentation"]:
            assert read.annToMask(mark).any() or mark["area"] < 4


def docbin(path: Path, folder: Path) -> None:  # noqa: ARG001
    import spacy
    from spacy.tokens import DocBin

    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab))
    assert docs
    assert all(doc.user_data["key"] for doc in docs)


def conll(path: Path, folder: Path) -> None:  # noqa: ARG001
    from spacy.training.converters import conll_ner_to_docs

    (doc, *_) = conll_ner_to_docs(path.read_text("utf-8"), n_sents=0, no_print=True)
    text = path.read_text("utf-8")
    assert len(doc.ents) == sum(line.split(" ")[-1].startswith("B-") for line in text.splitlines())


def hub(path: Path, folder: Path) -> None:
    from datasets import load_dataset

    with tempfile.TemporaryDirectory() as cache:
        found = load_dataset(str(folder), cache_dir=cache, split="train")
        assert found.num_rows
        assert "key" in found.column_names
    del path


def lines(path: Path, folder: Path) -> None:
    from datasets import load_dataset

    found = load_dataset("json", data_files=str(path), cache_dir=str(folder), split="train")
    assert found.num_rows == len(path.read_bytes().splitlines())


def pandas(path: Path, folder: Path) -> None:  # noqa: ARG001
    import pandas as pd

    read: dict[str, Callable[[Any], Any]] = {
        ".csv": pd.read_csv, ".tsv": lambda place: pd.read_csv(place, sep="\t", quoting=csv.QUOTE_MINIMAL),
        ".jsonl": lambda place: pd.read_json(place, lines=True), ".parquet": pd.read_parquet,
    }  # fmt: skip
    assert len(read[path.suffix](path))


def srt(path: Path, folder: Path) -> None:  # noqa: ARG001
    import srt as reader

    for file in folder.rglob("*.srt"):
        assert list(reader.parse(file.read_text("utf-8")))


def vtt(path: Path, folder: Path) -> None:  # noqa: ARG001
    import webvtt

    for file in folder.rglob("*.vtt"):
        assert list(webvtt.read(str(file)))


def textgrid(path: Path, folder: Path) -> None:  # noqa: ARG001
    from praatio import textgrid as praat
    from textgrid import TextGrid

    for file in folder.rglob("*.TextGrid"):
        assert TextGrid.fromFile(str(file)).tiers
        assert praat.openTextgrid(str(file), includeEmptyIntervals=False).tierNames


def yolo(path: Path, folder: Path) -> None:  # noqa: ARG001
    import supervision as sv

    read = sv.DetectionDataset.from_yolo(str(folder / "images"), str(folder / "labels"), str(folder / "data.yaml"))
    wanted = sum(len(file.read_text().splitlines()) for file in (folder / "labels").rglob("*.txt"))
    assert sum(len(found) for found in read.annotations.values()) == wanted


def voc(path: Path, folder: Path) -> None:  # noqa: ARG001
    import supervision as sv

    read = sv.DetectionDataset.from_pascal_voc(str(folder / "JPEGImages"), str(folder / "Annotations"))
    wanted = sum(file.read_text("utf-8").count("<object>") for file in (folder / "Annotations").rglob("*.xml"))
    assert sum(len(found) for found in read.annotations.values()) == wanted


READERS: dict[str, tuple[str, Reader]] = {
    "coco": ("pycocotools", coco),
    "conll": ("spacy", conll),
    "csv": ("pandas", pandas),
    "docbin": ("spacy", docbin),
    "dpo": ("datasets", lines),
    "huggingface": ("datasets", hub),
    "jsonl": ("pandas", pandas),
    "openai-chat": ("datasets", lines),
    "parquet": ("pandas", pandas),
    "sharegpt": ("datasets", lines),
    "srt": ("srt", srt),
    "textgrid": ("praatio textgrid", textgrid),
    "tsv": ("pandas", pandas),
    "voc": ("supervision", voc),
    "vtt": ("webvtt", vtt),
    "yolo": ("supervision", yolo),
    "yolo-segment": ("supervision", yolo),
}
