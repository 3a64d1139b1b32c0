"""Taking everything away as a file."""

import re
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from inloop.app.export import MEDIA_TYPES, ExportFormat, What, stream_export
from inloop.people import Act
from inloop.server.visit import Visit, may

router = APIRouter(tags=["export"])


@router.get(
    "/projects/{p}/export",
    response_class=StreamingResponse,
    responses={200: {"content": {kind: {"schema": {"type": "string"}} for kind in MEDIA_TYPES.values()}}},
)
async def export(
    visit: Annotated[Visit, may(Act.EXPORT_RUN)],
    what: What = "labels",
    form: Annotated[ExportFormat, Query(alias="format")] = "csv",
) -> StreamingResponse:
    """Stream labels, annotations, predictions or items as a file."""
    pieces = stream_export(visit.system, visit.project, what=what, form=form)
    name = re.sub(r"[^\w-]+", "-", visit.project.name, flags=re.ASCII).strip("-").lower() or "project"
    headers = {"content-disposition": f'attachment; filename="{name}-{what}.{form}"', "cache-control": "no-store"}
    return StreamingResponse(pieces, media_type=MEDIA_TYPES[form], headers=headers)
