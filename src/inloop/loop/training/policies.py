"""When to train, and when a version may go out; as functions of numbers."""

import numpy as np
from numpy.typing import NDArray

from inloop.methods.base import Floats

FIRST = 20
LEAST_MORE, MOST_MORE = 10, 50
SHARE = 0.2
ENOUGH_CONTROL = 30
LEAST = 1e-4


def worth_training(*, answers: int, before: int) -> bool:
    """Say whether there is enough new to learn: 20 answers at first, then a fifth more, from 10 to 50 of them.

    >>> [worth_training(answers=n, before=20) for n in (24, 30)]
    [False, True]
    >>> [worth_training(answers=n, before=1_000) for n in (1_020, 1_050)]
    [False, True]
    """
    if before == 0:
        return answers >= FIRST
    return answers >= before + min(MOST_MORE, max(int(SHARE * before), LEAST_MORE))


def is_better(ours: Floats, theirs: Floats, *, control: NDArray[np.bool_]) -> bool:
    """Say whether a version with more answers may replace the published one, on the same unseen items.

    Control items decide once there are thirty: they stand for all items. What counts is the chance that each version
    gave to the right answer: with few items the number of hits is mostly luck.

    Parameters
    ----------
    ours, theirs : (items,)
        The chance each gave to the answer, by fold models that had not seen the item.

    Examples
    --------
    >>> sure, unsure = np.array([0.9, 0.8]), np.array([0.6, 0.7])
    >>> is_better(sure, unsure, control=np.array([True, False]))
    True
    """
    judged = control if control.sum() >= ENOUGH_CONTROL else np.ones_like(control)
    gain = np.log(np.maximum(ours[judged], LEAST)) - np.log(np.maximum(theirs[judged], LEAST))
    return bool(gain.sum() > 0)


def is_no_worse(ours: tuple[float, float], theirs: tuple[float, float]) -> bool:
    """Say whether a version of answers made of parts may replace the published one, on the same unseen items.

    Parameters
    ----------
    ours, theirs
        The F1 of the parts, then the mean likeness of the answers, which decides where the first is equal.

    Examples
    --------
    >>> is_no_worse((0.4, 0.7), (0.4, 0.6)), is_no_worse((0.3, 0.9), (0.4, 0.6))
    (True, False)
    """
    return ours >= theirs
