"""How a project stands."""

from typing import Annotated, Any

from fastapi import APIRouter

from inloop.app.browse.model import View
from inloop.app.overview import overview_of
from inloop.people import Act
from inloop.server.visit import Visit, may
from inloop.server.wire import insight as wire

router = APIRouter(tags=["overview"])


@router.get("/projects/{p}/overview", response_model=wire.Overview)
async def overview(visit: Annotated[Visit, may(Act.OVERVIEW_READ)]) -> Any:
    """Give the sentence, the loop, what helps most, and what has happened."""
    return await visit.read(
        lambda c: overview_of(View.of(c, visit.project, visit.system.published, with_blind=False), at=visit.at)
    )
