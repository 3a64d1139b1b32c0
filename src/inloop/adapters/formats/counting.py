"""Count rows as they are taken, for formats whose progress is a number of rows."""

from collections.abc import Iterable, Iterator

from inloop.adapters.formats.rows import BadRow, Row


class Counted:
    """An iterator that knows its position.

    >>> rows = Counted([Row(3, {"a": 1})], at=2)
    >>> [row.number for row in rows], rows.position()
    ([3], 3)
    """

    def __init__(self, rows: Iterable[Row | BadRow], *, at: int) -> None:
        self._rows = iter(rows)
        self._at = at

    def position(self) -> int:
        """Rows taken so far, those skipped at the start included."""
        return self._at

    def __iter__(self) -> Iterator[Row | BadRow]:
        return self

    def __next__(self) -> Row | BadRow:
        row = next(self._rows)
        self._at += 1
        return row
