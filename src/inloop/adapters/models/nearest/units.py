"""The learner of what is asked of each turn or cell: one model over all of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.arrays_file import to_bytes
from inloop.adapters.models.hashed_svd import HashedSvd
from inloop.adapters.models.nearest.memory import Memory, Said
from inloop.annotation import Question
from inloop.annotation.each import Each
from inloop.annotation.fields import field_kind
from inloop.kernel.registry import register
from inloop.loop.training.parts.model import Content, ValuePrediction
from inloop.methods.base import Ints

AROUND = 0.4
"""What stands beside a turn or cell counts so much of what it says itself."""
DIMS = 128
_SEED = 11


class _Unit(NamedTuple):
    """One turn or cell: the place of its item, its name, its words, and those around it."""

    item: int
    name: str
    own: str
    around: str


@dataclass(frozen=True, slots=True, eq=False)
class TrainedUnits:
    """Turns or cells with their answers, and what reads their words."""

    memory: Memory
    words: HashedSvd
    question: Question
    metrics: Mapping[str, float] = field(default_factory=dict)

    def predict(self, contents: Sequence[Content], *, folds: Ints | None = None) -> list[ValuePrediction]:
        """Answer for each unit of the contents; with `folds`, by units of items in other folds alone."""
        units = list(_units(contents, self.question))
        if not units:
            return [ValuePrediction(None, 0.0, 0.0) for _ in contents]
        inside = None if folds is None else np.asarray(folds)[[unit.item for unit in units]]
        kind = cast("Each", self.question.part).inner
        said = self.memory.ask(_vectors(units, self.words), folds=inside, kind=kind, settings=self.question.settings)
        by_item: dict[int, dict[str, Said]] = defaultdict(dict)
        for unit, one in zip(units, said, strict=True):
            if one is not None:
                by_item[unit.item][unit.name] = one
        return [_together(by_item.get(place, {})) for place in range(len(contents))]

    def state(self) -> dict[str, NDArray[Any]]:
        return {**self.memory.state(), **{f"words.{name}": array for name, array in self.words.state().items()}}


@register("value-learner/each.v1")
class NearestUnits:
    """Learns what is asked of each turn or cell: one model over all, by its words and by what is near.

    A turn is read with who says it, and with the turn before; a cell with its column, and with the whole row. The
    answers to the most alike are merged by the kind of the answers.

    Notes
    -----
    It knows no order but that of neighbours: what was said long before is not seen.
    """

    reads_vectors: ClassVar[bool] = False
    reads_media: ClassVar[bool] = False

    def __init__(self, question: Question) -> None:
        self._question = question

    def fit(
        self, contents: Sequence[Content], values: Sequence[Any], *, labels: Sequence[str], folds: Ints
    ) -> TrainedUnits:
        """Fit to contents and the answers to the units of each; what nobody could tell is left out."""
        del labels
        units = list(_units(contents, self._question))
        words = HashedSvd.fit([unit.own for unit in units] or [""], rng=np.random.default_rng(_SEED), dims=DIMS)
        known = [unit for unit in units if values[unit.item].get(unit.name) is not None]
        kind = cast("Each", self._question.part).inner
        memory = Memory.of(
            _vectors(known, words), [values[unit.item][unit.name] for unit in known],
            np.asarray(folds, np.int64)[[unit.item for unit in known]], kind=kind, settings=self._question.settings,
        )  # fmt: skip
        metrics = {"items": float(len(values)), f"{self._question.each}s": float(len(known))}
        return TrainedUnits(memory, words, self._question, metrics)

    def restore(self, state: Mapping[str, NDArray[Any]]) -> TrainedUnits:
        words = {name.removeprefix("words."): array for name, array in state.items() if name.startswith("words.")}
        return TrainedUnits(Memory.from_state(state), HashedSvd.from_state(words), self._question)

    def files(self, state: Mapping[str, NDArray[Any]]) -> dict[str, bytes]:
        return {"model.npz": to_bytes(dict(state))}

    def same(self, told: Sequence[Any], given: Sequence[Any]) -> list[tuple[int, int]]:  # noqa: ARG002
        return []


def _units(contents: Sequence[Content], question: Question) -> Iterator[_Unit]:
    part = cast("Each", question.part)
    for place, content in enumerate(contents):
        for name in part.units(content):
            yield _Unit(place, name, *field_kind(str(content.get("kind"))).unit_words(content, name))


def _vectors(units: Sequence[_Unit], words: HashedSvd) -> NDArray[np.float32]:
    own, around = (words.transform([getattr(unit, part) for unit in units]) for part in ("own", "around"))
    return np.concatenate([own, AROUND * around], axis=1)


def _together(said: Mapping[str, Said]) -> ValuePrediction:
    """Put the answers to the units of an item together; the least sure unit says how unsure it all is."""
    if not said:
        return ValuePrediction(None, 0.0, 0.0)
    value = {name: one.value for name, one in said.items()}
    p = float(np.mean([one.p for one in said.values()]))
    units = {name: _shares(one) for name, one in said.items()}
    return ValuePrediction(value, round(p, 4), max(one.unsure for one in said.values()), units)


def _shares(said: Said) -> dict[str, float]:
    """Give the weight behind each label or number that somebody said."""
    weights: dict[str, float] = defaultdict(float)
    for value, weight in said.votes:
        for one in value if isinstance(value, list) else [value]:
            weights[str(one)] += weight
    total = sum(weight for _, weight in said.votes)
    return {name: round(weight / total, 4) for name, weight in weights.items()}
