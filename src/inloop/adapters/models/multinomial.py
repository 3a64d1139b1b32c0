"""Multinomial logistic regression by L-BFGS, with soft answers and classes that nobody has given yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.spectrum import principal_axes
from inloop.adapters.models.trained import Examples
from inloop.methods.base import Features, Floats, Logits

_STEPS = 100
_REMEMBERED = 4
"""Steps from which L-BFGS guesses the curvature: more take longer and, in a round bowl, save none."""
_TYPICAL_CURVATURE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Weights (dims, classes) and bias (classes,); `seen` are the classes that had an example."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    seen: NDArray[np.bool_]

    def scores(self, features: Features) -> Logits:
        return np.asarray(features @ self.weights + self.bias)


@dataclass(frozen=True, slots=True, eq=False)
class Multinomial:
    """One set of examples, prepared so that a fit for any strength takes a few dozen steps.

    The features are centred and turned onto their principal axes; there the curvature of the loss is nearly diagonal
    and known beforehand, and dividing by its root leaves L-BFGS a round bowl.
    """

    examples: Examples
    centre: NDArray[np.float32]
    turns: NDArray[np.float32]
    spread: Floats
    turned: NDArray[np.float32]

    @classmethod
    def of(cls, examples: Examples) -> "Multinomial":
        """Turn the features onto their axes, once for all strengths."""
        centre = (examples.weights @ examples.features / examples.weights.sum()).astype(np.float32)
        centred = examples.features - centre
        spread, turns = principal_axes(centred)
        return cls(examples, centre, turns, spread * float(examples.weights.mean()), centred @ turns)

    def fit(self, strength: float) -> Linear:
        """Minimise ``strength · Σ wᵢ · cross-entropyᵢ + ½ ‖weights‖²``; the bias is free.

        A class that carries no weight is left out of the fit; its bias is put ``ln(items + 1)`` below the lowest, so
        that it is never quite impossible.
        """
        mass = self.examples.weights @ self.examples.targets
        seen = mass > 0
        weights = np.zeros((len(self.centre), len(mass)), np.float32)
        bias = np.zeros(len(mass), np.float32)
        if seen.sum() > 1:
            turned, offset = self._minimise(seen, np.log(mass[seen]) - np.log(mass[seen]).mean(), strength=strength)
            weights[:, seen] = self.turns @ turned.astype(np.float32)
            bias[seen] = offset - self.centre @ weights[:, seen]
        bias[~seen] = bias[seen].min() - np.log(len(self.examples.weights) + 1)
        return Linear(weights=weights, bias=bias, seen=seen)

    def _minimise(
        self, seen: NDArray[np.bool_], priors: Floats, *, strength: float
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        from scipy.optimize import minimize

        total = float(self.examples.weights.sum())
        curvature = np.append(self.spread * strength * _TYPICAL_CURVATURE + 1, total * strength * _TYPICAL_CURVATURE)
        stretch = 1 / np.sqrt(curvature)
        first = np.zeros((len(stretch), int(seen.sum())))
        first[-1] = priors / stretch[-1]
        loss = self._loss(seen, stretch, strength=strength)
        options = {"maxiter": _STEPS, "maxcor": _REMEMBERED, "gtol": 3e-6, "ftol": 1e-7}
        found = minimize(loss, first.ravel(), jac=True, method="L-BFGS-B", options=options).x.reshape(first.shape)
        found *= stretch[:, None]
        return found[:-1], found[-1]

    def _loss(
        self, seen: NDArray[np.bool_], stretch: Floats, *, strength: float
    ) -> Callable[[Floats], tuple[float, Floats]]:
        """Build the loss and its slope over (axes + bias) × classes, in stretched coordinates."""
        X = np.column_stack([self.turned, np.ones(len(self.turned))]) * stretch
        X = X.astype(np.float32)
        penalty = (stretch**2)[:, None]
        penalty[-1] = 0
        targets = self.examples.targets[:, seen].astype(np.float32)
        mass = (strength * self.examples.weights).astype(np.float32)
        scale = 1 / float(mass.sum())

        def loss(flat: Floats) -> tuple[float, Floats]:
            weights = flat.reshape(len(stretch), -1)
            scores = X @ weights.astype(np.float32)
            scores -= scores.max(axis=1, keepdims=True)
            aimed = (targets * scores).sum(axis=1)
            np.exp(scores, out=scores)
            sums = scores.sum(axis=1)
            value = float(mass @ (np.log(sums) - aimed)) + 0.5 * float((penalty * weights**2).sum())
            slope = (scores / sums[:, None] - targets) * mass[:, None]
            return value * scale, (X.T @ slope + penalty * weights).ravel() * scale

        return loss
