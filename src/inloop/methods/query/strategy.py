"""What every query strategy does: rate the candidates, then choose a batch of them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Features, Indices, Probas, Utilities


@dataclass(frozen=True, eq=False)
class Pool:
    """The candidates, and what is labelled already.

    Control and gold items must not be in it: whoever builds the pool leaves them out.

    Attributes
    ----------
    probas : (candidates, classes)
        What the model thinks of each.
    features : (candidates, dimensions) or None
        Their frozen vectors.
    labelled : (labelled items, dimensions) or None
        The vectors of the items that have a label.
    """

    probas: Probas
    features: Features | None = None
    labelled: Features | None = None

    def __post_init__(self) -> None:
        if self.probas.ndim != 2:
            raise InvalidInputError(f"probas has shape {self.probas.shape}.", hint="Give candidates × classes.")
        if self.features is not None and len(self.features) != len(self.probas):
            raise InvalidInputError(
                f"{len(self.probas)} rows of probas, {len(self.features)} of features.",
                hint="Give one row a candidate.",
            )

    @classmethod
    def untrained(cls, features: Features, *, labelled: Features | None = None) -> "Pool":
        """Make a pool before there is a model: one class, certain for all, no memory used."""
        return cls(np.broadcast_to(np.float32(1), (len(features), 1)), features, labelled)

    def __len__(self) -> int:
        return len(self.probas)

    def at(self, indices: Indices) -> "Pool":
        """Give the pool of some of the candidates."""
        features = None if self.features is None else self.features[indices]
        return Pool(self.probas[indices], features, self.labelled)


@dataclass(frozen=True, eq=False, slots=True)
class Selection:
    """Positions of the chosen candidates, the one to ask first in front, and their utilities."""

    indices: Indices
    utilities: Utilities

    def __len__(self) -> int:
        return len(self.indices)


class QueryStrategy(ABC):
    """Chooses whom or what to ask about next.

    A strategy gives `utilities`; most need no more, since the default `pick` takes the largest. One that also wants the
    batch to be varied overrides `pick`.

    Attributes
    ----------
    needs_features
        Whether it can do nothing without vectors.
    """

    needs_features: ClassVar[bool] = False

    @abstractmethod
    def utilities(
        self, probas: Probas, *, features: Features | None = None, labelled: Features | None = None
    ) -> Utilities:
        """Rate each candidate by itself; the larger, the more its answer is worth."""

    def select(self, pool: Pool, *, batch_size: int, rng: np.random.Generator) -> Selection:
        """Choose a batch: as many different candidates as asked for, or all there are.

        Raises
        ------
        InvalidInputError
            The strategy needs vectors and has none, or the pool holds values that are not finite.
        """
        if self.needs_features and pool.features is None:
            raise InvalidInputError(f"{type(self).__name__} needs features.", hint="Compute them, or take margin.")
        if batch_size < 0:
            raise InvalidInputError(f"batch_size={batch_size} is no number of items.", hint="Give 0 or more.")
        size = min(batch_size, len(pool))
        if size == 0:
            return Selection(np.zeros(0, dtype=np.intp), np.zeros(0))
        return self.pick(pool, size=size, rng=rng)

    def pick(self, pool: Pool, *, size: int, rng: np.random.Generator) -> Selection:
        """Take the candidates of largest utility; `rng` breaks ties in strategies that need it."""
        del rng
        utilities = self.rate(pool)
        return chosen(largest(utilities, size=size), utilities)

    def rate(self, pool: Pool) -> Utilities:
        """Give the utilities of a whole pool, checked."""
        return finite(self.utilities(pool.probas, features=pool.features, labelled=pool.labelled))


def finite(utilities: Utilities) -> Utilities:
    """Refuse utilities that cannot be compared."""
    if not np.isfinite(utilities).all():
        raise InvalidInputError("A utility is not a number.", hint="Look for NaN in probas and features.")
    return utilities


def largest(utilities: Utilities, *, size: int) -> Indices:
    """Give the positions of the largest utilities, largest first; of equals the earlier one."""
    if size < len(utilities):
        edge = np.partition(utilities, len(utilities) - size)[len(utilities) - size]
        above = np.flatnonzero(utilities > edge)
        level = np.flatnonzero(utilities == edge)[: size - len(above)]
        kept = np.concatenate([above, level])
    else:
        kept = np.arange(len(utilities))
    return np.asarray(kept[np.lexsort((kept, -utilities[kept]))])


def chosen(indices: Indices, utilities: Utilities) -> Selection:
    """Pair the chosen positions with their utilities."""
    return Selection(indices, utilities[indices])
