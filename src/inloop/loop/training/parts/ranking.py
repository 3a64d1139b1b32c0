"""What to ask next where answers are made of parts: by how unsure the published version is of each whole answer."""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import PROBABILITIES
from inloop.loop.quality.model import NO_CODE
from inloop.loop.quality.outcome import PRIOR_SKILL
from inloop.loop.training.pool import Pool
from inloop.loop.training.ranking import MOST_AT_START, MOST_LEARNT, MOST_READ, TYPICAL, WITHOUT_MODEL, Ranked, head_of
from inloop.methods.base import Features, Floats, Ints
from inloop.methods.query import Pool as Candidates
from inloop.methods.query import Start

_UNKNOWN = 1 - PRIOR_SKILL
"""How unsure the version is taken to be of an item of which it has not spoken yet."""


def doubts(connection: Connection, pool: Pool, *, files: SegmentFiles) -> NDArray[np.float32] | None:
    """Give by ordinal how unsure the published version is; None before there is one."""
    champion = columns.find_champion(connection, pool.project)
    if champion is None or champion.question != pool.question or champion.classes:
        return None
    found = np.full(len(pool), _UNKNOWN, np.float32)
    for segment in columns.manifest(connection, pool.project, PROBABILITIES, champion.version):
        rows = files.open(segment)
        start = pool.start_of(segment.number)
        there = min(len(rows), len(pool) - start)
        known = rows["rev"][:there] == pool.rev[start : start + there]
        found[start : start + there][known] = 1 - rows["values"][:there, 0][known]
    return found


def chances_of(doubt: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Write doubt as the chances that an answer stands, or is changed: the margin between them is one minus the doubt.

    >>> chances_of(np.array([0.0, 1.0])).tolist()
    [[1.0, 0.0], [0.5, 0.5]]
    """
    wrong = np.asarray(doubt, np.float32) / 2
    return np.stack([1 - wrong, wrong], axis=1)


def rank_parts(pool: Pool, doubt: NDArray[np.float32] | None, *, wanted: str, rng: np.random.Generator) -> Ranked:
    """Choose the head of the queue from everything that may be asked; control items never enter."""
    labelled, open_ = pool.known(pool.code > NO_CODE), pool.askable()
    start = _start(wanted, doubt)
    if start.strategy == TYPICAL and len(open_) > MOST_AT_START:
        open_ = np.sort(rng.choice(open_, MOST_AT_START, replace=False))
    candidates = _candidates(pool, open_, labelled, start, doubt)
    return head_of(pool, open_, labelled, start=start, candidates=candidates, rng=rng)


def _start(wanted: str, doubt: NDArray[np.float32] | None) -> Start:
    if wanted in WITHOUT_MODEL:
        return Start(wanted, "it needs no model")
    if doubt is None:
        return Start(TYPICAL, "no version speaks yet")
    return Start(wanted, "a version speaks")


def _candidates(pool: Pool, open_: Ints, labelled: Ints, start: Start, doubt: NDArray[np.float32] | None) -> Candidates:
    if start.strategy == "query/random.v1":
        return Candidates(np.broadcast_to(np.float32(1), (len(open_), 1)))
    vectors: Any = pool.vectors.at(open_)
    read = cast("Features", vectors[slice(None)] if len(open_) <= MOST_READ else vectors)
    known = cast("Floats", pool.vectors[labelled[-MOST_LEARNT:]])
    if start.strategy in WITHOUT_MODEL or doubt is None:
        return Candidates.untrained(read, labelled=known)
    return Candidates(chances_of(doubt[open_]), read, known)
