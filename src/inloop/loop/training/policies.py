"""When to train, and when a version may go out; as functions of numbers."""

import numpy as np
from numpy.typing import NDArray

FIRST = 20
MORE = 50
SHARE = 0.2
ENOUGH_CONTROL = 30


def worth_training(*, answers: int, before: int) -> bool:
    """Say whether there is enough new to learn: 20 answers at first, then 50 or a fifth more.

    >>> [worth_training(answers=n, before=100) for n in (110, 120, 150)]
    [False, True, True]
    """
    if before == 0:
        return answers >= FIRST
    return answers >= before + min(MORE, max(int(SHARE * before), 1))


def is_better(ours: NDArray[np.bool_], theirs: NDArray[np.bool_], *, control: NDArray[np.bool_]) -> bool:
    """Say whether a version with more answers may replace the published one, on the same unseen items.

    Control items decide once there are thirty: they stand for all items. It must be right at least as often.

    >>> even = np.array([True, False])
    >>> is_better(even, even, control=~even), is_better(even, ~even | even, control=~even)
    (True, False)
    """
    judged = control if control.sum() >= ENOUGH_CONTROL else np.ones_like(control)
    return int(ours[judged].sum()) >= int(theirs[judged].sum())
