"""Boosted trees as arrays say what scikit-learn says, and are chosen where they are better."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from inloop.adapters.models import BoostedTrees, Logistic, TrainedTrees
from inloop.adapters.models.best_of import BestOf
from inloop.adapters.models.trees import Forest
from inloop.kernel.errors import InvalidInputError


@pytest.mark.parametrize("classes", [2, 4])
def test_arrays_give_the_scores_of_the_library(classes):
    rng = np.random.default_rng(3)
    X = rng.normal(size=(500, 6)).astype(np.float32)
    y = (X[:, 0] * X[:, 1] + X[:, 2] > 0) + 2 * (X[:, 3] > 0.3) if classes == 4 else (X[:, 0] * X[:, 1] > 0)
    library = HistGradientBoostingClassifier(max_iter=20, early_stopping=False, random_state=0).fit(X, y)
    tables = [[tree.nodes for tree in trees] for trees in library._predictors]
    forest = Forest.of(tables, library._baseline_prediction, seen=np.ones(classes, bool))
    new = rng.normal(size=(700, 6)).astype(np.float32)
    theirs = library.decision_function(new)
    ours = forest.scores(new)
    assert np.allclose(ours[:, 1] if classes == 2 else ours, theirs)


def test_the_model_is_whole_in_its_arrays():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(120, 4)).astype(np.float32)
    y = np.where(X[:, 0] > 0, 7, np.where(X[:, 1] > 0, 3, 5))
    folds = np.arange(120) % 3
    model = BoostedTrees().fit(X, y, folds=folds)
    again = TrainedTrees.from_state(model.state())
    assert np.array_equal(again.scores(X), model.scores(X))
    assert np.array_equal(again.out_of_fold_scores(X, folds), model.out_of_fold_scores(X, folds))
    assert not np.array_equal(model.out_of_fold_scores(X, folds), model.scores(X))


def test_vectors_of_another_length_are_refused():
    X = np.random.default_rng(0).normal(size=(40, 4)).astype(np.float32)
    model = BoostedTrees().fit(X, (X[:, 0] > 0).astype(int))
    with pytest.raises(InvalidInputError, match="do not fit"):
        model.scores(X[:, :3])


def test_the_linear_model_speaks_where_it_is_likelier():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 5)).astype(np.float32)
    y = (X @ np.array([1, -1, 0.5, 0.5, 2]) > 0).astype(int)
    model = BestOf((Logistic(), BoostedTrees())).fit(X, y)
    assert not isinstance(model, TrainedTrees)
    assert model.metrics["log_loss of Logistic"] < model.metrics["log_loss of BoostedTrees"]
