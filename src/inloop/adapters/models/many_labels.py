"""Several labels at once: each learnt by itself, all kept as one linear model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.logistic import Logistic
from inloop.adapters.models.ridge import Ridge
from inloop.adapters.models.trained import TrainedModel
from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Features, Floats, Ints, Logits

_FIELDS = ("weights", "bias", "classes", "fold_ids", "fold_weights", "fold_biases")
MARK = "of_labels"
_FARTHEST = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class TrainedLabels:
    """Scores are ``features @ weights + bias``, the log odds of each label; temperatures are in the weights already.

    Parameters
    ----------
    weights, bias
        (dims, labels) and (labels,).
    classes
        (labels,): the bit that each column stands for, ascending.
    fold_ids, fold_weights, fold_biases
        The same model trained without one fold each.

    Examples
    --------
    >>> model = TrainedLabels(weights=np.eye(2), bias=np.zeros(2), classes=np.array([0, 1]))
    >>> print(model.probabilities(np.array([[2.0, -2.0]])).round(2))
    [[0.88 0.12]]
    """

    weights: NDArray[np.floating[Any]]
    bias: NDArray[np.floating[Any]]
    classes: Ints
    fold_ids: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    fold_weights: NDArray[np.floating[Any]] = field(default_factory=lambda: np.zeros((0, 0, 0), np.float32))
    fold_biases: NDArray[np.floating[Any]] = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    metrics: Mapping[str, float] = field(default_factory=dict)

    def scores(self, features: Features) -> Logits:
        """Give the log odds of every label for every item: (items, labels)."""
        if features.ndim != 2 or features.shape[1] != len(self.weights):
            raise InvalidInputError(
                f"Features of shape {features.shape} do not fit a model of {len(self.weights)} dimensions.",
                hint="Use the featurizer that the model was trained with.",
            )
        return np.asarray(features @ self.weights + self.bias)

    def chances_of(self, scores: Logits) -> Floats:
        return np.asarray(1 / (1 + np.exp(-np.clip(scores, -_FARTHEST, _FARTHEST))))

    def probabilities(self, features: Features) -> NDArray[np.float32]:
        """Say how likely each label holds for every item: (items, labels)."""
        return self.chances_of(self.scores(features)).astype(np.float32)

    def out_of_fold_scores(self, features: Features, folds: Ints) -> Logits:
        """Score every item by the version that was trained without the item's fold."""
        scores = self.scores(features)
        for fold, weights, bias in zip(self.fold_ids, self.fold_weights, self.fold_biases, strict=True):
            inside = np.asarray(folds) == fold
            scores[inside] = features[inside] @ weights + bias
        return scores

    def state(self) -> dict[str, NDArray[Any]]:
        """Give the model as plain arrays."""
        return {name: np.asarray(getattr(self, name)) for name in _FIELDS} | {MARK: np.array(1)}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        """Be again what `state` described; metrics are not part of it."""
        missing = set(_FIELDS[:3]) - set(state)
        if missing:
            raise InvalidInputError(f"The model lacks {sorted(missing)}.", hint="Export the model again.")
        arrays: dict[str, Any] = {name: state[name] for name in _FIELDS if name in state}
        return cls(**arrays)


@dataclass(frozen=True, slots=True)
class EachLabel:
    """Learns every label by itself, yes or no, with a linear learner of two classes.

    A label that nobody has given, or everybody, is given the little or large chance that the learner leaves it.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(200, 4))
    >>> model = EachLabel(Logistic()).fit(X, (X[:, :2] > 0).astype(int), classes=np.array([3, 5]))
    >>> (model.probabilities(np.array([[2.0, -2, 0, 0]])) > 0.5).tolist(), model.fold_weights.shape
    ([[True, False]], (5, 4, 2))
    """

    learner: Logistic | Ridge

    def fit(
        self,
        X: Features,
        y: NDArray[Any],
        *,
        classes: Ints | None = None,
        weights: Floats | None = None,
        folds: Ints | None = None,
    ) -> TrainedLabels:
        """Fit to sets of labels.

        Parameters
        ----------
        y : (items, labels)
            1 where a label holds.
        classes
            The bits that the columns stand for, ascending.
        """
        held = np.asarray(y, np.int64)
        more = {} if folds is None else {"folds": folds}
        no_yes = np.array([0, 1])
        each = [
            self.learner.fit(X, held[:, at], classes=no_yes, weights=weights, **more) for at in range(held.shape[1])
        ]
        hit = np.mean([model.metrics.get("accuracy", np.nan) for model in each]) if each else np.nan
        return TrainedLabels(
            weights=np.stack([_odds(m.weights, m) for m in each], axis=1),
            bias=np.stack([_odds(m.bias, m) for m in each]),
            classes=np.arange(held.shape[1]) if classes is None else classes,
            fold_ids=each[0].fold_ids,
            fold_weights=np.stack([_odds(m.fold_weights, m) for m in each], axis=-1),
            fold_biases=np.stack([_odds(m.fold_biases, m) for m in each], axis=-1),
            metrics={"items": float(len(held))} | ({} if np.isnan(hit) else {"accuracy of a label": float(hit)}),
        )


def _odds(columns: NDArray[Any], model: TrainedModel) -> NDArray[Any]:
    """Give the log odds of yes against no, at the temperature of the model."""
    if not columns.size:
        return np.zeros(columns.shape[:-1], np.float32)
    return np.asarray((columns[..., 1] - columns[..., 0]) / model.temperature)
