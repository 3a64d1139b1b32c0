"""One project in a database of its own, people who answer in it, and the truth that only the simulation knows."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sqlalchemy import Connection

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.annotation import Question, Schema, field_kind
from inloop.database import Database, open_database
from inloop.database.migrations import upgrade
from inloop.kernel.clock import SECOND, Micros
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop import cycle, projects
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Annotator, Lent, Submission
from inloop.loop.labelling.views import handle_of
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.policies import fields_read
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.projects import Project
from inloop.loop.quality import store as quality_store
from inloop.loop.quality.model import NO_CODE, Interval
from inloop.loop.quality.service import quality_view
from inloop.loop.training.parts.model import is_learnt
from inloop.loop.training.ranking import learnable_classes
from inloop.loop.training.service import models_view
from inloop.methods.base import Ints
from inloop.simulation.people import SimulatedPerson
from inloop.simulation.truth import Known, Truth

CHUNK = 1_000
EVERY = 8
"""Answers between two looks of the learning steps; a worker looks after every few answers too."""
EACH = 64
"""Answers between two looks at where a project stands that trains no versions."""
NUMBER = 1
START: Micros = 1_700_000_000 * SECOND
"""When every simulation begins: from here its clock goes on by the seconds that answers take."""


class Stand(NamedTuple):
    """Where a project stands, by what it says itself and in truth; see `CurveStep`."""

    accuracy: Interval | None
    true_accuracy: float | None
    consensus: float | None
    agreement: Interval | None


def found(folder: Path, truth: Truth, *, answers_per_item: int, seed: int) -> None:
    """Start the project in an empty folder: import the items and compute their vectors.

    The secret of the coins comes from the seed, so that the same items are control items each time.
    """
    upgrade(_url(folder))
    world = World(folder, truth)
    try:
        key = np.random.default_rng([seed, 1]).bytes(32)
        schema, settings = truth.schema.write(), {"answers_per_item": answers_per_item}
        project = world.database.write(
            lambda c: projects.create(
                c, name="simulation", schema=schema, settings=settings, key=key, at=START, by="simulation"
            )
        )
        new = [known.row for known in truth.items]
        for start in range(0, len(new), CHUNK):
            chunk = new[start : start + CHUNK]
            world.database.bulk(
                lambda c, chunk=chunk: cycle.bring(c, project, chunk, source=None, at=START, by="simulation")  # type: ignore[misc]
            )
        if world.is_learnt:
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
        self._said: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        files = SegmentFiles(folder)
        self.published = PublishedPredictions(files)
        self.learning = Learning(self.database, files, BuiltInModels(), self.published)

    def close(self) -> None:
        self.database.close()

    @property
    def schema(self) -> Schema:
        return self.truth.schema

    @property
    def is_learnt(self) -> bool:
        """Whether a model learns the target question here: there are no files of pictures and sounds to learn from."""
        able = bool(learnable_classes(self.schema)) or is_learnt(self._question)
        return able and not any(field_kind(field.kind).has_media for field in fields_read(self.schema))

    @cached_property
    def project(self) -> Project:
        return self.database.read(lambda c: projects.get(c, NUMBER))

    @property
    def _question(self) -> Question:
        return self.schema.question(self.schema.target)

    @cached_property
    def _codes(self) -> Ints:
        """The right answer code of every item, by ordinal."""
        question = self._question
        return np.array([question.part.encode(value, question.settings) for value in self.truth.target], np.int64)

    @cached_property
    def _known(self) -> dict[str, tuple[int, Known]]:
        """Items with their ordinals, by the name that annotators see."""
        named = (handle_of(self.project, item_id(NUMBER, ordinal)) for ordinal in range(len(self.truth.items)))
        return dict(zip(named, enumerate(self.truth.items), strict=True))

    def play(self, people: Sequence[SimulatedPerson], *, answers: int, told: Callable[["World"], None]) -> None:
        """Let people answer in turn until there is nothing to ask; call `told` after every few answers."""
        while self.answers < answers:
            before = self.answers
            for _ in range(min(EVERY, answers - before)):
                if not self._anybody_answers(people):
                    break
            if self.answers == before:
                break
            told(self)

    def learn(self, *, last: bool) -> bool:
        """Do what the worker would do now; say whether there is something new to look at."""
        if not self.is_learnt:
            return last or self.answers % EACH == 0
        self.learning.settle(NUMBER, whole=True)
        self.learning.refresh(NUMBER, at_once=True)
        if NUMBER in self.database.read(self.learning.needing_training) or last:
            self.learning.train(NUMBER)
            return self.database.read(lambda c: columns.find_champion(c, NUMBER)) is not None
        return False

    def stand(self) -> Stand:
        """Settle what was answered, and say where things stand."""
        self.learning.settle(NUMBER, whole=True)
        accuracy = self.database.read(self._measured_accuracy)
        view = self.database.read(lambda c: quality_view(c, self.project, question=self.schema.target))
        consensus = _mean(self._alike(value, ordinal) for ordinal, value in self._settled())
        return Stand(accuracy, self.database.read(self._true_accuracy), consensus, view.agreement.percent)

    def measured(self, people: Sequence[SimulatedPerson]) -> Iterator[dict[str, Any]]:
        """Say of everybody what the project says, beside what is true."""
        view = self.database.read(lambda c: quality_view(c, self.project, question=self.schema.target))
        seen = {self._annotator(person.number).id: person for person in people}
        skills = {seen[one.annotator].number: one.skill for one in view.annotators if one.annotator in seen}
        for person in people:
            said = self._said[person.number]
            yield {
                "person": person.number,
                "answers": len(said),
                "skill": person.skill,
                "measured": skills.get(person.number),
                "in_truth": _mean(self._alike(value, ordinal) for ordinal, value in said),
            }

    def _measured_accuracy(self, connection: Connection) -> Interval | None:
        view = models_view(connection, self.project)
        return next((version.accuracy for version in view.versions if version.version == view.champion), None)

    def _true_accuracy(self, connection: Connection) -> float | None:
        champion = columns.find_champion(connection, NUMBER)
        if champion is None:
            return None
        if champion.classes:
            read = self.published.columns(connection, NUMBER)
            return None if read is None else float((read.code == self._codes[: len(read.code)]).mean())
        told = (
            (ordinal, self.published.of(connection, self.project, item_id(NUMBER, ordinal), 1) or {})
            for ordinal in range(len(self.truth.items))
        )
        return _mean(
            self._alike(_without_chance(said[champion.question]), ordinal)
            for ordinal, said in told
            if champion.question in said
        )

    def _settled(self) -> Iterator[tuple[int, Any]]:
        """Stream (ordinal, value) of what the votes on the target question come to."""
        question = self._question
        for item, _, code, _, _, _, value in self.database.read(
            lambda c: quality_store.known(c, NUMBER, self.schema.target)
        ):
            if code != NO_CODE:
                merged = question.part.decode(code, question.settings) if value is None else msgspec.json.decode(value)
                yield ordinal_of(item), merged

    def _alike(self, value: Any, ordinal: int) -> float:
        """Say how alike an answer and the truth are, 0 to 1."""
        question, truth = self._question, self.truth.target[ordinal]
        return 0.0 if value is None else 1 - question.part.distance(value, truth, question.settings)

    def _anybody_answers(self, people: Sequence[SimulatedPerson]) -> bool:
        """Let somebody answer; whoever has nothing left to answer gives way to the others."""
        first = int(self.rng.integers(len(people)))
        return any(self._answer(people[(first + turn) % len(people)]) for turn in range(len(people)))

    def _answer(self, person: SimulatedPerson) -> bool:
        at, who = START + round(self.seconds * SECOND), self._annotator(person.number)
        batch = self.database.bulk(lambda c: cycle.ask(c, self.project, who, want=1, suggestions=self.published, at=at))
        if not batch.assignments:
            return False
        lent, took = batch.assignments[0], person.take(rng=self.rng)
        sent = Submission(
            id=str(uuid.UUID(bytes=self.rng.bytes(16))),
            assignment=lent.id,
            values=self._says(person, lent),
            schema_version=1,
            active_ms=int(took * 1_000),
        )
        self.database.bulk(lambda c: cycle.answer(c, self.project, who, sent, at=at + round(took * SECOND)))
        self.answers, self.seconds = self.answers + 1, self.seconds + took
        return True

    def _says(self, person: SimulatedPerson, lent: Lent) -> dict[str, Any]:
        ordinal, known = self._known[lent.item]
        said = person.answer(self.schema, known.answers, known.fields, rng=self.rng)
        if self.schema.target in said:
            self._said[person.number].append((ordinal, said[self.schema.target]))
        return said

    def _annotator(self, person: int) -> Annotator:
        return self.database.bulk(
            lambda c: labels.annotator_of(c, self.project, person=person, name=f"person {person}")
        )


def _mean(found: Iterator[float]) -> float | None:
    some = list(found)
    return round(float(np.mean(some)), 6) if some else None


def _without_chance(said: Any) -> Any:
    """Give the answer that a version suggests, whole or in parts."""
    if isinstance(said, dict):
        return said["value"]
    return [{name: value for name, value in part.items() if name != "p"} for part in said]


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'inloop.db'}"
