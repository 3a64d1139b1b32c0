"""One answer to many items: give it, take it back, borrow items that are alike."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection

from inloop.kernel.errors import ForbiddenError, InvalidInputError
from inloop.loop import cycle
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Annotator, Bulk, BulkReceipt
from inloop.people import Act, allowed
from inloop.server.visit import Visit, may
from inloop.server.wire import labelling as wire

T = TypeVar("T")
router = APIRouter(tags=["labelling"])
MayAnswer = Annotated[Visit, may(Act.LABEL_ANSWER)]
AT_ONCE = 20
"""Answers a transaction: others who answer meanwhile wait no longer than for a few."""
AHEAD = 20


@router.post("/projects/{p}/bulk", response_model=wire.BulkGiven)
async def answer_many(visit: MayAnswer, asked: wire.BulkAsked) -> Any:
    """Give one answer to several items; sending it again changes nothing, and it can be taken back as one."""
    if asked.items and not allowed(visit.role, Act.ITEMS_READ):
        raise ForbiddenError("Your role does not name items.", hint="Name assignments.", where="items")
    _check(asked.id)
    told: dict[str, Any] = {"id": asked.id, "given": [], "left_out": []}
    for part in _parts(asked):
        kept = await _at_desk(visit, _giving(visit, part))
        told["given"] += kept.given
        told["left_out"] += msgspec.to_builtins(kept.left_out)
    return told


@router.post("/projects/{p}/bulk/{id}/withdraw", response_model=wire.BulkWithdrawn)
async def withdraw_many(visit: MayAnswer, id: str) -> Any:  # noqa: A002  # the path says so
    """Take the answers of a bulk act back; what they replaced stands again."""
    _check(id)
    total = 0
    while taken := await _at_desk(
        visit, lambda c, who: cycle.withdraw_many(c, visit.project, who, id, most=AT_ONCE, at=visit.at)
    ):
        total += taken
    return {"withdrawn": total}


@router.post("/projects/{p}/assignments/{a}/alike", response_model=wire.Alike)
async def lend_alike(visit: MayAnswer, a: str, asked: wire.AlikeAsked) -> Any:
    """Lend the caller items that are like one they hold and that still want an answer."""
    system = visit.system
    own = await _at_desk(visit, lambda c, who: labels.own_assignment(c, visit.project, who, a))
    near = await visit.read(lambda c: system.neighbours.of(c, visit.project.id, own.item, most=asked.most * AHEAD))
    items = [one.item for one in near or ()]
    lent = await _at_desk(
        visit,
        lambda c, who: cycle.ask_alike(
            c, visit.project, who, items, most=asked.most, suggestions=system.suggestions, at=visit.at
        ),
    )
    return {"assignments": msgspec.to_builtins(lent), "ready": near is not None}


async def _at_desk(visit: Visit, work: Callable[[Connection, Annotator], T]) -> T:
    """Do an annotator's work in one durable transaction."""
    person, name = visit.identity.person, visit.identity.name
    return await visit.write(lambda c: work(c, labels.annotator_of(c, visit.project, person=person, name=name)))


def _giving(visit: Visit, part: Bulk) -> Callable[[Connection, Annotator], BulkReceipt]:
    return lambda c, who: cycle.answer_many(c, visit.project, who, part, at=visit.at)


def _parts(asked: wire.BulkAsked) -> Iterator[Bulk]:
    """Split an act into transactions."""
    places: list[int | str] = [*dict.fromkeys(asked.assignments), *dict.fromkeys(asked.items)]
    if not places:
        raise InvalidInputError("No item is named.", hint="Name items or assignments.", where="items")
    for start in range(0, len(places), AT_ONCE):
        some = places[start : start + AT_ONCE]
        yield Bulk(
            id=asked.id,
            values=asked.values,
            schema_version=asked.schema_version,
            items=[place for place in some if isinstance(place, int)],
            assignments=[place for place in some if isinstance(place, str)],
            each_ms=asked.active_ms // len(places),
        )


def _check(name: str) -> None:
    try:
        UUID(name)
    except ValueError:
        raise InvalidInputError("The id of a bulk act is a UUID made by the client.", where="id") from None
