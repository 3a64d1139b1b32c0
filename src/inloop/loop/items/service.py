"""The verbs of items."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from inloop.kernel.clock import Micros
from inloop.kernel.coin import draw
from inloop.kernel.errors import NotFoundError
from inloop.kernel.ids import item_id
from inloop.loop.items.model import Counts, Item, KnownRole, NewItem
from inloop.loop.items.policies import NewRow
from inloop.loop.items.search import forget_text
from inloop.loop.items.store import items as store
from inloop.loop.projects import Project

CHUNK = 1_000
"""Rows that one transaction of an import takes: short enough that a person's answer never waits."""
_encode = msgspec.json.Encoder().encode


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What one chunk brought: counts, and each row's place."""

    counts: Counts
    places: list[tuple[NewRow, int, int]]
    revised: list[tuple[int, int]]


def bring(
    connection: Connection, project: Project, rows: Sequence[NewRow], *, source: int | None, at: Micros
) -> Brought:
    """Take in one chunk of rows: new ones become items, changed ones revisions, the rest is counted.

    Bringing the same rows again changes nothing. Of rows with the same key in one source the last stands, and the
    others count as duplicates; where they are the same item once more, labelled by somebody else, their labels count.
    """
    counts = Counts()
    latest: dict[str, NewRow] = {}
    for row in rows:
        same = latest.get(row.item.key)
        counts.duplicate += same is not None
        if same is not None and same.item.content_hash == row.item.content_hash:
            row.labels, row.known = [*same.labels, *row.labels], [*same.known, *row.known]
        latest[row.item.key] = row
    store.hold(connection, project.id)
    known = store.existing(connection, project.id, list(latest))
    fresh = [row for key, row in latest.items() if key not in known]
    places = _add(connection, project, fresh, source=source, at=at)
    revisions, revived = [], 0
    for key, there in known.items():
        row, again = latest[key], source is not None and there.source == source
        changed = there.content_hash not in (row.item.content_hash, row.item.untagged) or there.deleted
        counts.duplicate += again
        counts.changed += changed and not again
        counts.unchanged += not changed and not again
        places.append((row, there.number, there.rev + changed))
        if changed:
            revived += there.deleted
            revisions.append(_revision(project.id, there.number, there.rev + 1, row.item, source=source, at=at))
    if revisions:
        store.revise(connection, revisions, revived=revived)
    counts.imported = len(fresh)
    _keep_known(connection, project.id, places, source=source)
    return Brought(counts=counts, places=places, revised=[(row["item"], row["rev"]) for row in revisions])


def get(connection: Connection, project: int, number: int, *, rev: int | None = None) -> Item:
    """Get an item of this project, deleted ones too."""
    found = store.find(connection, number, rev)
    if found is None or found.project != project:
        raise NotFoundError(f"Project {project} has no item {number}.")
    return found


def delete(connection: Connection, project: int, numbers: Sequence[int], *, at: Micros) -> list[int]:
    """Put a tombstone on items; give those that were alive."""
    return store.set_deleted(connection, project, numbers, at)


def restore(connection: Connection, project: int, numbers: Sequence[int]) -> list[int]:
    """Take the tombstone off; give those that had one."""
    return store.set_deleted(connection, project, numbers, None)


def erase(connection: Connection, project: int, number: int, *, at: Micros) -> Item:
    """Remove what an item says from every revision and from the search index; its place and its votes stay."""
    found = get(connection, project, number)
    forget_text(connection, project, number)
    store.erase(connection, number)
    store.set_deleted(connection, project, [number], at)
    return found


def _add(
    connection: Connection, project: Project, rows: list[NewRow], *, source: int | None, at: Micros
) -> list[tuple[NewRow, int, int]]:
    if not rows:
        return []
    first = store.take_ordinals(connection, project.id, len(rows))
    rate, key = project.settings.control_rate, project.key
    items: list[dict[str, Any]] = []
    revisions: list[dict[str, Any]] = []
    places: list[tuple[NewRow, int, int]] = []
    for ordinal, row in enumerate(rows, start=first):
        number = item_id(project.id, ordinal)
        control = draw("control", key=key, item=number) < rate
        items.append(
            {
                "id": number,
                "project": project.id,
                "key": row.item.key,
                "rev": 1,
                "control": control,
                "shuffle": int(draw("order", key=key, item=number) * (1 << 53)) if control else 0,
                "group": row.item.group,
            }
        )
        revisions.append(_revision(project.id, number, 1, row.item, source=source, at=at))
        places.append((row, number, 1))
    store.add(connection, items, revisions)
    return places


def _revision(project: int, number: int, rev: int, new: NewItem, *, source: int | None, at: Micros) -> dict[str, Any]:
    return {
        "item": number,
        "rev": rev,
        "project": project,
        "content_hash": new.content_hash,
        "fields": new.body,
        "at": at,
        "source": source,
    }


def _keep_known(
    connection: Connection, project: int, places: list[tuple[NewRow, int, int]], *, source: int | None
) -> None:
    by_role: dict[KnownRole, list[dict[str, Any]]] = {}
    for row, number, rev in places:
        for role, answer in row.known:
            value = _encode(answer.value).decode()
            by_role.setdefault(role, []).append(
                {"item": number, "rev": rev, "project": project, "source": source}
                | {"question": answer.question, "value": value}
            )
    for role, rows in by_role.items():
        store.add_known(connection, rows, role=role)
