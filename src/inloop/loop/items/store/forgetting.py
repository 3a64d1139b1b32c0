"""Taking one item out of the full-text index for ever, whatever it was indexed as."""

from sqlalchemy import Connection, select, text

from inloop.loop.items.store import search
from inloop.loop.items.store.items import fields_json
from inloop.loop.items.store.tables import item, search_due

_DELETE = text("INSERT INTO item_search (item_search, rowid, body) VALUES ('delete', :item, :body)")
_MERGE = text("INSERT INTO item_search (item_search) VALUES ('optimize')")


def indexed_fields(connection: Connection, project: int, number: int) -> str | None:
    """Give the JSON of the fields that an item was indexed with; None where it is not in the index yet."""
    if number > search.indexed_up_to(connection, project):
        return None
    waiting = select(search_due.c.indexed_rev).where(search_due.c.item == number)
    rev = connection.execute(waiting).scalar()
    if rev is None:
        rev = connection.execute(select(item.c.rev).where(item.c.id == number)).scalar_one()
    return fields_json(connection, number, rev)


def forget(connection: Connection, project: int, number: int, *, words: str | None) -> None:
    """Take an item out, `words` being the text it was indexed with; where that is unknown SQLite starts a new index.

    SQLite takes them out of sight at once, but only a merge of the whole index takes them out of the file: about a
    second for a million short texts.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM item_search WHERE item = :item"), {"item": number})
    elif words is None:
        search.reset(connection, project)
    else:
        connection.execute(_DELETE, {"item": number, "body": words})
        connection.execute(_MERGE)
