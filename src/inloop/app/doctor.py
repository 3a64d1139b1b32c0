"""Checks that what is derived equals what the facts amount to, and puts it right."""

from collections.abc import Iterator
from itertools import islice

import msgspec
from sqlalchemy import Connection

from inloop.database import Database
from inloop.loop import cycle, projects
from inloop.loop.items import search
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import rebuild
from inloop.loop.labelling import store as labels
from inloop.loop.labelling.store import counts
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.projects import Project
from inloop.loop.quality import proof
from inloop.loop.quality.settle import Settler, Settling
from inloop.loop.routing import store as queue

MOST = 100
"""Differences named of one table of one project."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between what is kept and what the facts amount to."""

    project: int
    table: str
    difference: str


class Examination(msgspec.Struct, frozen=True, kw_only=True):
    """What a doctor found in all projects.

    Attributes
    ----------
    waiting
        Questions (project, question) with answers that are not settled yet: their consensus was not compared.
    """

    projects: int
    findings: list[Finding]
    waiting: list[tuple[int, str]] = []

    @property
    def healthy(self) -> bool:
        return not self.findings


def examine(database: Database) -> Examination:
    """Compute every derived table anew and compare; nothing is changed."""
    findings: list[Finding] = []
    waiting: list[tuple[int, str]] = []
    found = database.read(projects.list_for)
    for project in found:
        findings += database.read(lambda c, p=project: _examine(c, p))  # type: ignore[misc]
        waiting += database.read(lambda c, p=project: _waiting(c, p))  # type: ignore[misc]
    return Examination(projects=len(found), findings=findings, waiting=waiting)


def mend(database: Database, published: PublishedPredictions) -> Examination:
    """Put every derived table right, then examine again: the result says that both are equal now."""
    settler = Settler(database, published)
    for project in database.read(projects.list_for):
        database.write(lambda connection, p=project: _mend(connection, p))  # type: ignore[misc]
        fresh = database.read(lambda connection, p=project: proof.unsettled_items(connection, p))  # type: ignore[misc]
        for found in settler.find(project.id, whole=True):
            told = [row for row in found.foretold if row["item"] in fresh]
            database.write(lambda c, rows=found.rows, told=told: cycle.settle(c, Settling(rows=rows, foretold=told)))  # type: ignore[misc]
    return examine(database)


def _examine(connection: Connection, project: Project) -> list[Finding]:
    tables: dict[str, list[str]] = {"vote": rebuild.differing_votes(connection, project, most=MOST)}
    for table, difference in _differences(connection, project):
        found = tables.setdefault(table, [])
        if len(found) < MOST:
            found.append(difference)
    return [
        Finding(project=project.id, table=table, difference=difference)
        for table, found in tables.items()
        for difference in found
    ]


def _differences(connection: Connection, project: Project) -> Iterator[tuple[str, str]]:
    kept, wanted = _counts(connection, project)
    yield from ((name, f"kept {kept[name]}, computed {wanted[name]}") for name in kept if kept[name] != wanted[name])
    done, computed = counts.kept(connection, project.id), counts.computed(connection, project.id)
    for who, has in done.items():
        if has != (right := computed.get(who, counts.Done(0, 0))):
            yield "annotator", f"annotator {who}: kept {has}, computed {right}"
    for one in counts.wrong_lendings(connection, project.id, most=MOST):
        kept_so, right_so = (one.given, one.open), (one.right_given, one.right_open)
        yield "ask", f"item {one.item}: kept (given, open) {kept_so}, computed {right_so}"
    schema = projects.schema_of(connection, project)
    for item, difference in islice(search.differing(connection, project.id, schema), MOST):
        yield "item_search", f"item {item} {difference}"
    for question in schema.questions:
        if not proof.is_waiting(connection, project, question.id):
            yield from proof.differences(connection, project, question)


def _waiting(connection: Connection, project: Project) -> list[tuple[int, str]]:
    schema = projects.schema_of(connection, project)
    return [
        (project.id, question.id)
        for question in schema.questions
        if proof.has_consensus(question) and proof.is_waiting(connection, project, question.id)
    ]


def _counts(connection: Connection, project: Project) -> tuple[dict[str, int], dict[str, int]]:
    progress = queue.find_progress(connection, project.id)
    schema = projects.schema_of(connection, project)
    answers, answered = labels.counted(connection, project.id, schema.target)
    asked, control = counts.asked(connection, project.id)
    kept = {
        "progress.answers": progress.answers,
        "progress.answered_items": progress.answered_items,
        "progress.asked": progress.asked,
        "progress.asked_control": progress.asked_control,
        "item_count.live": item_store.count(connection, project.id)[1],
    }
    live = item_store.live(connection, project.id)
    return kept, dict(zip(kept, (answers, answered, asked, control, live), strict=True))


def _mend(connection: Connection, project: Project) -> None:
    rebuild.rebuild_votes(connection, project)
    _, wanted = _counts(connection, project)
    marks = {name.removeprefix("progress."): n for name, n in wanted.items() if name.startswith("progress.")}
    queue.set_marks(connection, project.id, **marks)
    counts.put_right(connection, project.id)
    counts.put_lendings_right(connection, project.id)
    item_store.recount(connection, project.id)
    search.reset(connection, project.id)
