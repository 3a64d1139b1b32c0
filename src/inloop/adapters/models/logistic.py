"""The learner of everything that is published, shown or certified: calibrated on items its versions have not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.held_out import Parts, calibrate, kept_folds
from inloop.adapters.models.multinomial import Linear, Multinomial
from inloop.adapters.models.trained import Examples, TrainedModel
from inloop.kernel.registry import register
from inloop.methods.base import Features, Floats, Ints

STRENGTHS = (4.0, 24.0, 144.0)


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
        parts = Parts(examples, kept_folds(X, y, weights, folds))
        strength, fitted = self._choose(parts)
        whole = Multinomial.of(examples).fit(strength)
        rest = [Multinomial.of(parts.without(fold)).fit(strength) for fold in parts.ids[len(fitted) :]]
        versions = [*fitted, *rest]
        calibrated = calibrate(parts, versions)
        return TrainedModel(
            weights=whole.weights,
            bias=whole.bias,
            classes=examples.classes,
            temperature=calibrated.temperature,
            fold_ids=parts.ids,
            fold_weights=np.stack([version.weights for version in versions]) if versions else _no_weights(whole),
            fold_biases=np.stack([version.bias for version in versions]) if versions else _no_weights(whole)[:, 0],
            metrics={**calibrated.metrics, "strength": strength, "items": float(len(X))},
        )

    def _choose(self, parts: Parts) -> tuple[float, list[Linear]]:
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
            [parts.loss_on(fold, one) for one in versions]
            for fold, versions in zip(parts.enough(), fitted, strict=True)
        ]
        best = int(np.sum(losses, axis=0).argmin())
        return self.strengths[best], [versions[best] for versions in fitted]


def _no_weights(whole: Linear) -> NDArray[np.float32]:
    return np.zeros((0, *whole.weights.shape), np.float32)
