"""The built-in vectors of a row: its numbers by rank, its categories by value, its texts by their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.features.cells import KNOTS, Cell, Column, Reading, words_in
from inloop.adapters.models.hashed_svd import HashedSvd
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

Row = Mapping[str, Cell]
Vectors = NDArray[np.float32]
MOST_DIMS = 512
_WORD_DIMS = 64
_NAMES = ("columns", "readings", "knots", "values", "ends")


@register("featurizer/row.v1")
@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Vectors of the rows of a table, learnt from the table itself; see `cells.Column` for what becomes of a cell.

    Cells that are mostly unlike each other and of several words are read together, as `HashedSvd` reads texts. No
    vector is longer than 1. A row that is not there is the zero vector.

    Examples
    --------
    >>> table = [{"age": 20, "job": "clerk"}, {"age": 60, "job": "baker"}] * 2
    >>> rows = Rows.fit(table, rng=np.random.default_rng(0))
    >>> clerk, baker = rows.transform([{"age": "25", "job": "clerk"}, {"age": 70, "job": "baker"}])
    >>> bool(clerk @ rows.transform(table)[0] > clerk @ baker)
    True
    """

    reads: ClassVar[str] = "row"
    columns: Mapping[str, Column]
    words: HashedSvd | None = None

    @classmethod
    def fit(cls, rows: Iterable[Row | None], *, rng: np.random.Generator) -> Self:
        """Learn what the columns of some rows hold."""
        sample = [row for row in rows if row]
        names = list(dict.fromkeys(name for row in sample for name in row))
        learnt = {name: Column.learn([row.get(name) for row in sample]) for name in names}
        found = cls(_within(learnt))
        if not found._of_words():
            return found
        texts = [found._text(row) for row in sample]
        return replace(found, words=HashedSvd.fit(texts, rng=rng, dims=_WORD_DIMS))

    @property
    def dims(self) -> int:
        """Length of a vector; one even for a table without columns."""
        plain = sum(column.dims for column in self.columns.values())
        return max(plain + (self.words.dims if self.words else 0), 1)

    def transform(self, rows: Iterable[Row | None]) -> Vectors:
        """Give the vector of every row: (rows, dims), float32."""
        table = list(rows)
        known = [place for place, row in enumerate(table) if row]
        told = [row for row in table if row]
        found = np.zeros((len(table), self.dims), np.float32)
        parts = [column.read([row.get(name) for row in told]) for name, column in self.columns.items()]
        if self.words is not None:
            parts.append(self.words.transform([self._text(row) for row in told]))
        if parts:
            found[known] = np.hstack(parts) / np.float32(np.sqrt(2 * len(parts)))
        return found

    def state(self) -> dict[str, NDArray[Any]]:
        """Give everything that is needed to be this featurizer again, as plain arrays."""
        columns = list(self.columns.values())
        own: dict[str, NDArray[Any]] = {
            "columns": np.array(list(self.columns), np.str_),
            "readings": np.array([column.reading for column in columns], np.int8),
            "knots": np.stack([column.knots for column in columns]) if columns else np.zeros((0, KNOTS)),
            "values": np.concatenate([np.zeros(0, np.uint32), *(column.values for column in columns)]),
            "ends": np.cumsum([len(column.values) for column in columns], dtype=np.int64),
        }
        words = {} if self.words is None else self.words.state()
        return own | {f"words.{name}": array for name, array in words.items()}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        missing = set(_NAMES) - set(state)
        if missing:
            raise InvalidInputError(f"The featurizer lacks {sorted(missing)}.", hint="Export the model again.")
        values = np.split(state["values"].astype(np.uint32), state["ends"][:-1].astype(np.int64))
        columns = zip(state["columns"].tolist(), state["readings"].tolist(), state["knots"], values, strict=False)
        words = {name.removeprefix("words."): array for name, array in state.items() if name.startswith("words.")}
        return cls(
            {name: Column(Reading(reading), knots, mine) for name, reading, knots, mine in columns},
            HashedSvd.from_state(words) if words else None,
        )

    def _of_words(self) -> Sequence[str]:
        return [name for name, column in self.columns.items() if column.reading is Reading.WORDS]

    def _text(self, row: Row) -> str:
        return "\n".join(f"{name}: {words_in(row.get(name))}" for name in self._of_words())


def _within(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Keep the first columns, as many as give at most 512 dimensions."""
    ends = np.cumsum([column.dims for column in columns.values()], dtype=np.int64).tolist()
    return {name: column for (name, column), end in zip(columns.items(), ends, strict=True) if end <= MOST_DIMS}
