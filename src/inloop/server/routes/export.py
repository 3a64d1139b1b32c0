"""Taking everything away as a file."""

import asyncio
import re
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from inloop.app.export import What, losses_of, offers_for, stream_export, target_of
from inloop.loop import projects
from inloop.people import Act
from inloop.server.visit import Visit, may
from inloop.server.wire import exports as wire

router = APIRouter(tags=["export"])
MayExport = Annotated[Visit, may(Act.EXPORT_RUN)]
Form = Annotated[str, Query(alias="format", max_length=40)]


@router.get("/projects/{p}/export", response_class=StreamingResponse)
async def export(visit: MayExport, what: What = "labels", form: Form = "csv", *, files: bool = False) -> Any:
    """Stream labels, annotations, predictions or items as a file; `files` takes pictures and sounds along."""
    target = target_of(form)
    pieces = await asyncio.to_thread(stream_export, visit.system, visit.project, what=what, form=form, files=files)
    name = re.sub(r"[^\w-]+", "-", visit.project.name, flags=re.ASCII).strip("-").lower() or "project"
    ending = target.ending if target.is_table else f"-{target.name}{target.ending}"
    headers = {"content-disposition": f'attachment; filename="{name}-{what}{ending}"', "cache-control": "no-store"}
    return StreamingResponse(pieces, media_type=target.media_type, headers=headers)


@router.get("/projects/{p}/export/formats", response_model=list[wire.ExportFormat])
async def list_formats(visit: MayExport) -> Any:
    """List what an export may be written as, what fits the questions best first."""
    return offers_for(await visit.read(lambda c: projects.schema_of(c, visit.project)))


@router.get("/projects/{p}/export/losses", response_model=wire.ExportLosses)
async def report_losses(visit: MayExport, what: What = "labels", form: Form = "csv") -> Any:
    """Say what an export would lose, item by item counted, without writing it."""
    found = await asyncio.to_thread(losses_of, visit.system, visit.project, what=what, form=form)
    return {"what": what, "format": form, "losses": found}
