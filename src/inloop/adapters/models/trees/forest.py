"""Many trees as one table of nodes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inloop.methods.base import Features, Floats, Ints, Logits

FIELDS = ("feature", "threshold", "below", "above", "value", "roots", "start", "seen")
_MOST_STEPS = 1 << 18
"""Items times trees that are walked at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees that add up: every round has one for each class seen (for two classes, one for the second).

    Parameters
    ----------
    feature, threshold, below, above, value : (nodes,)
        A node sends an item to `below` where its feature is at most the threshold, else to `above`; a leaf sends it to
        itself, and its value counts.
    roots : (rounds, trees)
    start : (trees,)
        The scores before the first round.
    seen : (classes,)
        Which classes had an example.

    Examples
    --------
    >>> stump = Forest(
    ...     feature=np.array([0, 0, 0]), threshold=np.array([0.5, 0, 0]), below=np.array([1, 1, 2]),
    ...     above=np.array([2, 1, 2]), value=np.array([0, -1.5, 2.0]), roots=np.array([[0]]), start=np.zeros(1),
    ...     seen=np.array([True, True]))
    >>> stump.scores(np.array([[0.2], [0.9]])).tolist()
    [[0.0, -1.5], [0.0, 2.0]]
    """

    feature: Ints
    threshold: Floats
    below: Ints
    above: Ints
    value: Floats
    roots: Ints
    start: Floats
    seen: NDArray[np.bool_]

    @classmethod
    def constant(cls, seen: NDArray[np.bool_]) -> Self:
        """Give a forest without a tree: whatever is seen is as likely."""
        none, zero = np.zeros(0, np.int64), np.zeros(0)
        trees = int(seen.sum()) if seen.sum() != 2 else 1
        return cls(none, zero, none, none, zero, np.zeros((0, trees), np.int64), np.zeros(trees), seen)

    @classmethod
    def of(cls, rounds: Sequence[Sequence[Any]], start: Floats, *, seen: NDArray[np.bool_]) -> Self:
        """Take over trees as scikit-learn keeps them: for each its table of nodes."""
        tables = [nodes for trees in rounds for nodes in trees]
        first = np.cumsum([0, *(len(nodes) for nodes in tables)])
        every = np.concatenate(tables)
        offset = np.repeat(first[:-1], np.diff(first))
        itself, leaf = np.arange(len(every)), every["is_leaf"].astype(bool)
        return cls(
            feature=np.where(leaf, 0, every["feature_idx"]).astype(np.int64),
            threshold=np.where(leaf, 0.0, every["num_threshold"]),
            below=np.where(leaf, itself, every["left"] + offset).astype(np.int64),
            above=np.where(leaf, itself, every["right"] + offset).astype(np.int64),
            value=np.where(leaf, every["value"], 0.0),
            roots=first[:-1].reshape(len(rounds), -1).astype(np.int64),
            start=np.asarray(start, np.float64).ravel(),
            seen=seen,
        )

    def first(self, rounds: int) -> "Forest":
        """Give the forest as it was after so many rounds."""
        return replace(self, roots=self.roots[:rounds])

    def scores(self, features: Features) -> Logits:
        """Score every class for every item; one that had no example is ``ln(10,000)`` below the least likely."""
        some = max(_MOST_STEPS // max(self.roots.size, 1), 1)
        parts = [self._walk(features[at : at + some]) for at in range(0, len(features), some)]
        found = np.concatenate([np.zeros((0, len(self.start))), *parts])
        if self.seen.sum() == 2:
            found = np.column_stack([np.zeros(len(found)), found[:, 0]])
        scores = np.empty((len(found), len(self.seen)))
        scores[:, self.seen] = found
        scores[:, ~self.seen] = found.min(axis=1, keepdims=True) - np.log(10_000) if found.size else 0
        return scores

    def state(self) -> dict[str, NDArray[Any]]:
        return {name: np.asarray(getattr(self, name)) for name in FIELDS}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        return cls(**{name: state[name] for name in FIELDS})

    def _walk(self, features: Features) -> Floats:
        rounds, trees = self.roots.shape
        found = np.broadcast_to(self.start, (len(features), trees)).astype(np.float64)
        if not rounds:
            return found
        rows = np.arange(len(features))[:, None]
        at = np.broadcast_to(self.roots.ravel(), (len(features), rounds * trees))
        while True:
            lower = features[rows, self.feature[at]] <= self.threshold[at]
            after = np.where(lower, self.below[at], self.above[at])
            if (after == at).all():
                return np.asarray(found + self.value[at].reshape(len(features), rounds, trees).sum(axis=1))
            at = after
