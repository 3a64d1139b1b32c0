"""Intervals that may be watched all day: confidence sequences by betting.

For every candidate mean m two gamblers bet against it, one that the truth is higher, one that it is lower. If m is
the truth, neither can multiply their money by 2/α with probability above α/2, ever: the candidates against whom
somebody got rich are excluded for good.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base.arrays import Floats
from inloop.methods.base.intervals import Interval, check_level

_CAP = 0.5
_STEPS = 40
_GRID = 256
_BLOCK = 512
_METHOD = "betting"


@dataclass(frozen=True, eq=False, slots=True)
class Band:
    """A confidence sequence at every time: arrays of one length, one entry an observation."""

    estimate: Floats
    low: Floats
    high: Floats
    level: float

    def last(self) -> Interval:
        """Give the interval after all observations."""
        n = len(self.low)
        if n == 0:
            return Interval(0.5, 0.0, 1.0, self.level, 0, _METHOD)
        return Interval(float(self.estimate[-1]), float(self.low[-1]), float(self.high[-1]), self.level, n, _METHOD)


def confidence_sequence(x: ArrayLike, *, level: float = 0.95) -> Interval:
    """Bound the mean of observations in [0, 1], now and at every earlier and later look together.

    The order of `x` is the order in which the observations were made. One may look after each, stop when the number
    pleases, and the statement still holds with probability `level`. The price is width: about 1.3 times that of an
    interval for one look.

    Examples
    --------
    >>> right = np.ones(120)
    >>> right[7::15] = 0
    >>> seen = confidence_sequence(right)
    >>> round(seen.estimate, 3), round(seen.low, 2), round(seen.high, 2)
    (0.933, 0.85, 0.99)

    Notes
    -----
    The mean of each observation given the past must be the same. An accuracy that drifts breaks this; then read the
    interval as one on the average so far, and watch for drift apart.

    References
    ----------
    Waudby-Smith & Ramdas (2024). Estimating means of bounded random variables by betting. JRSS B.
    """
    observations, bets = _checked(x, level=level)
    n = len(observations)
    if n == 0:
        return Interval(0.5, 0.0, 1.0, level, 0, _METHOD)
    low = _frontier(observations, bets, level=level)
    high = 1 - _frontier(1 - observations, bets, level=level)
    return Interval(float(observations.mean()), min(low, high), max(low, high), level, n, _METHOD)


def confidence_band(x: ArrayLike, *, level: float = 0.95) -> Band:
    """Give the confidence sequence at every time, for a chart of a watched number.

    Its last entry is `confidence_sequence`; earlier entries are rounded outward by at most 1/256 of the way.

    Examples
    --------
    >>> band = confidence_band(np.ones(50))
    >>> bool((np.diff(band.low) >= 0).all()), round(float(band.low[-1]), 2)
    (True, 0.87)
    """
    observations, bets = _checked(x, level=level)
    final = confidence_sequence(observations, level=level)
    steps = np.arange(1, len(observations) + 1)
    low = _trace(observations, bets, frontier=final.low, level=level)
    high = 1 - _trace(1 - observations, bets, frontier=1 - final.high, level=level)
    return Band(np.cumsum(observations) / steps, low, high, level)


def _checked(x: ArrayLike, *, level: float) -> tuple[Floats, Floats]:
    check_level(level)
    observations = np.asarray(x, dtype=np.float64).ravel()
    if not ((observations >= 0) & (observations <= 1)).all():
        raise InvalidInputError("An observation lies outside [0, 1].", hint="Scale the values, leave out missing ones.")
    return observations, _bets(observations, level=level)


def _bets(x: Floats, *, level: float) -> Floats:
    """Size each bet from the observations before it: the predictable plug-in for the best growth of money."""
    steps = np.arange(1, len(x) + 1)
    mean = (0.5 + np.cumsum(x)) / (steps + 1)
    variance = (0.25 + np.cumsum((x - mean) ** 2)) / (steps + 1)
    before = np.concatenate(([0.25], variance[:-1])) if len(x) else variance
    return np.asarray(np.sqrt(2 * np.log(2 / (1 - level)) / (before * steps * np.log1p(steps))), dtype=np.float64)


def _frontier(x: Floats, bets: Floats, *, level: float) -> float:
    """Find the largest mean that is excluded from below; money falls as the mean rises, so halving finds it."""
    rich = np.log(2 / (1 - level))
    excluded, open_ = 0.0, 1.0
    for _ in range(_STEPS):
        mean = (excluded + open_) / 2
        money = np.cumsum(np.log1p(np.minimum(bets, _CAP / mean) * (x - mean)))
        excluded, open_ = (mean, open_) if money.max() >= rich else (excluded, mean)
    return excluded


def _trace(x: Floats, bets: Floats, *, frontier: float, level: float) -> Floats:
    """Say at each time how far the means are excluded from below, on a grid that ends at `frontier`."""
    grid = np.linspace(0.0, frontier, _GRID + 1)[1:, None]
    if frontier <= 0:
        return np.zeros(len(x))
    money, crossed = np.ones((_GRID, 1)), np.full(_GRID, len(x))
    for start, stop in pairwise([*range(0, len(x), _BLOCK), len(x)]):
        block = slice(start, stop)
        with np.errstate(over="ignore", under="ignore"):
            paths = money * np.cumprod(1 + np.minimum(bets[block], _CAP / grid) * (x[block] - grid), axis=1)
        rich = paths >= 2 / (1 - level)
        crossed = np.minimum(crossed, np.where(rich.any(axis=1), start + rich.argmax(axis=1), len(x)))
        money = paths[:, -1:]
    crossed[-1] = min(crossed[-1], len(x) - 1)
    reached = np.zeros(len(x) + 1)
    np.maximum.at(reached, crossed, grid[:, 0])
    return np.asarray(np.maximum.accumulate(reached[:-1]), dtype=np.float64)
