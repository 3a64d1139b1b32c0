"""Files on their way in, and what they look like."""

import asyncio
from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from inloop.adapters.formats import Preview, ReadOptions, preview
from inloop.kernel.errors import UnreadableFileError
from inloop.people import Act
from inloop.server import drafts, uploads
from inloop.server.visit import Guest, may_somewhere
from inloop.server.wire import imports as wire

router = APIRouter(tags=["imports"])
MayUpload = Annotated[Guest, may_somewhere(Act.IMPORT_RUN)]
Upload = Annotated[str, Path(max_length=64)]
Word = Annotated[str | None, Query(max_length=200)]


@router.post("/uploads", response_model=wire.Upload, status_code=201)
async def take_upload(
    request: Request, guest: MayUpload, name: Annotated[str, Query(max_length=500)] = "upload"
) -> Any:
    """Take a file in; its raw bytes are the body. One that cannot be read as it is stays, to be read another way."""
    number, path = await uploads.receive(guest.system.settings, name, request.stream())
    return await _told(guest, number, path)


@router.post("/uploads/begin", response_model=wire.UploadDraft, status_code=201)
async def begin_upload(guest: MayUpload, asked: wire.UploadBegun) -> Any:
    """Announce an upload that comes in parts: a file, or a folder packed as tar."""
    return await asyncio.to_thread(
        drafts.begin, guest.system.settings, name=asked.name, size=asked.bytes, folder=asked.folder
    )


@router.get("/uploads/roots", response_model=wire.MediaRoots)
async def media_roots(guest: MayUpload) -> Any:
    """Name the folders and bucket prefixes from which pictures and sounds may be shown without being copied."""
    return {"roots": guest.system.settings.media_roots}


@router.post("/uploads/listing", response_model=wire.Upload, status_code=201)
async def list_place(guest: MayUpload, asked: wire.Place) -> Any:
    """List the pictures and sounds of a folder or bucket prefix, as a table whose rows name them where they lie."""
    system, name = guest.system, asked.place.rstrip("/").rsplit("/", 1)[-1]
    rows = system.media.iter_rows(asked.place)
    number, path = await asyncio.to_thread(uploads.write_rows, system.settings, name, rows)
    return await _told(guest, number, path)


@router.get("/uploads/{upload}", response_model=wire.UploadDraft)
async def upload_on_its_way(guest: MayUpload, upload: Upload) -> Any:
    """Say how much of an upload is here: the next part goes on from there."""
    return drafts.get(guest.system.settings, upload)


@router.patch("/uploads/{upload}", response_model=wire.UploadDraft)
async def send_part(request: Request, guest: MayUpload, upload: Upload, offset: Annotated[int, Query(ge=0)]) -> Any:
    """Take the next bytes of an upload; the raw bytes are the body. What came before a broken connection stays."""
    return await drafts.append(guest.system.settings, upload, offset, request.stream())


@router.post("/uploads/{upload}/finish", response_model=wire.Upload)
async def finish_upload(guest: MayUpload, upload: Upload) -> Any:
    """End an upload that is here whole, with a first look at it."""
    return await _told(guest, upload, await asyncio.to_thread(drafts.finish, guest.system.settings, upload))


@router.get("/uploads/{upload}/preview", response_model=wire.Preview)
async def preview_upload(
    guest: MayUpload,
    upload: Upload,
    form: Annotated[str | None, Query(alias="format", max_length=40)] = None,
    encoding: Word = None,
    sheet: Word = None,
) -> Any:
    """Look at a file again, read in another way."""
    path = uploads.find(guest.system.settings, upload)
    return await _look(guest, path, form=form, encoding=encoding, sheet=sheet)


async def _told(guest: Guest, number: str, path: FilePath) -> dict[str, Any]:
    told = {"id": number, "name": path.name, "bytes": await asyncio.to_thread(uploads.size_of, path)}
    try:
        return told | {"preview": await _look(guest, path)}
    except UnreadableFileError as problem:
        return told | {"preview": None, "problem": problem}


async def _look(
    guest: Guest, path: FilePath, *, form: str | None = None, encoding: str | None = None, sheet: str | None = None
) -> dict[str, Any]:
    options = ReadOptions(max_row_kb=guest.system.settings.max_row_kb, encoding=encoding, sheet=sheet)
    return _flat(await asyncio.to_thread(preview, path, format=form, options=options))


def _flat(seen: Preview) -> dict[str, Any]:
    columns = [
        {"name": stats.name, "type": stats.type, "filled": stats.filled, "distinct": stats.distinct}
        | {"examples": stats.examples, "median_words": stats.median_words, "unique": stats.unique}
        | {"kind": stats.kind, "role": column.suggested.role, "role_reason": column.suggested.reason}
        | {"answers": column.suggested.answers}
        | {"values": stats.values and [{"value": value, "count": count} for value, count in stats.values]}
        for column in seen.columns
        for stats in (column.stats,)
    ]
    return {
        "format": seen.format,
        "columns": columns,
        "rows": seen.rows,
        "row_count": seen.row_count,
        "row_count_exact": seen.row_count_exact,
        "sampled": seen.sampled,
        "bad": seen.bad_rows[:100],
        "bytes": seen.bytes,
        "losses": seen.losses,
    }
