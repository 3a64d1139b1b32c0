"""Vectors of the items, a segment a step: fitted on what is there, appended as more comes, redone where it changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.annotation import Schema
from inloop.annotation.fields import Field
from inloop.database import Database
from inloop.kernel.clock import now
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop import projects
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions import store
from inloop.loop.predictions.files import SegmentFiles, new_name
from inloop.loop.predictions.model import FEATURES, SEGMENT_ROWS, Featurizer, Fitted, Segment, Vectoriser
from inloop.loop.predictions.policies import (
    MEDIA_STEP,
    content_of,
    fields_read,
    have_media,
    largest_refit,
    must_fit,
    next_gap,
)

CHUNK = 4_000
_RUN = 500
_RENEWING = ("items.", "item.erased")


@dataclass(frozen=True, slots=True)
class _State:
    """What one look at the facts found."""

    schema: Schema
    items: int
    newest: Fitted | None
    segments: list[Segment]
    latest: int

    @property
    def fields(self) -> list[Field]:
        return fields_read(self.schema)

    def vectoriser(self, given: Vectoriser) -> Vectoriser:
        return given.for_question(self.schema.question(self.schema.target))

    def must_fit(self, vectoriser: Vectoriser) -> bool:
        """Say whether what turns items into vectors is to be learnt (anew)."""
        name = self.vectoriser(vectoriser).featurizer_name(self.fields)
        return must_fit(self.newest, items=self.items, fields=self.fields, name=name)


def is_due(connection: Connection, project: int, *, vectoriser: Vectoriser) -> bool:
    """Say whether items lack vectors, or have vectors of an earlier content."""
    found = _look(connection, project)
    if found.must_fit(vectoriser):
        return True
    if found.newest is None:
        return False
    return next_gap(found.segments, items=found.items) is not None or bool(
        _renewed(connection, project, found.newest.watermark)
    )


def step(database: Database, project: int, *, files: SegmentFiles, vectoriser: Vectoriser) -> bool:
    """Do one step: fit, or write one segment, or redo changed items; say whether there was anything to do."""
    found = database.read(lambda connection: _look(connection, project))
    vectoriser = found.vectoriser(vectoriser)
    if found.must_fit(vectoriser):
        _fit(database, project, found, files=files, vectoriser=vectoriser)
        return True
    if found.newest is None:
        return False
    featurizer = vectoriser.restore_featurizer(
        found.newest.name, files.load_arrays(found.newest.path, found.newest.sha256), fields=found.newest.fields
    )
    writer = _Writer(database, files, featurizer, found.newest)
    most = MEDIA_STEP if have_media(found.fields) else SEGMENT_ROWS
    gap = next_gap(found.segments, items=found.items, most=most)
    if gap is not None:
        writer.extend(found, *gap)
        return True
    return writer.redo(found)


def _look(connection: Connection, project: int) -> _State:
    latest = store.latest_of(connection, project)
    fitted = store.fitted(connection, project)
    newest = fitted[0] if fitted else None
    return _State(
        schema=projects.schema_of(connection, projects.get(connection, project)),
        items=item_store.count(connection, project)[0],
        newest=newest,
        segments=[] if newest is None else store.manifest(connection, project, FEATURES, newest.version),
        latest=latest,
    )


def _renewed(connection: Connection, project: int, after: int) -> list[store.Change]:
    return [c for c in store.changes_since(connection, project, after) if c.act.startswith(_RENEWING)]


def _fit(database: Database, project: int, found: _State, *, files: SegmentFiles, vectoriser: Vectoriser) -> None:
    fields = found.fields
    names = [field.id for field in fields]
    version = 1 if found.newest is None else found.newest.version + 1
    rng = np.random.default_rng([project, version])
    contents = [
        content_of(body, names)
        for first, last in _sample_runs(found.items, most=largest_refit(fields), rng=rng)
        for _, _, body in _read_texts(database, project, first, last)
    ]
    featurizer = vectoriser.fit_featurizer(contents, fields=fields, rng=rng)
    path = new_name(f"{project}/featurizer-{version}")
    digest = files.save_arrays(path, featurizer.state())
    new = Fitted(
        project=project, version=version, name=vectoriser.featurizer_name(fields), fields=names,
        dims=featurizer.dims,
        rows=found.items, path=path, sha256=digest, ready=False, watermark=found.latest, at=now(),
    )  # fmt: skip
    database.write(lambda connection: store.add_fitted(connection, new))


def _sample_runs(items: int, *, most: int, rng: np.random.Generator) -> Iterator[tuple[int, int]]:
    """Give runs of ordinals that hold at most so many items together: all, or runs from all over."""
    runs = np.arange(-(-items // _RUN))
    if items > most:
        runs = np.sort(rng.choice(runs, most // _RUN, replace=False))
    yield from ((run * _RUN, min((run + 1) * _RUN, items)) for run in runs.tolist())


def _read_texts(database: Database, project: int, first: int, last: int) -> list[tuple[int, int, str | None]]:
    return database.read(lambda connection: store.texts_between(connection, project, first, last))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes segments of one fitted featurizer."""

    database: Database
    files: SegmentFiles
    featurizer: Featurizer
    fitted: Fitted

    def extend(self, found: _State, number: int, have: int, wanted: int) -> None:
        """Write a segment that reaches further than the one before it, or is its first."""
        project, start = self.fitted.project, number * SEGMENT_ROWS
        values = np.zeros((wanted, self.fitted.dims), np.float16)
        revs = np.zeros(wanted, np.int32)
        if have:
            before = self.files.open(next(s for s in found.segments if s.number == number))
            values[:have], revs[:have] = before["values"], before["rev"]
        for first in range(start + have, start + wanted, CHUNK):
            last = min(first + CHUNK, start + wanted)
            self._put(_read_texts(self.database, project, first, last), values, revs, start=start)
        covered = next_gap([*_without(found.segments, number), _reaching(number, wanted)], items=found.items) is None
        self._name(number, values, revs, ready=covered or self.fitted.version == 1, watermark=self.fitted.watermark)

    def redo(self, found: _State) -> bool:
        """Compute the vectors of revised and erased items again; say whether there were any events to look at."""
        changes = self.database.read(lambda c: _renewed(c, self.fitted.project, self.fitted.watermark))
        if not changes:
            return False
        erased = [change.item for change in changes if change.item is not None]
        stale = set(erased) | self._outdated(found)
        numbers = sorted({ordinal_of(item) // SEGMENT_ROWS for item in stale})
        for number in numbers:
            inside = [item for item in stale if ordinal_of(item) // SEGMENT_ROWS == number]
            self._redo_segment(found, number, inside)
        last = changes[-1].id
        self.database.write(lambda c: store.mark_fitted(c, self.fitted, ready=True, watermark=last))
        return True

    def _outdated(self, found: _State) -> set[int]:
        """Give the items whose vectors belong to an earlier revision."""
        rows = {segment.number: self.files.open(segment)["rev"] for segment in found.segments}
        listed = self.database.read(lambda c: store.revised(c, self.fitted.project))
        return {item for item, rev in listed if _rev_at(rows, ordinal_of(item)) not in {rev, None}}

    def _redo_segment(self, found: _State, number: int, items: Sequence[int]) -> None:
        before = self.files.open(next(s for s in found.segments if s.number == number))
        values, revs = np.array(before["values"]), np.array(before["rev"])
        for place in range(0, len(items), _RUN):
            some = items[place : place + _RUN]
            texts = self.database.read(lambda c, some=some: store.texts_of(c, some))  # type: ignore[misc]
            self._put(texts, values, revs, start=number * SEGMENT_ROWS)
        self._name(number, values, revs, ready=True, watermark=self.fitted.watermark)

    def _put(
        self,
        rows: Sequence[tuple[int, int, str | None]],
        values: NDArray[np.float16],
        revs: NDArray[np.int32],
        *,
        start: int,
    ) -> None:
        if not rows:
            return
        places = np.array([item for item, _, _ in rows], np.int64) - item_id(self.fitted.project, start)
        values[places] = self.featurizer.transform([content_of(body, self.fitted.fields) for _, _, body in rows])
        revs[places] = [rev for _, rev, _ in rows]

    def _name(
        self, number: int, values: NDArray[np.float16], revs: NDArray[np.int32], *, ready: bool, watermark: int
    ) -> None:
        """Write the file, then name it in the transaction that ends the step."""
        fitted = self.fitted
        new = self.files.write(
            values, revs, project=fitted.project, kind=FEATURES, version=fitted.version, number=number
        )

        def act(connection: Connection) -> None:
            store.put_segments(connection, [new])
            store.mark_fitted(connection, fitted, ready=ready or fitted.ready, watermark=watermark)
            if ready:
                store.drop_others(connection, fitted.project, FEATURES, keep=fitted.version)

        self.database.write(act)


def _rev_at(rows: dict[int, NDArray[np.int32]], ordinal: int) -> int | None:
    number, place = divmod(ordinal, SEGMENT_ROWS)
    known = rows.get(number)
    return None if known is None or place >= len(known) else int(known[place])


def _without(segments: Sequence[Segment], number: int) -> list[Segment]:
    return [segment for segment in segments if segment.number != number]


def _reaching(number: int, rows: int) -> Segment:
    return Segment(project=0, kind=FEATURES, version=0, number=number, rows=rows, path="", sha256="")
