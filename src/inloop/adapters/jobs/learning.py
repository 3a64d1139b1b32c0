"""The steps of learning as jobs take them: read and compute beside the database, then write through the cycle.

Each step is derived from state and can be broken off anywhere: done again, it does what is left.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection

from inloop.adapters.jobs.calm import Calm
from inloop.annotation import Schema
from inloop.database import Database
from inloop.kernel.clock import Micros, now
from inloop.kernel.errors import UnreachableError
from inloop.loop import cycle, projects
from inloop.loop.predictions import features
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.projects import Project
from inloop.loop.projects.model import State
from inloop.loop.quality import store as quality_store
from inloop.loop.quality.settle import Settler, Settling
from inloop.loop.routing import store as queue
from inloop.loop.training import learning, measuring
from inloop.loop.training import store as training_store
from inloop.loop.training.answers import answers_of
from inloop.loop.training.model import Models, Refresh
from inloop.loop.training.parts import learning as parts
from inloop.loop.training.parts.model import is_learnt
from inloop.loop.training.parts.ranking import doubts, rank_parts
from inloop.loop.training.pool import Pool, open_pool
from inloop.loop.training.ranking import learnable_classes, rank, strategy_of

CHUNK = 1_000
REST = 3.0
"""Refreshing the ranking takes at most one part in four of one core."""
SWEEP_EVERY_S = 600.0
Stop = Callable[[], bool]


class _Ranked(NamedTuple):
    """What the last refresh of the ranking had seen."""

    consensus_at: Micros
    features: int
    strategy: str
    rest_until: float


def _never() -> bool:
    return False


class Learning:
    """Everything that learns from answers in one process.

    What it remembers between two calls only saves time: a new process finds out again.
    """

    def __init__(
        self, database: Database, files: SegmentFiles, models: Models, published: PublishedPredictions
    ) -> None:
        self._database = database
        self._files = files
        self._models = models
        self._settler = Settler(database, published)
        self._pools: dict[int, Pool] = {}
        self._ranked: dict[int, _Ranked] = {}
        self._counted: dict[int, int] = {}
        self._calm = Calm()
        self._swept_at = time.monotonic()

    def needing_features(self, connection: Connection) -> list[int]:
        """List the projects with items that lack vectors, or scores of the published version."""
        return [
            project.id
            for project in _active(connection)
            if features.is_due(connection, project.id, vectoriser=self._models)
            or learning.unscored(connection, project.id)
            or parts.unscored(connection, project.id)
        ]

    def describe(self, project: int, *, stop: Stop = _never) -> None:
        """Compute the vectors that are missing, then let the published version score them."""
        while not stop() and features.step(self._database, project, files=self._files, vectoriser=self._models):
            pass
        if not stop():
            self._score(project, stop=stop)
        self._calm.stir(project)
        self._sweep()

    def needing_attention(self, connection: Connection) -> list[int]:
        """List the projects in which something was answered since the last look."""
        self._calm.hear(connection)
        return [project.id for project in _active(connection) if self._is_due(connection, project)]

    def attend(self, project: int, *, whole: bool = False) -> None:
        """Settle what was answered, then refresh the ranking where that changes it."""
        self.settle(project, whole=whole)
        if self.refresh(project) is not None:
            self._measure(project, self._pools.get(project))
        self._calm.stir(project)

    def settle(self, project: int, *, whole: bool = False) -> None:
        """Bring consensus up to date; `whole` looks at all votes now."""
        self._counted[project] = self._database.read(lambda c: queue.find_progress(c, project)).answers
        for settling in self._settler.find(project, whole=whole):
            for start in range(0, max(len(settling.rows), 1), CHUNK):
                part = settling.rows[start : start + CHUNK]
                foretold = settling.foretold if start == 0 else ()
                _write_part(self._database, Settling(rows=part, foretold=foretold))

    def refresh(self, project: int, *, at_once: bool = False) -> Refresh | None:
        """Choose anew what to ask, from all answers so far; None where nothing has changed or it is too soon."""
        started, cpu = time.monotonic(), time.thread_time()
        last = self._ranked.get(project)
        if last is not None and started < last.rest_until and not at_once:
            return None
        found, schema = self._database.read(lambda c: _look(c, project))
        classes = learnable_classes(schema)
        is_of_parts = not classes and is_learnt(schema.question(schema.target))
        pool = self._open(project, schema.target) if classes or is_of_parts else None
        if pool is None or (last is not None and _mark(pool, found) == last[:3]):
            return None
        answers = self._counted.get(project, 0)
        rng = np.random.default_rng([project, answers])
        wanted = strategy_of(found.settings.strategy)
        if is_of_parts:
            doubt = self._database.read(lambda c: doubts(c, pool, files=self._files))
            head = rank_parts(pool, doubt, wanted=wanted, rng=rng)
        else:
            ranker = self._models.ranker_for(schema.question(schema.target))
            learnt = answers_of(schema.question(schema.target))
            head = rank(pool, wanted=wanted, answers=learnt, ranker=ranker, rng=rng)
        refresh = Refresh(
            at=now(),
            answers=answers,
            seconds=round(time.monotonic() - started, 4),
            strategy=head.strategy,
            why=head.why,
        )

        def act(connection: Connection) -> None:
            cycle.offer(connection, found, head.picks)
            training_store.save_ranking(connection, project, refresh)

        self._database.write(act)
        self._ranked[project] = _Ranked(*_mark(pool, found), time.monotonic() + REST * (time.thread_time() - cpu))
        return refresh

    def needing_training(self, connection: Connection) -> list[int]:
        """List the projects with enough new answers for a new version, or that were asked for one."""
        return [project.id for project in _active(connection) if learning.is_due(connection, project)]

    def train(self, project: int, *, stop: Stop = _never) -> int | None:
        """Train, measure and, where it is better, publish the next version; give its number."""
        found, schema = self._database.read(lambda c: _look(c, project))
        train = learning.train if learnable_classes(schema) else parts.train
        learnt = train(self._database, project, files=self._files, models=self._models, stop=stop)
        if learnt is None:
            return None
        self._database.write(lambda c: cycle.learn(c, found, learnt, at=now()))
        self._measure(project, None)
        self._calm.stir(project)
        return learnt.version.version

    def forget(self) -> None:
        """Let go of what costs memory while nobody works."""
        self._pools.clear()
        self._files.forget()

    def _measure(self, project: int, pool: Pool | None) -> None:
        """Bring the accuracy of the published version up to the control items answered by now."""
        found = measuring.measure_champion(self._database, project, files=self._files, models=self._models, pool=pool)
        if found is not None:
            self._database.write(lambda c: measuring.keep(c, project, found))

    def _is_due(self, connection: Connection, project: Project) -> bool:
        if self._calm.covers(project.id):
            return False
        mark = self._calm.mark(project.id)
        needs = self._needs(connection, project)
        if not needs and not self._rests(project.id):
            self._calm.keep(project.id, mark)
        return needs

    def _rests(self, project: int) -> bool:
        """Say whether time alone makes something due."""
        last = self._ranked.get(project)
        return self._settler.owes(project) or (last is not None and time.monotonic() < last.rest_until)

    def _needs(self, connection: Connection, project: Project) -> bool:
        last = self._ranked.get(project.id)
        if self._settler.is_due(connection, project.id):
            return True
        if last is not None and time.monotonic() < last.rest_until:
            return False
        fitted = columns.current(connection, project.id)
        if fitted is None:
            return False
        target = projects.schema_of(connection, project).target
        seen = quality_store.changed_at(connection, project.id, target)
        mark = (seen, _covered(connection, project.id, fitted.version), project.settings.strategy)
        return last is None or mark != last[:3]

    def _open(self, project: int, question: str) -> Pool | None:
        known = self._pools.get(project)
        pool = self._database.read(lambda c: open_pool(c, project, question, files=self._files, known=known))
        if pool is not None:
            self._pools[project] = pool
        return pool

    def _score(self, project: int, *, stop: Stop) -> None:
        """Score what the published version has not seen in its present form."""
        self._score_parts(project, stop=stop)
        found = self._database.read(lambda c: learning.unscored(c, project))
        if found is None:
            return
        version, missing = found
        model = learning.restore_model(version, files=self._files, models=self._models)
        for segment in missing:
            if stop():
                return
            new = learning.score_segment(segment, model, version.version, files=self._files)
            self._database.write(lambda c, new=new: columns.put_segments(c, [new]))  # type: ignore[misc]

    def _score_parts(self, project: int, *, stop: Stop) -> None:
        found = self._database.read(lambda c: parts.unscored(c, project))
        learner = None if found is None else self._models.parts_learner(found[1])
        if found is None or learner is None:
            return
        version, question, missing = found
        model = parts.restore(version, learner, files=self._files)
        for segment in missing:
            if stop():
                return
            new = parts.score_segment(self._database, question, segment, model, version.version, files=self._files)
            self._database.write(lambda c, new=new: columns.put_segments(c, new))  # type: ignore[misc]

    def _sweep(self) -> None:
        if time.monotonic() - self._swept_at > SWEEP_EVERY_S:
            self._swept_at = time.monotonic()
            named = self._database.read(training_store.named_paths)  # before the sweep looks for holds
            with suppress(UnreachableError):  # what is left is swept another time
                self._files.sweep(named)


def _active(connection: Connection) -> list[Project]:
    return [project for project in projects.list_for(connection) if project.state is State.ACTIVE]


def _look(connection: Connection, project: int) -> tuple[Project, Schema]:
    found = projects.get(connection, project)
    return found, projects.schema_of(connection, found)


def _mark(pool: Pool, project: Project) -> tuple[Micros, int, str]:
    return pool.seen_at, pool.fitted.version * 1_000_000_000 + len(pool), project.settings.strategy


def _covered(connection: Connection, project: int, version: int) -> int:
    rows = sum(s.rows for s in columns.manifest(connection, project, "features", version))
    return version * 1_000_000_000 + rows


def _write_part(database: Database, part: Settling) -> None:
    database.write(lambda connection: cycle.settle(connection, part))
