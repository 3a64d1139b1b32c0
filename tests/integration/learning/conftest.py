"""A project of two easily told topics, people who answer, and the steps that learn from them."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.database import Database
from inloop.kernel.clock import MINUTE
from inloop.kernel.ids import item_id
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Lent, Receipt, Submission
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.projects import Project

SCHEMA = {
    "fields": [{"id": "text"}, {"id": "sex", "show": "blind"}],
    "questions": [
        {
            "id": "topic",
            "kind": "choice",
            "name": "Topic?",
            "labels": [{"id": "money", "name": "About money"}, {"id": "travel", "name": "About travel"}],
        },
        {"id": "tags", "kind": "choices", "name": "Tags?", "required": False, "labels": [{"name": "a"}, {"name": "b"}]},
        {"id": "stars", "kind": "rating", "name": "Stars?", "required": False, "low": 1, "high": 5},
        {"id": "why", "kind": "text", "name": "Why?", "required": False},
        {"id": "marks", "kind": "spans", "name": "Which words?", "required": False, "labels": [{"name": "word"}]},
    ],
}
COLUMNS = [Column(name="key", role="key"), Column(name="text", role="field"), Column(name="sex", role="blind")]
KEY = b"the same coins in every run ----"
WORDS = {
    "money": ["card", "bank", "account", "transfer", "bill", "credit", "balance", "fee"],
    "travel": ["flight", "hotel", "visa", "airport", "luggage", "ticket", "passport", "trip"],
}


def text_of(number: int) -> str:
    rng = np.random.default_rng(number)
    words = WORDS[topic_of(number)]
    return "please help with my " + " and ".join(rng.choice(words, 3, replace=False)) + f" case {number}"


def topic_of(number: int) -> str:
    return "travel" if np.random.default_rng([number, 1]).random() < 0.5 else "money"


@dataclass
class Place:
    """A project with the steps of the loop, as people and the worker take them."""

    database: Database
    number: int
    files: SegmentFiles
    published: PublishedPredictions
    learning: Learning
    at: int = 1_000 * MINUTE

    @property
    def project(self) -> Project:
        return self.database.read(lambda c: projects.get(c, self.number))

    def item(self, ordinal: int) -> int:
        return item_id(self.number, ordinal)

    def bring(self, numbers: range, *, text: Callable[[int], str] = text_of, sex: str = "f") -> None:
        plan = Plan(COLUMNS, self.database.read(lambda c: projects.schema_of(c, self.project)))
        new = [plan.read({"key": f"k{n}", "text": text(n), "sex": sex}, number=n) for n in numbers]
        project = self.project
        self.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=self.at, by="test"))

    def ask(self, person: int) -> Lent | None:
        project = self.project
        who = self.database.write(lambda c: labels.annotator_of(c, project, person=person, name=f"person {person}"))
        lent = self.database.write(
            lambda c: cycle.ask(c, project, who, want=1, suggestions=self.published, at=self.at)
        ).assignments
        return lent[0] if lent else None

    def answer(self, person: int, lent: Lent, **values: Any) -> Receipt:
        self.at += 1
        project = self.project
        number = int(str(lent.fields[0]["value"]).rsplit(" ", 1)[1])
        sent = Submission(
            id=str(uuid.uuid4()), assignment=lent.id, values={"topic": topic_of(number), **values}, schema_version=1
        )
        who = self.database.read(lambda c: labels.annotator_of(c, project, person=person, name=""))
        return self.database.write(lambda c: cycle.answer(c, project, who, sent, at=self.at))

    def answer_many(self, count: int, *, person: int = 1, **values: Any) -> int:
        given = 0
        while given < count and (lent := self.ask(person)) is not None:
            self.answer(person, lent, **values)
            given += 1
        return given

    def learn(self) -> int | None:
        """Do all that a worker would do now."""
        self.learning.describe(self.number)
        self.learning.settle(self.number, whole=True)
        self.learning.refresh(self.number, at_once=True)
        due = self.number in self.database.read(self.learning.needing_training)
        version = self.learning.train(self.number) if due else None
        self.learning.describe(self.number)
        return version


@pytest.fixture
def start(database: Database, data_dir: Path) -> Callable[..., Place]:
    def make(items: int = 0, *, schema: Mapping[str, Any] = SCHEMA, **settings: Any) -> Place:
        project = database.write(
            lambda c: projects.create(c, name="Topics", schema=schema, settings=settings, at=1, by="test", key=KEY)
        )
        files = SegmentFiles(data_dir)
        published = PublishedPredictions(files)
        learning = Learning(database, files, BuiltInModels(), published)
        place = Place(database, project.id, files, published, learning)
        if items:
            place.bring(range(items))
        return place

    return make
