"""What learners of versions share: folds that are left out, and what is measured on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.trained import Examples
from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Features, Floats, Ints, Logits, likeliest_temperature, softmax
from inloop.methods.calibration import expected_calibration_error

FOLDS = 5
_ENOUGH_HELD_OUT = 300


class Version(Protocol):
    """A model of some of the examples; `seen` are the classes that had one."""

    @property
    def seen(self) -> NDArray[np.bool_]: ...

    def scores(self, features: Features) -> Logits: ...


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
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

    def loss_on(self, fold: int, version: Version) -> float:
        """Give the surprise at the answers of a fold, at the temperature that makes it least."""
        inside = self.folds == fold
        targets = _possible(self.examples.targets[inside], version)
        scores = version.scores(self.examples.features[inside])
        return _log_loss(scores, targets, likeliest_temperature(scores, targets)) * len(scores)


def kept_folds(X: Features, y: NDArray[Any], weights: Floats | None, folds: Ints | None) -> Ints:
    """Give the folds of the examples that count; by position where there are none."""
    given = np.arange(len(X)) % FOLDS if folds is None else np.asarray(folds)
    if len(given) != len(X):
        raise InvalidInputError(f"{len(given)} folds for {len(X)} items.", hint="Give one fold an item.")
    kept = np.ones(len(X), bool) if weights is None else np.asarray(weights) > 0
    return np.asarray(given[kept & (np.asarray(y).sum(axis=1) > 0 if np.ndim(y) == 2 else True)], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """The temperature at which held-out answers are likeliest, and what was measured there."""

    temperature: float
    metrics: dict[str, float]


def calibrate(parts: Parts, versions: Sequence[Version]) -> Calibrated:
    """Score every item by the version that has not seen it; one version for each fold, or none."""
    if not versions:
        return Calibrated(1.0, {})
    targets = parts.examples.targets
    scores = np.zeros(targets.shape)
    answers = np.zeros_like(scores)
    for fold, version in zip(parts.ids, versions, strict=True):
        inside = parts.folds == fold
        scores[inside] = version.scores(parts.examples.features[inside])
        answers[inside] = _possible(targets[inside], version)
    temperature = likeliest_temperature(scores, answers)
    chances, labels = softmax(scores, temperature=temperature), targets.argmax(axis=1).astype(np.int32)
    metrics = {
        "accuracy": float((chances.argmax(axis=1) == labels).mean()),
        "log_loss": _log_loss(scores, answers, temperature),
        "calibration_error": expected_calibration_error(chances, labels),
    }
    return Calibrated(temperature, metrics)


def _possible(targets: Floats, version: Version) -> Floats:
    """Spread an answer of a class that the version has never seen evenly over those it has: it can only be unsure."""
    possible = np.where(version.seen, targets, 0)
    lost = 1 - possible.sum(axis=1, keepdims=True)
    return np.asarray(possible + lost * version.seen / version.seen.sum())


def _log_loss(scores: Logits, targets: Floats, temperature: float) -> float:
    chances = softmax(scores, temperature=temperature)
    return -float((targets * np.log(np.maximum(chances, 1e-12))).sum() / max(len(targets), 1))
