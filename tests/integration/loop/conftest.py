"""A small project to play the loop on."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection

from inloop.database import Database
from inloop.kernel.clock import MINUTE
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.items.service import Brought
from inloop.loop.labelling import service as labels
from inloop.loop.labelling import store as label_store
from inloop.loop.labelling.model import Annotator, Batch, Receipt, Submission
from inloop.loop.projects import Project

SCHEMA = {
    "fields": [{"id": "text"}, {"id": "sex", "show": "blind"}],
    "questions": [
        {"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]},
        {"id": "why", "kind": "text", "name": "Why?", "required": False},
    ],
}
COLUMNS = [
    Column(name="id", role="key"),
    Column(name="text", role="field"),
    Column(name="sex", role="blind"),
    Column(name="mood", role="label", annotator="earlier team"),
]


class Suggesting:
    """Suggests the same for everything."""

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None:
        return {"mood": {"good": 0.75, "bad": 0.25}}


@dataclass
class Stage:
    """A database, a project and a clock, with the verbs of the loop as a person uses them."""

    database: Database
    number: int
    at: int = 1_000 * MINUTE

    @property
    def project(self) -> Project:
        return self.database.read(lambda c: projects.get(c, self.number))

    def bring(self, rows: list[dict[str, Any]], columns: list[Column] = COLUMNS) -> Brought:
        plan = Plan(columns, self.database.read(lambda c: projects.schema_of(c, self.project)))
        new = [plan.read(row, number=number) for number, row in enumerate(rows, start=2)]
        project = self.project
        return self.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=self.at, by="test"))

    def annotator(self, person: int) -> Annotator:
        project = self.project
        self.database.write(lambda c: labels.annotator_of(c, project, person=person, name=f"person {person}"))
        found = self.database.read(lambda c: label_store.find_annotator(c, self.number, person))
        assert found is not None
        return found

    def ask(self, person: int, want: int = 1) -> Batch:
        project, who = self.project, self.annotator(person)
        return self.database.write(
            lambda c: cycle.ask(c, project, who, want=want, suggestions=Suggesting(), at=self.at)
        )

    def answer(self, person: int, assignment: str, mood: str | None = "good", **more: Any) -> Receipt:
        values = more.pop("values", {"mood": mood})
        sent = Submission(
            id=more.pop("id", str(uuid.uuid4())), assignment=assignment, values=values, schema_version=1, **more
        )
        project, who = self.project, self.annotator(person)
        return self.database.write(lambda c: cycle.answer(c, project, who, sent, at=self.at))

    def skip(self, person: int, assignment: str, reason: str = "unclear") -> None:
        project, who = self.project, self.annotator(person)
        self.database.write(lambda c: labels.skip(c, project, who, assignment, reason=reason, note="", at=self.at))

    def votes(self) -> list[tuple[int, int, int, int]]:
        return self.database.read(lambda c: label_store.votes_on(c, self.number, "mood"))


def rows(count: int) -> list[dict[str, Any]]:
    return [{"id": f"r{n}", "text": f"Request number {n}", "sex": "f" if n % 2 else "m"} for n in range(count)]


@pytest.fixture
def start(database: Database) -> Callable[..., Stage]:
    """Start a project with some items and settings."""

    def make(items: int = 0, **settings: Any) -> Stage:
        project = database.write(
            lambda c: projects.create(c, name="Moods", schema=SCHEMA, settings=settings, at=1, by="test")
        )
        stage = Stage(database, project.id)
        if items:
            stage.bring(rows(items))
        return stage

    return make
