"""Does 80 % mean 80 %? Bins of confidence against what was right."""

from dataclasses import dataclass

import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Codes, Interval, Probas, wilson


@dataclass(frozen=True, slots=True)
class Bin:
    """Items whose confidence lies between `low` and `high`.

    Attributes
    ----------
    confidence
        Their mean confidence.
    accuracy
        The share of them that was right, with its interval.
    """

    low: float
    high: float
    confidence: float
    accuracy: Interval


def reliability(probas: Probas, labels: Codes, *, bins: int = 10, level: float = 0.95) -> list[Bin]:
    """Give the filled bins of the reliability diagram of the likeliest class, from low confidence to high.

    Examples
    --------
    >>> probas = np.array([[0.9, 0.1], [0.8, 0.2], [0.55, 0.45]])
    >>> for bin in reliability(probas, np.array([0, 1, 0]), bins=2):
    ...     print(f"{bin.confidence:.2f} claimed, {bin.accuracy.estimate:.2f} right of {bin.accuracy.n}")
    0.75 claimed, 0.67 right of 3
    """
    if len(probas) != len(labels) or bins < 1:
        raise InvalidInputError(f"{len(probas)} predictions, {len(labels)} labels, {bins} bins.", hint="Match them.")
    if not len(labels):
        return []
    confidence = probas.max(axis=1)
    right = probas.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    counts = np.bincount(place, minlength=bins)
    sums = np.bincount(place, weights=confidence, minlength=bins)
    hits = np.bincount(place, weights=right, minlength=bins)
    return [
        Bin(
            at / bins,
            (at + 1) / bins,
            float(sums[at] / counts[at]),
            wilson(float(hits[at]), int(counts[at]), level=level),
        )
        for at in np.flatnonzero(counts).tolist()
    ]


def expected_calibration_error(probas: Probas, labels: Codes, *, bins: int = 15) -> float:
    """Give the mean gap between claimed confidence and accuracy, over the items.

    Examples
    --------
    >>> probas = np.array([[0.9, 0.1]] * 10)
    >>> round(expected_calibration_error(probas, np.array([0] * 8 + [1] * 2)), 2)
    0.1

    Notes
    -----
    Above zero by chance alone when items are few: 200 items of a perfect model give about 0.05.

    References
    ----------
    Naeini, Cooper & Hauskrecht (2015). Obtaining well calibrated probabilities using Bayesian binning.
    """
    filled = reliability(probas, labels, bins=bins)
    gaps = (abs(bin_.confidence - bin_.accuracy.estimate) * bin_.accuracy.n for bin_ in filled)
    return sum(gaps) / max(len(labels), 1)
