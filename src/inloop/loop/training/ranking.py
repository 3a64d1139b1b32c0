"""What to ask next: a quick model over the whole pool, then the strategy of the project."""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Schema
from inloop.kernel.registry import lookup, names
from inloop.loop.predictions.sets import label_ids
from inloop.loop.routing.model import Pick
from inloop.loop.training.answers import Answers
from inloop.loop.training.model import Ranker, Trained
from inloop.loop.training.pool import Pool, Vectors
from inloop.methods.base import Features, Ints
from inloop.methods.query import Pool as Candidates
from inloop.methods.query import QueryStrategy, Start, how_to_start, neighbour_agreement

FEWEST, MOST = 64, 256
SHARE = 0.2
MOST_LEARNT = 20_000
_MOST_NEIGHBOURS = 2_000
MOST_READ = 50_000
MOST_AT_START = 8_000
"""Typical items are sought among so many at random: grouping more takes seconds and finds the same groups."""
_MOST_FULL = 20_000_000
_DEFAULT = "query/margin-clusters.v1"
TYPICAL = "query/typical.v1"
WITHOUT_MODEL = ("query/random.v1", TYPICAL, "query/coreset.v1")


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """The head of the ranking, best first, and how it came about."""

    picks: list[Pick]
    strategy: str
    why: str
    labelled: int


def learnable_classes(schema: Schema) -> list[int]:
    """Give the answer codes that a model may give to the target question; none where it cannot be learnt."""
    return sorted(label_ids(schema.question(schema.target)))


def strategy_of(name: str) -> str:
    """Give the registered name of a strategy that a project names in short.

    >>> strategy_of("margin-clusters"), strategy_of("no such")
    ('query/margin-clusters.v1', 'query/margin-clusters.v1')
    """
    known = [full for full in names("query") if full.split("/")[1].split(".")[0] == name]
    return known[-1] if known else _DEFAULT


def head_size(labelled: int) -> int:
    """Say how many items are chosen at once: a fifth of what is labelled, within one work package.

    >>> head_size(0), head_size(1_000), head_size(50_000)
    (64, 200, 256)
    """
    return int(np.clip(SHARE * labelled, FEWEST, MOST))


def choose_strategy(wanted: str, pool: Pool, labelled: Ints, *, answers: Answers) -> Start:
    """Take the wanted strategy once labels allow it; typical items first until then."""
    if wanted in WITHOUT_MODEL:
        return Start(wanted, "it needs no model")
    some = labelled[-_MOST_NEIGHBOURS:]
    agreement = None
    if 30 <= len(labelled) < 3 * len(answers.classes):
        agreement = neighbour_agreement(pool.vectors[some], _numbered(pool.code[some]))
    start = how_to_start(n_labelled=len(labelled), n_classes=len(answers.classes), agreement=agreement, then=wanted)
    if start.strategy == wanted and len(np.unique(pool.code[labelled])) < 2:
        return Start(TYPICAL, "all answers are the same so far")
    return start


def _numbered(codes: Ints) -> NDArray[np.int32]:
    """Give small numbers to codes: those of sets are large."""
    return np.unique(codes, return_inverse=True)[1].astype(np.int32)


def rank(pool: Pool, *, wanted: str, answers: Answers, ranker: Ranker, rng: np.random.Generator) -> Ranked:
    """Choose the head of the queue from everything that may be asked.

    Control items never enter, nor what is lent, answered or deleted.
    """
    labelled, open_ = pool.known(answers.is_known(pool.code)), pool.askable()
    start = choose_strategy(wanted, pool, labelled, answers=answers)
    if start.strategy == TYPICAL and len(open_) > MOST_AT_START:
        open_ = np.sort(rng.choice(open_, MOST_AT_START, replace=False))
    candidates = _candidates(pool, open_, labelled, start, answers=answers, ranker=ranker, rng=rng)
    return head_of(pool, open_, labelled, start=start, candidates=candidates, rng=rng)


def head_of(
    pool: Pool, open_: Ints, labelled: Ints, *, start: Start, candidates: Candidates, rng: np.random.Generator
) -> Ranked:
    """Let the strategy choose from candidates, one for each ordinal in `open_`."""
    strategy = cast("type[QueryStrategy]", lookup(start.strategy))()
    chosen = strategy.select(candidates, batch_size=head_size(len(labelled)), rng=rng)
    ordinals = open_[chosen.indices]
    picks = [
        Pick(item=item, rev=rev, utility=float(utility), strategy=start.strategy)
        for item, rev, utility in zip(
            pool.items(ordinals).tolist(), pool.rev[ordinals].tolist(), chosen.utilities, strict=True
        )
    ]
    return Ranked(picks, start.strategy, start.why, len(labelled))


def _candidates(
    pool: Pool,
    open_: Ints,
    labelled: Ints,
    start: Start,
    *,
    answers: Answers,
    ranker: Ranker,
    rng: np.random.Generator,
) -> Candidates:
    vectors: Any = pool.vectors.at(open_)
    if start.strategy == "query/random.v1":
        return Candidates(np.broadcast_to(np.float32(1), (len(open_), 1)))
    read = vectors[slice(None)] if len(open_) <= MOST_READ else vectors
    known = pool.vectors[labelled[-MOST_LEARNT:]]
    if start.strategy in WITHOUT_MODEL:
        return Candidates.untrained(cast("Features", read), labelled=known)
    model = fit_quickly(pool, labelled, answers=answers, ranker=ranker, rng=rng)
    scores = model.probabilities(read) if isinstance(read, np.ndarray) else score(model, pool.vectors)[open_]
    return Candidates(answers.candidates(scores), cast("Features", read), known)


def fit_quickly(pool: Pool, labelled: Ints, *, answers: Answers, ranker: Ranker, rng: np.random.Generator) -> Trained:
    """Fit the quick model to the answers so far, to at most 20,000 of them."""
    some = labelled if len(labelled) <= MOST_LEARNT else np.sort(rng.choice(labelled, MOST_LEARNT, replace=False))
    return ranker.fit(pool.vectors[some], answers.targets(pool.code[some]), classes=answers.classes)


def score(model: Trained, vectors: Vectors) -> NDArray[np.floating[Any]]:
    """Give the probabilities of many items, a few thousand at a time; half precision where there are very many."""
    size, first = (len(vectors), len(model.classes)), 0
    scores = np.empty(size, np.float32 if size[0] * size[1] <= _MOST_FULL else np.float16)
    for block in vectors.iter_blocks():
        scores[first : first + len(block)] = model.probabilities(block)
        first += len(block)
    return scores
