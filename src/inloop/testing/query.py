"""The contract of a query strategy, for ours and for yours."""

import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.methods.query import Pool, QueryStrategy, Selection


def check_query_strategy(strategy: QueryStrategy) -> None:
    """Assert that a strategy can be trusted with any pool.

    It gives exactly as many different candidates as asked for, or all there are; the same ones for the same chance;
    finite utilities; and it leaves the pool as it was.

    Examples
    --------
    >>> from inloop.methods.query import MarginSampling
    >>> check_query_strategy(MarginSampling())
    """
    for pool in _pools():
        for batch_size in (0, 1, 7, len(pool), len(pool) + 5):
            _check_batch(strategy, pool, batch_size=batch_size)
    _check_without_features(strategy)


def _pools() -> list[Pool]:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(60, 4)).astype(np.float32)
    probas = rng.dirichlet(np.ones(5), size=60)
    binary = rng.dirichlet(np.ones(2), size=60).astype(np.float32)
    alike = np.ones((30, 4), dtype=np.float32)
    return [
        Pool(probas, features),
        Pool(probas, features, features[:9]),
        Pool(probas, features, features[:0]),
        Pool(binary, features, features[:1]),
        Pool(np.eye(5)[rng.integers(5, size=60)], features, features[:9]),
        Pool(np.full((30, 3), 1 / 3), alike, alike[:3]),
        Pool(np.full((30, 3), 1 / 3), np.zeros_like(alike)),
        Pool(probas[:1], features[:1], features[:9]),
        Pool(probas[:0], features[:0]),
        Pool.untrained(features, labelled=features[:9]),
    ]


def _check_batch(strategy: QueryStrategy, pool: Pool, *, batch_size: int) -> None:
    before = pool.probas.copy()
    first = _choose(strategy, pool, batch_size=batch_size)
    again = _choose(strategy, pool, batch_size=batch_size)
    size = min(batch_size, len(pool))
    if len(first.indices) != size or len(np.unique(first.indices)) != size or len(first.utilities) != size:
        raise AssertionError(f"{size} different candidates were due; came {first.indices}.")
    if size and not 0 <= first.indices.min() <= first.indices.max() < len(pool):
        raise AssertionError(f"{first.indices} are not all in a pool of {len(pool)}.")
    if not np.array_equal(first.indices, again.indices):
        raise AssertionError(f"The same chance gave {first.indices}, then {again.indices}.")
    if not np.isfinite(first.utilities).all():
        raise AssertionError(f"Utilities must be finite; came {first.utilities}.")
    if not np.array_equal(before, pool.probas):
        raise AssertionError("The pool was changed.")
    _check_utilities(strategy, pool)


def _check_utilities(strategy: QueryStrategy, pool: Pool) -> None:
    utilities = strategy.utilities(pool.probas, features=pool.features, labelled=pool.labelled)
    if utilities.shape != (len(pool),) or not np.isfinite(utilities).all():
        raise AssertionError(f"One finite utility a candidate was due; came {utilities} for {len(pool)}.")


def _check_without_features(strategy: QueryStrategy) -> None:
    pool = Pool(np.random.default_rng(0).dirichlet(np.ones(3), size=20))
    if not strategy.needs_features:
        _check_batch(strategy, pool, batch_size=5)
        return
    try:
        _choose(strategy, pool, batch_size=5)
    except InvalidInputError:
        return
    raise AssertionError("A strategy that needs features must refuse a pool without.")


def _choose(strategy: QueryStrategy, pool: Pool, *, batch_size: int) -> Selection:
    return strategy.select(pool, batch_size=batch_size, rng=np.random.default_rng(7))
