"""What holds of consensus and confidence whatever the votes and scores are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from inloop.kernel.registry import iter_family
from inloop.methods.aggregation import Votes, plain_skills
from inloop.methods.calibration import apply_temperature, fit_temperature
from inloop.methods.query import Pool

AGGREGATORS = list(iter_family("aggregation"))
STRATEGIES = list(iter_family("query"))
some = settings(max_examples=25, deadline=None)


@st.composite
def votes(draw):
    """Draw votes (item, annotator, code) among 1 to 160 classes; nobody votes twice on an item."""
    classes = draw(st.sampled_from([1, 2, 3, 11, 160]))
    places = draw(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), min_size=1, max_size=60, unique=True))
    codes = draw(st.lists(st.integers(0, classes - 1), min_size=len(places), max_size=len(places)))
    return classes, [(*place, code) for place, code in zip(places, codes, strict=True)]


def built(classes, rows):
    return Votes.of_codes(*np.array(rows).T, classes=classes)


@pytest.mark.parametrize(("name", "aggregator"), AGGREGATORS)
@given(drawn=votes())
@some
def test_consensus_is_a_distribution_for_any_votes(name, aggregator, drawn):
    fitted = aggregator().fit(built(*drawn))
    for found in (fitted.posteriors_, fitted.confusions_.reshape(-1, fitted.confusions_.shape[-1])):
        assert np.isfinite(found).all()
        np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-9)


@pytest.mark.parametrize(("name", "aggregator"), AGGREGATORS)
@given(drawn=votes(), seed=st.integers(0, 99))
@some
def test_the_order_of_votes_changes_nothing(name, aggregator, drawn, seed):
    classes, rows = drawn
    other = [rows[at] for at in np.random.default_rng(seed).permutation(len(rows))]
    first, second = built(classes, rows), built(classes, other)
    np.testing.assert_allclose(aggregator().fit(first).posteriors_, aggregator().fit(second).posteriors_, atol=1e-9)
    np.testing.assert_allclose(plain_skills(first).estimate, plain_skills(second).estimate, atol=1e-9)


def logits():
    shape = st.tuples(st.integers(1, 30), st.integers(1, 40))
    return arrays.arrays(np.float64, shape, elements=st.floats(-1e4, 1e4))


@given(scores=logits(), temperature=st.floats(0.05, 20))
@some
def test_a_temperature_keeps_the_order_and_gives_distributions(scores, temperature):
    chances = apply_temperature(scores, temperature=temperature)
    assert np.isfinite(chances).all()
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    assert (np.take_along_axis(chances, scores.argmax(axis=1)[:, None], axis=1)[:, 0] == chances.max(axis=1)).all()
    order = np.argsort(scores, axis=1, kind="stable")
    assert (np.diff(np.take_along_axis(chances, order, axis=1), axis=1) >= 0).all()


@given(scores=logits(), seed=st.integers(0, 99))
@some
def test_a_fitted_temperature_stays_within_its_bounds(scores, seed):
    labels = np.random.default_rng(seed).integers(scores.shape[1], size=len(scores)).astype(np.int32)
    assert 0.05 <= fit_temperature(scores, labels) <= 20


@pytest.mark.parametrize(("name", "strategy"), STRATEGIES)
@given(
    items=st.integers(0, 40), classes=st.integers(1, 30), labelled=st.integers(0, 10), batch=st.integers(0, 50),
    seed=st.integers(0, 99),
)  # fmt: skip
@some
def test_a_strategy_chooses_different_candidates_and_as_many_as_there_are(
    name, strategy, items, classes, labelled, batch, seed
):
    rng = np.random.default_rng(seed)
    pool = Pool(
        rng.dirichlet(np.ones(classes), size=items),
        rng.normal(size=(items, 4)).astype(np.float32),
        rng.normal(size=(labelled, 4)).astype(np.float32),
    )
    found = strategy().select(pool, batch_size=batch, rng=rng)
    assert len(found) == min(batch, items)
    assert len(set(found.indices.tolist())) == len(found)
    assert np.isfinite(found.utilities).all()
    assert all(0 <= at < items for at in found.indices.tolist())
