"""How often each annotator is right, whatever the number of classes."""

import numpy as np
from numpy.typing import NDArray

from inloop.methods.aggregation.aggregator import Skills
from inloop.methods.aggregation.design import shares
from inloop.methods.base import Floats, Ints, Votes, softmax

_ROUNDS = 30
_TOLERANCE = 1e-4
_RIGHT, _WRONG = 4.0, 1.0  # what is believed of everybody before the first vote
_LEAST = 0.1


def plain_skills(votes: Votes, *, level: float = 0.95) -> Skills:
    """Give the share of right answers of every annotator, from the items that somebody else has answered too.

    Everybody has one number, the chance to be right; who is wrong may say anything else. What is true is settled
    under that belief, and the votes are counted against it. Where it stays open what is true, a vote counts for less:
    the interval is that of a Beta distribution over the information that is left.

    `votes` of the result are those that could be compared; where there are none the interval says nothing.

    Examples
    --------
    >>> truth = np.arange(60) % 12
    >>> answers = np.stack([truth, truth, np.where(truth < 3, 11, truth)], axis=1).ravel()
    >>> crowd = Votes.of_codes(np.repeat(np.arange(60), 3), np.tile([0, 1, 2], 60), answers, classes=12)
    >>> plain_skills(crowd).estimate.round(2)
    array([0.98, 0.98, 0.74])

    Notes
    -----
    Of two people alone who differ nobody can say which is right: both come out much alike. The matrices of `IBCC` say
    more about somebody, but with many classes they need many votes of each before they leave their prior.

    References
    ----------
    Dawid & Skene (1979). Maximum likelihood estimation of observer error-rates using the EM algorithm; here with one
    parameter an annotator. Louis (1982). Finding the observed information matrix when using the EM algorithm.
    """
    from scipy.special import betaincinv

    cast = votes.code < votes.n_classes
    cells = (votes.item * votes.n_classes + votes.code)[cast]
    alone = np.bincount(votes.item[cast], minlength=len(votes.items)) < 2
    compared = ~alone[votes.item[cast]]
    who, people = votes.annotator[cast], len(votes.annotators)
    n = np.bincount(who[compared], minlength=people)
    right = _settle(votes, cells, who, compared, n)[compared]
    hits = np.bincount(who[compared], weights=right, minlength=people)
    unsure = np.bincount(who[compared], weights=right * (1 - right), minlength=people)
    mean = (1 + hits) / (2 + n)
    known = np.clip(1 - unsure / np.maximum(n * mean * (1 - mean), 1e-12), _LEAST, 1)
    tail = (1 - level) / 2
    low, high = (betaincinv(1 + known * hits, 1 + known * (n - hits), at) for at in (tail, 1 - tail))
    return Skills(mean, np.minimum(low, mean), np.maximum(high, mean), n, level)


def _settle(votes: Votes, cells: Ints, who: Ints, compared: NDArray[np.bool_], n: Ints) -> Floats:
    """Give for each vote the chance that it is right."""
    from scipy.special import digamma

    truth = shares(votes)
    right = truth.ravel()[cells]
    for _ in range(_ROUNDS):
        hits = np.bincount(who[compared], weights=right[compared], minlength=len(n))
        weight = digamma(_RIGHT + hits) - digamma(_WRONG + n - hits) + np.log(max(votes.n_classes - 1, 1))
        scores = np.bincount(cells, weights=weight[who], minlength=truth.size).reshape(truth.shape)
        truth = softmax(scores + np.log(truth.sum(axis=0) + 1))
        before, right = right, truth.ravel()[cells]
        if np.abs(right - before).sum() <= _TOLERANCE * len(right):
            break
    return right
