"""Agreement of any number of people on classes: percent, Fleiss' κ, Gwet's AC1."""

import numpy as np

from inloop.methods.agreement.profiles import Profiles
from inloop.methods.base import Floats, Interval, Votes, clopper_pearson


def percent_agreement(
    votes: Votes, *, rng: np.random.Generator, replicates: int = 500, level: float = 0.95
) -> Interval:
    """Give the chance that two answers to one item are the same, averaged over items answered twice or more.

    Easy to read, and misleading where one class is common: two people who always say "normal" agree fully. Where all
    answers agree, or none do, the interval is the exact one of a share: drawing items again would always give the same.

    Examples
    --------
    >>> votes = Votes.of_matrix([[0, 1, 1, 0], [0, 1, 0, 0]])
    >>> percent_agreement(votes, rng=np.random.default_rng(0)).estimate
    0.75
    """
    profiles = Profiles.of(votes)
    alike = _alike(profiles)
    if (alike == alike[0]).all() and alike[0] in (0.0, 1.0):
        items = len(profiles.of_item)
        return clopper_pearson(items * int(alike[0]), items, level=level)
    return profiles.interval(
        lambda weights: _mean(weights, alike), rng=rng, replicates=replicates, level=level, method="percent agreement"
    )


def fleiss_kappa(votes: Votes, *, rng: np.random.Generator, replicates: int = 500, level: float = 0.95) -> Interval:
    """Give Fleiss' κ: agreement beyond what the overall shares of the classes would give by chance.

    Items may have different numbers of answers. Where everybody always gives one class it is 1 by convention.

    Examples
    --------
    >>> votes = Votes.of_matrix([[0, 1, 1, 0], [0, 1, 0, 0]])
    >>> round(fleiss_kappa(votes, rng=np.random.default_rng(0)).estimate, 3)
    0.467

    References
    ----------
    Fleiss (1971). Measuring nominal scale agreement among many raters.
    """
    profiles = Profiles.of(votes)
    alike = _alike(profiles)

    def statistic(weights: Floats) -> Floats:
        totals = weights @ profiles.counts
        share = totals / totals.sum(axis=1, keepdims=True)
        return beyond_chance(_mean(weights, alike), (share**2).sum(axis=1))

    return profiles.interval(statistic, rng=rng, replicates=replicates, level=level, method="Fleiss' kappa")


def gwet_ac1(votes: Votes, *, rng: np.random.Generator, replicates: int = 500, level: float = 0.95) -> Interval:
    """Give Gwet's AC1: agreement beyond chance that stays sensible when one class is rare.

    Chance is how often two would agree on the items that are hard enough to be answered at random.

    Examples
    --------
    >>> votes = Votes.of_matrix([[0] * 18 + [1, 0], [0] * 18 + [0, 1]])
    >>> rng = np.random.default_rng(0)
    >>> round(gwet_ac1(votes, rng=rng).estimate, 2), round(fleiss_kappa(votes, rng=rng).estimate, 2)
    (0.89, -0.05)

    References
    ----------
    Gwet (2008). Computing inter-rater reliability and its variance in the presence of high agreement.
    """
    profiles = Profiles.of(votes)
    alike = _alike(profiles)
    shares = profiles.counts.multiply(1 / profiles.votes[:, None]).tocsr()
    others = max(votes.n_classes - 1, 1)

    def statistic(weights: Floats) -> Floats:
        share = (weights @ shares) / weights.sum(axis=1, keepdims=True)
        return beyond_chance(_mean(weights, alike), (share * (1 - share)).sum(axis=1) / others)

    return profiles.interval(statistic, rng=rng, replicates=replicates, level=level, method="Gwet's AC1")


def beyond_chance(observed: Floats, expected: Floats) -> Floats:
    """Scale agreement so that chance is 0 and full agreement 1; where chance is full, so is agreement."""
    room = 1 - expected
    return np.where(room > 1e-12, (observed - expected) / np.where(room > 1e-12, room, 1), 1.0)


def _alike(profiles: Profiles) -> Floats:
    """Give the share of the pairs of answers within each profile that are the same."""
    counts, votes = profiles.counts, profiles.votes
    squares = np.asarray(counts.multiply(counts).sum(axis=1), dtype=np.float64).ravel()
    return np.asarray((squares - votes) / (votes * (votes - 1)), dtype=np.float64)


def _mean(weights: Floats, values: Floats) -> Floats:
    return np.asarray((weights @ values) / weights.sum(axis=1), dtype=np.float64)
