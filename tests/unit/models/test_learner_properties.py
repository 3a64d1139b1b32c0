"""What holds of every learner, whatever is learnt."""

import io

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from inloop.adapters.models import Logistic, Ridge, TrainedModel, load_arrays, save_arrays
from inloop.methods.base import fold_of

LEARNERS = [Ridge(), Logistic(strengths=(24.0,))]
some = settings(max_examples=15, deadline=None)


@st.composite
def lessons(draw):
    """Draw answered items (features, codes), all classes there are, and the folds of the items by hash."""
    classes = draw(st.sampled_from([1, 2, 3, 12, 151]))
    answers = draw(st.lists(st.integers(0, classes - 1), min_size=1, max_size=40))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    X = rng.normal(size=(len(answers), 6)).astype(np.float32)
    codes = np.arange(classes, dtype=np.int64) * 3 + 1
    return X, codes[answers], codes, fold_of(np.arange(len(answers)), folds=5).astype(np.int64)


def fit(learner, X, y, codes, folds):
    more = {"folds": folds} if isinstance(learner, Logistic) else {}
    return learner.fit(X, y, classes=codes, **more)


@pytest.mark.parametrize("learner", LEARNERS, ids=["ridge", "logistic"])
@given(lesson=lessons())
@some
def test_probabilities_are_distributions_over_all_classes_for_any_answers(learner, lesson):
    X, y, codes, folds = lesson
    chances = fit(learner, X, y, codes, folds).probabilities(np.concatenate([X, 100 * X, 0 * X]))
    assert chances.shape == (3 * len(X), len(codes))
    assert np.isfinite(chances).all()
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-4)


@given(lesson=lessons(), place=st.integers(0, 39), other=st.integers(0, 150))
@some
def test_no_answer_has_a_say_in_how_its_own_item_is_scored(lesson, place, other):
    X, y, codes, folds = lesson
    assume(len(np.unique(folds)) > 1)
    place, changed = place % len(y), y.copy()
    changed[place] = codes[other % len(codes)]
    own = folds[[place]]
    first, second = (fit(LEARNERS[1], X, answers, codes, folds) for answers in (y, changed))
    assert np.array_equal(
        first.out_of_fold_scores(X[[place]], own), second.out_of_fold_scores(X[[place]], own), equal_nan=False
    )


@pytest.mark.parametrize("learner", LEARNERS, ids=["ridge", "logistic"])
@given(lesson=lessons())
@some
def test_a_model_comes_back_from_its_file_and_predicts_the_same_bytes(learner, lesson):
    X, y, codes, folds = lesson
    model, file = fit(learner, X, y, codes, folds), io.BytesIO()
    save_arrays(file, model.state())
    file.seek(0)
    again = TrainedModel.from_state(load_arrays(file))
    assert again.probabilities(X).tobytes() == model.probabilities(X).tobytes()
    assert again.out_of_fold_scores(X, folds).tobytes() == model.out_of_fold_scores(X, folds).tobytes()
