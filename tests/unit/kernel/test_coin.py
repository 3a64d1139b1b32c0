"""The coin is fair, keyed, and independent of everything but its arguments."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inloop.kernel.coin import coin, draw

ITEMS = range(20_000)


def draws(purpose: str, *, key: bytes = b"key", revision: int = 0) -> np.ndarray:
    return np.array([draw(purpose, key=key, item=item, revision=revision) for item in ITEMS])


def test_draws_are_uniform() -> None:
    assert stats.kstest(draws("control"), "uniform").pvalue > 0.001


def test_draws_of_neighbours_have_nothing_to_do_with_one_another() -> None:
    numbers = draws("control")
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 4 / np.sqrt(len(numbers))


def test_purposes_keys_and_revisions_are_independent() -> None:
    control = draws("control")
    for other in (draws("audit"), draws("control", key=b"another"), draws("control", revision=1)):
        assert abs(np.corrcoef(control, other)[0, 1]) < 4 / np.sqrt(len(control))


def test_purpose_item_and_revision_do_not_run_into_one_another() -> None:
    assert draw("a", key=b"k", item=11, revision=1) != draw("a", key=b"k", item=1, revision=11)
    assert draw("a1", key=b"k", item=1) != draw("a", key=b"k", item=11)


@given(st.floats(0, 1), st.integers(0, 2**62))
def test_a_higher_rate_never_takes_an_item_away(rate: float, item: int) -> None:
    if coin("audit", key=b"k", item=item, rate=rate):
        assert coin("audit", key=b"k", item=item, rate=min(1.0, rate + 0.1))


@given(st.integers(0, 2**62))
def test_never_and_always_mean_what_they_say(item: int) -> None:
    assert not coin("audit", key=b"k", item=item, rate=0)
    assert coin("audit", key=b"k", item=item, rate=1)
