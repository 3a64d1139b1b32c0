"""Uploads in parts: what has come stays when the connection breaks, and the rest follows from there.

A folder comes as one archive in the tar format, which a browser can make without reading the files: see
``web/src/api/tar.ts``. It is unpacked here, file by file, under names that stay inside.
"""

import fcntl
import shutil
import tarfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from inloop.adapters.media.sources import is_inside
from inloop.database.folder import UPLOADS, prepare_folder
from inloop.kernel.errors import ConflictError, InvalidInputError, NotFoundError, TooLargeError, UnreadableFileError
from inloop.kernel.ids import new_id
from inloop.kernel.settings import Settings
from inloop.server.uploads import folder_of, safe_name

ABOUT, PART, UNPACKED = ".about", ".part", ".unpacked"
MOST_FILES = 200_000


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An upload on its way.

    Attributes
    ----------
    received
        Bytes that are here; the next part goes on from there.
    folder
        Whether it is a folder, packed.
    """

    id: str
    name: str
    bytes: int
    received: int = 0
    folder: bool = False


def begin(settings: Settings, *, name: str, size: int, folder: bool) -> Draft:
    """Make the place for an upload of so many bytes.

    Raises
    ------
    TooLargeError
        The server does not take so much.
    """
    if size > settings.max_upload_mb << 20:
        what = "folder" if folder else "file"
        raise TooLargeError(
            f"The {what} has {size >> 20:,} MB, more than {settings.max_upload_mb:,}.",
            hint="Split it, or let the owner of the server raise INLOOP_MAX_UPLOAD_MB.",
        )
    if size <= 0:
        raise InvalidInputError("There is nothing to send: it is empty.", where="bytes")
    draft = Draft(id=new_id(), name=safe_name(name), bytes=size, folder=folder)
    place = prepare_folder(prepare_folder(settings.data_dir / UPLOADS) / draft.id)
    (place / PART).touch()
    (place / ABOUT).write_bytes(msgspec.json.encode(draft))
    return draft


def get(settings: Settings, number: str) -> Draft:
    """Say how much of an upload is here.

    Raises
    ------
    NotFoundError
        It was never begun, has been ended, or was dropped.
    """
    place = folder_of(settings, number)
    try:
        draft = msgspec.json.decode((place / ABOUT).read_bytes(), type=Draft)
        return msgspec.structs.replace(draft, received=(place / PART).stat().st_size)
    except OSError:
        raise NotFoundError(
            "There is no such upload on its way.", hint="Send the file again.", where="upload"
        ) from None


async def append(settings: Settings, number: str, offset: int, chunks: AsyncIterator[bytes]) -> Draft:
    """Take the bytes that follow those that are here; what came before the connection broke stays.

    Raises
    ------
    ConflictError
        They do not follow, or another connection is sending: ask `get` where to go on.
    """
    draft = get(settings, number)
    with _alone(folder_of(settings, number) / PART) as file:
        received = file.seek(0, 2)
        if offset != received:
            raise ConflictError(f"{received:,} bytes are here: the next part starts there, not at {offset:,}.")
        async for chunk in chunks:
            received += len(chunk)
            if received > draft.bytes:
                raise InvalidInputError(f"More comes than the {draft.bytes:,} bytes that were announced.")
            file.write(chunk)
    return msgspec.structs.replace(draft, received=received)


def finish(settings: Settings, number: str) -> Path:
    """Put a whole upload in its place, a folder unpacked.

    Raises
    ------
    ConflictError
        Something is missing.
    UnreadableFileError
        The folder came packed in a way that cannot be read.
    """
    draft = get(settings, number)
    if draft.received != draft.bytes:
        raise ConflictError(f"{draft.bytes - draft.received:,} of {draft.bytes:,} bytes are missing.")
    place = folder_of(settings, number)
    path = place / draft.name
    if draft.folder:
        shutil.rmtree(place / UNPACKED, ignore_errors=True)
        _unpack(place / PART, prepare_folder(place / UNPACKED))
        (place / UNPACKED).rename(path)
        (place / PART).unlink()
    else:
        (place / PART).rename(path)
    (place / ABOUT).unlink()
    return path


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO]:
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConflictError("Another connection is sending this upload.", hint="Try again in a moment.") from None
        yield file


def _unpack(packed: Path, folder: Path) -> None:
    """Write the plain files of an archive, and nothing else that it may hold."""
    try:
        with tarfile.open(packed, mode="r:") as archive:
            for number, member in enumerate(archive, start=1):
                if number > MOST_FILES:
                    raise TooLargeError(f"The folder has more than {MOST_FILES:,} files.", hint="Send it in parts.")
                content = archive.extractfile(member) if member.isreg() else None
                if content is None or not is_inside(member.name):
                    raise UnreadableFileError(
                        f"The folder holds something that is no plain file: '{member.name[:200]}'."
                    )
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    shutil.copyfileobj(content, file)
    except (tarfile.TarError, OSError, ValueError) as problem:
        raise UnreadableFileError(
            f"The folder did not come as it was sent ({problem}).", hint="Send it again."
        ) from None
