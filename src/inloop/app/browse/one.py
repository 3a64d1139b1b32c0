"""One item with all that is known of it."""

from typing import Any

import msgspec

from inloop import record
from inloop.annotation.fields import Fields
from inloop.app.browse import store
from inloop.app.browse.model import ItemRow, View
from inloop.app.browse.pages import rows_of
from inloop.kernel.clock import Micros
from inloop.kernel.errors import GoneError
from inloop.loop.items import service as items
from inloop.loop.items.media import outlived
from inloop.loop.items.model import Item
from inloop.loop.labelling import store as labels
from inloop.loop.quality.model import Standing


class RevisionView(msgspec.Struct, frozen=True, kw_only=True):
    rev: int
    at: Micros
    fields: dict[str, Any] | None


class AnnotationView(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    rev: int
    annotator: str
    values: dict[str, Any]
    at: Micros
    active_ms: int
    reason: str
    state: str
    note: str
    flag: bool
    late: bool
    bulk: str | None
    confidence: dict[str, float]


class MergedView(msgspec.Struct, frozen=True, kw_only=True):
    """What several people's answers to a question come to, where they are merged into one value."""

    question: str
    value: Any
    posterior: float
    answers: int
    disputed: bool


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    at: Micros
    actor: str
    act: str


class ItemView(msgspec.Struct, frozen=True, kw_only=True):
    """An item, its revisions, answers and events."""

    row: ItemRow
    group: str | None
    control: bool
    deleted: bool
    erased: bool
    revisions: list[RevisionView]
    merged: list[MergedView]
    annotations: list[AnnotationView]
    events: list[EventView]
    prediction: dict[str, float] | None
    parts: list[Any] | None
    value: dict[str, Any] | None


def item_view(view: View, number: int) -> ItemView:
    """Get an item, a deleted one too; raise `NotFoundError`."""
    found = items.get(view.connection, view.project.id, number)
    revisions = [
        RevisionView(rev=rev, at=at, fields=None if body is None else view.shown(_outlived(body, found)))
        for rev, at, body in store.revisions(view.connection, number)
    ]
    said = view.predictions.of(view.connection, view.project, found.id, found.rev) or {}
    answer = said.get(view.schema.target)
    return ItemView(
        row=_row(view, found),
        group=found.group,
        control=found.control,
        deleted=found.deleted_at is not None,
        erased=found.erased,
        revisions=revisions,
        merged=_merged(view, found),
        annotations=_annotations(view, number),
        events=[
            EventView(id=event.id, at=event.at, actor=event.actor, act=event.act)
            for event in record.of_item(view.connection, number)
        ],
        prediction=answer if answer and isinstance(answer, dict) and "value" not in answer else None,
        parts=answer if isinstance(answer, list) else None,
        value=answer if isinstance(answer, dict) and "value" in answer else None,
    )


def _outlived(body: str, found: Item) -> Fields:
    fields: Fields = msgspec.json.decode(body)
    return {name: outlived(content, found.fields.get(name, {})) for name, content in fields.items()}


def _row(view: View, found: Item) -> ItemRow:
    if found.deleted_at is None:
        rows = rows_of(view, [found.id])
        if not rows:
            raise GoneError("This item is just being taken away.")
        return rows[0]
    return ItemRow(
        id=found.id,
        key=found.key,
        text="",
        fields=view.shown(found.fields),
        answers=0,
        status="deleted",
        consensus=None,
        prediction=None,
        flagged=False,
    )


def _annotations(view: View, number: int) -> list[AnnotationView]:
    names = store.names_of(view.connection, view.project.id)
    return [
        AnnotationView(
            id=one.id,
            rev=one.rev,
            annotator=names.get(one.annotator, ""),
            values=one.values,
            at=one.at,
            active_ms=one.active_ms,
            reason=reason or "import",
            state=one.ended or "standing",
            note=one.note,
            flag=one.flag,
            late=one.late,
            bulk=one.bulk,
            confidence=one.confidence,
        )
        for one, reason in labels.of_item(view.connection, number)
    ]


def _merged(view: View, found: Item) -> list[MergedView]:
    return [
        MergedView(
            question=question,
            value=msgspec.json.decode(value),
            posterior=round(posterior, 4),
            answers=answers,
            disputed=state == Standing.DISPUTED,
        )
        for question, value, posterior, answers, state in store.merged(view.connection, found.id, rev=found.rev)
    ]
