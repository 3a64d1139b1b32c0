"""A bucket, or whatever else obstore opens, as the place of files that all nodes share."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from inloop.database.shelf import Kept
from inloop.kernel.errors import InvalidInputError, NotFoundError, UnreachableError
from inloop.kernel.ids import new_id

QUIET_S = 5.0
"""After a failure nobody tries again for so long: who waits for an answer hears at once that there is none."""
CHUNK = 1 << 20
_log = logging.getLogger("inloop.blobs")


class BucketShelf:
    """The files under one address, such as ``s3://bucket/prefix``.

    The keys come from the environment (``AWS_ACCESS_KEY_ID`` and so on), never from a request.

    Raises
    ------
    InvalidInputError
        The address is of no known kind.
    UnreachableError
        By every verb, when the bucket does not answer or refuses: what was kept is kept, and trying later is safe.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._quiet_until = 0.0
        connect: Any = from_url  # its types know one kind of address at a time
        try:
            self._store = connect(address, client_options=_client(), retry_config=_retries())
        except (BaseError, ValueError) as problem:
            raise InvalidInputError(
                f"INLOOP_BLOBS={address!r} cannot be used: {_first_line(problem)}.", hint="See docs/guides/settings.md."
            ) from None

    def put(self, name: str, content: Path | bytes) -> None:
        with self._told(name):
            obstore.put(self._store, name, content)

    def fetch(self, name: str, place: Path) -> None:
        with self._told(name):
            found = obstore.get(self._store, name)
        with place.open("wb") as file:
            for chunk in self._iter_chunks(name, found):
                file.write(chunk)

    def read(self, name: str) -> bytes:
        with self._told(name):
            return bytes(obstore.get(self._store, name).bytes())

    def size(self, name: str) -> int:
        with self._told(name):
            return int(obstore.head(self._store, name)["size"])

    def part(self, name: str, *, start: int, length: int) -> bytes:
        with self._told(name):
            return bytes(obstore.get_range(self._store, name, start=start, length=length))

    def has(self, name: str) -> bool:
        try:
            with self._told(name):
                obstore.head(self._store, name)
        except NotFoundError:
            return False
        return True

    def iter_kept(self, folder: str) -> Iterator[Kept]:
        with self._told(folder):
            pages = obstore.list(self._store, prefix=folder)
        while True:
            with self._told(folder):
                page = next(pages, None)
            if page is None:
                return
            for found in page:
                yield Kept(found["path"], found["size"], found["last_modified"].timestamp())

    def remove(self, name: str) -> None:
        try:
            with self._told(name):
                obstore.delete(self._store, name)
        except NotFoundError:
            return

    def now(self) -> float:
        name = f"clock/{new_id()}"
        with self._told(name):
            obstore.put(self._store, name, b"")
            at: float = obstore.head(self._store, name)["last_modified"].timestamp()
            obstore.delete(self._store, name)
        return at

    def _iter_chunks(self, name: str, found: Any) -> Iterator[Any]:
        with self._told(name):
            chunks = iter(found.stream(min_chunk_size=CHUNK))
        while True:
            with self._told(name):
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Say in our words what went wrong; once it has, keep quiet for a while."""
        if time.monotonic() < self._quiet_until:
            raise self._unreachable()
        try:
            yield
        except (BaseError, OSError, ValueError) as problem:
            if isinstance(problem, FileNotFoundError) and "NoSuchBucket" not in str(problem):
                raise NotFoundError(
                    f"There is no file '{name}' in '{self._address}'.", hint="Restore it from a backup."
                ) from None
            self._quiet_until = time.monotonic() + QUIET_S
            _log.warning("'%s' fails: %s", self._address, _first_line(problem))
            raise self._unreachable() from problem

    def _unreachable(self) -> UnreachableError:
        return UnreachableError(
            f"The files in '{self._address}' cannot be had just now.",
            hint="Nothing is lost; work goes on when the bucket answers. The server's log says what it answered.",
        )


def _client() -> dict[str, Any]:
    plain = os.environ.get("AWS_ENDPOINT_URL", os.environ.get("AWS_ENDPOINT", "")).startswith("http://")
    return {"connect_timeout": timedelta(seconds=2), "timeout": timedelta(minutes=5), "allow_http": plain}


def _retries() -> dict[str, Any]:
    backoff = {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=1), "base": 2}
    return {"max_retries": 2, "retry_timeout": timedelta(seconds=5), "backoff": backoff}


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:300]
