"""Small arithmetic that several kinds merge and compare by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec

_canonical = msgspec.json.Encoder(order="sorted").encode


def dice(a: AbstractSet[Any], b: AbstractSet[Any]) -> float:
    """Give twice what is shared over what there is; 1 for two empty sets.

    >>> round(dice({1, 2, 3}, {2, 3, 4, 5}), 2)
    0.57
    """
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """Give the smallest value with at least half of the weight at or below it.

    >>> weighted_median([1, 5, 9], [0.9, 0.8, 0.1])
    1
    """
    total, below = sum(weights), 0.0
    pairs = sorted(zip(values, weights, strict=True))
    for value, weight in pairs:
        below += weight
        if below >= total / 2 - 1e-12:
            return value
    return pairs[-1][0]


def heaviest(said: Sequence[Mapping[str, Any]], weights: Sequence[float]) -> dict[str, Any]:
    """Give for each name the value with the most weight, silence included.

    >>> heaviest([{"truncated": True}, {"truncated": True}, {}], [0.9, 0.9, 0.9])
    {'truncated': True}
    """
    found: dict[str, Any] = {}
    for name in dict.fromkeys(name for each in said for name in each):
        votes: dict[bytes, float] = defaultdict(float)
        for each, weight in zip(said, weights, strict=True):
            votes[_canonical(each.get(name))] += weight
        best = max(sorted(votes), key=lambda value: votes[value])
        if (value := msgspec.json.decode(best)) is not None:
            found[name] = value
    return found
