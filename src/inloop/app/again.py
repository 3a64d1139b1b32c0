"""Files by reference, looked at again once their owner has put them right."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from inloop.annotation.fields import Fields, field_kind
from inloop.app.media import Media, refers
from inloop.kernel.clock import Micros
from inloop.kernel.errors import NotFoundError
from inloop.loop import cycle
from inloop.loop.items import service as items
from inloop.loop.items.model import Item
from inloop.loop.items.policies import revised
from inloop.loop.projects import Project

ARCHIVED = "It came along in a file that was brought; bring that file again."


class Look(NamedTuple):
    """What an item showed, and what it shows now."""

    item: Item
    fields: Fields

    @property
    def why(self) -> str:
        """Say what cannot be shown; empty where all can."""
        return next(iter(_broken(self.fields)), "")

    @property
    def is_mended(self) -> bool:
        return not self.why and bool(_broken(self.item.fields))

    @property
    def is_replaced(self) -> bool:
        """Whether another file lies where one that could be shown lay."""
        return not self.why and not self.is_mended and self.fields != self.item.fields


def look_at(media: Media, found: Sequence[Item]) -> list[Look]:
    """Open the files that items name, as an import does; nothing is written."""
    return [Look(item, {name: _look(media, content) for name, content in item.fields.items()}) for item in found]


def those(connection: Connection, project: Project, numbers: Sequence[int]) -> list[Item]:
    """Get items that are there; what was deleted or erased is left out."""
    found = []
    for number in dict.fromkeys(numbers):
        try:
            item = items.get(connection, project.id, number)
        except NotFoundError:
            continue
        if item.deleted_at is None and not item.erased:
            found.append(item)
    return found


def keep(connection: Connection, project: Project, looked: Sequence[Look], *, at: Micros, by: str) -> None:
    """Make a revision of each item that shows something else now, unless somebody has changed it meanwhile."""
    rows = [
        revised(look.item, look.fields)
        for look in looked
        if look.fields != look.item.fields and items.get(connection, project.id, look.item.id).rev == look.item.rev
    ]
    if rows:
        cycle.bring(connection, project, rows, source=None, at=at, by=by)


def _look(media: Media, content: dict[str, Any]) -> dict[str, Any]:
    kind = field_kind(str(content["kind"]))
    if not kind.has_media or not refers(content):
        return content
    found = kind.wrap(kind.read(media.take(content.get("uri") or content["name"], kind=kind.name, closely=True)))
    # Of what came in before there were etags nobody knows whether its file was replaced: it stays as it is.
    bare = {key: told for key, told in found.items() if key != "etag"}
    return content if bare == content else found


def _broken(fields: Fields) -> list[str]:
    """Give why contents cannot be shown."""
    broken = [each for each in fields.values() if each.get("state", "ok") != "ok"]
    return [
        str(each.get("why", "")) if refers(each) else f"{each.get('why', '')} {ARCHIVED}".strip() for each in broken
    ]
