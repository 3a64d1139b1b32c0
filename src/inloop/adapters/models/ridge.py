"""The quick learner: closed form, a few milliseconds, refit after every few answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.spectrum import principal_axes
from inloop.adapters.models.trained import Examples, TrainedModel
from inloop.kernel.registry import register
from inloop.methods.base import Features, Floats, Ints, softmax

ALPHAS = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_TEMPERATURES: tuple[float, ...] = tuple(np.geomspace(0.02, 1.0, 14).tolist())
_LEFT_OUT = 500


@register("learner/ridge.v1")
@dataclass(frozen=True, slots=True)
class Ridge:
    """Least squares on one-hot answers with a penalty: the order of what to ask next, within a second.

    The penalty is chosen by generalised cross-validation, for which one eigendecomposition serves all candidates; the
    temperature by the likelihood of leave-one-out scores (closed form too) of up to 500 examples. Its probabilities
    rank items; what is shown or certified comes from `Logistic`.

    Examples
    --------
    >>> X = np.array([[1, 0], [0.9, 0.1], [0.1, 0.8], [0, 1]])
    >>> model = Ridge().fit(X, np.array([4, 4, 9, 9]))
    >>> model.predict(np.array([[0.7, 0.2]]))
    array([4])

    References
    ----------
    Golub, Heath & Wahba (1979). Generalized cross-validation as a method for choosing a good ridge parameter.
    """

    alphas: Sequence[float] = ALPHAS

    def fit(
        self, X: Features, y: NDArray[Any], *, classes: Ints | None = None, weights: Floats | None = None
    ) -> TrainedModel:
        """Fit to answers (codes, or a chance for each of `classes`); a class without an example is scored 0.

        Returns
        -------
        TrainedModel
            Without fold models; metrics are ``alpha`` and ``accuracy`` (leave-one-out on up to 500 examples).
        """
        examples = Examples.of(X, y, classes=classes, weights=weights)
        spectrum = _Spectrum.of(examples)
        alpha = min(self.alphas, key=spectrum.cross_validation)
        weights_, bias = spectrum.solve(alpha)
        scores, targets = spectrum.left_out(alpha)
        return TrainedModel(
            weights=weights_,
            bias=bias,
            classes=examples.classes,
            temperature=_likeliest(scores, targets),
            metrics={"alpha": alpha, "accuracy": float((scores.argmax(axis=1) == targets.argmax(axis=1)).mean())},
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Spectrum:
    """The problem in the basis where every penalty is a division: centred X = U √λ Qᵀ."""

    examples: Examples
    centre: NDArray[np.float32]
    mean: Floats
    strengths: Floats
    turns: NDArray[np.float32]
    pull: NDArray[np.float32]

    @classmethod
    def of(cls, examples: Examples) -> "_Spectrum":
        """Centre, weigh and turn, once for all penalties."""
        mass = (examples.weights / examples.weights.sum()).astype(np.float32)
        root = np.sqrt(examples.weights).astype(np.float32)[:, None]
        centre, mean = mass @ examples.features, mass @ examples.targets
        X, Y = (examples.features - centre) * root, ((examples.targets - mean) * root).astype(np.float32)
        strengths, turns = principal_axes(X)
        return cls(examples, centre, np.asarray(mean), strengths, turns, turns.T @ (X.T @ Y))

    def cross_validation(self, alpha: float) -> float:
        """Generalised cross-validation: squared residual over squared degrees of freedom left."""
        kept = self.strengths / (self.strengths + alpha)
        residual = (self.examples.weights[:, None] * (self.examples.targets - self.mean) ** 2).sum()
        explained = ((self.pull.astype(np.float64) ** 2).sum(axis=1) / self.strengths) @ (2 * kept - kept**2)
        free = len(self.examples.weights) - 1 - kept.sum()
        return float(max(residual - explained, 0) / free**2) if free > 0.5 else float("inf")

    def solve(self, alpha: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        weights = self.turns @ (self.pull / (self.strengths + alpha).astype(np.float32)[:, None])
        return weights, (self.mean - self.centre @ weights).astype(np.float32)

    def left_out(self, alpha: float) -> tuple[Floats, Floats]:
        """Score up to 500 examples as the model without each would: y − (y − ŷ) / (1 − leverage)."""
        every = -(-len(self.examples.weights) // _LEFT_OUT)
        targets, mass = self.examples.targets[::every], self.examples.weights[::every]
        turned = (self.examples.features[::every] - self.centre) @ self.turns
        shrunk = turned / (self.strengths + alpha)
        leverage = mass / self.examples.weights.sum() + mass * (shrunk * turned).sum(axis=1)
        residuals = targets - self.mean - shrunk @ self.pull
        return targets - residuals / np.maximum(1 - leverage, 0.02)[:, None], targets


def _likeliest(scores: Floats, targets: Floats) -> float:
    def surprise(temperature: float) -> float:
        chances = softmax(scores, temperature=temperature)
        return -float((targets * np.log(np.maximum(chances, 1e-12))).sum())

    return min(_TEMPERATURES, key=surprise)
