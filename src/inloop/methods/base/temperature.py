"""One number that turns scores into honest probabilities."""

from functools import reduce

import numpy as np

from inloop.methods.base.arrays import Floats, Logits

_COLDEST, _HOTTEST = 0.05, 20.0
_NARROW = 8


def softmax(logits: Logits, *, temperature: float = 1.0) -> Floats:
    """Turn scores into probabilities, without overflow.

    >>> softmax(np.array([[0.0, np.log(3)]])).round(2)
    array([[0.25, 0.75]])
    """
    raised: Floats = logits - _largest(np.asarray(logits, dtype=np.float64))
    raised /= temperature
    np.exp(raised, out=raised)
    raised /= (raised @ np.ones(raised.shape[-1]))[..., None]
    return raised


def _largest(logits: Floats) -> Floats:
    """Give the row maxima; over few columns numpy is ten times faster column by column."""
    if logits.ndim == 2 and 0 < logits.shape[1] <= _NARROW:
        return np.asarray(reduce(np.maximum, logits.T)[:, None])
    return np.asarray(logits.max(axis=-1, keepdims=True))


def likeliest_temperature(logits: Logits, targets: Floats) -> float:
    """Find the temperature under which `targets` (items × classes, rows sum to one) are likeliest.

    The loss is convex in 1/T, so a bounded search finds it; it is kept within 0.05 and 20.
    """
    from scipy.optimize import minimize_scalar

    if not len(logits):
        return 1.0
    scores = np.asarray(logits, dtype=np.float64)
    scores = scores - scores.max(axis=1, keepdims=True)
    aimed = float((targets * scores).sum())

    def loss(log_t: float) -> float:
        scale = np.exp(-log_t)
        return float(np.log(np.exp(scores * scale).sum(axis=1)).sum() - scale * aimed)

    found = minimize_scalar(
        loss, bounds=(np.log(_COLDEST), np.log(_HOTTEST)), method="bounded", options={"xatol": 1e-4}
    )
    return float(np.exp(found.x))
