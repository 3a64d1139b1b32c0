"""What labelling derives from its facts: votes and counts, computed anew and compared."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection

from inloop.loop import projects
from inloop.loop.labelling import store
from inloop.loop.labelling.model import Annotation
from inloop.loop.labelling.store import VoteRow
from inloop.loop.projects import Project


def expected_votes(connection: Connection, project: Project) -> Iterator[VoteRow]:
    """Stream the votes that the standing annotations of a project amount to, in the order of `store.iter_votes`."""
    schemas: dict[int, Any] = {}
    for annotations in _by_item(connection, project):
        rows: list[VoteRow] = []
        for found in annotations:
            if found.schema_version not in schemas:
                schemas[found.schema_version] = projects.schema_of(connection, project, found.schema_version)
            codes = schemas[found.schema_version].votes(found.values)
            rows += [
                (found.item, found.rev, question, found.annotator, code, found.id, found.confidence.get(question))
                for question, code in codes.items()
                if found.assignment is not None or question in found.values
            ]
        yield from sorted(rows)


def differing_votes(connection: Connection, project: Project, *, most: int = 100) -> list[str]:
    """Say where the votes kept differ from those computed anew; erased annotations count as they are kept."""
    erased = store.erased_items(connection, project.id)
    kept = (row for row in store.iter_votes(connection, project.id) if row[0] not in erased)
    computed = (row for row in expected_votes(connection, project) if row[0] not in erased)
    differences = []
    for stored, wanted in zip_longest(kept, computed):
        if stored != wanted:
            differences.append(f"vote kept {stored}, computed {wanted}")
            if len(differences) >= most:
                break
    return differences


def rebuild_votes(connection: Connection, project: Project) -> None:
    """Put the votes of a project right."""
    erased = store.erased_items(connection, project.id)
    wanted = [row for row in expected_votes(connection, project) if row[0] not in erased]
    store.replace_votes(connection, project.id, wanted, keep=erased)


def _by_item(connection: Connection, project: Project) -> Iterator[list[Annotation]]:
    batch: list[Annotation] = []
    for found in store.iter_annotations(connection, project.id):
        if batch and batch[0].item != found.item:
            yield batch
            batch = []
        if found.ended is None:
            batch.append(found)
    if batch:
        yield batch
