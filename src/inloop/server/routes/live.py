"""Live updates."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from inloop.people import Act, allowed
from inloop.server.live import FOR_ANNOTATORS, Live
from inloop.server.visit import Visit, may

router = APIRouter(tags=["live"])


@router.get(
    "/projects/{p}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def events(request: Request, visit: Annotated[Visit, may(Act.PROJECT_READ)]) -> StreamingResponse:
    """Stream the topics that change, as server-sent events; whoever labels blindly hears of fewer."""
    live: Live = request.app.state.live
    only = None if allowed(visit.role, Act.OVERVIEW_READ) else FOR_ANNOTATORS
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(live.listen(visit.project.id, only=only), media_type="text/event-stream", headers=headers)
