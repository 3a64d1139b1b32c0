"""Margin and clusters: uncertain items that differ from one another. The default once there is a model."""

import numpy as np

from inloop.kernel.registry import register
from inloop.methods.base import Features, Probas, Utilities, cluster
from inloop.methods.query.margin import MarginSampling
from inloop.methods.query.strategy import Pool, QueryStrategy, Selection, largest

_WIDTH = 4


@register("query/margin-clusters.v1")
class MarginClusters(QueryStrategy):
    """Ask about the most uncertain item of each of many different groups of uncertain items.

    Of the items with the smallest margins, four times as many as asked for, k-means makes as many groups as are asked
    for; the item of smallest margin is taken from each. Without vectors it is `MarginSampling`.

    Examples
    --------
    >>> probas = np.array([[0.50, 0.50], [0.51, 0.49], [0.52, 0.48], [0.99, 0.01]])
    >>> features = np.array([[0.0], [0.0], [9.0], [0.0]])
    >>> pool = Pool(probas, features)
    >>> MarginClusters().select(pool, batch_size=2, rng=np.random.default_rng(0)).indices
    array([0, 2])

    Notes
    -----
    Shares the blindness of margins: what the model is wrongly certain of is never asked.

    References
    ----------
    Citovsky et al. (2021). Batch active learning at scale.
    """

    def utilities(
        self, probas: Probas, *, features: Features | None = None, labelled: Features | None = None
    ) -> Utilities:
        """Rate as `MarginSampling` does."""
        return MarginSampling().utilities(probas, features=features, labelled=labelled)

    def pick(self, pool: Pool, *, size: int, rng: np.random.Generator) -> Selection:
        """Take one item of each group, the most uncertain group first; fill up by margin."""
        utilities = self.rate(pool)
        near = largest(utilities, size=min(_WIDTH * size, len(pool)))
        if pool.features is None or len(near) == size:
            return Selection(near[:size], utilities[near[:size]])
        group = cluster(pool.features[near], groups=size, rng=rng).group
        heads = np.sort(np.unique(group, return_index=True)[1])
        rest = np.setdiff1d(np.arange(len(near)), heads)[: size - len(heads)]
        picked = near[np.sort(np.concatenate([heads, rest]))]
        return Selection(picked, utilities[picked])
