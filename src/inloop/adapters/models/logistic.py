"""The learner of everything that is published, shown or certified: calibrated on items its versions have not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.multinomial import Linear, Multinomial
from inloop.adapters.models.trained import Examples, TrainedModel
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register
from inloop.methods.base import Features, Floats, Ints, Logits, likeliest_temperature, softmax
from inloop.methods.calibration import expected_calibration_error

STRENGTHS = (4.0, 24.0, 144.0)
_FOLDS = 5
_ENOUGH_HELD_OUT = 300


@register("learner/logistic.v1")
@dataclass(frozen=True, slots=True)
class Logistic:
    """Multinomial logistic regression whose strength and temperature come from items left out.

    For every fold a model is trained without it. The strength C is the one under which held-out answers are likeliest
    (on as many folds as hold 300 items); one temperature is then fitted to the held-out scores of all folds. The fold
    models stay with the result: they score control items that the whole model has seen.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> y = np.tile([2, 7], 50)
    >>> X = rng.normal(size=(100, 3)) + (y == 7)[:, None]
    >>> model = Logistic().fit(X, y, folds=np.arange(100) // 20)
    >>> model.fold_weights.shape, model.metrics["accuracy"] > 0.7
    ((5, 3, 2), True)

    Notes
    -----
    The one thing a fold model shares with its own fold is the strength, one of three values. About 1.5 s of CPU for
    7,500 items of 384 dimensions in 10 classes, 5 s in 150 classes.

    References
    ----------
    Guo et al. (2017). On calibration of modern neural networks.
    """

    strengths: Sequence[float] = STRENGTHS

    def fit(
        self,
        X: Features,
        y: NDArray[Any],
        *,
        classes: Ints | None = None,
        weights: Floats | None = None,
        folds: Ints | None = None,
    ) -> TrainedModel:
        """Fit to answers: codes, or a chance for each of `classes` (such as the posterior of a consensus).

        A class without an example gets a low constant score; with a single class the model is constant.

        Parameters
        ----------
        X : (items, dims)
        y : (items,) codes or (items, classes) chances
        classes
            The codes that the columns stand for, ascending; those seen in `y` when left out.
        weights : (items,)
            How much each item counts.
        folds : (items,)
            The fold of each item, by hash (`inloop.methods.base.fold_of`); five by position when left out. With fewer
            than two folds nothing can be held out: the temperature stays 1 and there are no fold models.

        Returns
        -------
        TrainedModel
            Metrics, on held-out items: ``accuracy``, ``log_loss``, ``calibration_error``; and ``strength``, ``items``.
        """
        examples = Examples.of(X, y, classes=classes, weights=weights)
        parts = _Parts(examples, _kept_folds(X, y, weights, folds))
        strength, fitted = self._choose(parts)
        whole = Multinomial.of(examples).fit(strength)
        rest = [Multinomial.of(parts.without(fold)).fit(strength) for fold in parts.ids[len(fitted) :]]
        versions = [*fitted, *rest]
        held_out, answers = _held_out(parts, versions)
        temperature = likeliest_temperature(held_out, answers) if versions else 1.0
        measured = _measure(held_out, examples.targets, answers, temperature) if versions else {}
        return TrainedModel(
            weights=whole.weights,
            bias=whole.bias,
            classes=examples.classes,
            temperature=temperature,
            fold_ids=parts.ids,
            fold_weights=np.stack([version.weights for version in versions]) if versions else _no_weights(whole),
            fold_biases=np.stack([version.bias for version in versions]) if versions else _no_weights(whole)[:, 0],
            metrics={**measured, "strength": strength, "items": float(len(X))},
        )

    def _choose(self, parts: "_Parts") -> tuple[float, list[Linear]]:
        """Take the strength under which held-out answers are likeliest, each at its own best temperature.

        The fold models of that strength come with it: they need not be fitted again.
        """
        if not len(parts.ids):
            return self.strengths[0], []
        fitted: list[list[Linear]] = []
        for fold in parts.enough():
            prepared = Multinomial.of(parts.without(fold))
            fitted.append([prepared.fit(strength) for strength in self.strengths])
        losses = [
            [_loss_on(parts, fold, one) for one in versions]
            for fold, versions in zip(parts.enough(), fitted, strict=True)
        ]
        best = int(np.sum(losses, axis=0).argmin())
        return self.strengths[best], [versions[best] for versions in fitted]


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """Examples cut into folds; no ids when nothing can be held out."""

    examples: Examples
    folds: Ints

    @property
    def ids(self) -> Ints:
        ids = np.unique(self.folds)
        return ids if len(ids) > 1 else ids[:0]

    def without(self, fold: int) -> Examples:
        kept = self.folds != fold
        whole = self.examples
        return Examples(whole.features[kept], whole.targets[kept], whole.weights[kept], whole.classes)

    def enough(self) -> Ints:
        """Give the first folds that hold 300 items together."""
        sizes = np.cumsum([(self.folds == fold).sum() for fold in self.ids])
        return self.ids[: int(np.searchsorted(sizes, _ENOUGH_HELD_OUT)) + 1]


def _kept_folds(X: Features, y: NDArray[Any], weights: Floats | None, folds: Ints | None) -> Ints:
    given = np.arange(len(X)) % _FOLDS if folds is None else np.asarray(folds)
    if len(given) != len(X):
        raise InvalidInputError(f"{len(given)} folds for {len(X)} items.", hint="Give one fold an item.")
    kept = np.ones(len(X), bool) if weights is None else np.asarray(weights) > 0
    return np.asarray(given[kept & (np.asarray(y).sum(axis=1) > 0 if np.ndim(y) == 2 else True)], np.int64)


def _held_out(parts: _Parts, versions: Sequence[Linear]) -> tuple[Logits, Floats]:
    """Score every item by the version that has not seen it, beside the answers that this version could have given."""
    scores = np.zeros(parts.examples.targets.shape)
    answers = np.zeros_like(scores)
    for fold, version in zip(parts.ids, versions, strict=True):
        inside = parts.folds == fold
        scores[inside] = version.scores(parts.examples.features[inside])
        answers[inside] = _possible(parts.examples.targets[inside], version)
    return scores, answers


def _possible(targets: Floats, version: Linear) -> Floats:
    """Spread an answer of a class that the version has never seen evenly over those it has: it can only be unsure."""
    possible = np.where(version.seen, targets, 0)
    lost = 1 - possible.sum(axis=1, keepdims=True)
    return np.asarray(possible + lost * version.seen / version.seen.sum())


def _loss_on(parts: _Parts, fold: int, version: Linear) -> float:
    inside = parts.folds == fold
    targets = _possible(parts.examples.targets[inside], version)
    scores = version.scores(parts.examples.features[inside])
    return _log_loss(scores, targets, likeliest_temperature(scores, targets)) * len(scores)


def _log_loss(scores: Logits, targets: Floats, temperature: float) -> float:
    chances = softmax(scores, temperature=temperature)
    return -float((targets * np.log(np.maximum(chances, 1e-12))).sum() / max(len(targets), 1))


def _measure(scores: Logits, targets: Floats, answers: Floats, temperature: float) -> dict[str, float]:
    chances = softmax(scores, temperature=temperature)
    labels = targets.argmax(axis=1).astype(np.int32)
    return {
        "accuracy": float((chances.argmax(axis=1) == labels).mean()),
        "log_loss": _log_loss(scores, answers, temperature),
        "calibration_error": expected_calibration_error(chances, labels),
    }


def _no_weights(whole: Linear) -> NDArray[np.float32]:
    return np.zeros((0, *whole.weights.shape), np.float32)
