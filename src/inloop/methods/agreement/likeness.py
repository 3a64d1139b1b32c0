"""Agreement of answers that are alike by degrees: spans, boxes, rankings, numbers."""

import numpy as np
from numpy.typing import ArrayLike

from inloop.methods.base import Interval, bootstrap, clopper_pearson

FEWEST_DRAWN = 20


def mean_likeness(
    likeness: ArrayLike, *, level: float = 0.95, rng: np.random.Generator | None = None, replicates: int = 200
) -> Interval:
    """Give the mean of likenesses between 0 and 1 with its interval.

    Below 20 values the interval is Hoeffding's, which holds for any distribution; from there it is drawn. Where all
    values are 0 or all are 1 it is the exact one of a share: drawing them again would always give the same.

    Examples
    --------
    >>> few = mean_likeness([1.0, 0.5, 0.9, 0.8])
    >>> round(few.estimate, 2), few.method
    (0.8, 'hoeffding')
    """
    values = np.asarray(likeness, np.float64)
    if len(values) and (values == values[0]).all() and values[0] in (0.0, 1.0):
        return clopper_pearson(int(values.sum()), len(values), level=level)
    if len(values) >= FEWEST_DRAWN:
        rng = rng or np.random.default_rng(len(values))
        return bootstrap(np.mean, values, rng=rng, replicates=replicates, level=level)
    mean = float(values.mean())
    half = float(np.sqrt(np.log(2 / (1 - level)) / (2 * len(values))))
    return Interval(mean, max(0.0, mean - half), min(1.0, mean + half), level, len(values), "hoeffding")


def alpha_of_distances(
    within: ArrayLike, between: ArrayLike, *, rng: np.random.Generator, replicates: int = 200, level: float = 0.95
) -> Interval:
    """Give Krippendorff's α for any distance: one minus the distance within items over that between items.

    Parameters
    ----------
    within
        (items,), the mean distance of the answers to one item, one entry an item with two answers or more.
    between
        Distances of answers to different items, drawn at random: what chance would give.

    Examples
    --------
    >>> found = alpha_of_distances([0.0, 0.1, 0.2, 0.1], [0.9, 1.0, 0.8, 0.9], rng=np.random.default_rng(0))
    >>> round(found.estimate, 2)
    0.89

    Notes
    -----
    With very few items it is hardly worth reading. Where answers hardly differ between items α is near 0 although
    people agree: read it beside the likeness.

    References
    ----------
    Krippendorff (2011). Computing Krippendorff's alpha-reliability. Braylan, Alonso & Lease (2022). Measuring annotator
    agreement generally across complex structured, multi-object, and free-text annotation tasks.
    """
    expected = float(np.mean(np.asarray(between, np.float64)))
    if expected <= 0:
        found = np.asarray(within, np.float64)
        return Interval(1.0, 1.0, 1.0, level, len(found), "bootstrap")
    return bootstrap(
        lambda rows: 1 - float(rows.mean()) / expected,
        np.asarray(within, np.float64),
        rng=rng,
        replicates=replicates,
        level=level,
    )
