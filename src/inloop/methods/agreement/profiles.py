"""Items that were voted on alike, counted once: what makes a bootstrap over 100,000 items take a moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Codes, Floats, Indices, Interval, Ints, Votes, hashes, percentile_interval

_BLOCK = 4_000_000

Statistic = Callable[[Floats], Floats]
"""Takes (replicates, profiles) weights, gives (replicates,) values."""


@dataclass(frozen=True, eq=False)
class Profiles:
    """The different ways in which the votes of one item fell; only items with two votes or more count.

    Attributes
    ----------
    counts : sparse (profiles, classes)
        How many votes each class has in each profile.
    votes : (profiles,)
        How many votes a profile has.
    items : (profiles,)
        How many items have this profile.
    of_item : (items,)
        The profile of every counted item.
    """

    counts: Any
    votes: Floats
    items: Ints
    of_item: Indices

    @classmethod
    def of(cls, votes: Votes) -> "Profiles":
        """Find the profiles; abstentions are no votes here."""
        cast = votes.code < votes.n_classes
        order = np.argsort(votes.item[cast], kind="stable")
        item, code = votes.item[cast][order], votes.code[cast][order]
        starts, sizes = np.unique(item, return_index=True, return_counts=True)[1:]
        if not (sizes > 1).any():
            raise InvalidInputError("No item has two answers.", hint="Agreement needs items answered by two people.")
        marks = np.add.reduceat(hashes(code), starts)[sizes > 1]
        starts, sizes = starts[sizes > 1], sizes[sizes > 1]
        _, first, of_item, items = np.unique(marks, return_index=True, return_inverse=True, return_counts=True)
        counts = _count(code, starts[first], sizes[first], n_classes=votes.n_classes)
        return cls(counts, sizes[first].astype(np.float64), items, of_item)

    def interval(
        self, statistic: Statistic, *, rng: np.random.Generator, replicates: int, level: float, method: str
    ) -> Interval:
        """Give a statistic of the items with its bootstrap interval over items."""
        estimate = float(statistic(self.items[None].astype(np.float64))[0])
        replicated = np.concatenate([statistic(weights) for weights in self._resample(rng, replicates=replicates)])
        found = percentile_interval(estimate, replicated, level=level, n=len(self.of_item))
        return Interval(found.estimate, found.low, found.high, level, found.n, method)

    def _resample(self, rng: np.random.Generator, *, replicates: int) -> Iterator[Floats]:
        n, kinds = len(self.of_item), len(self.items)
        block = max(1, _BLOCK // n)
        for start in range(0, replicates, block):
            size = min(block, replicates - start)
            if 8 * kinds < n:
                yield rng.multinomial(n, self.items / n, size=size).astype(np.float64)
            else:
                drawn = self.of_item[rng.integers(n, size=(size, n), dtype=np.int32)]
                drawn += np.arange(size)[:, None] * kinds
                yield np.bincount(drawn.ravel(), minlength=size * kinds).reshape(size, kinds).astype(np.float64)


def _count(code: Codes, starts: Indices, sizes: Ints, *, n_classes: int) -> Any:
    from scipy.sparse import csr_array

    row = np.repeat(np.arange(len(starts)), sizes)
    votes = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    counts = csr_array((np.ones(len(row)), (row, code[votes])), shape=(len(starts), n_classes))
    counts.sum_duplicates()
    return counts
