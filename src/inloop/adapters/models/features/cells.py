"""The columns of a table, each read by what its cells are: numbers by rank, categories by value, the rest as words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import isfinite
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Cell = str | int | float | bool | None
KNOTS = 33
_MOST_VALUES = 48
_NUMERIC = 0.95
_WORDS = 3.0


class Reading(IntEnum):
    """What the cells of a column are read as."""

    NUMBER = 0
    CATEGORY = 1
    WORDS = 2


def number_in(cell: Cell) -> float | None:
    """Read a cell as a number.

    >>> number_in("3.5"), number_in(True), number_in("?"), number_in("inf")
    (3.5, None, None, None)
    """
    if cell is None or isinstance(cell, bool):
        return None
    try:
        found = float(cell)
    except (ValueError, OverflowError):
        return None
    return found if isfinite(found) else None


def words_in(cell: Cell) -> str:
    """Read a cell as text; what says nothing is empty."""
    return "" if cell is None else str(cell).strip()


def code_of(cell: Cell) -> int:
    """Give the number that stands for a category."""
    return crc32(words_in(cell).casefold().encode())


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column as it was learnt from a sample.

    A number becomes its rank in the sample, from -1 to 1, and the square of it: neither the unit nor a far value
    matters. A category becomes one of the values that the sample had at least twice; any other is none of them. One
    more place says that the cell is empty.

    Parameters
    ----------
    knots : (33,)
        Quantiles of the numbers in the sample.
    values : (categories,) uint32, ascending

    Examples
    --------
    >>> age = Column.learn([20, 30, 40, None])
    >>> print(age.read([20, 30, 99, ""]).round(1))
    [[-1.   0.7  0. ]
     [ 0.  -0.3  0. ]
     [ 1.   0.7  0. ]
     [ 0.   0.   1. ]]
    >>> Column.learn(["a", "b", "a", "b"]).read(["b", "c"]).sum(axis=1).tolist()
    [1.0, 0.0]
    """

    reading: Reading
    knots: NDArray[np.float64]
    values: NDArray[np.uint32]

    @classmethod
    def learn(cls, cells: Sequence[Cell]) -> "Column":
        """See what the cells of a sample are."""
        told = [cell for cell in cells if words_in(cell)]
        numbers = [number for cell in told if (number := number_in(cell)) is not None]
        nothing = np.full(KNOTS, np.nan), np.zeros(0, np.uint32)
        if told and len(numbers) >= _NUMERIC * len(told):
            return cls(Reading.NUMBER, np.quantile(numbers, np.linspace(0, 1, KNOTS)), nothing[1])
        counts = Counter(map(code_of, told))
        words = sum(words_in(cell).count(" ") + 1 for cell in told)
        if len(counts) > len(told) / 2 and words >= _WORDS * len(told):
            return cls(Reading.WORDS, *nothing)
        common = [code for code, count in counts.most_common(_MOST_VALUES) if count > 1]
        return cls(Reading.CATEGORY, nothing[0], np.sort(np.array(common, np.uint32)))

    @property
    def dims(self) -> int:
        return {Reading.NUMBER: 3, Reading.CATEGORY: len(self.values) + 1, Reading.WORDS: 0}[self.reading]

    def read(self, cells: Sequence[Cell]) -> NDArray[np.float32]:
        """Give the part of the vectors that this column is: (cells, dims)."""
        found = np.zeros((len(cells), self.dims), np.float32)
        if self.reading is Reading.WORDS:
            return found
        if self.reading is Reading.NUMBER:
            numbers = np.array([np.nan if (n := number_in(cell)) is None else n for cell in cells], np.float64)
            there = ~np.isnan(numbers)
            ranks = self._ranks(numbers[there])
            found[there, 0], found[there, 1] = ranks, ranks**2 - 1 / 3
            found[~there, 2] = 1
            return found
        codes = np.array([code_of(cell) for cell in cells], np.uint32)
        found[[not words_in(cell) for cell in cells], -1] = 1
        if len(self.values):
            places = np.minimum(np.searchsorted(self.values, codes), len(self.values) - 1)
            known = np.flatnonzero(self.values[places] == codes)
            found[known, places[known]] = 1
        return found

    def _ranks(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the middle of the ranks that a number has in the sample: many cells may be alike."""
        low = np.searchsorted(self.knots, numbers, side="left")
        high = np.searchsorted(self.knots, numbers, side="right")
        steps = np.linspace(-1, 1, KNOTS)
        between = np.interp(numbers, self.knots, steps)
        alike = (steps[np.minimum(low, KNOTS - 1)] + steps[np.maximum(high - 1, 0)]) / 2
        return np.where(high > low, alike, between)
