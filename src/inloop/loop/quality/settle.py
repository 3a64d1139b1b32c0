"""Settling a project: what has been answered since is looked at at once, everything anew when that is cheap."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Connection

from inloop.annotation import Question, Schema
from inloop.database import Database
from inloop.kernel.clock import Micros, now
from inloop.loop import projects
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import store as label_store
from inloop.loop.predictions import store as change_store
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.predictions.store import Change
from inloop.loop.quality import store
from inloop.loop.quality.agreement import agreement_on, value_agreement
from inloop.loop.quality.calibration import NONE, Stating, calibration_of
from inloop.loop.quality.consensus import Part, consensus_for
from inloop.loop.quality.model import NO_CODE, Consensus, Interval, Row, Snapshot, Standing
from inloop.loop.quality.outcome import Outcome
from inloop.loop.quality.values import Said

ANSWERING = "annotation."
REMAKING = ("items.", "schema.", "votes.")
LOOK_BACK = 64
"""Acts looked at again: on PostgreSQL one with a smaller number may become visible a moment later."""
REST = 20
"""A look at all votes takes at most one part in so many of the time."""
MOVED = 0.005
"""A posterior that moves by no more is left as it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What is to be written: consensus that changed, and what had been predicted for control items."""

    rows: Sequence[Consensus] = ()
    foretold: Sequence[Row] = ()


@dataclass(slots=True)
class _Memory:
    """What one process remembers of a project between two rounds."""

    watermark: int
    schema_version: int = 0
    parts: dict[str, Part] = field(default_factory=dict)
    pending: bool = False
    rest_until: float = 0.0


class Settler:
    """Settles projects round after round; what it remembers can be lost at any time."""

    def __init__(self, database: Database, published: PublishedPredictions) -> None:
        self._database = database
        self._published = published
        self._memories: dict[int, _Memory] = {}

    def is_due(self, connection: Connection, project: int) -> bool:
        """Say whether anything happened since the last round, or a look at all votes is still owed."""
        memory = self._memory(connection, project)
        owed = memory.pending and time.monotonic() >= memory.rest_until
        return owed or change_store.latest_of(connection, project) > memory.watermark

    def owes(self, project: int) -> bool:
        """Say whether a look at all votes is still owed, be it due or not."""
        return project in self._memories and self._memories[project].pending

    def _memory(self, connection: Connection, project: int) -> _Memory:
        if project not in self._memories:
            self._memories[project] = _Memory(watermark=store.watermark_of(connection, project))
        return self._memories[project]

    def find(self, project: int, *, whole: bool = False) -> Iterable[Settling]:
        """Stream what changed since the last round; the caller writes each before asking for the next.

        Parameters
        ----------
        whole
            Look at all votes whatever the cost.
        """
        memory = self._database.read(lambda c: self._memory(c, project))
        schema, changes, latest = self._database.read(lambda c: _look(c, project, memory))
        remade = memory.schema_version != schema[0] or any(map(_remakes, changes))
        if memory.schema_version != schema[0]:
            memory.parts = _parts(schema[1])
        memory.schema_version, memory.watermark = schema[0], latest
        touched = sorted({change.item for change in changes if change.item is not None and _answers(change)})
        memory.pending |= remade or bool(touched)
        rested = time.monotonic() >= memory.rest_until
        if memory.pending and (whole or remade or rested):
            yield from self._settle_all(project, schema[1], memory, latest)
        elif touched:
            yield from self._settle_few(project, schema[1], memory, touched)

    def _settle_few(self, project: int, schema: Schema, memory: _Memory, items: Sequence[int]) -> Iterable[Settling]:
        for name, part in memory.parts.items():
            said = self._database.read(lambda c, name=name, part=part: said_on(c, part, project, name, items))  # type: ignore[misc]
            outcome = part.update(*said)
            if outcome is None:
                yield from self._settle_all(project, schema, memory, memory.watermark)
                return
            before = self._database.read(lambda c, name=name: store.known_of(c, name, items))  # type: ignore[misc]
            yield self._difference(project, name, outcome, before, target=schema.target)

    def _settle_all(self, project: int, schema: Schema, memory: _Memory, latest: int) -> Iterable[Settling]:
        started = time.monotonic()
        memory.pending = False
        for name, part in memory.parts.items():
            said = self._database.read(lambda c, name=name, part=part: said_on(c, part, project, name))  # type: ignore[misc]
            outcome = part.fit(*said)
            before = self._database.read(lambda c, name=name: store.known(c, project, name))  # type: ignore[misc]
            yield self._difference(project, name, outcome, before, target=schema.target)
            self._save(project, schema.question(name), part, said, latest)
        memory.rest_until = time.monotonic() + REST * (time.monotonic() - started)

    def _save(self, project: int, question: Question, part: Part, said: Said, latest: int) -> None:
        stated = self._database.read(lambda c: stated_on(c, project, question))
        found = snapshot_of(project, question, part, said, stated)
        self._database.write(lambda c: store.save_snapshot(c, project, question.id, found, watermark=latest, at=now()))

    def _difference(
        self, project: int, question: str, outcome: Outcome, before: Sequence[tuple[int, ...]], *, target: str
    ) -> Settling:
        rows = changed_rows(project, question, outcome, before, at=now())
        told = {(row[0], row[1]) for row in before if row[2] > NO_CODE}
        fresh = [row for row in rows if row.code > NO_CODE and (row.item, row.rev) not in told]
        if question != target or outcome.value is not None or not fresh:
            return Settling(rows=rows)
        return Settling(rows=rows, foretold=self._database.read(lambda c: self._foretell(c, project, fresh)))

    def _foretell(self, connection: Connection, project: int, fresh: Sequence[Consensus]) -> list[Row]:
        """Give what the published version said of control items whose first answer nobody has learnt from yet."""
        champion = change_store.find_champion(connection, project)
        if champion is None or champion.question != fresh[0].question:
            return []
        by_item = {row.item: row for row in fresh}
        control = [
            place
            for start in range(0, len(fresh), 500)
            for place in item_store.revs_of(connection, list(by_item)[start : start + 500], control=True)
        ]
        thoughts = self._published.likeliest(connection, project, control)
        return [
            {"item": item, "question": champion.question, "rev": by_item[item].rev, "project": project}
            | {"version": champion.version, "code": thought.code, "at": by_item[item].at}
            for item, thought in thoughts.items()
        ]


def said_on(
    connection: Connection, part: Part, project: int, question: str, items: Sequence[int] | None = None
) -> Said:
    """Read what a consensus is made of: the votes, and for answers that cannot be counted the values beside them."""
    if part.of_values:
        return Said(*label_store.values_on(connection, project, question, items))
    if items is None:
        return Said(label_store.vote_table(connection, project, question), ())
    votes = store.votes_of(connection, question, items)
    return Said(np.array(votes, np.int64).reshape(-1, 4), ())


def stated_on(connection: Connection, project: int, question: Question) -> Stating:
    """Read how sure people said they were, where the question asks it."""
    return label_store.confidences_on(connection, project, question.id) if question.confidence else NONE


def snapshot_of(project: int, question: Question, part: Part, said: Said, stated: Stating) -> Snapshot:
    """Give agreement, skills and calibration by all votes on a question, to which `part` has just been fitted."""
    rng = np.random.default_rng([project, len(said.votes)])
    measure = value_agreement if part.of_values else agreement_on
    return Snapshot(
        agreement=measure(question, said, rng=rng),
        skills={str(name): Interval.of(skill) for name, skill in part.learnt.skills.items()},
        calibration=calibration_of(question, said, stated),
    )


def changed_rows(
    project: int, question: str, outcome: Outcome, before: Sequence[tuple[int, ...]], *, at: Micros
) -> list[Consensus]:
    """Give what differs from what is stored; an item revision whose answers were all taken back is left open."""
    known = {(row[0], row[1]): row[2:] for row in before}
    rows: list[Consensus] = []
    columns = (outcome.item, outcome.rev, outcome.code, outcome.posterior, outcome.votes)
    values = outcome.value or [None] * len(outcome)
    plain = (column.tolist() for column in columns)
    for item, rev, code, p, votes, state, value in zip(*plain, outcome.standing(), values, strict=True):
        old = known.pop((item, rev), None)
        if old is None or (code, votes, state, value) != (old[0], *old[2:]) or abs(p - old[1]) > MOVED:
            new = Consensus(
                item=item, rev=rev, question=question, project=project,
                code=code, posterior=p, votes=votes, state=state, at=at, value=value,
            )  # fmt: skip
            rows.append(new)
    gone = [place for place, old in known.items() if old[2] or old[0] != NO_CODE]
    return rows + [
        Consensus(
            item=item, rev=rev, question=question, project=project,
            code=NO_CODE, posterior=0.0, votes=0, state=Standing.OPEN, at=at,
        )
        for item, rev in gone
    ]  # fmt: skip


def _look(connection: Connection, project: int, memory: _Memory) -> tuple[tuple[int, Schema], list[Change], int]:
    found = projects.get(connection, project)
    schema = projects.schema_of(connection, found)
    latest = change_store.latest_of(connection, project)
    after = max(memory.watermark - LOOK_BACK, 0)
    changes = change_store.changes_since(connection, project, after)
    fresh = [change for change in changes if change.id > memory.watermark or _answers(change)]
    return (found.schema_version, schema), fresh, latest


def _parts(schema: Schema) -> dict[str, Part]:
    found = {question.id: consensus_for(question) for question in schema.questions}
    return {name: part for name, part in found.items() if part is not None}


def _answers(change: Change) -> bool:
    return change.act.startswith(ANSWERING)


def _remakes(change: Change) -> bool:
    return change.act.startswith(REMAKING)
