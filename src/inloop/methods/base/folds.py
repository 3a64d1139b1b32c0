"""Chance by hash for whole arrays of items: the same for an item whatever stands beside it, on every machine.

For splits and folds, where nobody gains by guessing. Coins that a person could profit from guessing are keyed HMACs:
`inloop.kernel.coin`.
"""

import numpy as np
from numpy.typing import NDArray

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base.arrays import Codes, Floats, Hashes, Ints

_GOLDEN = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def hashes(items: NDArray[np.integer], *, seed: int = 0) -> Hashes:
    """Hash every item id to 64 bits (splitmix64).

    References
    ----------
    Steele, Lea & Flood (2014). Fast splittable pseudorandom number generators.
    """
    mixed = items.astype(np.uint64) * np.uint64(_GOLDEN) + np.uint64((seed + 1) * _GOLDEN & _MASK)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def draws(items: Ints, *, seed: int = 0) -> Floats:
    """Give every item its uniform number in [0, 1).

    >>> draws(np.arange(3)).round(3)
    array([0.883, 0.432, 0.026])
    """
    return (hashes(items, seed=seed) >> np.uint64(11)).astype(np.float64) / (1 << 53)


def fold_of(items: Ints, *, folds: int, seed: int = 0) -> Codes:
    """Put every item into one of `folds` folds for good: new items never move the old ones.

    >>> np.bincount(fold_of(np.arange(10_000), folds=4)) // 100
    array([25, 24, 24, 24])
    """
    if folds < 1:
        raise InvalidInputError(f"folds={folds} leaves no place for an item.", hint="Give at least 1.")
    return (draws(items, seed=seed) * folds).astype(np.int32)
