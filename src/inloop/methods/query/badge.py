"""BADGE: items that would move the model much, each in its own direction."""

from typing import ClassVar

import numpy as np

from inloop.kernel.registry import register
from inloop.methods.base import Features, Floats, Probas, Utilities
from inloop.methods.base.clusters import weighted_draw
from inloop.methods.query.coreset import sample
from inloop.methods.query.strategy import Pool, QueryStrategy, Selection


@register("query/badge.v1")
class Badge(QueryStrategy):
    """Draw items by k-means++ on the gradients that their likeliest labels would give.

    The gradient of an item is the outer product of its residual and its vector, so the inner product of two is
    ``(r_i · r_j)(x_i · x_j)``: the matrix of gradients is never built. Of more than 50,000 candidates a random 50,000
    are looked at.

    Examples
    --------
    >>> probas = np.array([[1.0, 0.0], [0.5, 0.5], [1.0, 0.0]])
    >>> pool = Pool(probas, np.ones((3, 2)))
    >>> Badge().select(pool, batch_size=1, rng=np.random.default_rng(0)).indices
    array([1])

    References
    ----------
    Ash et al. (2020). Deep batch active learning by diverse, uncertain gradient lower bounds.
    """

    needs_features: ClassVar[bool] = True

    def utilities(
        self, probas: Probas, *, features: Features | None = None, labelled: Features | None = None
    ) -> Utilities:
        """Give the length of the gradient."""
        del labelled
        lengths = np.sqrt(_squares(_residuals(probas)))
        return lengths if features is None else lengths * np.sqrt(_squares(features))

    def pick(self, pool: Pool, *, size: int, rng: np.random.Generator) -> Selection:
        """Draw each next item with chance proportional to its squared distance from the drawn ones."""
        looked = sample(pool, size=size, rng=rng)
        part = pool.at(looked)
        utilities = self.rate(part)
        picked = _draw(part, utilities, size=size, rng=rng)
        return Selection(looked[picked], utilities[picked])


def _draw(pool: Pool, utilities: Utilities, *, size: int, rng: np.random.Generator) -> list[int]:
    features, residuals = pool.features, _residuals(pool.probas)
    assert features is not None  # noqa: S101  # `needs_features` is checked before
    squares: Floats = np.asarray(utilities, dtype=np.float64) ** 2
    away, open_ = squares.copy(), np.ones(len(pool), dtype=bool)
    picked: list[int] = []
    while len(picked) < size:
        left = np.flatnonzero(open_)
        last = int(left[weighted_draw(away[left], rng=rng)])
        picked.append(last)
        open_[last] = False
        shared = (residuals @ residuals[last]) * (features @ features[last])
        np.minimum(away, np.maximum(squares + squares[last] - 2 * shared, 0), out=away)
    return picked


def _residuals(probas: Probas) -> Probas:
    residuals = probas.copy()
    if residuals.size:
        residuals[np.arange(len(probas)), probas.argmax(axis=1)] -= 1
    return residuals


def _squares(rows: Features) -> Utilities:
    return np.asarray(np.einsum("ij,ij->i", rows, rows))
