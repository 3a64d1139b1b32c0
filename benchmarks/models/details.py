"""What is said of a part beside its place: how often it is told, and how often it is right then."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.models.sets import Given, a_set
from benchmarks.models.structured import TEST_PICTURES, _Folder, _lines, _pictures
from inloop.adapters.models import BoxLearner
from inloop.adapters.models.details import fitted_to_texts
from inloop.loop.training.parts.model import Part

FOLDS = 5
NAMES = (50, 200, 1_000)
PICTURES = (5, 20)


@a_set
def details_wnut17(given: Given) -> dict[str, Any]:
    """The sort of each name as an attribute of one label; learnt from so many texts with names, told of 400 others."""
    rows = [row for row in _lines(given.data / "ner_wnut17" / "train.jsonl") if row["entities"]]
    contents = [{"value": row["text"]} for row in rows]
    values = [[_as_detail(entity, "start", "end") for entity in row["entities"]] for row in rows]
    test = range(len(rows) - 400, len(rows))
    found: dict[str, Any] = {"measure": "sort of a name"}
    for n in NAMES:
        folds = np.arange(n) % FOLDS
        more = fitted_to_texts(contents[:n], values[:n], labels=["one"], folds=folds, fold_ids=np.arange(0))
        bare = [[{**part, "attributes": {}} for part in values[at]] for at in test]
        said = [
            part
            for at, parts in zip(test, bare, strict=True)
            for part in more.tell_in(contents[at]["value"], parts, model=0)
        ]
        found[f"after_{n}"] = _measured(said, [part for at in test for part in values[at]])
    return found


@a_set
def details_bccd(given: Given) -> dict[str, Any]:
    """The sort of each cell as an attribute of one label; of boxes that are found on a third of the pictures."""
    folder = given.data / "det_bccd"
    contents, drawn, _ = _pictures(folder)
    values = [[_as_detail(box, "x", "y", "width", "height") for box in some] for some in drawn]
    order = np.random.default_rng(0).permutation(len(contents)).tolist()
    test, train = order[:TEST_PICTURES], order[TEST_PICTURES:]
    learner = BoxLearner(media=_Folder(folder))
    found: dict[str, Any] = {"measure": "sort of a cell"}
    for n in PICTURES:
        some = train[:n]
        shown = [contents[at] for at in some], [values[at] for at in some]
        model = learner.fit(*shown, labels=["one"], folds=np.arange(n) % FOLDS)
        pairs = [
            (one.parts[told], values[at][there])
            for one, at in zip(model.predict([contents[at] for at in test]), test, strict=True)
            for told, there in learner.same(one.parts, values[at])
        ]
        found[f"after_{n}"] = _measured([told for told, _ in pairs], [there for _, there in pairs])
    return found


def _as_detail(part: Part, *places: str) -> Part:
    return {**{name: part[name] for name in places}, "label": "one", "attributes": {"sort": part["label"]}}


def _measured(said: Sequence[Part], given: Sequence[Part]) -> dict[str, float]:
    pairs = [
        (one.get("attributes", {}).get("sort"), other["attributes"]["sort"])
        for one, other in zip(said, given, strict=True)
    ]
    told = [one == other for one, other in pairs if one is not None]
    return {"told": round(len(told) / len(pairs), 3), "right": round(float(np.mean(told)), 3) if told else 0.0}
