"""The real loop, in process, against simulated people."""

import tempfile
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.database import Database, open_database
from inloop.database.migrations import upgrade
from inloop.kernel.clock import SECOND, now
from inloop.kernel.errors import InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Submission
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.projects import Project
from inloop.loop.quality.model import Interval
from inloop.loop.training.service import models_view
from inloop.simulation.people import SimulatedPerson, crew

CHUNK = 1_000
EVERY = 8
"""Answers between two looks of the learning steps; a worker looks after every few answers too."""
QUESTION = "answer"


class CurveStep(msgspec.Struct, frozen=True, kw_only=True):
    """Where the project stood when a version was published.

    Attributes
    ----------
    accuracy
        What the project says of itself: on answered control items.
    true_accuracy
        What only the simulation knows: the published predictions against the truth of all items.
    """

    answers: int
    hours: float
    accuracy: Interval | None
    true_accuracy: float


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """The learning curve of one simulated project."""

    strategy: str
    people: int
    person_accuracy: float
    answers: int
    items: int
    seed: int
    steps: list[CurveStep]


def simulate(
    rows: Sequence[Mapping[str, Any]],
    *,
    text: str,
    answer: str,
    people: int = 3,
    accuracy: float = 0.92,
    answers: int = 600,
    strategy: str = "margin-clusters",
    seed: int = 0,
    told: Callable[[CurveStep], None] = lambda _: None,
) -> Curve:
    """Let simulated people label a table by the real loop: import, queue, votes, consensus, ranking, versions.

    Parameters
    ----------
    text, answer
        The columns that hold the text and its true answer.
    accuracy
        How often each person is right.
    told
        Called with each step as it is reached.

    Raises
    ------
    InvalidInputError
        A column is missing, or there are fewer than two different answers.
    """
    truth = {str(row.get(text, "")): str(row.get(answer, "")) for row in rows}
    names = sorted({name for name in truth.values() if name})
    if len(names) < 2 or "" in truth:
        raise InvalidInputError(
            f"Columns '{text}' and '{answer}' give {len(names)} different answers.", hint="Name both columns."
        )
    with tempfile.TemporaryDirectory(prefix="inloop-simulate-") as folder:
        world = _World(Path(folder), truth, names, strategy=strategy, seed=seed)
        try:
            steps = world.play(crew(names, people=people, accuracy=accuracy), answers=answers, told=told)
        finally:
            world.database.close()
    return Curve(
        strategy=strategy, people=people, person_accuracy=accuracy, answers=world.answers, items=len(truth), seed=seed,
        steps=steps,
    )  # fmt: skip


class _World:
    """One project in a database of its own, and the truth about its items."""

    def __init__(self, folder: Path, truth: Mapping[str, str], names: list[str], *, strategy: str, seed: int) -> None:
        url = f"sqlite:///{folder / 'inloop.db'}"
        upgrade(url)
        self.database: Database = open_database(url)
        self.rng = np.random.default_rng(seed)
        self.truth, self.answers, self.seconds = truth, 0, 0.0
        files = SegmentFiles(folder)
        self.published = PublishedPredictions(files)
        self.learning = Learning(self.database, files, BuiltInModels(), self.published)
        self.ids: dict[str, str] = {}
        self.code = np.zeros(0, np.int32)
        self.project = self._bring(names, strategy=strategy, seed=seed)
        self.learning.describe(self.project.id)

    def play(
        self, people: Sequence[SimulatedPerson], *, answers: int, told: Callable[[CurveStep], None]
    ) -> list[CurveStep]:
        """Let people answer in turn; learn after every few answers."""
        steps: list[CurveStep] = []
        while self.answers < answers:
            before = self.answers
            for _ in range(EVERY):
                person = people[int(self.rng.integers(len(people)))]
                if self.answers < answers and not self._answer(person):
                    break
            if self.answers == before:
                break
            step = self._learn(last=self.answers >= answers)
            if step is not None:
                steps.append(step)
                told(step)
        return steps

    def _answer(self, person: SimulatedPerson) -> bool:
        at = now()
        who = self.database.write(
            lambda c: labels.annotator_of(c, self.project, person=person.number, name=f"person {person.number}")
        )
        batch = self.database.write(
            lambda c: cycle.ask(c, self.project, who, want=1, suggestions=self.published, at=at)
        )
        if not batch.assignments:
            return False
        lent = batch.assignments[0]
        took = person.take(rng=self.rng)
        said = person.answer(self.truth[str(lent.fields[0]["value"])], rng=self.rng)
        sent = Submission(
            id=str(uuid.UUID(bytes=self.rng.bytes(16))),
            assignment=lent.id,
            values={QUESTION: self.ids[said]},
            schema_version=1,
            active_ms=int(took * 1_000),
        )
        self.database.write(lambda c: cycle.answer(c, self.project, who, sent, at=at + SECOND))
        self.answers, self.seconds = self.answers + 1, self.seconds + took
        return True

    def _learn(self, *, last: bool) -> CurveStep | None:
        """Do what the worker would do now; tell where things stand when a version was trained."""
        self.learning.settle(self.project.id, whole=True)
        self.learning.refresh(self.project.id, at_once=True)
        due = self.project.id in self.database.read(self.learning.needing_training)
        if not due and not last:
            return None
        self.learning.train(self.project.id)
        return self._stand()

    def _stand(self) -> CurveStep | None:
        view = self.database.read(lambda c: models_view(c, self.project))
        found = self.database.read(lambda c: self.published.columns(c, self.project.id))
        champion = self.database.read(lambda c: columns.find_champion(c, self.project.id))
        if found is None or champion is None:
            return None
        line = next(version for version in view.versions if version.version == view.champion)
        right = float((found.code == self.code[: len(found.code)]).mean())
        return CurveStep(
            answers=self.answers, hours=round(self.seconds / 3_600, 3), accuracy=line.accuracy, true_accuracy=right
        )

    def _bring(self, names: list[str], *, strategy: str, seed: int) -> Project:
        """Start the project and import the texts."""
        question = {"id": QUESTION, "kind": "choice", "name": "Which?", "labels": [{"name": name} for name in names]}
        schema = {"fields": [{"id": "text"}], "questions": [question]}
        project = self.database.write(
            lambda c: projects.create(
                c, name=f"simulation {seed}", schema=schema, settings={"strategy": strategy}, at=now(), by="simulation"
            )
        )
        read = self.database.read(lambda c: projects.schema_of(c, project))
        offered = read.question(QUESTION).settings.labels
        self.ids = {label.name: label.id for label in offered}
        codes = {label.name: label.code for label in offered}
        self.code = np.array([codes[name] for name in self.truth.values()], np.int32)
        plan = Plan([Column(name="text", role="field")], read)
        new = [plan.read({"text": text}, number=number) for number, text in enumerate(self.truth, start=1)]
        for start in range(0, len(new), CHUNK):
            chunk = new[start : start + CHUNK]
            self.database.bulk(
                lambda c, chunk=chunk: cycle.bring(c, project, chunk, source=None, at=now(), by="simulation")  # type: ignore[misc]
            )
        return project
