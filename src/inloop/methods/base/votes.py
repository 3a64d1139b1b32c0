"""Votes: who answered what about which item, the only input of consensus and agreement."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base.arrays import Codes, Floats, Ints


@dataclass(frozen=True, eq=False)
class Votes:
    """Answers of many annotators to one question, one entry a vote.

    Attributes
    ----------
    item, annotator
        Positions in `items` and `annotators`, the sorted ids.
    code
        The class voted for, 0 … k-1; k stands for an abstention where these were kept.
    classes
        What the classes are called, in code order.
    abstains
        Whether abstentions are kept as a vote value of their own.
    """

    item: Ints
    annotator: Ints
    code: Codes
    items: NDArray[Any]
    annotators: NDArray[Any]
    classes: tuple[Hashable, ...]
    abstains: bool = False

    def __len__(self) -> int:
        return len(self.item)

    @property
    def n_classes(self) -> int:
        return len(self.classes)

    @property
    def n_values(self) -> int:
        """How many different votes there can be: the classes, and abstention where it is kept."""
        return self.n_classes + self.abstains

    @cached_property
    def votes_per_item(self) -> Ints:
        return np.bincount(self.item, minlength=len(self.items))

    @classmethod
    def of(
        cls,
        items: Sequence[Any] | NDArray[Any],
        annotators: Sequence[Any] | NDArray[Any],
        labels: Iterable[Hashable],
        *,
        classes: Sequence[Hashable] | None = None,
        abstain: Hashable = None,
        keep_abstentions: bool = False,
    ) -> "Votes":
        """Build votes from raw ids and labels.

        Without `classes` they are the labels that occur, sorted. A vote equal to `abstain` is left out, or kept as
        a value of its own with `keep_abstentions`.

        Examples
        --------
        >>> votes = Votes.of(["a", "a", "b"], ["ann", "bob", "ann"], ["cat", "dog", "?"], abstain="?")
        >>> votes.classes, len(votes), votes.code
        (('cat', 'dog'), 2, array([0, 1], dtype=int32))
        """
        given = labels.tolist() if isinstance(labels, np.ndarray) else list(labels)
        occurring = set(given) - {abstain}
        named = tuple(sorted(occurring, key=_order)) if classes is None else tuple(classes)
        strangers = occurring.difference(named)
        if strangers:
            raise InvalidInputError(f"{min(strangers, key=_order)!r} is not a class.", hint=f"Known: {named}.")
        code_of = {abstain: -1, **{name: code for code, name in enumerate(named)}}
        codes = np.fromiter((code_of[label] for label in given), dtype=np.int32, count=len(given))
        return cls.of_codes(items, annotators, codes, classes=named, keep_abstentions=keep_abstentions)

    @classmethod
    def of_codes(
        cls,
        items: ArrayLike,
        annotators: ArrayLike,
        codes: ArrayLike,
        *,
        classes: int | Sequence[Hashable],
        keep_abstentions: bool = False,
    ) -> "Votes":
        """Build votes from class codes 0 … k-1; a negative code is an abstention.

        The way for columns of a database: a million votes take about a third of a second.
        """
        named = tuple(range(classes)) if isinstance(classes, int) else tuple(classes)
        code = np.asarray(codes, dtype=np.int32)
        item, annotator = np.asarray(items), np.asarray(annotators)
        if not len(item) == len(annotator) == len(code):
            raise InvalidInputError(
                f"{len(item)} items, {len(annotator)} annotators and {len(code)} labels are no votes.",
                hint="Give three lists of one length.",
            )
        if len(code) and code.max() >= len(named):
            raise InvalidInputError(f"Code {code.max()} is not among {len(named)} classes.", hint="Codes start at 0.")
        kept = slice(None) if keep_abstentions else code >= 0
        item_ids, item_at = np.unique(item[kept], return_inverse=True)
        annotator_ids, annotator_at = np.unique(annotator[kept], return_inverse=True)
        voted = np.where(code < 0, np.int32(len(named)), code)[kept]
        return cls(item_at, annotator_at, voted, item_ids, annotator_ids, named, keep_abstentions)

    @classmethod
    def of_matrix(cls, matrix: ArrayLike) -> "Votes":
        """Build votes from an annotators × items table of numbers, NaN where nobody answered.

        >>> Votes.of_matrix([[1, 2, np.nan], [1, 3, 3]]).classes
        (1.0, 2.0, 3.0)
        """
        table = np.asarray(matrix, dtype=np.float64)
        annotator, item = np.nonzero(~np.isnan(table))
        values, code = np.unique(table[annotator, item], return_inverse=True)
        return cls.of_codes(item, annotator, code, classes=values.tolist())

    def values(self) -> Floats:
        """Give the classes as numbers: their own where they are numbers, else their place in the order."""
        numeric = all(isinstance(name, int | float) and not isinstance(name, bool) for name in self.classes)
        return np.array(self.classes if numeric else range(self.n_classes), dtype=np.float64)


def _order(label: Hashable) -> tuple[str, Any]:
    return type(label).__name__, label
