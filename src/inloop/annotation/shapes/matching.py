"""Which shapes of two annotators, or of many, are the same object."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation.parts import Part

SAME_FROM = 0.5
"""Shapes that are alike by so much, as by the intersection over union of two boxes, are taken for the same object."""
Likeness = NDArray[np.float64]
_canonical = msgspec.json.Encoder(order="sorted").encode


def pairs(a: Sequence[Part], b: Sequence[Part], likeness: Likeness) -> list[tuple[int, int, float]]:
    """Pair shapes one to one, the most alike first, as evaluations of detectors do.

    Parameters
    ----------
    likeness
        (len(a), len(b)), 0 to 1; two that are less alike than `SAME_FROM` are no pair.

    Returns
    -------
    list of (place in a, place in b, likeness)
        The same pairs whichever of the two comes first.
    """
    keys_a, keys_b = [_canonical(part) for part in a], [_canonical(part) for part in b]

    def alike_first(pair: list[int]) -> tuple[float, list[bytes]]:
        i, j = pair
        return -float(likeness[i, j]), sorted((keys_a[i], keys_b[j]))

    found: list[tuple[int, int, float]] = []
    taken_a, taken_b = set(), set()
    for i, j in sorted(np.argwhere(likeness >= SAME_FROM).tolist(), key=alike_first):
        if i not in taken_a and j not in taken_b:
            found.append((i, j, float(likeness[i, j])))
            taken_a.add(i)
            taken_b.add(j)
    return found


class Drawn(NamedTuple):
    """One shape of many annotators: who drew it, and as which of theirs."""

    annotator: int
    place: int
    part: Part


def clusters(drawn: Sequence[Drawn], likeness: Likeness, *, weights: Sequence[float]) -> list[list[Drawn]]:
    """Gather shapes around the one that the most weight is near to, at most one of each annotator, until none is left.

    Parameters
    ----------
    likeness
        (n, n) of the shapes in `drawn`.
    weights
        Of the annotators.
    """
    near = [_near(likeness[centre], centre) for centre in range(len(drawn))]
    left = set(range(len(drawn)))
    around = {centre: _members(near[centre], left, drawn) for centre in left}

    def support(centre: int) -> tuple[float, float, int]:
        members = around[centre]
        weight = sum(weights[drawn[member].annotator] for member in members)
        return weight, float(likeness[centre, members].sum()), -centre

    supported = {centre: support(centre) for centre in left}
    found = []
    while supported:
        members = around[max(supported, key=supported.__getitem__)]
        found.append([drawn[member] for member in sorted(members)])
        left -= set(members)
        for member in members:
            supported.pop(member)
        for centre in left & {other for member in members for other in near[member]}:
            around[centre] = _members(near[centre], left, drawn)
            supported[centre] = support(centre)
    return found


def _near(likeness: NDArray[np.float64], centre: int) -> list[int]:
    """Give the places of what is alike enough, the most alike first, the centre itself before all."""
    able = np.flatnonzero(likeness >= SAME_FROM).tolist()
    return sorted({centre, *able}, key=lambda place: (place != centre, -likeness[place], place))


def _members(near: Sequence[int], left: set[int], drawn: Sequence[Drawn]) -> list[int]:
    members: dict[int, int] = {}
    for place in near:
        if place in left:
            members.setdefault(drawn[place].annotator, place)
    return list(members.values())
