"""From comparisons to a version that says which of two is better, wherever each of them stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.adapters.models.text_classifier import TextClassifier
from inloop.database import Database
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Lent, Submission
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.training.predicting import Predictor
from inloop.loop.training.service import model_view
from tests.integration.learning.conftest import KEY, Place

FIELDS = ("asked", "first", "second")
SCHEMA = {
    "fields": [{"id": name} for name in FIELDS],
    "questions": [{"id": "better", "kind": "pairwise", "name": "Which?", "left": "first", "right": "second"}],
}
GOOD = ("Yes, of course: it is quite near.", "Of course, you take the second road.", "With pleasure, here it is.")
BAD = ("no", "dont know dont know dont know", "where is it where is it")


def pair(number: int) -> tuple[dict[str, str], str]:
    """A question with two answers, one good and one bad, or twice the same; the odd one of two is its mirror."""
    rng = np.random.default_rng(number // 2)
    one, other = str(rng.choice(GOOD)), str(rng.choice(BAD))
    said = "left"
    if rng.random() < 0.2:
        other, said = one, "tie"
    if rng.random() < 0.5:
        one, other, said = other, one, {"left": "right", "tie": "tie"}[said]
    if number % 2:
        one, other, said = other, one, {"left": "right", "right": "left", "tie": "tie"}[said]
    return {"asked": f"where is it , case {number // 2}", "first": one, "second": other}, said


class Comparing(Place):
    def bring(self, numbers: range, **_: Any) -> None:
        schema = self.database.read(lambda c: projects.schema_of(c, self.project))
        plan = Plan([Column(name=n, role="field") for n in FIELDS] + [Column(name="key", role="key")], schema)
        new = [plan.read({"key": f"k{n}", **pair(n)[0]}, number=n) for n in numbers]
        project = self.project
        self.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=self.at, by="test"))

    def answer(self, person: int, lent: Lent, **values: Any) -> Any:
        self.at += 1
        project = self.project
        shown = {field["id"]: field["value"] for field in lent.fields}
        number = 2 * int(str(shown["asked"]).rsplit(" ", 1)[1])
        said = next(pair(n)[1] for n in (number, number + 1) if pair(n)[0] == shown)
        name = f"{self.number:08x}-0000-4000-8000-{self.at:012x}"
        sent = Submission(id=name, assignment=lent.id, values={"better": said, **values}, schema_version=1)
        who = self.database.read(lambda c: labels.annotator_of(c, project, person=person, name=""))
        return self.database.write(lambda c: cycle.answer(c, project, who, sent, at=self.at))


@pytest.fixture
def comparing(database: Database, data_dir: Path) -> Callable[[int], Comparing]:
    def make(items: int) -> Comparing:
        project = database.write(lambda c: projects.create(c, name="Pairs", schema=SCHEMA, at=1, by="test", key=KEY))
        files = SegmentFiles(data_dir)
        published = PublishedPredictions(files)
        learning = Learning(database, files, BuiltInModels(), published)
        place = Comparing(database, project.id, files, published, learning)
        place.bring(range(items))
        return place

    return make


def test_a_version_says_which_is_better_and_a_mirrored_pair_gets_the_mirrored_answer(
    comparing: Callable[[int], Comparing],
) -> None:
    place = comparing(240)
    place.learn()
    place.answer_many(80)
    assert place.learn() == 1
    project = place.project
    said = [place.database.read(lambda c, n=n: place.published.of(c, project, place.item(n), 1)) for n in range(240)]
    chances = [one["better"] for one in said if one is not None]
    assert len(chances) == 240
    right = [max(one, key=one.__getitem__) == pair(n)[1] for n, one in enumerate(chances)]
    assert np.mean(right) > 0.9
    for there, back in zip(chances[::2], chances[1::2], strict=True):
        assert there["left"] == pytest.approx(back["right"], abs=2e-3)
        assert there["tie"] == pytest.approx(back["tie"], abs=2e-3)
    view = place.database.read(lambda c: model_view(c, project, 1))
    assert view.accuracy is not None
    assert view.accuracy.low > 0.6


def test_pairs_are_asked_about_by_their_margin_and_a_model_is_taken_away(
    comparing: Callable[[int], Comparing], tmp_path: Path
) -> None:
    place = comparing(120)
    place.learn()
    fitted = place.database.read(lambda c: columns.current(c, place.number))
    assert fitted is not None
    assert fitted.name == "featurizer/sides.v1"
    place.answer_many(40)
    place.learn()
    predictor = Predictor(place.files, BuiltInModels())
    wanted = [
        {"asked": "where?", "first": GOOD[0], "second": BAD[0]},
        {"asked": "?", "first": BAD[1], "second": GOOD[1]},
    ]
    found = place.database.read(lambda c: predictor.predict(c, place.project, wanted))
    assert [one.label for one in found.predictions] == ["left", "right"]
    bundle = place.database.read(lambda c: predictor.bundle(c, place.project, 1))
    assert "predict.py" not in bundle, "the short reader knows other vectors"
    classifier = TextClassifier.from_bytes(bundle["model.npz"])
    chances = classifier.predict_proba([classifier.join(one) for one in wanted])
    assert [classifier.label_ids[at] for at in chances.argmax(axis=1)] == ["left", "right"]
