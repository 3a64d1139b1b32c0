"""Examples that are remembered: the answers to what is most alike, merged as those of several people are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation.kind import Kind
from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Ints

ASKED = 8
"""So many of the nearest are asked."""
MOST = 5_000
_TRIED = 200
_LEAST_WEIGHT = 1e-3
_SEED = 7
_FIELDS = ("vectors", "values", "folds", "apart")


class Said(NamedTuple):
    """What those most alike say.

    Attributes
    ----------
    p
        The share of them with which the value agrees, a little towards one half.
    unsure
        How far they are apart, of how far any two examples are.
    votes
        What each of them says, and its weight.
    """

    value: Any
    p: float
    unsure: float
    votes: list[tuple[Any, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """Vectors with their answers.

    Parameters
    ----------
    vectors
        (examples, dims), rows of length 1.
    values
        The answers as one JSON list, in bytes.
    apart
        The mean distance of two answers.
    """

    vectors: NDArray[np.float32]
    values: NDArray[np.uint8]
    folds: Ints
    apart: NDArray[np.float64]

    @classmethod
    def of(cls, vectors: NDArray[Any], values: Sequence[Any], folds: Ints, *, kind: Kind, settings: Any) -> Self:
        """Remember examples, the newest where there are too many."""
        rng, kept = np.random.default_rng(_SEED), slice(-MOST, None)
        known = list(values)[kept]
        pairs = rng.integers(len(known), size=(_TRIED, 2)).tolist() if known else []
        apart = [kind.distance(known[a], known[b], settings) for a, b in pairs if a != b]
        return cls(
            vectors=unit_length(vectors)[kept],
            values=np.frombuffer(msgspec.json.encode(known), np.uint8),
            folds=np.asarray(folds, np.int64)[kept],
            apart=np.array(float(np.mean(apart)) if apart else 0.0),
        )

    def ask(self, vectors: NDArray[Any], *, folds: Ints | None = None, kind: Kind, settings: Any) -> list[Said | None]:
        """Answer by the nearest; with `folds`, by none of the same fold. None where nobody is left to ask."""
        values: list[Any] = msgspec.json.decode(self.values.tobytes())
        near = unit_length(vectors) @ self.vectors.T
        if folds is not None:
            near[np.asarray(folds)[:, None] == self.folds[None, :]] = -np.inf
        found: list[Said | None] = []
        for row in near:
            best = np.argsort(-row, kind="stable")[:ASKED]
            asked = [
                (values[at], max(float(row[at]), 0.0) ** 2 + _LEAST_WEIGHT) for at in best.tolist() if row[at] > -2
            ]
            found.append(self._merge(asked, kind, settings) if asked else None)
        return found

    def state(self) -> dict[str, NDArray[Any]]:
        """Give the examples as plain arrays."""
        return {name: getattr(self, name) for name in _FIELDS}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        missing = set(_FIELDS) - set(state)
        if missing:
            raise InvalidInputError(f"The model lacks {sorted(missing)}.", hint="Export the model again.")
        arrays: dict[str, Any] = {name: state[name] for name in _FIELDS}
        return cls(**arrays)

    def _merge(self, asked: list[tuple[Any, float]], kind: Kind, settings: Any) -> Said:
        answers, weights = [value for value, _ in asked], [weight for _, weight in asked]
        value = merged(answers, weights, kind, settings)
        total, count = sum(weights), len(asked)
        alike = sum(w for one, w in asked if not kind.wrong(one, value, settings)) / total
        apart = sum(w * kind.distance(one, value, settings) for one, w in asked) / total
        unsure = apart / float(self.apart) if self.apart else 0.0
        return Said(value, (count * alike + 0.5) / (count + 1), min(1.0, unsure), asked)


def merged(answers: Sequence[Any], weights: Sequence[float], kind: Kind, settings: Any) -> Any:
    """Merge as people's answers are; where that is no answer a person could give, take the one nearest to all."""
    try:
        return kind.read(kind.merge(answers, settings, skills=weights), settings)
    except InvalidInputError:
        return Kind.merge(kind, answers, settings, skills=weights)


def unit_length(vectors: NDArray[Any]) -> NDArray[np.float32]:
    """Scale rows to length 1, rows of nothing but nought excepted.

    >>> unit_length(np.array([[3.0, 4.0], [0.0, 0.0]])).round(1).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    rows = np.asarray(vectors, np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
