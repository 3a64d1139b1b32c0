"""The loop on one page: every verb that crosses stages.

Each verb is one act on the facts: it runs in the transaction that `Database.write` opens, calls the stages in order and
returns. Routes and jobs write through here and read through the stages.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from inloop import record
from inloop.annotation.growing import with_labels
from inloop.kernel.clock import Micros
from inloop.loop import projects
from inloop.loop.items import search
from inloop.loop.items import service as items
from inloop.loop.items.policies import NewRow
from inloop.loop.labelling import imported, views
from inloop.loop.labelling import service as labels
from inloop.loop.labelling import store as label_store
from inloop.loop.labelling.bulk import Desk
from inloop.loop.labelling.model import Annotator, Batch, Bulk, BulkReceipt, Lent, Receipt, Submission
from inloop.loop.labelling.service import Suggestions
from inloop.loop.projects import Project
from inloop.loop.quality import service as quality
from inloop.loop.quality.settle import Settling
from inloop.loop.routing import service as routing
from inloop.loop.routing.model import Pick
from inloop.loop.rules import service as ruling
from inloop.loop.rules.model import Rule, RuleSet
from inloop.loop.training import service as training
from inloop.loop.training.model import Learnt


def bring(
    connection: Connection, project: Project, rows: Sequence[NewRow], *, source: int | None, at: Micros, by: str
) -> items.Brought:
    """Take in one chunk of rows: items, revisions, and the labels that came with them."""
    brought = items.bring(connection, project, rows, source=source, at=at)
    routing.renew(connection, brought.revised, at=at)
    schema = projects.schema_of(connection, project)
    brought.counts.labels = imported.take(connection, project, schema, brought.places, at=at)
    subjects = {"import": source or 0, "rows": len(rows)}
    record.append(connection, project=project.id, at=at, actor=by, act="items.brought", subjects=subjects)
    return brought


def ask(
    connection: Connection, project: Project, annotator: Annotator, *, want: int, suggestions: Suggestions, at: Micros
) -> Batch:
    """Lend an annotator what is worth asking next, and show it."""
    labels.release_expired(connection, project, at=at)
    held = labels.top_up(connection, project, annotator, want=want, at=at)
    schema = projects.schema_of(connection, project)
    shown = [views.present(connection, project, schema, lease, suggestions=suggestions, at=at) for lease in held]
    return views.batch(connection, project, annotator, shown, at=at)


def answer(connection: Connection, project: Project, annotator: Annotator, sent: Submission, *, at: Micros) -> Receipt:
    """Keep what an annotator said, as annotation and votes, and let the queue know."""
    schema = projects.schema_of(connection, project, sent.schema_version)
    return labels.take_in(connection, project, schema, annotator, sent, at=at)


def withdraw(
    connection: Connection, project: Project, annotator: Annotator, name: str, *, suggestions: Suggestions, at: Micros
) -> Lent:
    """Take an answer back and lend its item to its owner again, with what was said."""
    schema = projects.schema_of(connection, project)
    lease, earlier = labels.withdraw(connection, project, schema, annotator, name, at=at)
    return views.present(connection, project, schema, lease, suggestions=suggestions, earlier=earlier, at=at)


def answer_many(
    connection: Connection, project: Project, annotator: Annotator, sent: Bulk, *, at: Micros
) -> BulkReceipt:
    """Give one answer to several items, each an annotation of its own."""
    schema = projects.schema_of(connection, project, sent.schema_version)
    return Desk(connection, project, annotator, at).give(schema, sent)


def withdraw_many(
    connection: Connection, project: Project, annotator: Annotator, name: str, *, most: int, at: Micros
) -> int:
    """Take some of a bulk act's answers back, so that all is as it was before; give how many."""
    return Desk(connection, project, annotator, at).take_back(name, most=most)


def ask_alike(
    connection: Connection,
    project: Project,
    annotator: Annotator,
    near: Sequence[int],
    *,
    most: int,
    suggestions: Suggestions,
    at: Micros,
) -> list[Lent]:
    """Lend an annotator items that are like one in their hands, and show them."""
    held = Desk(connection, project, annotator, at).lend_alike(near, most=most)
    schema = projects.schema_of(connection, project)
    return [views.present(connection, project, schema, lease, suggestions=suggestions, at=at) for lease in held]


def reopen(
    connection: Connection, project: Project, annotator: Annotator, name: str, *, suggestions: Suggestions, at: Micros
) -> Lent:
    """Show an earlier answer again for correction; it stands until another supersedes it."""
    schema = projects.schema_of(connection, project)
    earlier = labels.own_annotation(connection, project, annotator, name)
    lease = labels.lease_of(connection, earlier)
    return views.present(connection, project, schema, lease, suggestions=suggestions, earlier=earlier, at=at)


def reshape(
    connection: Connection, project: Project, document: Mapping[str, Any], *, base_version: int, at: Micros, by: str
) -> list[str]:
    """Put a new version of the schema in force; what it no longer shows can no longer be searched."""
    before = search.shown_fields(projects.schema_of(connection, project))
    changes = projects.change_schema(connection, project, document=document, base_version=base_version, at=at, by=by)
    if changes and search.shown_fields(projects.schema_of(connection, projects.get(connection, project.id))) != before:
        search.reset(connection, project.id)
    return changes


def widen(
    connection: Connection, project: Project, names: Mapping[str, Sequence[str]], *, at: Micros, by: str
) -> list[str]:
    """Give questions labels that they do not have yet: question id → names."""
    now = projects.get(connection, project.id)
    document = with_labels(projects.schema_of(connection, now), names)
    return reshape(connection, now, document, base_version=now.schema_version, at=at, by=by)


def rule(connection: Connection, project: Project, rules: Sequence[Rule], *, base: int, at: Micros, by: str) -> RuleSet:
    """Put words and patterns in force that suggest answers."""
    schema = projects.schema_of(connection, project)
    return ruling.change(connection, project, schema, rules, base_version=base, at=at, by=by)


def offer(connection: Connection, project: Project, picks: Sequence[Pick]) -> None:
    """Put what the strategy chose at the head of the queue."""
    routing.offer(connection, project, picks)


def settle(connection: Connection, found: Settling) -> None:
    """Write what the votes come to, beside what the model had said of it before."""
    quality.keep(connection, found.rows, found.foretold)


def learn(connection: Connection, project: Project, found: Learnt, *, at: Micros) -> None:
    """Write a trained version down and, where it is better, let it speak."""
    training.keep(connection, project, found, at=at)


def delete(connection: Connection, project: Project, numbers: Sequence[int], *, at: Micros, by: str) -> list[int]:
    """Put tombstones on items and stop asking about them."""
    gone = items.delete(connection, project.id, numbers, at=at)
    routing.close(connection, gone)
    _note_items(connection, project, "item.deleted", gone, at=at, by=by)
    return gone


def restore(connection: Connection, project: Project, numbers: Sequence[int], *, at: Micros, by: str) -> list[int]:
    """Take tombstones off; what still lacks answers is asked again."""
    back = items.restore(connection, project.id, numbers)
    routing.reopen(connection, back)
    _note_items(connection, project, "item.restored", back, at=at, by=by)
    return back


def erase(connection: Connection, project: Project, number: int, *, at: Micros, by: str) -> None:
    """Remove what an item says, everywhere; that it was there, and who voted how, stays provable."""
    items.erase(connection, project.id, number, at=at)
    routing.close(connection, [number])
    label_store.erase_bodies(connection, number)
    record.forget_item(connection, number)
    _note_items(connection, project, "item.erased", [number], at=at, by=by)


def _note_items(
    connection: Connection, project: Project, act: str, numbers: Sequence[int], *, at: Micros, by: str
) -> None:
    for number in numbers:
        record.append(connection, project=project.id, at=at, actor=by, act=act, subjects={"item": number})
