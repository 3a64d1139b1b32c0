"""How a project starts: typical items first, as long as the vectors deserve it."""

from dataclasses import dataclass

import numpy as np

from inloop.methods.base import Codes, Features, Interval, wilson

_LABELS_PER_CLASS = 3
_ENOUGH = 30
_SUPPORT = 0.5


@dataclass(frozen=True, slots=True)
class Start:
    """The strategy to ask by now, and why."""

    strategy: str
    why: str


def how_to_start(
    *, n_labelled: int, n_classes: int, agreement: Interval | None, then: str = "query/margin-clusters.v1"
) -> Start:
    """Say whether to ask typical items still, or the strategy `then`.

    Typical first runs until there are about three labels a class. From thirty labels on it must be supported: the
    agreement of nearest neighbours on labels, see `neighbour_agreement`, may not lie clearly below one half.

    Examples
    --------
    >>> how_to_start(n_labelled=0, n_classes=10, agreement=None).strategy
    'query/typical.v1'
    >>> how_to_start(n_labelled=40, n_classes=77, agreement=wilson(8, 40))
    Start(strategy='query/margin-clusters.v1', why='near items do not share labels')
    """
    if n_labelled >= _LABELS_PER_CLASS * n_classes:
        return Start(then, "three labels a class are there")
    if agreement is not None and agreement.n >= _ENOUGH and agreement.high < _SUPPORT:
        return Start(then, "near items do not share labels")
    return Start("query/typical.v1", "few labels yet")


def neighbour_agreement(features: Features, labels: Codes) -> Interval:
    """Give the share of labelled items whose nearest other labelled item, by cosine, has the same label.

    Examples
    --------
    >>> features = np.array([[1.0, 0.0], [1.0, 0.1], [0.0, 1.0], [0.1, 1.0]])
    >>> neighbour_agreement(features, np.array([0, 0, 1, 1], dtype=np.int32)).estimate
    1.0
    """
    if len(labels) < 2:
        return wilson(0, 0)
    lengths = np.linalg.norm(features, axis=1, keepdims=True)
    directions = features / np.where(lengths > 0, lengths, 1)
    likeness = directions @ directions.T
    np.fill_diagonal(likeness, -np.inf)
    return wilson(int((labels == labels[likeness.argmax(axis=1)]).sum()), len(labels))
