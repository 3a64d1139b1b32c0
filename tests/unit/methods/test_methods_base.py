import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.cluster import KMeans

from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import (
    Votes,
    bootstrap,
    clopper_pearson,
    cluster,
    confidence_band,
    confidence_sequence,
    draws,
    fold_of,
    paired_ratio,
    softmax,
    wilson,
)


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (3, 10), (10, 10), (112, 120), (999, 1000)])
def test_intervals_of_one_look_agree_with_scipy(hits, n):
    exact, near = (binomtest(hits, n).proportion_ci(method=name) for name in ("exact", "wilson"))
    assert clopper_pearson(hits, n).low == pytest.approx(exact.low)
    assert clopper_pearson(hits, n).high == pytest.approx(exact.high)
    assert wilson(hits, n).low == pytest.approx(near.low, abs=1e-12)
    assert wilson(hits, n).high == pytest.approx(near.high)


@pytest.mark.parametrize("interval", [clopper_pearson, wilson])
def test_nothing_counted_means_the_whole_range(interval):
    empty = interval(0, 0)
    assert (empty.low, empty.estimate, empty.high, empty.n) == (0, 0.5, 1, 0)


@pytest.mark.parametrize("hits", [-1, 11, float("nan")])
def test_a_count_beyond_the_whole_is_refused(hits):
    with pytest.raises(InvalidInputError, match="is not a share"):
        clopper_pearson(hits, 10)


def test_120_answers_at_93_percent_are_wide_and_wider_when_watched():
    once = clopper_pearson(112, 120)
    assert (round(once.low, 3), round(once.high, 3)) == (0.873, 0.971)
    rng = np.random.default_rng(0)
    right = np.r_[np.ones(112), np.zeros(8)]
    watched = [confidence_sequence(rng.permutation(right)) for _ in range(50)]
    assert 0.82 < np.mean([seen.low for seen in watched]) < once.low
    assert np.mean([seen.high for seen in watched]) == pytest.approx(0.984, abs=0.004)


@pytest.mark.parametrize("truth", [0.02, 0.5, 0.93])
def test_a_watched_interval_misses_the_truth_at_no_time_in_more_than_five_percent(truth):
    rng = np.random.default_rng(1)
    streams = rng.random((400, 500)) < truth
    ends = [confidence_sequence(stream) for stream in streams]
    assert np.mean([not seen.low <= truth <= seen.high for seen in ends]) <= 0.05


def test_the_band_ends_in_the_sequence_and_only_narrows():
    x = np.random.default_rng(2).beta(6, 2, size=1_300)
    band = confidence_band(x)
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) <= 0).all()
    last, seen = band.last(), confidence_sequence(x)
    assert (last.low, last.high) == (seen.low, seen.high)
    assert last.estimate == pytest.approx(seen.estimate)
    early = confidence_sequence(x[:200])
    assert early.low - 0.01 <= band.low[199] <= early.low
    assert early.high <= band.high[199] <= early.high + 0.01


def test_a_band_of_5000_observations_takes_no_more_than_50_ms():
    x = (np.random.default_rng(0).random(5_000) < 0.9).astype(float)
    costs = []
    for _ in range(3):
        started = time.process_time()
        confidence_band(x)
        costs.append(time.process_time() - started)
    assert min(costs) < 0.05


@given(st.lists(st.floats(0, 1), max_size=40))
@settings(max_examples=50, deadline=None)
def test_the_sequence_stays_within_the_range_for_any_stream(x):
    seen = confidence_sequence(x)
    assert 0 <= seen.low <= seen.high <= 1
    band = confidence_band(x)
    assert len(band.low) == len(band.high) == len(x)
    assert (band.last().low, band.last().high) == (seen.low, seen.high)


@pytest.mark.parametrize("value", [1.5, -0.1, float("nan")])
def test_an_observation_out_of_range_is_refused(value):
    with pytest.raises(InvalidInputError, match="outside"):
        confidence_sequence([0.5, value])


def test_the_bootstrap_covers_the_mean_about_as_often_as_it_says():
    rng = np.random.default_rng(0)
    covered = [
        (seen := bootstrap(np.mean, rng.exponential(size=80), rng=rng, replicates=200)).low <= 1 <= seen.high
        for _ in range(100)
    ]
    assert 0.86 <= np.mean(covered) <= 0.99


def test_pairs_cancel_what_both_share():
    rng = np.random.default_rng(0)
    seeds = rng.lognormal(0, 1, size=10)
    ratio = paired_ratio(0.6 * seeds, seeds, rng=rng)
    assert ratio.low == pytest.approx(0.6) == ratio.high
    with pytest.raises(InvalidInputError, match="no pairs"):
        paired_ratio([1, 2], [1], rng=rng)


def test_a_fold_never_depends_on_what_stands_beside_it():
    items = np.array([5, 1 << 40, 17])
    assert fold_of(items, folds=5)[1] == fold_of(items[1:2], folds=5)[0]
    assert set(fold_of(np.arange(100), folds=5).tolist()) == {0, 1, 2, 3, 4}
    assert np.corrcoef(draws(np.arange(10_000), seed=0), draws(np.arange(10_000), seed=1))[0, 1] < 0.05


def test_softmax_is_the_same_for_narrow_and_wide_tables_and_never_overflows():
    wide = np.random.default_rng(0).normal(size=(5, 12)) * 1_000
    np.testing.assert_allclose(softmax(wide).sum(axis=1), 1)
    np.testing.assert_allclose(softmax(wide[:, :3]), softmax(np.c_[wide[:, :3], np.full((5, 9), -1e9)])[:, :3])


def test_groups_are_as_tight_as_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    features = (rng.normal(size=(40, 16)) * 3)[rng.integers(40, size=1_000)] + rng.normal(size=(1_000, 16))
    found = cluster(features, groups=40, rng=rng)
    ours = ((features - found.centres[found.group]) ** 2).sum()
    theirs = KMeans(40, n_init=1, random_state=0).fit(features).inertia_
    assert ours < 1.15 * theirs
    assert (found.assign(found.centres) == np.arange(40)).all()


def test_votes_keep_ids_and_leave_abstentions_out_unless_told():
    raw = (["b", "a", "b"], [7, 7, 9], ["no", "?", "yes"])
    votes = Votes.of(*raw, classes=["yes", "no"], abstain="?")
    assert (len(votes), votes.n_values, votes.items.tolist()) == (2, 2, ["b"])
    kept = Votes.of(*raw, classes=["yes", "no"], abstain="?", keep_abstentions=True)
    assert (len(kept), kept.n_values, kept.code.tolist()) == (3, 3, [1, 2, 0])


def test_a_label_that_is_no_class_is_named():
    with pytest.raises(InvalidInputError, match="'cow' is not a class"):
        Votes.of([1], [1], ["cow"], classes=["cat", "dog"])
    with pytest.raises(InvalidInputError, match="Code 2"):
        Votes.of_codes([1], [1], [2], classes=2)
    with pytest.raises(InvalidInputError, match="no votes"):
        Votes.of_codes([1, 2], [1], [1], classes=2)


def test_the_web_process_gets_intervals_and_consensus_without_scikit_learn():
    code = (
        "import sys, inloop.methods.base, inloop.methods.aggregation, inloop.methods.agreement, inloop.methods.query;"
        "from inloop.methods.base import clopper_pearson; clopper_pearson(3, 9);"
        "print([name for name in ('sklearn', 'scipy.stats', 'dbos', 'pandas') if name in sys.modules])"
    )
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
