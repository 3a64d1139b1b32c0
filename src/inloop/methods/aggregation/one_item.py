"""Consensus of one item at the moment a vote arrives, between two fits over all."""

from collections.abc import Sequence

import numpy as np

from inloop.methods.aggregation.design import RIGHT, WRONG, prior_counts
from inloop.methods.base import Confusions, Floats, softmax


def posterior_of(
    annotators: Sequence[int],
    codes: Sequence[int],
    *,
    confusions: Confusions,
    prior: Floats,
    log_opinion: Floats | None = None,
) -> Floats:
    """Give the chance of every class of one item from its votes and the last fit.

    Parameters
    ----------
    annotators
        Position of each voter in `confusions`; negative for somebody new, who counts as the prior of `IBCC`.
    codes
        What each voted; a negative code (abstention) tells nothing unless the fit kept abstentions: then give k.
    confusions, prior
        `confusions_` and `class_prior_` of the last fit.
    log_opinion
        (classes,) what a model thinks, already softened.

    Examples
    --------
    >>> confusions = np.array([[[0.9, 0.1], [0.2, 0.8]]])
    >>> posterior_of([0, 0], [1, 1], confusions=confusions, prior=np.array([0.5, 0.5])).round(3)
    array([0.015, 0.985])
    """
    n_classes = len(prior)
    stranger = prior_counts((n_classes, confusions.shape[2]), right=RIGHT * n_classes, wrong=WRONG)
    stranger /= stranger.sum(axis=1, keepdims=True)
    score = np.log(prior) if log_opinion is None else np.log(prior) + log_opinion
    for annotator, code in zip(annotators, codes, strict=True):
        if code >= 0:
            score = score + np.log((confusions[annotator] if annotator >= 0 else stranger)[:, code])
    return softmax(score)
