"""Several learners side by side: the one whose held-out answers are likeliest speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from numpy.typing import NDArray

from inloop.adapters.models.trained import TrainedModel
from inloop.adapters.models.trees import TrainedTrees
from inloop.loop.training.model import Learner
from inloop.methods.base import Features, Floats, Ints

Model = TrainedModel | TrainedTrees


@dataclass(frozen=True, slots=True)
class BestOf:
    """Trains every learner on the same folds and keeps the better, as its held-out log loss says.

    The choice of one from two or three by hundreds of held-out answers hardly flatters the winner; accuracy is still
    measured on control items that its fold models have not seen. With too few answers to hold any out, the first wins.

    Examples
    --------
    >>> import numpy as np
    >>> from inloop.adapters.models import BoostedTrees, Logistic
    >>> X = np.random.default_rng(0).uniform(-1, 1, size=(400, 2)).astype(np.float32)
    >>> model = BestOf((Logistic(), BoostedTrees())).fit(X, (X[:, 0] * X[:, 1] > 0).astype(int))
    >>> type(model).__name__, model.metrics["log_loss"] == model.metrics["log_loss of BoostedTrees"]
    ('TrainedTrees', True)
    """

    learners: Sequence[Learner]

    def fit(
        self,
        X: Features,
        y: NDArray[Any],
        *,
        classes: Ints | None = None,
        weights: Floats | None = None,
        folds: Ints | None = None,
    ) -> Model:
        """Fit each to answers; see `Logistic.fit`. Metrics name the loss of everyone that was tried."""
        fitted = [each.fit(X, y, classes=classes, weights=weights, folds=folds) for each in self.learners]
        best = min(fitted, key=lambda model: model.metrics.get("log_loss", 0.0))
        names = (f"log_loss of {type(each).__name__}" for each in self.learners)
        losses = {
            name: model.metrics["log_loss"]
            for name, model in zip(names, fitted, strict=True)
            if "log_loss" in model.metrics
        }
        return replace(cast("Model", best), metrics={**best.metrics, **losses})
