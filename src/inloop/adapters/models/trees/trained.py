"""A trained model of boosted trees as plain arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.trees.forest import Forest
from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Features, Floats, Ints, Logits, softmax

WHOLE = "trees"


def is_of_trees(state: Mapping[str, NDArray[Any]]) -> bool:
    """Say whether a state is that of `TrainedTrees`."""
    return f"{WHOLE}.roots" in state


@dataclass(frozen=True, slots=True, eq=False)
class TrainedTrees:
    """Scores are those of a forest; probabilities are their softmax at `temperature`.

    Parameters
    ----------
    dims
        The length of the vectors it was trained on.
    classes
        (classes,): the answer code that each column stands for, ascending.
    fold_ids, folds
        The same model trained without one fold each.
    """

    forest: Forest
    dims: int
    classes: Ints
    temperature: float = 1.0
    fold_ids: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    folds: tuple[Forest, ...] = ()
    metrics: Mapping[str, float] = field(default_factory=dict)

    def scores(self, features: Features) -> Logits:
        """Score every class for every item: (items, classes), before temperature."""
        if features.ndim != 2 or features.shape[1] != self.dims:
            raise InvalidInputError(
                f"Features of shape {features.shape} do not fit a model of {self.dims} dimensions.",
                hint="Use the featurizer that the model was trained with.",
            )
        return self.forest.scores(features)

    def probabilities(self, features: Features) -> NDArray[np.float32]:
        """Say how likely each class is for every item: (items, classes), rows sum to one."""
        return self.chances_of(self.scores(features)).astype(np.float32)

    def chances_of(self, scores: Logits) -> Floats:
        """Turn scores into chances: their softmax."""
        return softmax(scores, temperature=self.temperature)

    def predict(self, features: Features) -> Ints:
        """Give the answer code of the likeliest class of every item."""
        return np.asarray(self.classes[self.scores(features).argmax(axis=1)], np.int64)

    def out_of_fold_scores(self, features: Features, folds: Ints) -> Logits:
        """Score every item by the version that was trained without the item's fold."""
        scores = self.scores(features)
        for fold, forest in zip(self.fold_ids, self.folds, strict=True):
            inside = np.asarray(folds) == fold
            scores[inside] = forest.scores(features[inside])
        return scores

    def state(self) -> dict[str, NDArray[Any]]:
        """Give the model as plain arrays."""
        forests = {WHOLE: self.forest} | {f"fold{number}": forest for number, forest in enumerate(self.folds)}
        nodes = {f"{name}.{key}": array for name, each in forests.items() for key, array in each.state().items()}
        own = {"dims": self.dims, "classes": self.classes, "temperature": self.temperature, "fold_ids": self.fold_ids}
        return nodes | {name: np.asarray(value) for name, value in own.items()}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        """Be again what `state` described; metrics are not part of it."""

        def forest(name: str) -> Forest:
            mine = {key.removeprefix(f"{name}."): v for key, v in state.items() if key.startswith(f"{name}.")}
            if not mine:
                raise InvalidInputError(f"The model lacks its {name}.", hint="Export the model again.")
            return Forest.from_state(mine)

        fold_ids = state.get("fold_ids", np.zeros(0, np.int64))
        return cls(
            forest=forest(WHOLE),
            dims=int(state["dims"]),
            classes=state["classes"],
            temperature=float(state["temperature"]),
            fold_ids=fold_ids,
            folds=tuple(forest(f"fold{number}") for number in range(len(fold_ids))),
        )
