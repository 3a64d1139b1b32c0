"""Checks that what is derived equals what the facts amount to, and puts it right."""

import msgspec
from sqlalchemy import Connection

from inloop.database import Database
from inloop.loop import projects
from inloop.loop.items import search
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import rebuild
from inloop.loop.labelling import store as labels
from inloop.loop.projects import Project
from inloop.loop.routing import store as queue


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between what is kept and what the facts amount to."""

    project: int
    table: str
    difference: str


class Examination(msgspec.Struct, frozen=True, kw_only=True):
    """What a doctor found in all projects."""

    projects: int
    findings: list[Finding]

    @property
    def healthy(self) -> bool:
        return not self.findings


def examine(database: Database) -> Examination:
    """Compute every derived table anew and compare; nothing is changed."""
    numbers = database.read(lambda connection: [project.id for project in projects.list_for(connection)])
    findings: list[Finding] = []
    for number in numbers:
        findings += database.read(lambda connection, n=number: _examine(connection, projects.get(connection, n)))  # type: ignore[misc]
    return Examination(projects=len(numbers), findings=findings)


def mend(database: Database) -> Examination:
    """Put every derived table right, then examine again: the result says that both are equal now."""
    for project in database.read(projects.list_for):
        database.write(lambda connection, p=project: _mend(connection, p))  # type: ignore[misc]
    return examine(database)


def _examine(connection: Connection, project: Project) -> list[Finding]:
    found = [
        Finding(project=project.id, table="vote", difference=difference)
        for difference in rebuild.differing_votes(connection, project)
    ]
    kept, wanted = _counts(connection, project)
    found += [
        Finding(project=project.id, table=name, difference=f"kept {kept[name]}, computed {wanted[name]}")
        for name in kept
        if kept[name] != wanted[name]
    ]
    return found


def _counts(connection: Connection, project: Project) -> tuple[dict[str, int], dict[str, int]]:
    progress = queue.find_progress(connection, project.id)
    schema = projects.schema_of(connection, project)
    answers, answered = labels.counted(connection, project.id, schema.target)
    kept = {
        "progress.answers": progress.answers,
        "progress.answered_items": progress.answered_items,
        "item_count.live": item_store.count(connection, project.id)[1],
    }
    live = item_store.live(connection, project.id)
    return kept, {
        "progress.answers": answers,
        "progress.answered_items": answered,
        "item_count.live": live,
    }


def _mend(connection: Connection, project: Project) -> None:
    rebuild.rebuild_votes(connection, project)
    _, wanted = _counts(connection, project)
    queue.set_marks(
        connection,
        project.id,
        answers=wanted["progress.answers"],
        answered_items=wanted["progress.answered_items"],
    )
    item_store.recount(connection, project.id)
    search.reset(connection, project.id)
