"""Sets of labels are learnt in place, label by label, and right only as a whole."""

import uuid
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Submission
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.training.predicting import Predictor
from inloop.loop.training.service import model_view, models_view

KEY = b"the same coins in every run ----"
WORDS = {"late": ["late", "delayed", "waiting"], "broken": ["broken", "cracked", "torn"], "rude": ["rude", "unkind"]}
SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [
        {"id": "what", "kind": "choices", "name": "What is wrong?", "labels": [{"id": i, "name": i} for i in WORDS]}
    ],
}


def _item(number: int) -> tuple[str, list[str]]:
    rng = np.random.default_rng(number)
    held = [label for label in WORDS if rng.random() < 0.4]
    words = [str(rng.choice(WORDS[label])) for label in held]
    return " ".join(["my parcel was", *words, "says customer", str(number)]), held


@dataclass
class Desk:
    database: Any
    number: int
    learning: Learning
    files: SegmentFiles
    published: PublishedPredictions
    at: int = 1_000_000

    @property
    def project(self):
        return self.database.read(lambda c: projects.get(c, self.number))

    def ask(self):
        self.at += 1
        who = self.database.write(lambda c: labels.annotator_of(c, self.project, person=1, name="Ann"))
        batch = self.database.write(
            lambda c: cycle.ask(c, self.project, who, want=1, suggestions=self.published, at=self.at)
        )
        return who, batch.assignments[0]

    def answer_many(self, count: int) -> None:
        project = self.project
        for _ in range(count):
            who, lent = self.ask()
            _, held = _item(int(str(lent.fields[0]["value"]).rsplit(" ", 1)[1]))
            sent = Submission(id=str(uuid.uuid4()), assignment=lent.id, values={"what": held}, schema_version=1)
            self.database.write(lambda c, who=who, sent=sent: cycle.answer(c, project, who, sent, at=self.at))

    def learn(self) -> int | None:
        self.learning.settle(self.number, whole=True)
        self.learning.refresh(self.number, at_once=True)
        due = self.number in self.database.read(self.learning.needing_training)
        version = self.learning.train(self.number) if due else None
        self.learning.describe(self.number)
        return version


@pytest.fixture
def desk(database, data_dir) -> Desk:
    project = database.write(lambda c: projects.create(c, name="D", schema=SCHEMA, key=KEY, at=1, by="t"))
    plan = Plan([Column(name="text", role="field")], database.read(lambda c: projects.schema_of(c, project)))
    new = [plan.read({"text": _item(n)[0]}, number=n) for n in range(300)]
    database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=2, by="t"))
    files = SegmentFiles(data_dir)
    published = PublishedPredictions(files)
    made = Desk(database, project.id, Learning(database, files, BuiltInModels(), published), files, published)
    made.learning.describe(project.id)
    return made


@pytest.fixture
def learnt(desk) -> Desk:
    desk.answer_many(60)
    assert desk.learn() == 1
    desk.answer_many(60)
    assert desk.learn() == 2
    return desk


def test_whole_sets_are_foretold(learnt):
    found = learnt.database.read(lambda c: learnt.published.columns(c, learnt.number))
    schema = learnt.database.read(lambda c: projects.schema_of(c, learnt.project))
    question = schema.question("what")
    right = [question.part.encode(_item(n)[1], question.settings) for n in range(300)]
    assert np.mean(found.code == right) > 0.85
    assert (found.margin >= 0).all()


def test_a_suggestion_has_a_chance_for_each_label(learnt):
    _, lent = learnt.ask()
    chances = learnt.database.read(lambda c: learnt.published.of(c, learnt.project, *_place(c, lent.id)))["what"]
    assert set(chances) == set(WORDS)
    assert all(0 <= p <= 1 for p in chances.values())


def test_accuracy_counts_sets_and_evidence_counts_labels(learnt):
    view = learnt.database.read(lambda c: models_view(c, learnt.project))
    line = next(v for v in view.versions if v.version == view.champion)
    assert line.accuracy is not None
    assert line.accuracy.n > 10
    shown = learnt.database.read(lambda c: model_view(c, learnt.project, view.champion))
    assert [label.label for label in shown.per_class] == list(WORDS)
    assert all(label.recall is not None for label in shown.per_class)
    assert shown.confusion.counts == []
    assert "right in every label" in shown.card
    assert line.prequential is not None
    assert view.ranking is not None


def test_it_answers_at_once_with_the_labels_that_hold(learnt):
    predictor = Predictor(learnt.files, BuiltInModels())
    said = learnt.database.read(lambda c: predictor.predict(c, learnt.project, ["my parcel was late broken"]))
    assert said.predictions[0].label == "late|broken"
    bundle = learnt.database.read(lambda c: predictor.bundle(c, learnt.project, 1))
    assert sorted(bundle) == ["MODEL_CARD.md", "model.npz"]


def _place(connection, assignment_id):
    from sqlalchemy import select

    from inloop.loop.items.store.tables import item
    from inloop.loop.labelling.store.tables import assignment

    number = connection.execute(select(assignment.c.item).where(assignment.c.id == assignment_id)).scalar_one()
    return number, connection.execute(select(item.c.rev).where(item.c.id == number)).scalar_one()
