"""Learning which of two is better so that it does not matter which of them stands where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.sides import mirror_signs
from inloop.adapters.models.trained import TrainedModel
from inloop.loop.training.model import Learner, Ranker
from inloop.methods.base import Features, Floats, Ints

PAIR_STRENGTHS = (0.25, 1.0, 4.0, 24.0)
"""People often differ on what is better: weaker models than for labels are tried too."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """Bradley–Terry with features and ties, by a learner that knows of neither.

    Every comparison is learnt from twice, as it was made and with both sides changed; then the weights are made exactly
    symmetric. What is left of a softmax under this symmetry is P(left) ∝ exp(w·d / 2), P(right) ∝ exp(−w·d / 2) and
    P(tie) ∝ exp(c + v·e): Davidson's model, d the difference of the two, e what does not change with the sides.

    Parameters
    ----------
    learner
        A linear learner of classes, such as `Logistic`.
    mirror
        Answer code → code of the same answer with the sides changed; what is not named stays.

    Examples
    --------
    >>> from inloop.adapters.models import Logistic
    >>> rng = np.random.default_rng(0)
    >>> d = rng.normal(size=(60, 2))
    >>> X = np.column_stack([d, np.ones(60)])
    >>> model = Mirrored(Logistic(), {0: 1, 1: 0}).fit(X, (d[:, 0] < 0).astype(int), folds=np.arange(60) % 3)
    >>> there, back = model.probabilities(np.array([[2.0, 0.1, 1], [-2.0, -0.1, 1]]))
    >>> bool(there[0] == back[1] and there[0] > 0.9)
    True

    References
    ----------
    Bradley & Terry (1952). Rank analysis of incomplete block designs. Davidson (1970). On extending the Bradley–Terry
    model to accommodate ties in paired comparison experiments.
    """

    learner: Learner | Ranker
    mirror: Mapping[int, int]

    def fit(
        self,
        X: Features,
        y: NDArray[Any],
        *,
        classes: Ints | None = None,
        weights: Floats | None = None,
        folds: Ints | None = None,
    ) -> TrainedModel:
        """Fit to answers; the last of the features does not change with the sides, all others change their sign."""
        features, codes = np.asarray(X, np.float32), np.asarray(y)
        known = np.unique([*codes, *map(self._turned, codes.tolist())]) if classes is None else classes
        order = np.searchsorted(known, [self._turned(code) for code in known.tolist()])
        turned = np.array([self._turned(code) for code in codes.tolist()], codes.dtype)
        fitted = self.learner.fit(
            np.concatenate([features, features * mirror_signs(features.shape[1])]),
            np.concatenate([codes, turned]),
            classes=known,
            weights=None if weights is None else np.concatenate([weights, weights]),
            **({} if folds is None else {"folds": np.concatenate([folds, folds])}),
        )
        return _symmetric(TrainedModel.from_state(fitted.state()), order, fitted.metrics)

    def _turned(self, code: int) -> int:
        return self.mirror.get(code, code)


def _symmetric(model: TrainedModel, order: NDArray[np.intp], metrics: Mapping[str, float]) -> TrainedModel:
    """Average a model with itself seen from the other side."""
    signs = mirror_signs(len(model.weights))[:, None]

    def both(weights: NDArray[Any], signs: NDArray[np.float32] | float) -> NDArray[Any]:
        return np.asarray((weights + (weights * signs)[..., order]) / 2) if len(weights) else weights

    return replace(
        model,
        weights=both(model.weights, signs),
        bias=both(model.bias, 1.0),
        fold_weights=both(model.fold_weights, signs),
        fold_biases=both(model.fold_biases, 1.0),
        metrics=metrics,
    )
