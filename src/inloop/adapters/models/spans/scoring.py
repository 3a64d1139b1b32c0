"""How well each tag fits each word, from plain arrays; what was worked out for a word once is kept."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.spans.traits import SLOTS, hashes_of, units_of
from inloop.adapters.models.spans.words import Words
from inloop.methods.base import Floats

MOST_KEPT = 200_000


class Emissions:
    """Scores words; the sum over the units in its slots, each the sum over its traits.

    Parameters
    ----------
    rows
        The row of each known trait, by hash.
    weights : (traits, tags)
    """

    def __init__(self, rows: dict[int, int], weights: NDArray[np.floating[Any]]) -> None:
        self._rows = rows
        self._weights = weights
        self._units: dict[tuple[int, str], int] = {}
        self._table = np.zeros((1_024, weights.shape[1]))

    def of(self, words: Words) -> Floats:
        """(words, tags): the scores of the words of one text."""
        if len(self._units) > MOST_KEPT:
            self._units.clear()
        ids = [
            self._unit(slot, unit)
            for chain in words.chains()
            for found in units_of(chain)
            for slot, unit in enumerate(found)
        ]
        places = np.array(ids, np.int64).reshape(-1, len(SLOTS))
        return np.asarray(self._table[places].sum(axis=1))

    def _unit(self, slot: int, unit: str) -> int:
        known = self._units.get((slot, unit))
        if known is None:
            known = self._units[slot, unit] = len(self._units)
            if known >= len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            found = [self._rows[h] for h in hashes_of(SLOTS[slot], unit) if h in self._rows]
            self._table[known] = self._weights[found].sum(axis=0, dtype=np.float64)
        return known
