"""Answers that are not one class: entities, preferences, boxes."""

import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.models.sets import Given, a_set
from inloop.adapters.models import BoxLearner, Logistic, Mirrored, Sides, SpanLearner
from inloop.adapters.models.mirrored import PAIR_STRENGTHS
from inloop.adapters.models.sides import join_sides

Measured = dict[str, Any]
SHARES = (0.25, 0.5, 1.0)
FOLDS = 5
TEST_PICTURES = 53
FAINT = 0.01
_SIDES = {0: 2, 1: 0, 2: 1}


@a_set
def ner_wnut17(given: Given) -> Measured:
    """Entity F1 (both ends and the label the very same) on the test set, whose entities are new on purpose."""
    folder = given.data / "ner_wnut17"
    train, dev, test = (_lines(folder / f"{name}.jsonl") for name in ("train", "dev", "test"))
    labels = sorted({entity["label"] for row in train for entity in row["entities"]})
    order, learner = np.random.default_rng(0).permutation(len(train)), SpanLearner()
    found: Measured = {"measure": "entity F1"}
    for share in SHARES:
        some = [train[at] for at in order[: round(share * len(train))]]
        started = time.process_time()
        model = learner.fit(
            [{"value": row["text"]} for row in some],
            [row["entities"] for row in some],
            labels=labels,
            folds=np.arange(len(some)) % FOLDS,
        )
        found["train_cpu_s"] = round(time.process_time() - started, 1)
        name = f"at_{round(100 * share)}"
        found[name] = _f1(learner, model, test)
        found[f"{name}_dev"] = _f1(learner, model, dev)
        unseen = [{"value": row["text"]} for row in some]
        said = model.predict(unseen, folds=np.arange(len(some)) % FOLDS)
        found[f"{name}_held_out"] = _f1_of(learner, said, some)
    return found


@a_set
def pref_pandalm(given: Given) -> Measured:
    """How often the model says what most of three people say; pairs of one instruction are held out together."""
    folder = given.data / "pref_pandalm"
    rows = _lines(folder / "pairs.jsonl")
    said = np.array([_SIDES[Counter(row["human"]).most_common(1)[0][0]] for row in rows])
    texts = [
        join_sides(f"{row['instruction']}\n{row['input'] or ''}", str(row["response_1"]), str(row["response_2"]))
        for row in rows
    ]
    asked = [row["instruction"] for row in rows]
    numbers = {name: n for n, name in enumerate(dict.fromkeys(asked))}
    fold = np.array([numbers[name] % FOLDS for name in asked])
    vectors = Sides.fit(texts, rng=np.random.default_rng(0)).transform(texts)
    learner, rng = Mirrored(Logistic(strengths=PAIR_STRENGTHS), {0: 1, 1: 0}), np.random.default_rng(0)
    found: Measured = {"measure": "agreement with the majority of three people"}
    for share in SHARES:
        right, clear = [], []
        for held in range(FOLDS):
            inside = rng.permutation(np.flatnonzero(fold != held))
            some = inside[: round(share * len(inside))]
            started = time.process_time()
            model = learner.fit(vectors[some], said[some], classes=np.arange(3), folds=np.arange(len(some)) % FOLDS)
            found["train_cpu_s"] = round(time.process_time() - started, 1)
            chances = model.probabilities(vectors[fold == held])
            right.append(chances.argmax(axis=1) == said[fold == held])
            decided = said[fold == held] < 2
            clear.append((chances[decided, 1] > chances[decided, 0]) == said[fold == held][decided])
        found[f"at_{round(100 * share)}"] = round(float(np.concatenate(right).mean()), 4)
        found[f"at_{round(100 * share)}_without_ties"] = round(float(np.concatenate(clear).mean()), 4)
    found["most_frequent_answer"] = round(max(Counter(said.tolist()).values()) / len(said), 4)
    judged = [row for row in rows if row["judge_gpt35"] is not None]
    found["judge_gpt35"] = round(float(np.mean([str(row["judge_gpt35"]) == _plain(row) for row in judged])), 4)
    return found


@a_set
def det_bccd(given: Given) -> Measured:
    """Mean AP50 over the three labels on a third of the pictures; every point of the curve counts."""
    folder = given.data / "det_bccd"
    contents, values, labels = _pictures(folder)
    order = np.random.default_rng(0).permutation(len(contents)).tolist()
    test, train = order[:TEST_PICTURES], order[TEST_PICTURES:]
    learner = BoxLearner(media=_Folder(folder))
    found: Measured = {"measure": "mean AP50"}
    for share in SHARES:
        some = train[: round(share * len(train))]
        started = time.process_time()
        model = learner.fit(
            [contents[at] for at in some],
            [values[at] for at in some],
            labels=labels,
            folds=np.arange(len(some)) % FOLDS,
        )
        found["train_cpu_s"] = round(time.process_time() - started, 1)
        started = time.process_time()
        said = replace(model, least=FAINT).predict([contents[at] for at in test])
        found["cpu_s_a_picture"] = round((time.process_time() - started) / len(test), 3)
        each = {name: _ap50(learner, name, [one.parts for one in said], [values[at] for at in test]) for name in labels}
        found[f"at_{round(100 * share)}"] = round(float(np.mean(list(each.values()))), 4)
        found["by_label"] = {name: round(value, 4) for name, value in each.items()}
    return found


def _plain(row: dict[str, Any]) -> str:
    return str(Counter(row["human"]).most_common(1)[0][0])


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _f1(learner: SpanLearner, model: Any, rows: list[dict[str, Any]]) -> float:
    return _f1_of(learner, model.predict([{"value": row["text"]} for row in rows]), rows)


def _f1_of(learner: SpanLearner, said: list[Any], rows: list[dict[str, Any]]) -> float:
    right = sum(len(learner.same(one.parts, row["entities"])) for one, row in zip(said, rows, strict=True))
    told, given = sum(len(one.parts) for one in said), sum(len(row["entities"]) for row in rows)
    return round(2 * right / max(told + given, 1), 4)


class _Folder:
    """Opens pictures as the worker does: small copies of 320 pixels."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def picture(self, content: Any) -> Any:
        with Image.open(self._folder / content["name"]) as image:
            image.thumbnail((320, 320), Image.Resampling.BICUBIC)
            return np.asarray(image.convert("RGB"))


def _pictures(folder: Path) -> tuple[list[dict[str, Any]], list[list[dict[str, Any]]], list[str]]:
    told = json.loads((folder / "annotations.json").read_text("utf-8"))
    names = {category["id"]: category["name"] for category in told["categories"]}
    drawn: dict[int, list[dict[str, Any]]] = {image["id"]: [] for image in told["images"]}
    for one in told["annotations"]:
        x, y, width, height = one["bbox"]
        label = names[one["category_id"]]
        drawn[one["image_id"]].append({"x": x, "y": y, "width": width, "height": height, "label": label})
    contents = [
        {"name": image["file_name"], "width": image["width"], "height": image["height"]} for image in told["images"]
    ]
    return contents, [drawn[image["id"]] for image in told["images"]], sorted(names.values())


def _ap50(learner: BoxLearner, label: str, said: list[Any], given: list[Any]) -> float:
    """Give the area under precision over recall, precision made to fall (PASCAL VOC 2010)."""
    rows, count = [], 0
    for parts, value in zip(said, given, strict=True):
        told = [part for part in parts if part["label"] == label]
        wanted = [part for part in value if part["label"] == label]
        alike = {at for at, _ in learner.same(told, wanted)}
        rows += [(part["p"], at in alike) for at, part in enumerate(told)]
        count += len(wanted)
    rows.sort(key=lambda row: -row[0])
    right = np.cumsum([hit for _, hit in rows])
    precision = np.maximum.accumulate((right / np.arange(1, len(right) + 1))[::-1])[::-1]
    return float((np.diff(right / count, prepend=0) * precision).sum())
