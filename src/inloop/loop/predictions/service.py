"""What is published: the thoughts of the champion about items, read from its segments with numpy alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from mmap import MADV_DONTNEED, mmap
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.annotation import Question
from inloop.kernel.ids import ordinal_of
from inloop.loop import projects
from inloop.loop.predictions import parts, store
from inloop.loop.predictions.files import Rows, SegmentFiles
from inloop.loop.predictions.model import PARTS, PROBABILITIES, SEGMENT_ROWS, Champion, Thought
from inloop.loop.projects import Project

NO_LABEL = -1
"""The code of a predicted answer that cannot be counted: it is made of parts."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The likeliest answer of every item by ordinal: its code (-1 where there is none), its chance, the revision."""

    code: NDArray[np.int32]
    p: NDArray[np.float16]
    margin: NDArray[np.float16]
    rev: NDArray[np.int32]


class PublishedPredictions:
    """Reads what the published version of a project thinks; safe to share between threads.

    A prediction belongs to one revision: an item changed since the scoring has none until it is scored again.
    """

    def __init__(self, files: SegmentFiles) -> None:
        self._files = files
        self._columns = lru_cache(maxsize=2)(self._read_columns)

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None:
        """Suggest: ``{target question: {label id: chance}}``, or None without a prediction for this revision.

        Where answers are made of parts it is ``{target question: [part, …]}``, each part with its chance ``p``.
        """
        champion = store.find_champion(connection, project.id)
        schema = projects.schema_of(connection, project)
        if champion is None or champion.question != schema.target:
            return None
        if not champion.classes:
            said = self._parts(connection, champion, item, rev)
            return None if said is None else {champion.question: said}
        chances = self._chances(connection, champion, item, rev)
        if chances is None:
            return None
        names = label_ids(schema.question(champion.question))
        pairs = zip(champion.classes, chances.tolist(), strict=True)
        return {champion.question: {names[code]: round(p, 4) for code, p in pairs if code in names}}

    def likeliest(self, connection: Connection, project: int, places: Sequence[tuple[int, int]]) -> dict[int, Thought]:
        """Give what is likeliest for those of the (item, rev) that have a prediction."""
        champion = store.find_champion(connection, project)
        found: dict[int, Thought] = {}
        for item, rev in places if champion is not None and champion.classes else ():
            assert champion is not None  # noqa: S101  # for the type checker
            chances = self._chances(connection, champion, item, rev)
            if chances is not None:
                best = int(chances.argmax())
                found[item] = Thought(champion.classes[best], float(chances[best]))
        return found

    def columns(self, connection: Connection, project: int) -> Columns | None:
        """Give the predictions of all items at once, for filters, facets, sorting and export."""
        champion = store.find_champion(connection, project)
        if champion is None:
            return None
        segments = store.manifest(connection, project, PROBABILITIES, champion.version)
        return self._columns(tuple(segments), tuple(champion.classes) or (NO_LABEL,)) if segments else None

    def _chances(self, connection: Connection, champion: Champion, item: int, rev: int) -> NDArray[np.float32] | None:
        number, place = divmod(ordinal_of(item), SEGMENT_ROWS)
        rows = self._rows(connection, champion, number)
        if rows is None or place >= len(rows) or rows["rev"][place] != rev:
            return None
        chances = rows["values"][place].astype(np.float32)
        return np.asarray(chances / chances.sum(), np.float32)

    def _parts(self, connection: Connection, champion: Champion, item: int, rev: int) -> list[Any] | None:
        number, place = divmod(ordinal_of(item), SEGMENT_ROWS)
        segment = store.find_segment(connection, champion.project, PARTS, champion.version, number)
        if segment is None or place >= segment.rows:
            return None
        about, found = parts.read(self._files.open(segment), place, rows=segment.rows)
        return msgspec.json.decode(found, type=list[Any]) if about == rev else None

    def _rows(self, connection: Connection, champion: Champion, number: int) -> Rows | None:
        segment = store.find_segment(connection, champion.project, PROBABILITIES, champion.version, number)
        return None if segment is None else self._files.open(segment)

    def _read_columns(self, segments: Sequence[Any], classes: Sequence[int]) -> Columns:
        parts = [_summarise(self._files.open(segment), np.asarray(classes, np.int32)) for segment in segments]
        return Columns(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def label_ids(question: Question) -> Mapping[int, str]:
    """Give answer code → label id (or the number, for a rating) of what is still on offer.

    >>> from inloop.annotation.question import read_question
    >>> label_ids(read_question({"id": "stars", "kind": "rating", "name": "Stars?", "low": 1, "high": 3}))
    {1: '1', 2: '2', 3: '3'}
    """
    offered = frozenset(question.part.offered(question.settings) or ())
    return {code: label for code, label in all_label_ids(question).items() if code in offered}


def all_label_ids(question: Question) -> Mapping[int, str]:
    """Give answer code → label id of all that was ever on offer."""
    codes = question.part.classes(question.settings) or []
    return {code: str(question.part.decode(code, question.settings)) for code in codes}


def _summarise(rows: Rows, classes: NDArray[np.int32]) -> tuple[NDArray[Any], ...]:
    chances = rows["values"].astype(np.float32)
    best = chances.argmax(axis=1)
    top = np.partition(chances, -2, axis=1)[:, -2:] if chances.shape[1] > 1 else np.pad(chances, ((0, 0), (1, 0)))
    code = np.where(rows["rev"] > 0, classes[best], -1).astype(np.int32)
    found = code, top[:, 1].astype(np.float16), (top[:, 1] - top[:, 0]).astype(np.float16), np.array(rows["rev"])
    if isinstance(rows.base, mmap):
        rows.base.madvise(MADV_DONTNEED)  # what was read of the file is not counted as ours any longer
    return found
