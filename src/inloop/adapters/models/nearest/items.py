"""Learners of answers about the item as a whole, by its vector."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.arrays_file import to_bytes
from inloop.adapters.models.nearest.memory import Memory
from inloop.annotation import Question
from inloop.kernel.registry import register
from inloop.loop.training.parts.model import Content, ValuePrediction
from inloop.methods.base import Ints

VECTOR = "vector"


@dataclass(frozen=True, slots=True, eq=False)
class TrainedItems:
    """Examples, and the question that their answers answer."""

    memory: Memory
    question: Question
    metrics: Mapping[str, float] = field(default_factory=dict)

    def predict(self, contents: Sequence[Content], *, folds: Ints | None = None) -> list[ValuePrediction]:
        """Answer for vectors; with `folds`, by examples of other folds alone."""
        if not contents:
            return []
        dims = self.memory.vectors.shape[1]
        rows = np.stack([np.asarray(content.get(VECTOR, np.zeros(dims)), np.float32) for content in contents])
        said = self.memory.ask(rows, folds=folds, kind=self.question.part, settings=self.question.settings)
        return [
            ValuePrediction(None, 0.0, 1.0) if one is None else ValuePrediction(one.value, round(one.p, 4), one.unsure)
            for one in said
        ]

    def state(self) -> dict[str, NDArray[Any]]:
        return self.memory.state()


class NearestItems:
    """What the learners of whole answers share: the answers to the nearest vectors, merged by the kind."""

    reads_vectors: ClassVar[bool] = True
    reads_media: ClassVar[bool] = False

    def __init__(self, question: Question) -> None:
        self._question = question

    def fit(
        self, contents: Sequence[Content], values: Sequence[Any], *, labels: Sequence[str], folds: Ints
    ) -> TrainedItems:
        """Remember the vectors and the answer to each; `folds` by hash of the item."""
        del labels
        rows = np.stack([np.asarray(content[VECTOR], np.float32) for content in contents])
        kind, settings = self._question.part, self._question.settings
        memory = Memory.of(rows, values, np.asarray(folds), kind=kind, settings=settings)
        return TrainedItems(memory, self._question, {"items": float(len(values))})

    def restore(self, state: Mapping[str, NDArray[Any]]) -> TrainedItems:
        return TrainedItems(Memory.from_state(state), self._question)

    def files(self, state: Mapping[str, NDArray[Any]]) -> dict[str, bytes]:
        return {"model.npz": to_bytes(dict(state))}

    def same(self, told: Sequence[Any], given: Sequence[Any]) -> list[tuple[int, int]]:  # noqa: ARG002
        return []


@register("value-learner/emotions.v1")
class NearestEmotions(NearestItems):
    """Learns emotions and how strong they are: those that most of the weight of the most alike shows, at its median."""


@register("value-learner/affect.v1")
class NearestAffect(NearestItems):
    """Learns places on the valence–arousal plane: the geometric median of the answers to what is most alike."""


@register("value-learner/number.v1")
class NearestNumbers(NearestItems):
    """Learns numbers: the weighted median of the answers to what is most alike."""


@register("value-learner/ranking.v1")
class NearestRankings(NearestItems):
    """Learns orders: the order that contradicts those of the most alike least."""


@register("value-learner/hierarchy.v1")
class NearestNodes(NearestItems):
    """Learns nodes of a large taxonomy, along its paths; small ones are learnt as labels are."""
