import time

import numpy as np
import pytest

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import iter_family
from inloop.methods.base import wilson
from inloop.methods.query import (
    Badge,
    Coreset,
    MarginClusters,
    MarginSampling,
    Pool,
    TypicalFirst,
    how_to_start,
    neighbour_agreement,
)
from inloop.testing.query import check_query_strategy


def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(("name", "strategy"), list(iter_family("query")))
def test_every_strategy_keeps_the_contract(name, strategy):
    check_query_strategy(strategy())


def test_the_margin_is_that_of_sorting_every_row():
    probas = rng().dirichlet(np.ones(7), size=9_000)
    ordered = np.sort(probas, axis=1)
    np.testing.assert_allclose(MarginSampling().utilities(probas), 1 - (ordered[:, -1] - ordered[:, -2]))


def test_the_most_uncertain_comes_first():
    probas = np.array([[0.9, 0.1], [0.5, 0.5], [0.7, 0.3], [0.5, 0.5]])
    assert MarginSampling().select(Pool(probas), batch_size=3, rng=rng()).indices.tolist() == [1, 3, 2]


def test_a_batch_by_margin_and_clusters_is_more_varied_than_one_by_margin():
    chance = rng()
    centres = chance.normal(size=(10, 8)) * 5
    group = np.r_[np.zeros(200, dtype=int), np.repeat(np.arange(10), 20)]
    features = centres[group] + chance.normal(size=(400, 8))
    gap = np.r_[chance.uniform(0, 0.1, 20), np.full(180, 0.9), chance.uniform(0.05, 0.15, 200)]
    pool = Pool(np.c_[0.5 + gap / 2, 0.5 - gap / 2], features)
    varied = group[MarginClusters().select(pool, batch_size=10, rng=rng()).indices]
    greedy = group[MarginSampling().select(pool, batch_size=10, rng=rng()).indices]
    assert len(set(varied)) > len(set(greedy))


def test_typical_first_visits_the_groups_without_a_label_largest_first():
    chance = rng()
    features = np.concatenate([at + chance.normal(size=(n, 2)) * 0.1 for at, n in ((0, 60), (10, 40), (20, 20))])
    labelled = np.zeros((1, 2))
    chosen = TypicalFirst().select(Pool.untrained(features, labelled=labelled), batch_size=2, rng=chance).indices
    assert [60 <= chosen[0] < 100, chosen[1] >= 100] == [True, True]


def test_typical_first_takes_the_middle_and_not_the_edge():
    features = np.r_[rng().normal(size=(200, 2)), [[9.0, 9.0]]]
    chosen = TypicalFirst().select(Pool.untrained(features), batch_size=1, rng=rng()).indices[0]
    assert np.linalg.norm(features[chosen]) < 1


def test_coreset_leaves_nothing_far_from_a_label():
    features = rng().uniform(size=(500, 2))
    covered = features[Coreset().select(Pool.untrained(features), batch_size=25, rng=rng()).indices]
    drawn = features[rng().choice(500, size=25, replace=False)]

    def farthest(centres):
        return np.linalg.norm(features[:, None] - centres, axis=2).min(axis=1).max()

    assert farthest(covered) < 0.7 * farthest(drawn)


def test_badge_distances_are_those_of_the_gradients_it_never_builds():
    chance = rng()
    probas, features = chance.dirichlet(np.ones(3), size=50), chance.normal(size=(50, 4))
    residuals = probas - np.eye(3)[probas.argmax(axis=1)]
    gradients = (residuals[:, :, None] * features[:, None, :]).reshape(50, -1)
    np.testing.assert_allclose(Badge().utilities(probas, features=features), np.linalg.norm(gradients, axis=1))


def test_what_is_not_a_number_is_refused():
    pool = Pool(np.array([[0.5, 0.5], [np.nan, 0.5]]))
    with pytest.raises(InvalidInputError, match="not a number"):
        MarginSampling().select(pool, batch_size=1, rng=rng())
    with pytest.raises(InvalidInputError, match="rows of probas"):
        Pool(np.ones((3, 2)), np.ones((2, 2)))
    with pytest.raises(InvalidInputError, match="batch_size=-1"):
        MarginSampling().select(Pool(np.ones((3, 2))), batch_size=-1, rng=rng())


@pytest.mark.parametrize(("name", "strategy"), list(iter_family("query")))
def test_vectors_that_are_not_numbers_are_refused_or_not_looked_at(name, strategy):
    pool = Pool(np.full((4, 2), 0.5), np.full((4, 2), np.nan))
    if strategy.needs_features:
        with pytest.raises(InvalidInputError, match="not a number"):
            strategy().select(pool, batch_size=2, rng=rng())
    else:
        assert len(strategy().select(pool, batch_size=2, rng=rng())) == 2


def test_picking_grows_no_faster_than_the_pool():
    probas = rng().dirichlet(np.ones(20), size=200_000).astype(np.float32)
    features = rng().normal(size=(200_000, 32)).astype(np.float32)
    started = time.process_time()
    MarginClusters().select(Pool(probas, features), batch_size=100, rng=rng())
    assert time.process_time() - started < 0.5


def test_typical_first_ends_when_every_class_has_three_labels_or_the_vectors_do_not_deserve_it():
    assert how_to_start(n_labelled=0, n_classes=10, agreement=None).strategy == "query/typical.v1"
    assert how_to_start(n_labelled=25, n_classes=10, agreement=wilson(2, 25)).strategy == "query/typical.v1"
    assert how_to_start(n_labelled=40, n_classes=77, agreement=wilson(20, 40)).strategy == "query/typical.v1"
    assert how_to_start(n_labelled=40, n_classes=77, agreement=wilson(8, 40)).strategy == "query/margin-clusters.v1"
    assert how_to_start(n_labelled=30, n_classes=10, agreement=wilson(30, 30)).strategy == "query/margin-clusters.v1"


def test_neighbours_agree_when_labels_follow_the_vectors():
    features = rng().normal(size=(60, 8))
    near = (features[:, 0] > 0).astype(np.int32)
    assert neighbour_agreement(np.abs(features) * np.where(near, 1, -1)[:, None], near).low > 0.9
    assert neighbour_agreement(features, rng().integers(10, size=60).astype(np.int32)).high < 0.4
    assert neighbour_agreement(features[:1], near[:1]).n == 0
