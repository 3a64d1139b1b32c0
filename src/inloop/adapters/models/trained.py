"""A trained linear model as plain arrays: what every learner gives and everything else reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Features, Floats, Ints, Logits, softmax

_FIELDS = ("weights", "bias", "classes", "temperature", "fold_ids", "fold_weights", "fold_biases")


@dataclass(frozen=True, slots=True, eq=False)
class TrainedModel:
    """Scores are ``features @ weights + bias``; probabilities are their softmax at `temperature`.

    Parameters
    ----------
    weights, bias
        (dims, classes) and (classes,), float32.
    classes
        (classes,): the answer code that each column stands for, ascending.
    fold_ids, fold_weights, fold_biases
        (folds,), (folds, dims, classes), (folds, classes): the same model trained without one fold each. Empty where
        the learner makes none.
    metrics
        What training measured, such as ``accuracy`` on items that each fold model had not seen.

    Examples
    --------
    >>> model = TrainedModel(weights=np.eye(2), bias=np.zeros(2), classes=np.array([3, 8]), temperature=0.5)
    >>> model.predict(np.array([[0.2, 0.9]]))
    array([8])
    >>> model.probabilities(np.array([[0.2, 0.9]])).round(2)
    array([[0.2, 0.8]], dtype=float32)
    """

    weights: NDArray[np.floating[Any]]
    bias: NDArray[np.floating[Any]]
    classes: Ints
    temperature: float = 1.0
    fold_ids: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    fold_weights: NDArray[np.floating[Any]] = field(default_factory=lambda: np.zeros((0, 0, 0), np.float32))
    fold_biases: NDArray[np.floating[Any]] = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    metrics: Mapping[str, float] = field(default_factory=dict)

    def scores(self, features: Features) -> Logits:
        """Score every class for every item: (items, classes), before temperature."""
        self._check(features)
        return np.asarray(features @ self.weights + self.bias)

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
        """Score every item by the version that was trained without the item's fold.

        An item of a fold that gave no training item is scored by the whole model, which has not seen it either.
        """
        scores = self.scores(features)
        for fold, weights, bias in zip(self.fold_ids, self.fold_weights, self.fold_biases, strict=True):
            inside = np.asarray(folds) == fold
            scores[inside] = features[inside] @ weights + bias
        return scores

    def state(self) -> dict[str, NDArray[Any]]:
        """Give the model as plain arrays."""
        return {name: np.asarray(getattr(self, name)) for name in _FIELDS}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        """Be again what `state` described; metrics are not part of it."""
        missing = set(_FIELDS[:4]) - set(state)
        if missing:
            raise InvalidInputError(f"The model lacks {sorted(missing)}.", hint="Export the model again.")
        arrays: dict[str, Any] = {name: state[name] for name in _FIELDS if name in state}
        return cls(**arrays | {"temperature": float(state["temperature"])})

    def _check(self, features: Features) -> None:
        if features.ndim != 2 or features.shape[1] != self.weights.shape[0]:
            raise InvalidInputError(
                f"Features of shape {features.shape} do not fit a model of {self.weights.shape[0]} dimensions.",
                hint="Use the featurizer that the model was trained with.",
            )


def out_of_fold_hits(model: TrainedModel, features: Features, y: Ints, *, folds: Ints) -> NDArray[np.bool_]:
    """Say for every control item whether a version that has not seen it gives its answer.

    The share of hits, with an interval, is the honest accuracy of the model on the population that the items were
    drawn from by coin. `folds` are the folds of training: by hash of the item.

    Examples
    --------
    >>> X, y = np.eye(4)[[0, 1, 0, 1]], np.array([5, 7, 5, 9])
    >>> model = TrainedModel(weights=np.eye(4)[:, :2], bias=np.zeros(2), classes=np.array([5, 7]))
    >>> out_of_fold_hits(model, X, y, folds=np.array([0, 0, 1, 1]))
    array([ True,  True,  True, False])
    """
    best = model.out_of_fold_scores(features, folds).argmax(axis=1)
    return np.asarray(model.classes[best] == np.asarray(y))


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Checked training data: only items and classes that count."""

    features: NDArray[np.float32]
    targets: Floats
    weights: Floats
    classes: Ints

    @classmethod
    def of(cls, X: Features, y: NDArray[Any], *, classes: Ints | None = None, weights: Floats | None = None) -> Self:
        """Check and align: `y` holds answer codes (items,) or a chance for each of `classes` (items, classes).

        Raises
        ------
        InvalidInputError
            Nothing to learn from, lengths that differ, a code that is not in `classes`, or values that are not finite.
        """
        y = np.asarray(y)
        codes = _codes(y, classes)
        mass = np.ones(len(y)) if weights is None else np.asarray(weights, np.float64)
        if not len(X) == len(y) == len(mass):
            raise InvalidInputError(f"{len(X)} items, {len(y)} answers and {len(mass)} weights do not go together.")
        targets = np.asarray(y, np.float64) if y.ndim == 2 else _one_hot(y, codes)
        kept = (mass > 0) & (targets.sum(axis=1) > 0)
        features = np.asarray(X, np.float32)[kept]
        if not len(features) or not np.isfinite(features).all() or not np.isfinite(mass).all():
            raise InvalidInputError(f"{int(kept.sum())} usable examples.", hint="Give finite features and an answer.")
        shares = targets[kept] / targets[kept].sum(axis=1, keepdims=True)
        return cls(features=features, targets=shares, weights=mass[kept], classes=codes)


def _codes(y: NDArray[Any], classes: Ints | None) -> Ints:
    known = np.unique(y) if classes is None and y.ndim == 1 else classes
    codes = np.arange(y.shape[1]) if known is None else np.asarray(known, np.int64)
    if y.ndim == 2 and y.shape[1] != len(codes):
        raise InvalidInputError(
            f"{y.shape[1]} columns of answers for {len(codes)} classes.", hint="One column a class."
        )
    if (np.diff(codes) <= 0).any():
        raise InvalidInputError(f"Classes {codes.tolist()} are not ascending and unlike.", hint="Sort them.")
    return np.asarray(codes, np.int64)


def _one_hot(y: NDArray[Any], classes: Ints) -> Floats:
    unknown = np.setdiff1d(y, classes)
    if len(unknown):
        raise InvalidInputError(f"Answers {unknown[:5].tolist()} are not among the classes.", hint="Leave them out.")
    return np.asarray(y[:, None] == classes[None, :], np.float64)
