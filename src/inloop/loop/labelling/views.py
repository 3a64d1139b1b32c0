"""What an annotator may see: opaque handles, shown fields, the shown reason, and nothing else."""

import hmac
from typing import Any

import msgspec
from sqlalchemy import Connection

from inloop.annotation import Schema
from inloop.annotation.fields import Field, words_of
from inloop.kernel.clock import DAY, Micros
from inloop.loop import projects
from inloop.loop.items.media import Links, shown
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import store
from inloop.loop.labelling.model import Annotation, Annotator, Assignment, Batch, Given, Lent, Pace
from inloop.loop.labelling.service import Suggestions
from inloop.loop.projects import Project
from inloop.loop.routing import store as queue
from inloop.loop.rules import service as rules
from inloop.loop.rules.model import Help


def handle_of(project: Project, item: int) -> str:
    """Give the name of an item that annotators see: it tells nothing about key, order or arrival."""
    return hmac.digest(project.key, b"handle:%d" % item, "sha256")[:9].hex()


def present(
    connection: Connection,
    project: Project,
    schema: Schema,
    lease: Assignment,
    *,
    suggestions: Suggestions,
    earlier: Annotation | None = None,
    at: Micros,
) -> Lent:
    """Show one assignment; blind and ordinary ones have the same shape."""
    suggestion = suggestions.of(connection, project, lease.item, lease.rev) if lease.suggested else None
    ruled = _ruled(connection, project, schema, lease) if lease.suggested else None
    return Lent(
        id=lease.id,
        item=handle_of(project, lease.item),
        shown_reason=lease.reason.traits.shown,
        fields=shown_fields(connection, schema, lease.item, lease.rev, links=Links(project, at=at)),
        suggestion=_with_parts(suggestion, ruled),
        hints=None if ruled is None else ruled.hints,
        leased_until=lease.expires_at,
        values=None if earlier is None else earlier.values,
        confidence=None if earlier is None else earlier.confidence,
    )


def _ruled(connection: Connection, project: Project, schema: Schema, lease: Assignment) -> Help | None:
    """Say what words and patterns suggest."""
    if not rules.are_any(connection, project):
        return None
    body = item_store.fields_json(connection, lease.item, lease.rev)
    return None if body is None else rules.help_with(connection, project, schema, msgspec.json.decode(body))


def _with_parts(suggestion: dict[str, Any] | None, found: Help | None) -> dict[str, Any] | None:
    """Add the parts that rules suggest to those of a model, but not over them with the same label."""
    if found is None or not found.parts:
        return suggestion
    told = dict(suggestion or {})
    for question, parts in found.parts.items():
        known = told.get(question) or []
        told[question] = [*known, *(part for part in parts if not any(_overlap(part, one) for one in known))]
    return told


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["label"] == b["label"] and a["start"] < b["end"] and b["start"] < a["end"])


def shown_fields(connection: Connection, schema: Schema, item: int, rev: int, *, links: Links) -> list[dict[str, Any]]:
    """Give the fields of an item revision that may be shown to annotators, in schema order."""
    body = item_store.fields_json(connection, item, rev)
    fields = {} if body is None else msgspec.json.decode(body)
    return [
        _told(field) | shown(fields[field.id], links)
        for field in schema.fields
        if not field.blind and field.id in fields
    ]


def _told(field: Field) -> dict[str, Any]:
    return {"id": field.id, "name": field.name or field.id, "show": field.show, "format": field.format}


def batch(connection: Connection, project: Project, annotator: Annotator, lent: list[Lent], *, at: Micros) -> Batch:
    """Put the open leases together with how far things are, and say why where there are none."""
    how_far = pace(connection, project, annotator, at=at)
    reason = None
    if not lent:
        left = how_far.answered_items < how_far.items
        reason = "no-items" if not how_far.items else "others-answer" if left else "all-answered"
    return Batch(
        assignments=lent,
        progress=how_far,
        schema_version=project.schema_version,
        guideline_version=project.guideline_version,
        empty_reason=reason,
    )


def pace(connection: Connection, project: Project, annotator: Annotator, *, at: Micros) -> Pace:
    """Say how far the annotator and the project are."""
    return Pace(
        mine_today=annotator.day_answers if annotator.day == at // DAY else 0,
        mine_total=annotator.answers,
        answered_items=queue.find_progress(connection, project.id).answered_items,
        items=item_store.count(connection, project.id)[1],
        pace_s=round(annotator.active_ms / annotator.answers / 1_000, 2) if annotator.answers else None,
    )


def history(
    connection: Connection, project: Project, *, person: int, before: int | None, limit: int, at: Micros
) -> list[Given]:
    """List the standing answers that a person has given, newest first."""
    annotator = store.find_annotator(connection, project.id, person)
    if annotator is None:
        return []
    schema, links = projects.schema_of(connection, project), Links(project, at=at)
    pointed = {question.on for question in schema.questions if question.on}
    given = []
    for found in store.history(connection, project.id, annotator.id, before=before, limit=limit):
        shown = shown_fields(connection, schema, found.item, found.rev, links=links)
        given.append(
            Given(
                annotation=found.id,
                item=handle_of(project, found.item),
                text=_text(shown),
                fields=[field for field in shown if field["id"] in pointed],
                values=found.values,
                at=found.at,
                active_ms=found.active_ms,
                flag=found.flag,
                note=found.note,
                confidence=found.confidence,
            )
        )
    return given


def _text(fields: list[dict[str, Any]]) -> str:
    """Give the text that an item is known by: its title, else its first field."""
    titles = [field for field in fields if field["show"] == "title"]
    return next((words_of(field) for field in (*titles, *fields)), "")
