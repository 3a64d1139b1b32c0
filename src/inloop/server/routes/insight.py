"""Quality and models: how reliable people are, how right the model is; training, predicting, taking a model away."""

import io
import zipfile
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Response

from inloop.kernel.errors import InvalidInputError
from inloop.loop import projects
from inloop.loop.quality.service import quality_view
from inloop.loop.training import service as training
from inloop.people import Act
from inloop.server.visit import Number, Visit, may
from inloop.server.wire import insight as wire

router = APIRouter(tags=["quality and models"])
MayRead = Annotated[Visit, may(Act.MODELS_READ)]


@router.get("/projects/{p}/quality", response_model=wire.Quality)
async def quality(visit: Annotated[Visit, may(Act.QUALITY_READ)]) -> Any:
    """Say how far people agree and how reliable they are, on the target question."""
    return await visit.read(
        lambda c: quality_view(c, visit.project, question=projects.schema_of(c, visit.project).target)
    )


@router.get("/projects/{p}/models", response_model=wire.Models)
async def models(visit: MayRead) -> Any:
    """List the model versions with their honest accuracy."""
    return await visit.read(lambda c: training.models_view(c, visit.project))


@router.post("/projects/{p}/models/train", status_code=202)
async def train(visit: Annotated[Visit, may(Act.MODELS_TRAIN)]) -> Response:
    """Ask for a version to be trained from what is answered now."""
    await visit.write(lambda c: training.ask_training(c, visit.project, at=visit.at, by=visit.actor))
    return Response(status_code=202)


@router.get("/projects/{p}/models/{v}", response_model=wire.Model)
async def model(visit: MayRead, v: Number) -> Any:
    """Get a version with everything that was measured of it."""
    return await visit.read(lambda c: training.model_view(c, visit.project, v))


@router.get(
    "/projects/{p}/models/{v}/bundle",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def bundle(visit: Annotated[Visit, may(Act.MODELS_DOWNLOAD)], v: Number) -> Response:
    """Take a model away: arrays, ONNX, a short reader, its card."""
    predictor = visit.system.predictor
    packed = await visit.read(lambda c: _pack(predictor.bundle(c, visit.project, v)))
    headers = {"content-disposition": f'attachment; filename="model-{visit.project.id}-{v}.zip"'}
    return Response(packed, media_type="application/zip", headers=headers)


@router.post("/projects/{p}/predict", response_model=wire.Predictions)
async def predict(visit: Annotated[Visit, may(Act.PREDICT_RUN)], asked: wire.PredictAsked) -> Any:
    """Answer by the published version: up to 1,000 texts, items by their numbers, or by their fields (50 with files).

    A picture or a sound is named by a URI or a path below a folder that the owner of the server allows.
    """
    predictor = visit.system.predictor
    items = [_fields(item) if isinstance(item, dict) else item for item in asked.items]
    return await visit.read(lambda c: predictor.predict(c, visit.project, items))


def _fields(item: dict[str, Any]) -> dict[str, Any]:
    """Read an item given by its fields, in either way of writing."""
    fields = item.get("fields", item)
    if not isinstance(fields, dict):
        raise InvalidInputError("An item is a text, a number, or its fields.", where="items")
    return {str(name): value for name, value in fields.items() if value is not None}


def _pack(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
