"""The frozen answers of one training: contents as they are now, and what people's answers to them come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.annotation import Question, Schema
from inloop.database import Database
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop import projects
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import FEATURES, SEGMENT_ROWS, Champion, Fitted
from inloop.loop.projects import Project
from inloop.loop.quality import store as quality
from inloop.loop.quality.model import NO_CODE
from inloop.loop.training import store
from inloop.loop.training.model import FOLDS, Taken
from inloop.loop.training.parts.model import Content, reads_vectors
from inloop.methods.base import Ints, fold_of

RUN = 500
_decode = msgspec.json.Decoder(dict[str, dict[str, Any]]).decode


@dataclass(frozen=True, eq=False)
class Material:
    """Answered items with their contents; all sequences in the order of the items."""

    project: Project
    schema: Schema
    items: Ints
    revs: Ints
    control: NDArray[np.bool_]
    contents: Sequence[Content]
    values: Sequence[Any]
    watermark: int
    people: int
    number: int
    size: int
    champion: Champion | None
    fitted: Fitted

    def __len__(self) -> int:
        return len(self.items)

    @property
    def question(self) -> Question:
        return self.schema.question(self.schema.target)

    @cached_property
    def folds(self) -> Ints:
        """The fold of each item, by hash: the same in every version."""
        return fold_of(self.items, folds=FOLDS).astype(np.int64)

    def taken(self) -> Taken:
        """Name what is learnt from."""
        body = msgspec.json.encode([self.items.tolist(), self.revs.tolist(), self.values], order="sorted")
        told = f"consensus on '{self.schema.target}'"
        return Taken(filter=told, watermark=self.watermark, content_hash=sha256(body).hexdigest())


def freeze(
    connection: Connection,
    number: int,
    *,
    files: SegmentFiles,
    featurizer: int | None = None,
    control_only: bool = False,
) -> Material | None:
    """Read what people's answers come to, on contents as they are now; None while there are no vectors.

    Parameters
    ----------
    featurizer
        Version of the vectors to read; the newest where it is left out.
    """
    project = projects.get(connection, number)
    schema = projects.schema_of(connection, project)
    newest = columns.current(connection, number)
    fitted = newest if featurizer is None else columns.find_fitted(connection, number, featurizer)
    if fitted is None:
        return None
    question = schema.question(schema.target)
    control, gone = map(set, store.control_and_gone(connection, number))
    rows = [
        (item, rev, value)
        for item, rev, code, _, _, _, value in quality.known(connection, number, question.id)
        if code > NO_CODE and value is not None and item not in gone and (item in control or not control_only)
    ]
    answers = {(item, rev): value for item, rev, value in rows}
    found = [
        (item, rev, content, msgspec.json.decode(answers[item, rev]))
        for item, rev, content in contents_of(connection, sorted({row[0] for row in rows}), field=question.on)
        if (item, rev) in answers
    ]
    if reads_vectors(question):
        vectors = vectors_of(connection, fitted, [row[:2] for row in found], files=files)
        found = [(item, rev, vectors[item], value) for item, rev, _, value in found if item in vectors]
    return Material(
        project=project,
        schema=schema,
        items=np.array([row[0] for row in found], np.int64),
        revs=np.array([row[1] for row in found], np.int64),
        control=np.array([row[0] in control for row in found], np.bool_),
        contents=[row[2] for row in found],
        values=[row[3] for row in found],
        watermark=columns.latest_of(connection, number),
        people=store.people(connection, number, question.id),
        number=store.newest(connection, number)[0] + 1,
        size=item_store.count(connection, number)[1],
        champion=columns.find_champion(connection, number),
        fitted=fitted,
    )


def vectors_of(
    connection: Connection, fitted: Fitted, places: Sequence[tuple[int, int]], *, files: SegmentFiles
) -> dict[int, Content]:
    """Give the vectors of those of the (item, revision) that have one."""
    segments = {s.number: files.open(s) for s in columns.manifest(connection, fitted.project, FEATURES, fitted.version)}
    found: dict[int, Content] = {}
    for item, rev in places:
        number, place = divmod(ordinal_of(item), SEGMENT_ROWS)
        rows = segments.get(number)
        if rows is not None and place < len(rows) and rows["rev"][place] == rev:
            found[item] = {"vector": np.asarray(rows["values"][place], np.float32)}
    return found


def contents_of(connection: Connection, items: Sequence[int], *, field: str) -> Iterator[tuple[int, int, Content]]:
    """Stream (item, revision, content of a field) of items as they are now."""
    for start in range(0, len(items), RUN):
        for item, rev, body in columns.texts_of(connection, items[start : start + RUN]):
            yield item, rev, content_in(body, field)


def contents_between(
    database: Database, project: int, first: int, last: int, *, field: str
) -> list[tuple[int, int, Content]]:
    """Give (ordinal, revision, content of a field) of the ordinals from `first` up to, not including, `last`."""
    rows = database.read(lambda c: columns.texts_between(c, project, first, last))
    start = item_id(project, 0)
    return [(item - start, rev, content_in(body, field)) for item, rev, body in rows]


def content_in(body: str | None, field: str) -> Content:
    """Give the envelope of a field of a stored revision; an erased one has none."""
    return {} if body is None else _decode(body).get(field, {})
