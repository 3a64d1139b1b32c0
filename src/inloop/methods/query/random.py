"""Random sampling: the baseline, and the only choice whose labels estimate error by themselves."""

import numpy as np

from inloop.kernel.registry import register
from inloop.methods.base import Features, Probas, Utilities
from inloop.methods.query.strategy import Pool, QueryStrategy, Selection, chosen


@register("query/random.v1")
class RandomSampling(QueryStrategy):
    """Ask about items drawn evenly.

    Examples
    --------
    >>> pool = Pool(np.full((100, 2), 0.5))
    >>> drawn = RandomSampling().select(pool, batch_size=3, rng=np.random.default_rng(0))
    >>> len(set(drawn.indices.tolist()))
    3
    """

    def utilities(
        self, probas: Probas, *, features: Features | None = None, labelled: Features | None = None
    ) -> Utilities:
        """All are worth the same."""
        del features, labelled
        return np.ones(len(probas))

    def pick(self, pool: Pool, *, size: int, rng: np.random.Generator) -> Selection:
        """Draw without replacement."""
        return chosen(rng.choice(len(pool), size=size, replace=False), self.rate(pool))
