"""Typical first: the start of a project, when there is no model worth asking."""

from typing import ClassVar

import numpy as np

from inloop.kernel.registry import register
from inloop.methods.base import Features, Indices, Probas, Utilities, cluster
from inloop.methods.base.clusters import squared_distances
from inloop.methods.query.strategy import Pool, QueryStrategy, Selection, finite

_SAMPLE = 20_000
_REFERENCE = 1_000
_NEIGHBOURS = 20
_MOST_GROUPS = 500


@register("query/typical.v1")
class TypicalFirst(QueryStrategy):
    """Ask about the densest point of the largest groups that have no label yet.

    Labelled items and candidates are split into as many groups as there will be labels; the groups with the fewest
    labels come first, the larger before the smaller. Of more than 20,000 candidates a random 20,000 are looked at.

    Examples
    --------
    >>> features = np.concatenate([np.linspace(0, 1, 9), np.linspace(50, 51, 5)])[:, None]
    >>> start = TypicalFirst().select(Pool.untrained(features), batch_size=2, rng=np.random.default_rng(0))
    >>> sorted(start.indices.tolist())
    [4, 11]

    Notes
    -----
    Only as good as the vectors: where near items do not share labels it starts worse than margins; see `start`.

    References
    ----------
    Hacohen, Dekel & Weinshall (2022). Active learning on a budget: opposite strategies suit high and low budgets.
    """

    needs_features: ClassVar[bool] = True

    def utilities(
        self, probas: Probas, *, features: Features | None = None, labelled: Features | None = None
    ) -> Utilities:
        """Rate by density: one over one plus the mean distance to the nearest among 1,000 others."""
        del labelled
        if features is None or len(features) < 2:
            return np.ones(len(probas))
        step = max(1, len(features) // _REFERENCE)
        return density(features, features[::step])

    def pick(self, pool: Pool, *, size: int, rng: np.random.Generator) -> Selection:
        """Visit the groups in turn; within a group the densest point comes first."""
        if len(pool) > max(_SAMPLE, size):
            looked = np.sort(rng.choice(len(pool), size=max(_SAMPLE, size), replace=False))
            part = self.pick(pool.at(looked), size=size, rng=rng)
            return Selection(looked[part.indices], part.utilities)
        group, labels = _groups(pool, size=size, rng=rng)
        typicality = finite(_typicality(pool, group))
        picked = _visit(group, labels, typicality, size=size)
        return Selection(picked, typicality[picked])


def density(features: Features, reference: Features) -> Utilities:
    """Give one over one plus the mean distance to the nearest of `reference`, block by block."""
    near = min(_NEIGHBOURS, len(reference) - 1)
    dense = np.empty(len(features))
    for start in range(0, len(features), _REFERENCE):
        block = slice(start, start + _REFERENCE)
        distances = np.partition(squared_distances(features[block], reference), near, axis=1)[:, : near + 1]
        dense[block] = 1 / (1 + np.sqrt(distances).mean(axis=1))
    return dense


def _groups(pool: Pool, *, size: int, rng: np.random.Generator) -> tuple[Indices, Indices]:
    """Give the group of every candidate, and how many labels each group has."""
    features = pool.features
    assert features is not None  # noqa: S101  # `needs_features` is checked before
    labelled = features[:0] if pool.labelled is None else pool.labelled
    wanted = min(size + len(labelled), _MOST_GROUPS)
    found = cluster(np.concatenate([features, labelled]), groups=wanted, rng=rng)
    labels = np.bincount(found.group[len(features) :], minlength=len(found.centres))
    return found.group[: len(features)], labels


def _typicality(pool: Pool, group: Indices) -> Utilities:
    """Give the density of every candidate within its group."""
    assert pool.features is not None  # noqa: S101  # `needs_features` is checked before
    order = np.argsort(group, kind="stable")
    dense = np.empty(len(group))
    for members in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        vectors = pool.features[members]
        dense[members] = density(vectors, vectors[:: max(1, len(vectors) // _REFERENCE)])
    return dense


def _visit(group: Indices, labels: Indices, utilities: Utilities, *, size: int) -> Indices:
    """Order candidates by (labels their group will have by then, size of the group, density)."""
    sizes = np.bincount(group, minlength=len(labels))
    order = np.lexsort((-utilities, group))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    place = np.arange(len(order)) - starts[group[order]]
    turn = labels[group[order]] + place
    return np.asarray(order[np.lexsort((group[order], -sizes[group[order]], turn))][:size])
