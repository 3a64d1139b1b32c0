"""Honest accuracy: control items only, each scored by a version that has not seen it."""

import numpy as np
from numpy.typing import NDArray

from inloop.loop.quality.model import Accuracy, Interval
from inloop.methods.base import clopper_pearson, confidence_sequence


def measure(hits: NDArray[np.bool_], *, foretold: NDArray[np.bool_]) -> Accuracy:
    """Bound the accuracy on the population from which control items are drawn by coin.

    Parameters
    ----------
    hits
        For every answered control item, in the order of the answers: whether a version that has not seen it was right.
    foretold
        The same for the predictions as they stood when each answer came.

    Examples
    --------
    >>> found = measure(np.arange(30) % 15 != 7, foretold=np.array([True, False]))
    >>> round(found.accuracy.low, 2), round(found.anytime.low, 2), found.prequential.n
    (0.78, 0.72, 2)
    """
    return Accuracy(
        accuracy=Interval.of(clopper_pearson(int(hits.sum()), len(hits))) if len(hits) else None,
        anytime=Interval.of(confidence_sequence(hits)) if len(hits) else None,
        prequential=Interval.of(confidence_sequence(foretold)) if len(foretold) else None,
    )
