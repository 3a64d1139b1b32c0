"""Spans as one tag a word: B-x begins a span of label x, I-x goes on with it, O stands outside."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.spans.words import Words
from inloop.methods.base import Ints

OUTSIDE = 0


class Run(NamedTuple):
    """A span in words: the first and the last of them, and which label."""

    first: int
    last: int
    label: int


def begin(label: int) -> int:
    return 1 + 2 * label


def goes_on(label: int) -> int:
    return 2 + 2 * label


def allowed(labels: int) -> NDArray[np.bool_]:
    """Say which tag may follow which: I-x only B-x or I-x.

    >>> allowed(1).astype(int).tolist()
    [[1, 1, 0], [1, 1, 1], [1, 1, 1]]
    """
    size = 1 + 2 * labels
    may = np.ones((size, size), np.bool_)
    for label in range(labels):
        may[:, goes_on(label)] = False
        may[[begin(label), goes_on(label)], goes_on(label)] = True
    return may


def may_begin(labels: int) -> NDArray[np.bool_]:
    """Say with which tags a chain may begin."""
    return np.array([tag == OUTSIDE or tag % 2 == 1 for tag in range(1 + 2 * labels)])


class Tagged(NamedTuple):
    """The tags of a text's words, and how many spans they cannot hold: those that lie over longer ones."""

    tags: Ints
    lost: int


def tags_of(words: Words, spans: Sequence[Mapping[str, Any]], places: Mapping[str, int]) -> Tagged:
    """Write spans as tags, each widened to whole words; where several overlap the longest stays."""
    tags = np.zeros(len(words.words), np.int64)
    taken = np.zeros(len(words.words), np.bool_)
    lost = 0
    for span in sorted(spans, key=lambda s: (s["start"] - s["end"], s["start"], s["label"])):
        inside = np.flatnonzero((words.ends > span["start"]) & (words.starts < span["end"]))
        if span["label"] not in places or not len(inside) or taken[inside].any():
            lost += 1
            continue
        label = places[span["label"]]
        taken[inside] = True
        tags[inside] = goes_on(label)
        tags[inside[0]] = begin(label)
    for cut in words.cuts[1:]:
        if tags[cut] and tags[cut] % 2 == 0:
            tags[cut] -= 1
    return Tagged(tags, lost)


def runs_of(tags: Ints, cuts: Sequence[int]) -> Iterator[Run]:
    """Read the spans off valid tags; none goes over a cut."""
    edges = [*cuts, len(tags)]
    for start, end in pairwise(edges):
        at = start
        while at < end:
            tag = int(tags[at])
            last = at
            if tag != OUTSIDE:
                label = (tag - 1) // 2
                while last + 1 < end and tags[last + 1] == goes_on(label):
                    last += 1
                yield Run(at, last, label)
            at = last + 1
