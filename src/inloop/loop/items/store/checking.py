"""The full-text index compared with what the items say, a chunk at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

from inloop.loop.items.store.search import SQLITE_DDL

_SQLITE_SIZES = text(
    "SELECT kept.id, wanted.id, kept.sz = wanted.sz FROM temp.item_words_docsize AS wanted "
    "LEFT JOIN main.item_search_docsize AS kept ON kept.id = wanted.id"
)
_POSTGRESQL = text(
    "SELECT kept.item, wanted.number, kept.body = to_tsvector('simple', wanted.body) "
    "FROM unnest(CAST(:numbers AS bigint[]), CAST(:bodies AS text[])) AS wanted(number, body) "
    "LEFT JOIN item_search AS kept ON kept.item = wanted.number"
)


def differing_texts(connection: Connection, chunks: Iterator[Sequence[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    """Stream (item, difference) of those of the texts that are not indexed as they should be.

    SQLite keeps no text in its index: there the number of words is compared, in a scratch index of each chunk.
    """
    for texts in chunks:
        for kept, number, same in _compared(connection, texts):
            if kept is None:
                yield number, "is not in the index"
            elif not same:
                yield number, "is indexed with other words"


def _compared(connection: Connection, texts: Sequence[tuple[int, str]]) -> list[tuple[int | None, int, bool]]:
    if connection.dialect.name == "postgresql":
        numbers, bodies = [number for number, _ in texts], [body[:200_000] for _, body in texts]
        rows = connection.execute(_POSTGRESQL, {"numbers": numbers, "bodies": bodies})
        return [(row[0], row[1], bool(row[2])) for row in rows]
    connection.execute(text(SQLITE_DDL[0].replace("item_search", "temp.item_words")))
    connection.execute(text("INSERT INTO temp.item_words (item_words) VALUES ('delete-all')"))
    rows_in = [{"item": number, "body": body} for number, body in texts]
    connection.execute(text("INSERT INTO temp.item_words (rowid, body) VALUES (:item, :body)"), rows_in)
    return [(row[0], row[1], bool(row[2])) for row in connection.execute(_SQLITE_SIZES)]
