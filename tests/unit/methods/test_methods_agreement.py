import time

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from inloop.kernel.errors import InvalidInputError
from inloop.methods.agreement import (
    Votes,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    mean_likeness,
    percent_agreement,
)

MEASURES = [percent_agreement, fleiss_kappa, gwet_ac1, krippendorff_alpha]


def ratings(*, seed, items=60, people=5, values=5, missing=0.3):
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, values + 1, size=items)
    noise = rng.integers(1, values + 1, size=(people, items))
    table = np.where(rng.random((people, items)) < 0.6, truth, noise).astype(float)
    table[rng.random(table.shape) < missing] = np.nan
    return table


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_that_of_the_reference(metric, seed):
    table = ratings(seed=seed, values=2 + seed)
    ours = krippendorff_alpha(Votes.of_matrix(table), metric=metric, rng=np.random.default_rng(0), replicates=50)
    assert ours.estimate == pytest.approx(krippendorff.alpha(table, level_of_measurement=metric))
    assert ours.low < ours.estimate < ours.high


def test_kappa_of_two_people_is_that_of_scikit_learn():
    first, second = ratings(seed=1, people=2, missing=0)
    kappa = cohen_kappa(first, second, rng=np.random.default_rng(0))
    assert kappa.estimate == pytest.approx(cohen_kappa_score(first, second))


def test_fleiss_and_gwet_give_the_numbers_of_the_textbook():
    counts = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    table = np.array([np.repeat(np.arange(5), row) for row in counts], dtype=float).T
    votes, rng = Votes.of_matrix(table), np.random.default_rng(0)
    assert fleiss_kappa(votes, rng=rng).estimate == pytest.approx(0.210, abs=5e-4)
    shares = np.array(counts) / 14
    alike = ((np.array(counts) ** 2).sum(axis=1) - 14) / (14 * 13)
    chance = (shares.mean(axis=0) * (1 - shares.mean(axis=0))).sum() / 4
    assert gwet_ac1(votes, rng=rng).estimate == pytest.approx((alike.mean() - chance) / (1 - chance))
    assert percent_agreement(votes, rng=rng).estimate == pytest.approx(alike.mean())


@pytest.mark.parametrize("measure", MEASURES)
def test_the_interval_is_that_of_drawing_items_one_by_one(measure):
    table = ratings(seed=3, items=80, values=3)
    fast = measure(Votes.of_matrix(table), rng=np.random.default_rng(0), replicates=1_000)
    rng, slow = np.random.default_rng(1), []
    for _ in range(150):
        drawn = table[:, rng.integers(80, size=80)]
        slow.append(measure(Votes.of_matrix(drawn), rng=rng, replicates=1).estimate)
    assert fast.high - fast.low == pytest.approx(np.subtract(*np.quantile(slow, [0.975, 0.025])), rel=0.3)


@pytest.mark.parametrize("measure", MEASURES)
def test_full_agreement_is_one_even_when_there_is_one_class(measure):
    for table in ([[1, 2, 1], [1, 2, 1]], [[1, 1, 1], [1, 1, 1]]):
        same = measure(Votes.of_matrix(np.array(table, dtype=float)), rng=np.random.default_rng(0))
        assert (same.estimate, same.high) == (1, 1)
        assert 0 < same.low <= 1


@pytest.mark.parametrize("measure", MEASURES)
def test_single_answers_say_nothing_about_agreement(measure):
    with pytest.raises(InvalidInputError, match="No item has two answers"):
        measure(Votes.of_codes([1, 2, 3], [1, 1, 2], [0, 1, 0], classes=2), rng=np.random.default_rng(0))
    with pytest.raises(InvalidInputError, match="No item has two answers"):
        measure(Votes.of_codes([], [], [], classes=2), rng=np.random.default_rng(0))


def test_abstentions_are_no_answers():
    votes = Votes.of_codes([1, 1, 1], [1, 2, 3], [0, 0, -1], classes=2, keep_abstentions=True)
    assert percent_agreement(votes, rng=np.random.default_rng(0)).estimate == 1


def test_agreement_without_an_exception_is_not_taken_for_certain():
    votes = Votes.of_codes(np.repeat(np.arange(30), 2), [1, 2] * 30, np.repeat(np.arange(30) % 3, 2), classes=3)
    same = percent_agreement(votes, rng=np.random.default_rng(0))
    assert (same.estimate, same.high, same.n) == (1, 1, 30)
    assert same.low == pytest.approx(0.025 ** (1 / 30))
    alike, unlike = mean_likeness([1.0] * 30), mean_likeness([0.0] * 30)
    assert (alike.estimate, alike.low, unlike.low) == (1, same.low, 0)
    assert unlike.high == pytest.approx(1 - same.low)


@pytest.mark.parametrize("distinct", [5, 1_000])
def test_100000_items_with_500_replicates_take_no_more_than_two_seconds(distinct):
    rng = np.random.default_rng(0)
    first = rng.integers(distinct, size=100_000)
    second = np.where(rng.random(100_000) < 0.8, first, rng.integers(distinct, size=100_000))
    items, people = np.tile(np.arange(100_000), 2), np.repeat([0, 1], 100_000)
    votes = Votes.of_codes(items, people, np.r_[first, second], classes=distinct)
    started = time.process_time()
    krippendorff_alpha(votes, metric="ordinal", rng=rng, replicates=500)
    assert time.process_time() - started < 2
