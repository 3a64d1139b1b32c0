"""One project in a database of its own, people who answer in it, and the truth that only the simulation knows."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.annotation import Question
from inloop.database import Database, open_database
from inloop.database.migrations import upgrade
from inloop.kernel.clock import SECOND, Micros
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Annotator, Submission
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.projects import Project
from inloop.loop.quality.model import Interval
from inloop.loop.training.service import models_view
from inloop.methods.base import Ints
from inloop.simulation.asked import QUESTION, Asked
from inloop.simulation.people import SimulatedPerson

CHUNK = 1_000
EVERY = 8
"""Answers between two looks of the learning steps; a worker looks after every few answers too."""
NUMBER = 1
START: Micros = 1_700_000_000 * SECOND
"""When every simulation begins: from here its clock goes on by the seconds that answers take."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the texts are, and how each is rightly answered."""

    answers: dict[str, str]
    asked: Asked

    @property
    def names(self) -> tuple[str, ...]:
        return self.asked.names

    @property
    def texts(self) -> list[str]:
        return list(self.answers)


class Stand(NamedTuple):
    """Where a project stands: what it says of its accuracy, and how often the published version is right in truth."""

    accuracy: Interval | None
    true_accuracy: float


def found(folder: Path, truth: Truth, *, seed: int) -> None:
    """Start the project in an empty folder: import the texts and compute their vectors.

    The secret of the coins comes from the seed, so that the same items are control items each time.
    """
    upgrade(_url(folder))
    world = World(folder, truth)
    try:
        key = np.random.default_rng([seed, 1]).bytes(32)
        schema = {"fields": [{"id": "text"}], "questions": [dict(truth.asked.document)]}
        project = world.database.write(
            lambda c: projects.create(c, name="simulation", schema=schema, key=key, at=START, by="simulation")
        )
        plan = Plan([Column(name="text", role="field")], world.database.read(lambda c: projects.schema_of(c, project)))
        new = [plan.read({"text": text}, number=number) for number, text in enumerate(truth.texts, start=1)]
        for start in range(0, len(new), CHUNK):
            chunk = new[start : start + CHUNK]
            world.database.bulk(
                lambda c, chunk=chunk: cycle.bring(c, project, chunk, source=None, at=START, by="simulation")  # type: ignore[misc]
            )
        world.learning.describe(project.id)
    finally:
        world.close()


def choose_strategy(folder: Path, truth: Truth, strategy: str) -> None:
    """Let a strategy choose the items of the project."""
    world = World(folder, truth)
    try:
        world.database.write(
            lambda c: projects.change_settings(
                c, projects.get(c, NUMBER), changes={"strategy": strategy}, at=START, by="simulation"
            )
        )
    finally:
        world.close()


class World:
    """The project in a folder, as it goes on.

    Parameters
    ----------
    rng
        Chance in what people do: who answers next, what they say, how long it takes.
    """

    def __init__(self, folder: Path, truth: Truth, *, rng: np.random.Generator | None = None) -> None:
        self.database: Database = open_database(_url(folder))
        self.rng = np.random.default_rng(0) if rng is None else rng
        self.truth, self.answers, self.seconds = truth, 0, 0.0
        files = SegmentFiles(folder)
        self.published = PublishedPredictions(files)
        self.learning = Learning(self.database, files, BuiltInModels(), self.published)

    def close(self) -> None:
        self.database.close()

    @cached_property
    def project(self) -> Project:
        return self.database.read(lambda c: projects.get(c, NUMBER))

    @cached_property
    def _question(self) -> Question:
        return self.database.read(lambda c: projects.schema_of(c, self.project)).question(QUESTION)

    @cached_property
    def _codes(self) -> Ints:
        """The right answer code of every item, by ordinal."""
        asked, question = self.truth.asked, self._question
        values = (asked.value(asked.parts(cell), question) for cell in self.truth.answers.values())
        return np.array([question.part.encode(value, question.settings) for value in values], np.int64)

    def play(self, people: Sequence[SimulatedPerson], *, answers: int, told: Callable[["World"], None]) -> None:
        """Let people answer in turn until there is nothing to ask; call `told` after every few answers."""
        while self.answers < answers:
            before = self.answers
            for _ in range(min(EVERY, answers - before)):
                if not self._answer(people[int(self.rng.integers(len(people)))]):
                    break
            if self.answers == before:
                break
            told(self)

    def learn(self, *, last: bool) -> Stand | None:
        """Do what the worker would do now; tell where things stand when a version was trained."""
        self.learning.settle(NUMBER, whole=True)
        self.learning.refresh(NUMBER, at_once=True)
        if NUMBER in self.database.read(self.learning.needing_training) or last:
            self.learning.train(NUMBER)
            return self._stand()
        return None

    def _stand(self) -> Stand | None:
        view = self.database.read(lambda c: models_view(c, self.project))
        read = self.database.read(lambda c: self.published.columns(c, NUMBER))
        champion = self.database.read(lambda c: columns.find_champion(c, NUMBER))
        if read is None or champion is None:
            return None
        line = next(version for version in view.versions if version.version == view.champion)
        return Stand(line.accuracy, float((read.code == self._codes[: len(read.code)]).mean()))

    def _answer(self, person: SimulatedPerson) -> bool:
        at, who = START + round(self.seconds * SECOND), self._annotator(person.number)
        batch = self.database.bulk(lambda c: cycle.ask(c, self.project, who, want=1, suggestions=self.published, at=at))
        if not batch.assignments:
            return False
        lent, took = batch.assignments[0], person.take(rng=self.rng)
        said = self.truth.asked.said(person, self.truth.answers[str(lent.fields[0]["value"])], rng=self.rng)
        sent = Submission(
            id=str(uuid.UUID(bytes=self.rng.bytes(16))),
            assignment=lent.id,
            values={QUESTION: self.truth.asked.value(said, self._question)},
            schema_version=1,
            active_ms=int(took * 1_000),
        )
        self.database.bulk(lambda c: cycle.answer(c, self.project, who, sent, at=at + round(took * SECOND)))
        self.answers, self.seconds = self.answers + 1, self.seconds + took
        return True

    def _annotator(self, person: int) -> Annotator:
        return self.database.bulk(
            lambda c: labels.annotator_of(c, self.project, person=person, name=f"person {person}")
        )


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'inloop.db'}"
