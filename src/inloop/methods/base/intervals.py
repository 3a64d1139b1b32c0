"""Intervals for a share seen once: exact and approximate."""

from dataclasses import dataclass
from math import isfinite

from inloop.kernel.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Interval:
    """A number, the range it lies in with probability `level`, and what that rests on."""

    estimate: float
    low: float
    high: float
    level: float
    n: int
    method: str


def clopper_pearson(successes: float, n: int, *, level: float = 0.95) -> Interval:
    """Bound a share exactly: the interval holds at least `level` whatever the true share.

    Use it where a number is looked at once; where it is watched, use `confidence_sequence`.
    With nothing counted the interval is the whole range and the estimate its middle.

    Examples
    --------
    >>> accuracy = clopper_pearson(112, 120)
    >>> round(accuracy.low, 3), round(accuracy.high, 3)
    (0.873, 0.971)

    References
    ----------
    Clopper & Pearson (1934). The use of confidence or fiducial limits illustrated in the case of the binomial.
    """
    from scipy.special import betaincinv

    check_counts(successes, n, level=level)
    tail = (1 - level) / 2
    low = float(betaincinv(successes, n - successes + 1, tail)) if successes > 0 else 0.0
    high = float(betaincinv(successes + 1, n - successes, 1 - tail)) if successes < n else 1.0
    return Interval(successes / n if n else 0.5, low, high, level, n, "clopper-pearson")


def wilson(successes: float, n: int, *, level: float = 0.95) -> Interval:
    """Bound a share approximately: narrower than the exact interval, right on average over the true share.

    Use it for many small groups side by side, such as the bins of a reliability diagram.

    Examples
    --------
    >>> share = wilson(9, 10)
    >>> round(share.low, 3), round(share.high, 3)
    (0.596, 0.982)

    References
    ----------
    Wilson (1927). Probable inference, the law of succession, and statistical inference.
    """
    from scipy.special import ndtri

    check_counts(successes, n, level=level)
    if n == 0:
        return Interval(0.5, 0.0, 1.0, level, 0, "wilson")
    z = float(ndtri((1 + level) / 2))
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half), level, n, "wilson")


def check_counts(successes: float, n: int, *, level: float) -> None:
    """Refuse counts that are no counts."""
    check_level(level)
    if not (isfinite(successes) and 0 <= successes <= n):
        raise InvalidInputError(f"{successes} of {n} is not a share.", hint="Give 0 <= successes <= n.")


def check_level(level: float) -> None:
    """Refuse a confidence level outside (0, 1)."""
    if not 0 < level < 1:
        raise InvalidInputError(f"level={level} is not a confidence level.", hint="Give a number such as 0.95.")
