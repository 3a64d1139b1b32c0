"""How much shapes overlap."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def box_overlap(a: Floats, b: Floats) -> Floats:
    """Give the intersection over union of upright boxes.

    Parameters
    ----------
    a, b
        (n, 4) and (m, 4): left, top, right, bottom.

    Returns
    -------
    array
        (n, m), 0 to 1.

    Examples
    --------
    >>> box_overlap(np.array([[0, 0, 2, 2.0]]), np.array([[1, 0, 3, 2.0], [5, 5, 6, 6]])).round(2).tolist()
    [[0.33, 0.0]]
    """
    areas = [(some[:, 2] - some[:, 0]) * (some[:, 3] - some[:, 1]) for some in (a, b)]
    shared = np.ones((len(a), len(b)))
    for side in (0, 1):
        low, high = np.maximum.outer(a[:, side], b[:, side]), np.minimum.outer(a[:, side + 2], b[:, side + 2])
        shared *= np.clip(high - low, 0, None)
    return _ratio(shared, np.add.outer(*areas) - shared)


def outline_overlap(a: Sequence[Floats], b: Sequence[Floats]) -> Floats:
    """Give the intersection over union of polygons; what crosses itself is mended to the areas it encloses.

    Parameters
    ----------
    a, b
        Outlines, (points, 2) each.

    Returns
    -------
    array
        (len(a), len(b)), 0 to 1.

    Examples
    --------
    >>> square = np.array([[0, 0], [2, 0], [2, 2], [0, 2.0]])
    >>> outline_overlap([square], [square, square + 1]).round(2).tolist()
    [[1.0, 0.14]]
    """
    left, right = _areas(a), _areas(b)
    found = np.zeros((len(a), len(b)))
    i, j = shapely.STRtree(right).query(left)
    shared = shapely.area(shapely.intersection(left[i], right[j]))
    found[i, j] = _ratio(shared, shapely.area(left)[i] + shapely.area(right)[j] - shared)
    return found


def enclosed(outline: Floats) -> float:
    """Give the area that an outline encloses, in square pixels, also where it crosses itself.

    >>> enclosed(np.array([[0, 0], [2, 0], [2, 2], [0, 2.0]]))
    4.0
    """
    return float(shapely.area(_areas([outline]))[0])


def _areas(outlines: Sequence[Floats]) -> NDArray[np.object_]:
    rings = np.array([shapely.Polygon(outline) for outline in outlines], object)
    mended: NDArray[np.object_] = shapely.make_valid(rings)
    return mended


def _ratio(shared: Floats, whole: Floats) -> Floats:
    return np.divide(shared, whole, out=np.zeros_like(whole), where=whole > 0)
