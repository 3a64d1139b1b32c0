"""Intervals by drawing the items again: for every number that has no formula of its own."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base.arrays import Floats
from inloop.methods.base.intervals import Interval, check_level

_METHOD = "bootstrap"


def bootstrap(
    statistic: Callable[[NDArray[Any]], float],
    rows: NDArray[Any],
    *,
    rng: np.random.Generator,
    replicates: int = 1_000,
    level: float = 0.95,
) -> Interval:
    """Bound a statistic of independent rows by the percentile interval over resampled rows.

    Parameters
    ----------
    statistic
        Takes rows, gives a number.
    rows
        (n, ...), one row an item: the unit that is drawn.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> seconds = rng.lognormal(2.0, 0.5, size=200)
    >>> typical = bootstrap(np.median, seconds, rng=rng, replicates=200)
    >>> typical.low < typical.estimate < typical.high
    True

    Notes
    -----
    Too narrow below about 20 rows, and wrong for extremes such as a maximum.

    References
    ----------
    Efron (1979). Bootstrap methods: another look at the jackknife.
    """
    _check(len(rows), replicates=replicates, level=level)
    drawn = rng.integers(len(rows), size=(replicates, len(rows)))
    return percentile_interval(
        float(statistic(rows)),
        np.array([statistic(rows[index]) for index in drawn], dtype=np.float64),
        level=level,
        n=len(rows),
    )


def paired_ratio(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    rng: np.random.Generator,
    replicates: int = 1_000,
    level: float = 0.95,
) -> Interval:
    """Bound the ratio of two means measured on the same items or with the same seeds.

    The pairs are drawn together, so what both share (an easy item, a lucky seed) cancels.

    Examples
    --------
    >>> ours, theirs = [60, 70, 65, 80, 62], [100, 118, 104, 131, 99]
    >>> ratio = paired_ratio(ours, theirs, rng=np.random.default_rng(0))
    >>> round(ratio.estimate, 2), ratio.high < 0.67
    (0.61, True)
    """
    above, below = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    if above.shape != below.shape or above.ndim != 1:
        raise InvalidInputError(f"Shapes {above.shape} and {below.shape} are no pairs.", hint="Give two equal lists.")
    _check(len(above), replicates=replicates, level=level)
    drawn = rng.integers(len(above), size=(replicates, len(above)))
    ratios = above[drawn].mean(axis=1) / below[drawn].mean(axis=1)
    return percentile_interval(float(above.mean() / below.mean()), ratios, level=level, n=len(above))


def percentile_interval(estimate: float, replicated: Floats, *, level: float, n: int) -> Interval:
    """Cut both tails off the replicated values."""
    low, high = np.quantile(replicated, [(1 - level) / 2, (1 + level) / 2])
    return Interval(estimate, float(low), float(high), level, n, _METHOD)


def _check(n: int, *, replicates: int, level: float) -> None:
    check_level(level)
    if n == 0 or replicates < 1:
        raise InvalidInputError(f"{n} rows, {replicates} replicates: nothing to draw.", hint="Give at least one each.")
