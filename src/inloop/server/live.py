"""What has changed, told to whoever looks: one poller a process, however many pages are open."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from inloop import record
from inloop.database import Database
from inloop.record import Event

PAUSE_S = 0.25
HEARTBEAT_S = 15.0
LOOK_BACK = 64
_log = logging.getLogger("inloop.server")

TOPICS = {
    "annotation": "answers",
    "items": "items",
    "item": "items",
    "import": "import",
    "project": "schema",
    "schema": "schema",
    "guideline": "guideline",
    "person": "people",
    "role": "people",
    "invitation": "people",
    "model": "model",
    "ranking": "ranking",
    "predictions": "ranking",
}
"""First word of an act → topic; an act that is not here changes no screen."""
FOR_ANNOTATORS = frozenset({"schema", "guideline", "items"})
"""What somebody who labels blindly may hear: none of these tells what others answer."""


def topic_of(act: str) -> str | None:
    """Give the topic that an act belongs to.

    >>> topic_of("annotation.given"), topic_of("item.skipped"), topic_of("session.opened")
    ('answers', 'answers', None)
    """
    return "answers" if act == "item.skipped" else TOPICS.get(act.partition(".")[0])


class Listener:
    """One open page."""

    def __init__(self, project: int, only: frozenset[str] | None) -> None:
        self.project = project
        self._only = only
        self._waiting: set[str] = set()
        self._woken = asyncio.Event()

    def tell(self, topics: Iterable[str]) -> None:
        heard = set(topics) if self._only is None else self._only.intersection(topics)
        if heard:
            self._waiting |= heard
            self._woken.set()

    def end(self) -> None:
        """Close the stream, as when the server stops."""
        self._waiting.clear()
        self._woken.set()

    async def topics(self, *, timeout_s: float = HEARTBEAT_S) -> list[str] | None:
        """Give what has changed since the last call; nothing after the time is over, None at the end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), timeout_s)
        if self._woken.is_set() and not self._waiting:
            return None
        self._woken.clear()
        heard, self._waiting = sorted(self._waiting), set()
        return heard


class Live:
    """Tails the record while anyone listens, and wakes those whom an event concerns.

    Notes
    -----
    On PostgreSQL an event may become visible after one with a larger id. So the last few ids are read again, and what
    was told already is left out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: set[Listener] = set()
        self._poller: asyncio.Task[None] | None = None
        self._after = 0
        self._told: deque[int] = deque(maxlen=LOOK_BACK * 4)

    @property
    def listening(self) -> int:
        return len(self._listeners)

    async def listen(self, project: int, *, only: frozenset[str] | None = None) -> AsyncIterator[bytes]:
        """Stream the changes of a project as server-sent events."""
        listener = Listener(project, only)
        await self._add(listener)
        try:
            yield b"retry: 2000\n\n"
            while (topics := await listener.topics()) is not None:
                if topics:
                    yield b"event: changed\ndata: " + msgspec.json.encode({"topics": topics}) + b"\n\n"
                else:
                    yield b": still here\n\n"
        finally:
            self._remove(listener)

    def stop(self) -> None:
        """End every stream."""
        for listener in list(self._listeners):
            listener.end()
        if self._poller is not None:
            self._poller.cancel()

    async def _add(self, listener: Listener) -> None:
        if not self._listeners:
            self._after = await self._database.aread(record.latest)
            self._told.clear()
            self._told.extend(event.id for event in await self._database.aread(self._fresh))
        self._listeners.add(listener)
        if self._poller is None or self._poller.done():
            self._poller = asyncio.get_running_loop().create_task(self._poll())

    def _remove(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    async def _poll(self) -> None:
        while self._listeners:
            await asyncio.sleep(PAUSE_S)
            try:
                events = await self._database.aread(self._fresh)
            except SQLAlchemyError as problem:
                _log.warning("The record cannot be read: %s", problem)
                continue
            self._tell(events)

    def _fresh(self, connection: Connection) -> list[Event]:
        back = 0 if self._database.is_sqlite else LOOK_BACK
        return list(record.iter_since(connection, self._after - back))

    def _tell(self, events: list[Event]) -> None:
        by_project: dict[int | None, set[str]] = {}
        for event in events:
            topic = topic_of(event.act)
            if topic is not None and event.id not in self._told:
                by_project.setdefault(event.project, set()).add(topic)
            self._after = max(self._after, event.id)
        if not self._database.is_sqlite:
            self._told.extend(event.id for event in events if event.id not in self._told)
        for listener in self._listeners:
            topics = by_project.get(listener.project)
            if topics:
                listener.tell(topics)
