import numpy as np
import pytest

from inloop.kernel.errors import InvalidInputError
from inloop.methods.calibration import apply_temperature, expected_calibration_error, fit_temperature, reliability


def overconfident(n=4_000, k=4, *, heat=2.5):
    rng = np.random.default_rng(0)
    honest = rng.normal(size=(n, k)) * 1.5
    return honest * heat, (honest + rng.gumbel(size=honest.shape)).argmax(axis=1).astype(np.int32)


def test_the_fitted_temperature_mends_an_overconfident_model():
    logits, labels = overconfident()
    temperature = fit_temperature(logits, labels)
    assert temperature == pytest.approx(2.5, rel=0.1)
    before = expected_calibration_error(apply_temperature(logits, temperature=1.0), labels)
    after = expected_calibration_error(apply_temperature(logits, temperature=temperature), labels)
    assert before > 0.1
    assert after < 0.03


def test_bins_hold_every_item_once_and_their_intervals_hold_an_honest_model():
    logits, labels = overconfident(heat=1.0)
    bins = reliability(apply_temperature(logits, temperature=1.0), labels)
    assert sum(bin_.accuracy.n for bin_ in bins) == 4_000
    assert sum(bin_.accuracy.low <= bin_.confidence <= bin_.accuracy.high for bin_ in bins) >= len(bins) - 1
    assert all(bin_.low <= bin_.confidence <= bin_.high for bin_ in bins)


def test_nothing_labelled_gives_no_bins_and_the_neutral_temperature():
    none, labels = np.zeros((0, 3)), np.zeros(0, dtype=np.int32)
    assert reliability(none, labels) == []
    assert expected_calibration_error(none, labels) == 0
    assert fit_temperature(none, labels) == 1.0


def test_certainty_of_one_belongs_to_the_last_bin():
    assert reliability(np.array([[1.0, 0.0]]), np.array([0], dtype=np.int32))[0].high == 1.0


def test_tables_that_do_not_match_are_refused():
    with pytest.raises(InvalidInputError, match="2 rows of logits"):
        fit_temperature(np.zeros((2, 2)), np.zeros(1, dtype=np.int32))
    with pytest.raises(InvalidInputError, match="temperature=0"):
        apply_temperature(np.zeros((2, 2)), temperature=0)
