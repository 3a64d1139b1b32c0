"""Help with drawing on pictures."""

import asyncio
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter

from inloop.adapters.vision import Box, find_outline
from inloop.loop.items.media import opened
from inloop.people import Act
from inloop.server.visit import Visit, may
from inloop.server.wire import drawing as wire

router = APIRouter(tags=["labelling"])


@router.post("/projects/{p}/outline", response_model=wire.Outline)
async def outline(visit: Annotated[Visit, may(Act.LABEL_ANSWER)], asked: wire.OutlineAsked) -> Any:
    """Propose the outline of the one object in a box on a picture; nothing is kept."""
    link = opened(visit.project, asked.picture.removeprefix("/media/"), at=visit.at)
    box = Box(**asked.box.model_dump())

    def work() -> dict[str, Any]:
        return msgspec.structs.asdict(find_outline(visit.system.media.for_cutting(link), box))

    return await asyncio.to_thread(work)
