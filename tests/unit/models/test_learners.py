import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, RidgeClassifier

from inloop.adapters.models import Logistic, Ridge, TrainedModel, out_of_fold_hits, score_segments
from inloop.adapters.models.multinomial import Multinomial
from inloop.adapters.models.trained import Examples
from inloop.kernel.errors import InvalidInputError


def blobs(n, *, classes=4, dims=12, noise=0.8, seed=0):
    rng = np.random.default_rng(seed)
    y = rng.integers(classes, size=n)
    centres = np.random.default_rng(99).normal(size=(classes, dims))
    return (centres[y] + noise * rng.normal(size=(n, dims))).astype(np.float32), y


def test_ridge_gives_the_weights_of_the_textbook():
    X, y = blobs(200)
    model = Ridge(alphas=(2.0,)).fit(X, y)
    reference = RidgeClassifier(alpha=2.0).fit(X, y)
    assert np.allclose(model.scores(X) * 2 - 1, reference.decision_function(X), atol=1e-3)


def test_ridge_gives_the_same_from_few_and_from_many_examples_of_a_wide_table():
    X, y = blobs(30, dims=64)
    wide = Ridge(alphas=(0.5,)).fit(X, y).scores(X)
    centred, targets = X - X.mean(axis=0), np.eye(4)[y]
    weights = np.linalg.solve(centred.T @ centred + 0.5 * np.eye(64), centred.T @ (targets - targets.mean(axis=0)))
    assert np.allclose(wide, centred @ weights + targets.mean(axis=0), atol=1e-3)


def test_ridge_leaves_one_out_as_if_it_had_refitted():
    X, y = blobs(40)
    claimed = Ridge(alphas=(1.0,)).fit(X, y).metrics["accuracy"]
    others = [np.arange(40) != left for left in range(40)]
    hits = [Ridge(alphas=(1.0,)).fit(X[o], y[o], classes=np.arange(4)).predict(X[~o])[0] == y[~o][0] for o in others]
    assert claimed == pytest.approx(np.mean(hits))


def test_a_weight_of_two_is_the_example_given_twice():
    X, y = blobs(60)
    doubled = np.concatenate([np.arange(60), np.arange(20)])
    weights = np.where(np.arange(60) < 20, 2.0, 1.0)
    once = Ridge(alphas=(1.0,)).fit(X, y, weights=weights)
    twice = Ridge(alphas=(1.0,)).fit(X[doubled], y[doubled])
    assert np.allclose(once.scores(X), twice.scores(X), atol=1e-3)


def test_multinomial_finds_the_optimum_of_scikit_learn():
    X, y = blobs(300, noise=2.0)
    found = Multinomial.of(Examples.of(X, y)).fit(0.5)
    reference = LogisticRegression(C=0.5, tol=1e-8, max_iter=2_000).fit(X, y)
    chances = np.exp(found.scores(X))
    assert np.allclose(chances / chances.sum(axis=1, keepdims=True), reference.predict_proba(X), atol=5e-3)


def test_logistic_is_calibrated_on_items_it_never_saw():
    X, y = blobs(600, noise=2.5)
    Z, t = blobs(4_000, noise=2.5, seed=1)
    chances = Logistic().fit(X, y).probabilities(Z)
    assert abs(chances.max(axis=1).mean() - (chances.argmax(axis=1) == t).mean()) < 0.04


def test_no_fold_model_depends_on_the_answers_of_its_own_fold():
    X, y = blobs(100)
    folds = np.arange(100) % 4
    fair = Logistic(strengths=(4.0,)).fit(X, y, folds=folds)
    lied = np.where(folds == 2, (y + 1) % 4, y)
    fooled = Logistic(strengths=(4.0,)).fit(X, lied, folds=folds)
    assert np.array_equal(fair.fold_weights[2], fooled.fold_weights[2])
    assert not np.array_equal(fair.fold_weights[1], fooled.fold_weights[1])


def test_control_items_are_scored_by_versions_that_have_not_seen_them():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(60, 80)).astype(np.float32), rng.integers(2, size=60)  # nothing to learn, all to remember
    folds = np.arange(60) % 5
    model = Logistic(strengths=(144.0,)).fit(X, y, folds=folds)
    assert (model.predict(X) == y).mean() == 1.0
    assert out_of_fold_hits(model, X, y, folds=folds).mean() < 0.75
    assert out_of_fold_hits(model, X, y, folds=np.full(60, 9)).mean() == 1.0  # a fold that training did not have


def test_held_out_accuracy_counts_items_whose_class_only_they_carry():
    X, y = blobs(50)
    y[7] = 20
    model = Logistic().fit(X, y)
    assert model.metrics["accuracy"] <= 49 / 50
    assert model.temperature < 5


def test_with_one_fold_nothing_is_claimed():
    X, y = blobs(40)
    model = Logistic().fit(X, y, folds=np.zeros(40, int))
    assert (model.temperature, len(model.fold_ids), "accuracy" in model.metrics) == (1.0, 0, False)


@pytest.mark.parametrize("learner", [Ridge(), Logistic()])
@pytest.mark.parametrize(
    ("X", "y", "options", "message"),
    [
        (np.zeros((0, 3)), np.zeros(0, int), {}, "0 usable examples"),
        (np.zeros((2, 3)), np.zeros(3, int), {}, "do not go together"),
        (np.full((2, 3), np.nan), np.zeros(2, int), {}, "finite"),
        (np.zeros((2, 3)), np.array([1, 5]), {"classes": np.array([1, 2])}, r"\[5\] are not among"),
        (np.zeros((2, 3)), np.array([1, 2]), {"classes": np.array([2, 1])}, "not ascending"),
        (np.zeros((2, 3)), np.full((2, 3), 0.3), {"classes": np.array([1, 2])}, "3 columns of answers for 2"),
    ],
)
def test_examples_that_do_not_fit_are_refused_with_what_is_wrong(learner, X, y, options, message):
    with pytest.raises(InvalidInputError, match=message):
        learner.fit(X, y, **options)


def test_features_of_another_width_are_refused():
    X, y = blobs(20)
    with pytest.raises(InvalidInputError, match="12 dimensions"):
        Ridge().fit(X, y).scores(X[:, :5])


def test_segments_are_scored_like_single_items():
    X, y = blobs(9_000)
    model = Ridge().fit(X[:100], y[:100])
    scored = list(score_segments([X.astype(np.float16), X[:5]], model))
    assert [(part.shape, part.dtype) for part in scored] == [((9_000, 4), np.float16), ((5, 4), np.float16)]
    assert np.allclose(scored[0], model.probabilities(X), atol=5e-3)


def test_a_model_comes_back_from_its_arrays():
    X, y = blobs(50)
    model = Logistic().fit(X, y)
    again = TrainedModel.from_state(model.state())
    assert np.array_equal(
        again.out_of_fold_scores(X, np.arange(50) % 5), model.out_of_fold_scores(X, np.arange(50) % 5)
    )
    with pytest.raises(InvalidInputError, match="bias"):
        TrainedModel.from_state({"weights": model.weights, "classes": model.classes, "temperature": np.array(1.0)})
