"""What the record's digests were made of, read back from where the stages keep it."""

from collections.abc import Callable

from sqlalchemy import Connection

from inloop.loop.labelling import store as labels
from inloop.loop.projects import store as projects
from inloop.record import Event


def payload_of(connection: Connection, event: Event) -> bytes | None:
    """Give the content an event was recorded with, as it is stored now; None where it was not kept or is erased."""
    read = _READERS.get(event.act)
    return None if read is None else read(connection, event)


def _annotation(connection: Connection, event: Event) -> bytes | None:
    body = labels.body_of(connection, str(event.about["annotation"]))
    return None if body is None else body.encode()


def _skip(connection: Connection, event: Event) -> bytes | None:
    found = labels.skip_of(connection, str(event.about["assignment"]))
    return None if found is None else "\n".join(found).encode()


def _schema(connection: Connection, event: Event) -> bytes | None:
    body = projects.schema_body(connection, event.project or 0, _number(event, "schema"))
    return None if body is None else body.encode()


def _guideline(connection: Connection, event: Event) -> bytes | None:
    found = projects.find_guideline(connection, event.project or 0, _number(event, "guideline"))
    return None if found is None else found.body.encode()


def _number(event: Event, name: str) -> int:
    return int(str(event.about[name]))


_READERS: dict[str, Callable[[Connection, Event], bytes | None]] = {
    "annotation.given": _annotation,
    "annotation.corrected": _annotation,
    "item.skipped": _skip,
    "schema.changed": _schema,
    "guideline.changed": _guideline,
}
