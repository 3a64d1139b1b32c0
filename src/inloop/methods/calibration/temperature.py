"""Temperature scaling: the class order stays, the confidence becomes honest."""

import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Codes, Floats, Logits, likeliest_temperature, softmax


def fit_temperature(logits: Logits, labels: Codes) -> float:
    """Find the temperature under which the labels are likeliest.

    Parameters
    ----------
    logits : (items, classes)
        Scores **out of fold**: given by models that have not seen these items. In-sample scores give a temperature
        that is far too cold.
    labels : (items,)

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> honest = rng.normal(size=(5_000, 3)) * 2
    >>> labels = (honest + rng.gumbel(size=honest.shape)).argmax(axis=1)
    >>> round(fit_temperature(honest * 3, labels), 1)
    3.1

    Notes
    -----
    One number for all classes: a model that is too sure of one class and not sure enough of another stays so. With
    fewer than about 50 labels the temperature itself is uncertain by a third.

    References
    ----------
    Guo et al. (2017). On calibration of modern neural networks.
    """
    if len(logits) != len(labels):
        raise InvalidInputError(f"{len(logits)} rows of logits, {len(labels)} labels.", hint="Give one label a row.")
    return likeliest_temperature(logits, np.eye(logits.shape[1])[labels])


def apply_temperature(logits: Logits, *, temperature: float) -> Floats:
    """Turn scores into probabilities at a fitted temperature.

    >>> apply_temperature(np.array([[0.0, 2.0]]), temperature=2.0).round(2)
    array([[0.27, 0.73]])
    """
    if not temperature > 0:
        raise InvalidInputError(f"temperature={temperature} is not above zero.", hint="Fit it by `fit_temperature`.")
    return softmax(logits, temperature=temperature)
