"""Pictures, sounds and rows of real data, learnt in place through the same loop as texts."""

import csv
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.media.contents import MediaContents
from inloop.adapters.models.built_in import BuiltInModels
from inloop.app import browse
from inloop.app.browse.model import View
from inloop.app.media import Media
from inloop.database.shelf import FolderShelf
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.ids import item_id
from inloop.loop import cycle, projects
from inloop.loop.items import service as items
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan, revised
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Submission
from inloop.loop.labelling.store.tables import assignment
from inloop.loop.predictions import features
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import FEATURES
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.training.predicting import Predictor
from inloop.loop.training.service import models_view

DATA = Path(__file__).parents[4] / "shared" / "data"
KEY = b"the same coins in every run ----"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="The shared data are not here.")


@dataclass
class Gallery:
    """A project whose items are files or rows, with the answers that people would give."""

    database: Any
    number: int
    learning: Learning
    files: SegmentFiles
    models: BuiltInModels
    published: PublishedPredictions
    truth: list[str]
    at: int = 1_000_000

    @property
    def project(self):
        return self.database.read(lambda c: projects.get(c, self.number))

    def unreadable(self) -> int:
        def count(c) -> int:
            view = View.of(c, projects.get(c, self.number), self.published, with_blind=True)
            asked = browse.Filter(status=browse.Status.UNREADABLE)
            return browse.page_of(view, asked, sort=browse.Sort.NEW, cursor="", limit=1).total

        return self.database.read(count)

    def mend(self, broken: int, *, like: int) -> None:
        """Let an item show what another shows."""

        def act(c) -> None:
            item, other = (items.get(c, self.number, item_id(self.number, at)) for at in (broken, like))
            cycle.bring(c, projects.get(c, self.number), [revised(item, other.fields)], source=None, at=9, by="x")

        self.database.write(act)

    def answer_many(self, count: int) -> int:
        project = self.project
        who = self.database.write(lambda c: labels.annotator_of(c, project, person=1, name="Ann"))
        given = 0
        while given < count:
            self.at += 1
            lent = self.database.write(
                lambda c: cycle.ask(c, project, who, want=1, suggestions=self.published, at=self.at)
            ).assignments
            if not lent:
                break
            ordinal = self._item(lent[0].id) - item_id(self.number, 0)
            sent = Submission(
                id=str(uuid.uuid4()), assignment=lent[0].id, values={"what": self.truth[ordinal]}, schema_version=1
            )
            self.database.write(lambda c, sent=sent: cycle.answer(c, project, who, sent, at=self.at))
            given += 1
        return given

    def _item(self, lent: str) -> int:
        query = select(assignment.c.item).where(assignment.c.id == lent)
        return self.database.read(lambda c: c.execute(query).scalar_one())

    def learn(self) -> int | None:
        self.learning.describe(self.number)
        self.learning.settle(self.number, whole=True)
        self.learning.refresh(self.number, at_once=True)
        due = self.number in self.database.read(self.learning.needing_training)
        version = self.learning.train(self.number) if due else None
        self.learning.describe(self.number)
        return version

    def vectors(self) -> np.ndarray:
        fitted = self.database.read(lambda c: columns.current(c, self.number))
        segments = self.database.read(lambda c: columns.manifest(c, self.number, FEATURES, fitted.version))
        return np.concatenate([self.files.open(segment)["values"] for segment in segments])

    def share_right(self) -> float:
        thought = self.database.read(lambda c: self.published.columns(c, self.number))
        schema = self.database.read(lambda c: projects.schema_of(c, self.project))
        codes = {label.id: label.code for label in schema.question("what").settings.labels}
        return float(np.mean([codes[answer] == code for answer, code in zip(self.truth, thought.code, strict=True)]))


@pytest.fixture
def gallery(database, data_dir):
    def make(kind: str, cells: list[Any], truth: list[str]) -> Gallery:
        ids = sorted(set(truth))
        question = {"id": "what", "kind": "choice", "name": "What?", "labels": [{"id": x, "name": x} for x in ids]}
        schema = {"fields": [{"id": "shown", "kind": kind}], "questions": [question]}
        project = database.write(lambda c: projects.create(c, name="G", schema=schema, key=KEY, at=1, by="t"))
        shelf = FolderShelf(data_dir)
        media = Media(shelf, roots=(str(DATA), str(data_dir)))
        plan = Plan([Column(name="shown", role="field")], database.read(lambda c: projects.schema_of(c, project)))
        told = [media.take(cell, kind=kind) if kind != "row" else cell for cell in cells]
        new = [plan.read({"shown": cell}, number=n) for n, cell in enumerate(told, start=1)]
        database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=2, by="t"))
        files = SegmentFiles(data_dir)
        published = PublishedPredictions(files)
        models = BuiltInModels(media=MediaContents(shelf, roots=(str(DATA), str(data_dir))))
        learning = Learning(database, files, models, published)
        return Gallery(database, project.id, learning, files, models, published, truth)

    return make


def _listed(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


@needs_data
def test_pictures_are_learnt_and_a_broken_one_is_left_blank(gallery, data_dir):
    rows = [row for row in _listed("img_flowers/labels.csv") if row["label"] in {"sunflower", "tulip"}]
    broken = data_dir / "broken.jpg"
    broken.write_bytes((DATA / "img_flowers" / rows[0]["file"]).read_bytes()[:3_000])
    cells = [str(DATA / "img_flowers" / row["file"]) for row in rows]
    place = gallery("image", [*cells, str(broken)], [*(row["label"] for row in rows), "tulip"])
    place.learning.describe(place.number)
    assert not place.vectors()[-1].any()
    assert place.unreadable() == 1
    place.mend(len(cells), like=0)
    assert place.unreadable() == 0, "of what it shows now nothing is known yet"
    assert place.vectors()[:-1].any(axis=1).all()
    assert place.answer_many(60) == 60
    assert place.learn() == 1
    assert place.share_right() > 0.75
    view = place.database.read(lambda c: models_view(c, place.project))
    assert view.versions[0].accuracy is not None
    assert view.ranking is not None
    assert view.ranking.answers == 60


@needs_data
def test_spoken_words_are_learnt(gallery):
    rows = [row for row in _listed("audio_spoken_digits/labels.csv") if row["digit"] in {"1", "2", "3"}]
    cells = [str(DATA / "audio_spoken_digits" / row["file"]) for row in rows]
    place = gallery("audio", cells, [f"digit-{row['digit']}" for row in rows])
    place.learning.describe(place.number)
    place.answer_many(50)
    assert place.learn() == 1
    assert place.share_right() > 0.85


@needs_data
def test_rows_of_a_table_are_learnt_and_can_be_sent_along(gallery):
    rows = _listed("tab_adult/train.csv")[:1_500]
    truth = ["rich" if row.pop("income").strip() == ">50K" else "poor" for row in rows]
    place = gallery("row", rows, truth)
    place.learning.describe(place.number)
    place.answer_many(200)
    assert place.learn() == 1
    assert place.share_right() > 0.77
    predictor = Predictor(place.files, place.models)
    said = place.database.read(lambda c: predictor.predict(c, place.project, [{"shown": rows[0]}]))
    assert set(said.predictions[0].probabilities) == {"rich", "poor"}
    with pytest.raises(InvalidInputError, match="not a text"):
        place.database.read(lambda c: predictor.predict(c, place.project, ["a text"]))


@needs_data
def test_pictures_are_kept_as_they_are_measured_and_go_on_after_a_stop(gallery, monkeypatch):
    monkeypatch.setattr(features, "MEDIA_STEP", 7)
    rows = _listed("img_flowers/labels.csv")[::15]
    cells = [str(DATA / "img_flowers" / row["file"]) for row in rows]
    place = gallery("image", cells, [row["label"] for row in rows])
    steps = iter([False, False, True])
    place.learning.describe(place.number, stop=lambda: next(steps, True))
    assert len(place.vectors()) == 7
    place.learning.describe(place.number)
    assert len(place.vectors()) == 20
    assert place.vectors().any(axis=1).all()


def test_a_model_of_pictures_is_not_asked_about_a_text(gallery):
    place = gallery("image", ["nowhere.png", "nowhere.png"], ["a", "b"])
    from inloop.loop.predictions.policies import fields_read, given_content

    schema = place.database.read(lambda c: projects.schema_of(c, place.project))
    with pytest.raises(InvalidInputError, match="not a text"):
        given_content("a text", fields_read(schema))
