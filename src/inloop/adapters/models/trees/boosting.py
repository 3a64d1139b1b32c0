"""The learner of tables: boosted trees, calibrated on items that its versions have not seen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.held_out import Parts, calibrate, kept_folds
from inloop.adapters.models.trained import Examples
from inloop.adapters.models.trees.forest import Forest
from inloop.adapters.models.trees.trained import TrainedTrees
from inloop.kernel.registry import register
from inloop.methods.base import Features, Floats, Ints

ROUNDS = (10, 20, 40, 80, 120)
_MOST_TREES = 1_200
_AT_ONCE = 2
_LEAST_SHARE = 0.01
"""A chance below it is not learnt from: an answer counts as one example for each class it may be."""


@register("learner/trees.v1")
@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Histogram gradient boosting whose rounds and temperature come from items left out.

    For every fold a forest is grown without it. The number of rounds is the one under which held-out answers are
    likeliest, one temperature is then fitted to the held-out scores of all folds; the fold forests stay with the
    result. It finds thresholds and interactions, which tables are made of and a linear model has to be given.

    scikit-learn grows the trees; the result is arrays that numpy reads, never a pickle.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X = rng.uniform(-1, 1, size=(400, 2)).astype(np.float32)
    >>> model = BoostedTrees().fit(X, (X[:, 0] * X[:, 1] > 0).astype(int))
    >>> bool(model.metrics["accuracy"] > 0.9)
    True

    References
    ----------
    Friedman (2001). Greedy function approximation: a gradient boosting machine.
    Ke et al. (2017). LightGBM: a highly efficient gradient boosting decision tree.
    """

    def fit(
        self,
        X: Features,
        y: NDArray[Any],
        *,
        classes: Ints | None = None,
        weights: Floats | None = None,
        folds: Ints | None = None,
    ) -> TrainedTrees:
        """Fit to answers: codes, or a chance for each of `classes`; see `Logistic.fit`."""
        examples = Examples.of(X, y, classes=classes, weights=weights)
        parts = Parts(examples, kept_folds(X, y, weights, folds))
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as side_by_side:
            every = side_by_side.map(grow, [examples, *(parts.without(fold) for fold in parts.ids)])
            whole, *grown = every
        rounds = _choose(parts, grown)
        versions = [forest.first(rounds) for forest in grown]
        calibrated = calibrate(parts, versions)
        return TrainedTrees(
            forest=whole.first(rounds),
            dims=examples.features.shape[1],
            classes=examples.classes,
            temperature=calibrated.temperature,
            fold_ids=parts.ids,
            folds=tuple(versions),
            metrics={**calibrated.metrics, "rounds": float(rounds), "items": float(len(X))},
        )


def grow(examples: Examples) -> Forest:
    """Grow a forest of the most rounds; the first of them are what fewer rounds would give."""
    mass = examples.weights @ examples.targets
    seen = mass > 0
    if seen.sum() < 2:
        return Forest.constant(seen)
    from sklearn.ensemble import HistGradientBoostingClassifier  # the worker has it; reading needs numpy alone
    from threadpoolctl import threadpool_limits  # comes with it

    rows, columns = np.nonzero(examples.targets * seen > _LEAST_SHARE)
    rounds = max(min(ROUNDS[-1], _MOST_TREES // int(seen.sum())), 1)
    trees = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.1,
        max_leaf_nodes=15,
        min_samples_leaf=int(np.clip(len(rows) // 50, 2, 20)),
        l2_regularization=1.0,
        max_bins=63,
        early_stopping=False,
        random_state=0,
    )
    share = examples.weights[rows] * examples.targets[rows, columns]
    with threadpool_limits(1, user_api="openmp"):  # threads that wait for each other take ten times the time
        trees.fit(examples.features[rows], columns, sample_weight=share / share.mean())
    tables = [[tree.nodes for tree in trees_] for trees_ in trees._predictors]  # noqa: SLF001  # a test holds it to what it predicts
    return Forest.of(tables, trees._baseline_prediction, seen=seen)  # noqa: SLF001  # as above


def _choose(parts: Parts, grown: list[Forest]) -> int:
    """Take the number of rounds under which held-out answers are likeliest."""
    if not grown:
        return ROUNDS[1]
    losses = [
        sum(parts.loss_on(fold, forest.first(rounds)) for fold, forest in zip(parts.ids, grown, strict=True))
        for rounds in ROUNDS
    ]
    return ROUNDS[int(np.argmin(losses))]
