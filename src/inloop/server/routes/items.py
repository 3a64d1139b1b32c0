"""Items: bring a few in, find them, look at one, take it away and bring it back."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field
from sqlalchemy import Connection

from inloop.app import again, browse
from inloop.app.browse.model import View
from inloop.app.media import Media
from inloop.kernel.errors import InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.items.media.store import blobs_of, is_held
from inloop.loop.items.model import Column
from inloop.loop.items.policies import NewRow, Plan
from inloop.people import Act, allowed
from inloop.server.visit import Number, Visit, may
from inloop.server.wire import items as wire
from inloop.server.wire.base import Asked

router = APIRouter(tags=["items"])
MayRead = Annotated[Visit, may(Act.ITEMS_READ)]
MayChange = Annotated[Visit, may(Act.ITEMS_CHANGE)]
KEY, GROUP, LABEL = "\x1fkey", "\x1fgroup", "\x1flabel:"


class Filters(Asked):
    """Which items; all conditions hold together."""

    q: str = Field(default="", max_length=500)
    status: browse.Status | None = None
    label: str = Field(default="", max_length=200)
    predicted: str = Field(default="", max_length=200)
    control: bool | None = None

    def read(self) -> browse.Filter:
        names = browse.Filter.__struct_fields__
        return browse.Filter(**{name: getattr(self, name) for name in names})


class Near(Filters):
    """Which items like one, and how many."""

    limit: int = Field(default=50, ge=1, le=200)


class Paging(Filters):
    """Which page of them."""

    cursor: str = Field(default="", max_length=20)
    limit: int = Field(default=50, ge=1, le=200)
    sort: browse.Sort = browse.Sort.NEW


@router.get("/projects/{p}/items", response_model=wire.ItemPage)
async def list_items(visit: MayRead, asked: Annotated[Paging, Query()]) -> Any:
    """Find items, a page at a time."""
    return await visit.read(
        lambda c: browse.page_of(_view(visit, c), asked.read(), sort=asked.sort, cursor=asked.cursor, limit=asked.limit)
    )


@router.get("/projects/{p}/facets", response_model=wire.Facets)
async def facets(visit: MayRead, asked: Annotated[Filters, Query()]) -> Any:
    """Count the items that fit, by status, answer and prediction."""
    return await visit.read(lambda c: browse.facets_of(_view(visit, c), asked.read()))


@router.get("/projects/{p}/items/{item}", response_model=wire.ItemFull)
async def one_item(visit: MayRead, item: Number) -> Any:
    """Get an item with its revisions, answers and events."""

    def query(connection: Connection) -> dict[str, Any]:
        found = browse.item_view(_view(visit, connection), item)
        told = {name: getattr(found.row, name) for name in found.row.__struct_fields__}
        rest = {name: getattr(found, name) for name in ("group", "control", "deleted", "erased", "revisions", "merged")}
        history = {
            "annotations": found.annotations,
            "events": found.events,
            "prediction": found.prediction,
            "parts": found.parts,
            "value": found.value,
        }
        return {**told, **rest, "history": history}

    return await visit.read(query)


@router.get("/projects/{p}/items/{item}/similar", response_model=wire.Similar)
async def similar(visit: MayRead, item: Number, asked: Annotated[Near, Query()]) -> Any:
    """List the items most like one, among those that fit, the nearest first."""
    neighbours = visit.system.neighbours
    return await visit.read(
        lambda c: browse.similar_to(_view(visit, c), item, neighbours, asked=asked.read(), most=asked.limit)
    )


@router.post("/projects/{p}/items", response_model=wire.Brought)
async def bring(visit: MayChange, asked: wire.ItemsAsked) -> Any:
    """Bring up to 1,000 items in; a bad one is told and stops no other."""
    plan = await visit.read(lambda c: _plan(c, visit, asked.items))
    await asyncio.to_thread(_find_media, visit.system.media, plan, asked.items)

    def act(connection: Connection) -> dict[str, Any]:
        rows, problems = _read(plan, asked.items)
        counts = cycle.bring(connection, visit.project, rows, source=None, at=visit.at, by=visit.actor).counts
        counts.rejected += len(problems)
        counts.broken = sum(_is_broken(item, plan) for item in asked.items)
        told = {name: getattr(counts, name) for name in wire.Counts.model_fields}
        return {**told, "problems": problems}

    return await visit.write(act)


@router.post("/projects/{p}/items/delete", response_model=wire.ItemsTouched)
async def delete_many(visit: MayChange, asked: wire.ItemsNamed) -> Any:
    """Take items away; their answers stay, and so can they come back."""
    return await _delete(visit, asked.ids)


@router.post("/projects/{p}/items/look-again", response_model=wire.Looked)
async def look_again(visit: MayChange, asked: wire.LookAsked) -> Any:
    """Look again at files by reference, which their owner may have put right or changed; what differs is kept."""
    found = await visit.read(lambda c: again.those(c, visit.project, asked.ids))
    looked = await asyncio.to_thread(again.look_at, visit.system.media, found)
    await visit.write(lambda c: again.keep(c, visit.project, looked, at=visit.at, by=visit.actor))
    return {
        "mended": [look.item.id for look in looked if look.is_mended],
        "broken": [{"item": look.item.id, "why": look.why} for look in looked if look.why],
        "replaced": [look.item.id for look in looked if look.is_replaced],
        "whole": [look.item.id for look in looked if not (look.why or look.is_mended or look.is_replaced)],
    }


@router.post("/projects/{p}/items/{item}/delete", response_model=wire.ItemsTouched)
async def delete_item(visit: MayChange, item: Number) -> Any:
    """Take an item away."""
    return await _delete(visit, [item])


@router.post("/projects/{p}/items/{item}/restore", response_model=wire.ItemsTouched)
async def restore_item(visit: MayChange, item: Number) -> Any:
    """Bring an item back."""
    ids = await visit.write(lambda c: cycle.restore(c, visit.project, [item], at=visit.at, by=visit.actor))
    return {"ids": ids}


@router.post("/projects/{p}/items/{item}/erase", status_code=204)
async def erase(visit: Annotated[Visit, may(Act.ITEMS_ERASE)], item: Number) -> Response:
    """Remove what an item says, everywhere and for ever."""

    def act(connection: Connection) -> list[str]:
        held = blobs_of(connection, item)
        cycle.erase(connection, visit.project, item, at=visit.at, by=visit.actor)
        return [blob for blob in held if not is_held(connection, blob)]

    for blob in await visit.write(act):
        await asyncio.to_thread(visit.system.media.erase, blob)
    await visit.system.database.ascrub()
    return Response(status_code=204)


def _view(visit: Visit, connection: Connection) -> View:
    """Look at the project as its reader may: who labels too sees no blind field, not here either."""
    with_blind = allowed(visit.role, Act.ITEMS_CHANGE) or not allowed(visit.role, Act.LABEL_ANSWER)
    return View.of(connection, visit.project, visit.system.published, with_blind=with_blind, at=visit.at)


async def _delete(visit: Visit, ids: list[int]) -> dict[str, list[int]]:
    gone = await visit.write(lambda c: cycle.delete(c, visit.project, ids, at=visit.at, by=visit.actor))
    return {"ids": gone}


def _plan(connection: Connection, visit: Visit, items: list[wire.NewItem]) -> Plan:
    """Make a plan in which each field and each answer of the items is a column."""
    schema = projects.schema_of(connection, projects.get(connection, visit.project.id))
    shown = {field.id: field.show for field in schema.fields}
    roles = {"blind": "blind", "metadata": "metadata"}
    columns = [Column(name=name, role=roles.get(show, "field")) for name, show in shown.items()]
    questions = dict.fromkeys(question for item in items for question in item.labels or {})
    columns += [
        Column(name=LABEL + name, role="label", question=name, annotator=visit.identity.name) for name in questions
    ]
    if any(item.group is not None for item in items):
        columns.append(Column(name=GROUP, role="group"))
    if all(item.key is not None for item in items):
        columns.append(Column(name=KEY, role="key"))
    elif any(item.key is not None for item in items):
        raise InvalidInputError("Some items have a key and some have none.", hint="Give all or none.", where="items")
    return Plan(columns, schema)


def _find_media(media: Media, plan: Plan, items: list[wire.NewItem]) -> None:
    """Find out what the files are that items name; those that are not there are shown as broken."""
    for item in items if plan.media else ():
        for name, kind in plan.media:
            if name in item.fields:
                item.fields[name] = media.take(item.fields[name], kind=kind)


def _is_broken(item: wire.NewItem, plan: Plan) -> bool:
    contents = (item.fields.get(name) for name, _ in plan.media)
    return any(isinstance(content, Mapping) and content.get("state") == "broken" for content in contents)


def _read(plan: Plan, items: list[wire.NewItem]) -> tuple[list[NewRow], list[dict[str, Any]]]:
    rows, problems = [], []
    known = {field[0] for field in plan.fields}
    for number, item in enumerate(items, start=1):
        try:
            _check_fields(item, known)
            labels = {LABEL + name: value for name, value in (item.labels or {}).items()}
            values = {**item.fields, **labels, KEY: item.key, GROUP: item.group}
            rows.append(plan.read(values, number=number))
        except InvalidInputError as problem:
            excerpt = str(next(iter(item.fields.values()), ""))[:120]
            problems.append({"number": number, "reason": problem.message, "excerpt": excerpt})
    return rows, problems


def _check_fields(item: wire.NewItem, known: set[str]) -> None:
    strange = item.fields.keys() - known
    if strange:
        raise InvalidInputError(f"The schema has no field '{min(strange)[:60]}'.")
