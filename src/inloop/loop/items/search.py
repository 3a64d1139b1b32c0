"""Full-text search over what items show, indexed behind the import.

SQLite keeps a contentless FTS5 index, PostgreSQL a table of `tsvector`. Blind fields never enter it.
"""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from inloop.annotation import Schema
from inloop.annotation.fields import words_of
from inloop.loop import projects
from inloop.loop.items.store import forgetting
from inloop.loop.items.store import search as store
from inloop.loop.items.store.checking import differing_texts
from inloop.loop.items.store.items import find, iter_revisions
from inloop.loop.projects import Project

CHUNK = 2_000
_ALL = 1 << 40


def text_of(fields_json: str | None, shown: frozenset[str]) -> str:
    """Give the text of the shown fields.

    >>> text_of('{"a":{"value":"Hello"},"sex":{"value":"f"}}', frozenset({"a"}))
    'Hello'
    """
    if fields_json is None:
        return ""
    fields = msgspec.json.decode(fields_json)
    return "\n".join(words_of(content) for name, content in fields.items() if name in shown)


def shown_fields(schema: Schema) -> frozenset[str]:
    """Name the fields that may be searched."""
    return frozenset(field.id for field in schema.fields if not field.blind)


def index_chunk(connection: Connection, project: int, schema: Schema) -> int:
    """Index the next chunk of new or changed items; give how many it took, 0 when the index is up to date."""
    shown = shown_fields(schema)
    after = store.indexed_up_to(connection, project)
    fresh = list(iter_revisions(connection, project, after=after, limit=CHUNK))
    if fresh:
        store.add_texts(connection, project, [(number, text_of(body, shown)) for number, _, body in fresh])
        store.set_indexed(connection, project, fresh[-1][0])
        return len(fresh)
    due = store.due(connection, project, limit=CHUNK)
    for number, old_rev in due:
        old, now = find(connection, number, old_rev), find(connection, number)
        before = "" if old is None else text_of(msgspec.json.encode(old.fields).decode(), shown)
        after_text = "" if now is None else text_of(msgspec.json.encode(now.fields).decode(), shown)
        store.replace_text(connection, project, number, before=before, after=after_text)
    store.done(connection, [number for number, _ in due])
    return len(due)


def is_ready(connection: Connection, project: int) -> bool:
    """Say whether every item can be found."""
    return not store.is_behind(connection, project)


def forget_text(connection: Connection, project: int, number: int) -> None:
    """Take an item out of the index, to be called while its content is still there.

    The words that were indexed must be told. Where fields have been shown or hidden since, nobody knows which those
    were.
    """
    body = forgetting.indexed_fields(connection, project, number)
    if body is None:
        return
    shown = _shown_ever(connection, projects.get(connection, project))
    words = text_of(body, shown.pop()) if len(shown) == 1 else None
    forgetting.forget(connection, project, number, words=words)


def _shown_ever(connection: Connection, project: Project) -> set[frozenset[str]]:
    versions = range(1, project.schema_version + 1)
    return {shown_fields(projects.schema_of(connection, project, version)) for version in versions}


def reset(connection: Connection, project: int) -> None:
    """Throw the index of a project away; `index_chunk` builds it again."""
    store.reset(connection, project)


def differing(connection: Connection, project: int, schema: Schema) -> Iterator[tuple[int, str]]:
    """Stream (item, difference) where the index is not what the items say; what waits to be indexed does not count."""
    waiting = {number for number, _ in store.due(connection, project, limit=_ALL)}
    upto = store.indexed_up_to(connection, project)
    return differing_texts(connection, _expected(connection, project, shown_fields(schema), upto=upto, but=waiting))


def _expected(
    connection: Connection, project: int, shown: frozenset[str], *, upto: int, but: set[int]
) -> Iterator[Sequence[tuple[int, str]]]:
    """Stream the texts of the items that should be in the index."""
    after = 0
    while found := list(iter_revisions(connection, project, after=after, limit=CHUNK)):
        after = found[-1][0]
        chunk = [
            (number, text_of(body, shown))
            for number, _, body in found
            if body is not None and number <= upto and number not in but
        ]
        if chunk:
            yield chunk


def match(words: str) -> str:
    """Turn what a person typed into a query in which every word must be found, the last one as a beginning.

    >>> match('card "not working')
    '"card" "not" "working"*'
    """
    parts: Sequence[str] = [part for part in words.replace('"', " ").replace("\x00", " ").split() if part]
    return " ".join(f'"{part}"' for part in parts) + ("*" if parts else "")
