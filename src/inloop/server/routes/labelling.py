"""Labelling: lend, answer, skip, take back, look at one's own answers."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from inloop.kernel.clock import Micros, now
from inloop.kernel.errors import InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.labelling import service as labels
from inloop.loop.labelling import views
from inloop.loop.labelling.model import MOST_LEASES, Annotator, Batch, Lent, Submission
from inloop.loop.labelling.service import Suggestions
from inloop.loop.projects import Project
from inloop.people import Act
from inloop.server.hot import documented, project_in, read_body, ready
from inloop.server.visit import Visit, admit, check_state, may, system_of
from inloop.server.wire import labelling as wire

T = TypeVar("T")
router = APIRouter(tags=["labelling"])


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    want: int = MOST_LEASES


class Skipped(msgspec.Struct, forbid_unknown_fields=True):
    reason: str
    note: str = ""
    want: int = MOST_LEASES


_wanted = msgspec.json.Decoder(Wanted)
_skipped = msgspec.json.Decoder(Skipped)
_submission = msgspec.json.Decoder(Submission)


class Desk(msgspec.Struct):
    """An annotator at work in one transaction."""

    connection: Connection
    project: Project
    annotator: Annotator
    suggestions: Suggestions
    at: Micros

    def lend(self, want: int) -> Batch:
        return cycle.ask(
            self.connection, self.project, self.annotator, want=want, suggestions=self.suggestions, at=self.at
        )

    def look_again(self) -> None:
        """Read the counts of the annotator anew after they have changed."""
        person = self.annotator.person or 0
        self.annotator = labels.annotator_of(self.connection, self.project, person=person, name=self.annotator.name)


async def at_desk(request: Request, act: Act, work: Callable[[Desk], T], /) -> T:
    """Do an annotator's work in one durable transaction."""
    number = project_in(request)
    identity, role = await admit(request, number, act)
    system, at = system_of(request), now()

    def run(connection: Connection) -> T:
        project = projects.get(connection, number)
        check_state(project, role, Act.LABEL_ANSWER)
        annotator = labels.annotator_of(connection, project, person=identity.person, name=identity.name)
        return work(Desk(connection, project, annotator, system.suggestions, at))

    return await system.database.awrite(run)


@router.post("/projects/{p}/assignments", **documented(Act.LABEL_ANSWER, takes=wire.LendAsked, gives=wire.Assignments))
async def lend(request: Request) -> Response:
    """Give all open assignments of the caller, topped up to `want`."""
    asked = await read_body(request, _wanted)
    return ready(await at_desk(request, Act.LABEL_ANSWER, lambda desk: desk.lend(asked.want)))


@router.post(
    "/projects/{p}/annotations",
    **documented(Act.LABEL_ANSWER, takes=wire.AnswerAsked, gives=wire.AnswerTaken, status=201),
)
async def answer(request: Request) -> Response:
    """Keep an answer, durably, and give what comes next; sending it again changes nothing (200)."""
    sent = await read_body(request, _submission)
    _check(sent)

    def work(desk: Desk) -> tuple[bytes, bool]:
        receipt = cycle.answer(desk.connection, desk.project, desk.annotator, sent, at=desk.at)
        desk.look_again()
        batch = msgspec.structs.asdict(desk.lend(sent.want))
        return msgspec.json.encode({"id": receipt.id, "late": receipt.late, **batch}), receipt.repeated

    body, repeated = await at_desk(request, Act.LABEL_ANSWER, work)
    return Response(body, 200 if repeated else 201, media_type="application/json")


@router.post(
    "/projects/{p}/assignments/{a}/skip",
    **documented(Act.LABEL_ANSWER, takes=wire.SkipAsked, gives=wire.Assignments, also="a"),
)
async def skip(request: Request) -> Response:
    """Hand an item back with a reason, and give what comes next."""
    asked = await read_body(request, _skipped)
    name: str = request.path_params["a"]

    def work(desk: Desk) -> Batch:
        labels.skip(
            desk.connection, desk.project, desk.annotator, name, reason=asked.reason, note=asked.note, at=desk.at
        )
        return desk.lend(asked.want)

    return ready(await at_desk(request, Act.LABEL_ANSWER, work))


@router.post("/projects/{p}/assignments/{a}/release", **documented(Act.LABEL_ANSWER, gives=wire.Assignments, also="a"))
async def release(request: Request) -> Response:
    """Hand an item back unseen; nothing is lent in its place."""
    name: str = request.path_params["a"]

    def work(desk: Desk) -> Batch:
        labels.release(desk.connection, desk.project, desk.annotator, name, at=desk.at)
        return desk.lend(0)

    return ready(await at_desk(request, Act.LABEL_ANSWER, work))


@router.post("/projects/{p}/annotations/{id}/withdraw", **documented(Act.LABEL_ANSWER, gives=wire.Reopened, also="id"))
async def withdraw(request: Request) -> Response:
    """Take an own answer back; its item is lent to the caller again, with what was said."""
    name: str = request.path_params["id"]

    def work(desk: Desk) -> dict[str, Any]:
        lent = cycle.withdraw(
            desk.connection, desk.project, desk.annotator, name, suggestions=desk.suggestions, at=desk.at
        )
        return _reopened(desk, lent)

    return ready(await at_desk(request, Act.LABEL_ANSWER, work))


@router.post("/projects/{p}/annotations/{id}/reopen", **documented(Act.LABEL_ANSWER, gives=wire.Reopened, also="id"))
async def reopen(request: Request) -> Response:
    """Show an own answer again for correction; it stands until another supersedes it."""
    name: str = request.path_params["id"]

    def work(desk: Desk) -> dict[str, Any]:
        lent = cycle.reopen(
            desk.connection, desk.project, desk.annotator, name, suggestions=desk.suggestions, at=desk.at
        )
        return _reopened(desk, lent)

    return ready(await at_desk(request, Act.LABEL_ANSWER, work))


@router.get("/projects/{p}/history", response_model=wire.HistoryPage)
async def history(
    visit: Annotated[Visit, may(Act.LABEL_HISTORY)],
    cursor: Annotated[str, Query(pattern=r"^\d{0,18}$")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Any:
    """List the caller's own answers, newest first."""
    before = int(cursor) if cursor else None
    person = visit.identity.person
    rows = await visit.read(
        lambda c: views.history(c, visit.project, person=person, before=before, limit=limit, at=visit.at)
    )
    return {"rows": rows, "next": str(rows[-1].at) if len(rows) == limit else None}


def _reopened(desk: Desk, lent: Lent) -> dict[str, Any]:
    desk.look_again()
    progress = views.pace(desk.connection, desk.project, desk.annotator, at=desk.at)
    return {"assignment": lent, "progress": progress}


def _check(sent: Submission) -> None:
    try:
        UUID(sent.id)
    except ValueError:
        raise InvalidInputError("The id of an answer is a UUID made by the client.", where="id") from None
    if not 0 <= sent.schema_version < 2**31:
        raise InvalidInputError("There is no such version of the schema.", where="schema_version")
