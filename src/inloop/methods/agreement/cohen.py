"""Cohen's κ: agreement of two given people."""

import numpy as np
from numpy.typing import ArrayLike

from inloop.kernel.errors import InvalidInputError
from inloop.methods.agreement.coefficients import beyond_chance
from inloop.methods.base import Floats, Interval, percentile_interval


def cohen_kappa(
    first: ArrayLike,
    second: ArrayLike,
    *,
    rng: np.random.Generator,
    replicates: int = 500,
    level: float = 0.95,
) -> Interval:
    """Give the agreement of two people on the same items beyond what their habits would give by chance.

    Parameters
    ----------
    first, second
        Their answers, one entry an item, numbers or names.

    Examples
    --------
    >>> kappa = cohen_kappa(["x", "x", "y", "y"], ["x", "x", "y", "x"], rng=np.random.default_rng(0))
    >>> kappa.estimate
    0.5

    References
    ----------
    Cohen (1960). A coefficient of agreement for nominal scales.
    """
    ours, theirs = np.asarray(first), np.asarray(second)
    if ours.shape != theirs.shape or ours.ndim != 1 or not len(ours):
        raise InvalidInputError(f"Answers of shapes {ours.shape} and {theirs.shape}.", hint="Give two equal lists.")
    classes, codes = np.unique(np.concatenate([ours, theirs]), return_inverse=True)
    cells = codes[: len(ours)] * len(classes) + codes[len(ours) :]
    table = np.bincount(cells, minlength=len(classes) ** 2)
    drawn = rng.multinomial(len(ours), table / len(ours), size=replicates)
    replicated = _kappa(drawn.reshape(replicates, len(classes), -1))
    estimate = float(_kappa(table.reshape(1, len(classes), -1))[0])
    found = percentile_interval(estimate, replicated, level=level, n=len(ours))
    return Interval(estimate, found.low, found.high, level, found.n, "Cohen's kappa")


def _kappa(tables: np.ndarray) -> Floats:
    shares = tables / tables.sum(axis=(1, 2), keepdims=True)
    observed = np.einsum("rii->r", shares)
    return beyond_chance(observed, (shares.sum(axis=1) * shares.sum(axis=2)).sum(axis=1))
