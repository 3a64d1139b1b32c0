"""Consensus and quality snapshots computed anew from all votes and compared with what is kept; nothing is changed."""

from collections.abc import Iterator
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.annotation import Question
from inloop.kernel.ids import item_id
from inloop.loop.predictions import store as change_store
from inloop.loop.projects import Project
from inloop.loop.quality import store
from inloop.loop.quality.consensus import consensus_for
from inloop.loop.quality.model import NO_CODE, Snapshot, Standing
from inloop.loop.quality.outcome import Outcome
from inloop.loop.quality.settle import ANSWERING, MOVED, REMAKING, said_on, snapshot_of, stated_on

ROUNDING = 1e-6
_REV_BITS = 20
MILLION = 1_000_000
Kept = NDArray[np.int64]
"""(item revisions, 6): place, code, votes, standing, hash of the merged value, posterior in millionths."""


def is_waiting(connection: Connection, project: Project, question: str) -> bool:
    """Say whether there are answers or changes that the last look at all votes did not see yet."""
    seen = store.watermark_of(connection, project.id, question=question)
    if not seen and store.counts(connection, project.id, question):
        return False  # something was settled, so there must have been a look at all votes
    return change_store.has_acts(connection, project.id, after=seen, acts=(ANSWERING, *REMAKING))


def has_consensus(question: Question) -> bool:
    """Say whether the answers to a question can be settled."""
    return consensus_for(question) is not None


def unsettled_items(connection: Connection, project: Project) -> set[int]:
    """Give the items answered since the last look at all votes, of whose predictions nothing may be kept yet."""
    return change_store.items_of_acts(
        connection, project.id, after=store.watermark_of(connection, project.id), act=ANSWERING
    )


def differences(connection: Connection, project: Project, question: Question) -> Iterator[tuple[str, str]]:
    """Stream (table, difference) of one question of which nothing is waiting.

    Agreement and skills are drawn with a fixed seed, so they must come out the same. A posterior may lie as far off as
    a look at all votes leaves it alone.
    """
    part = consensus_for(question)
    if part is None:
        return
    said = said_on(connection, part, project.id, question.id)
    kept = store.find_snapshot(connection, project.id, question.id)
    stored = _stored(connection, project.id, question.id)
    if kept is None and not len(said.votes) and not len(stored):
        return
    for difference in _rows_that_differ(project.id, part.fit(*said), stored):
        yield "consensus", f"question {question.id}, {difference}"
    wanted = snapshot_of(project.id, question, part, said, stated_on(connection, project.id, question))
    if kept is None or not _equal(_plain(kept[0]), _plain(wanted)):
        yield "quality_snapshot", f"question {question.id}: kept {_told(kept and kept[0])}, computed {_told(wanted)}"


def _rows_that_differ(project: int, outcome: Outcome, stored: Kept) -> Iterator[str]:
    computed = _computed(project, outcome)
    at, there = np.searchsorted(stored[:, 0], computed[:, 0]), np.isin(computed[:, 0], stored[:, 0])
    for row in computed[~there]:
        yield f"{_place(project, row)}: kept nothing, computed {_said(row)}"
    same, old = computed[there], stored[at[there]]
    off = (same[:, 1:5] != old[:, 1:5]).any(axis=1) | (np.abs(same[:, 5] - old[:, 5]) > MOVED * MILLION + 1)
    for row, was in zip(same[off], old[off], strict=True):
        yield f"{_place(project, row)}: kept {_said(was)}, computed {_said(row)}"
    for was in stored[~np.isin(stored[:, 0], computed[:, 0])]:
        if was[2] or was[1] != NO_CODE or was[3] != Standing.OPEN:
            yield f"{_place(project, was)}: kept {_said(was)}, computed no answer"


def _computed(project: int, outcome: Outcome) -> Kept:
    places = ((outcome.item - item_id(project, 0)) << _REV_BITS) | outcome.rev
    standing = np.array([each.value for each in outcome.standing()], np.int64)
    values = np.array([_hash(value) for value in outcome.value or [None] * len(outcome)], np.int64)
    return np.stack([places, outcome.code, outcome.votes, standing, values, _millionths(outcome.posterior)], axis=1)


def _stored(connection: Connection, project: int, question: str) -> Kept:
    """Give the rows kept, in the order of their places."""
    first = item_id(project, 0)
    rows = (
        (((item - first) << _REV_BITS) | rev, code, votes, state, _hash(value), round(posterior * MILLION))
        for item, rev, code, posterior, votes, state, value in store.iter_known(connection, project, question)
    )
    found: Kept = np.fromiter(rows, np.dtype((np.int64, 6)))
    return found[np.argsort(found[:, 0])]


def _hash(value: str | None) -> int:
    return 0 if value is None else crc32(value.encode()) + 1


def _millionths(share: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(share * MILLION).astype(np.int64)


def _place(project: int, row: Kept) -> str:
    place = int(row[0])
    return f"item {item_id(project, place >> _REV_BITS)} revision {place & (1 << _REV_BITS) - 1}"


def _said(row: Kept) -> str:
    code, votes, state = (int(value) for value in row[1:4])
    return f"code {code} of {votes} votes at {row[5] / MILLION:.4f}, {Standing(state).name.lower()}"


def _told(found: Snapshot | None) -> str:
    return "nothing" if found is None else msgspec.json.encode(found).decode()


def _plain(found: Snapshot) -> object:
    return msgspec.to_builtins(found)


def _equal(a: object, b: object) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_equal(value, b[key]) for key, value in a.items())
    if isinstance(a, float) and isinstance(b, float | int):
        return abs(a - b) <= ROUNDING
    return a == b
