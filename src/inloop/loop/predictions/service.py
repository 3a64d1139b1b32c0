"""What is published: the thoughts of the champion about items, read from its segments with numpy alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from mmap import MADV_DONTNEED, mmap
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop import projects
from inloop.loop.predictions import parts, store
from inloop.loop.predictions.files import Rows, SegmentFiles
from inloop.loop.predictions.model import FEATURES, PARTS, PROBABILITIES, SEGMENT_ROWS, Champion, Segment, Thought
from inloop.loop.predictions.sets import HALF, chance_of_set, is_many, label_ids, likeliest_set
from inloop.loop.projects import Project

NO_LABEL = -1
"""The code of a predicted answer that cannot be counted: it is made of parts."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The likeliest answer of every item by ordinal: its code (-1 where there is none), its chance, the revision.

    Where answers are sets of labels, the code has one bit a label, and the margin is that of the least sure one.
    """

    code: NDArray[np.int64]
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
        self._blank = lru_cache(maxsize=64)(self._read_blank)

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None:
        """Suggest: ``{target question: {label id: chance}}``, or None without a prediction for this revision.

        Where answers are made of parts it is ``{target question: [part, …]}``, each part with its chance ``p``;
        where they are one value that cannot be counted, ``{"value", "p"}``, with ``units`` where each turn or cell is
        asked about.
        """
        champion = store.find_champion(connection, project.id)
        schema = projects.schema_of(connection, project)
        if champion is None or champion.question != schema.target:
            return None
        if not champion.classes:
            said = self._parts(connection, champion, item, rev)
            return None if said is None else {champion.question: said}
        question = schema.question(champion.question)
        chances = self._chances(connection, champion, item, rev, many=is_many(question))
        if chances is None:
            return None
        names = label_ids(question)
        pairs = zip(champion.classes, chances.tolist(), strict=True)
        return {champion.question: {names[code]: round(p, 4) for code, p in pairs if code in names}}

    def sure_of(self, connection: Connection, project: Project, item: int, rev: int) -> float | None:
        """Give how sure the version is of an answer made of parts as a whole."""
        champion = store.find_champion(connection, project.id)
        number, place = divmod(ordinal_of(item), SEGMENT_ROWS)
        rows = None if champion is None else self._rows(connection, champion, number)
        known = rows is not None and place < len(rows) and rows["rev"][place] == rev
        return float(rows["values"][place].max()) if rows is not None and known else None

    def likeliest(self, connection: Connection, project: int, places: Sequence[tuple[int, int]]) -> dict[int, Thought]:
        """Give what is likeliest for those of the (item, rev) that have a prediction."""
        champion = store.find_champion(connection, project)
        if champion is None or not champion.classes:
            return {}
        many, found = self._says_sets(connection, champion), {}
        for item, rev in places:
            chances = self._chances(connection, champion, item, rev, many=many)
            if chances is not None:
                found[item] = _thought(chances, champion.classes, many=many)
        return found

    def parts_between(
        self, connection: Connection, project: int, first: int, last: int
    ) -> Iterator[tuple[int, int, Any]]:
        """Stream (item, revision, parts or value) of the items from `first` up to, not including, `last`."""
        champion = store.find_champion(connection, project)
        if champion is None or champion.classes:
            return
        for segment in store.manifest(connection, project, PARTS, champion.version):
            start = item_id(project, segment.number * SEGMENT_ROWS)
            packed = self._files.open(segment)
            for item in range(max(first, start), min(last, start + segment.rows)):
                rev, said = parts.read(packed, item - start, rows=segment.rows)
                if rev:
                    told = msgspec.json.decode(said)
                    yield item, rev, told.get("value") if isinstance(told, dict) else told

    def blank(self, connection: Connection, project: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give (ordinal, rev) of the items of which no vector could be computed, such as a damaged picture."""
        fitted = store.current(connection, project)
        kept = () if fitted is None else store.manifest(connection, project, FEATURES, fitted.version)
        found = [self._blank(segment) for segment in kept]
        none = np.zeros(0, np.int64)
        return np.concatenate([none, *(place for place, _ in found)]), np.concatenate(
            [none, *(rev for _, rev in found)]
        )

    def _read_blank(self, segment: Segment) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        rows = self._files.open(segment)
        place = np.flatnonzero((rows["rev"] > 0) & ~rows["values"].any(axis=1))
        return place + segment.number * SEGMENT_ROWS, rows["rev"][place].astype(np.int64)

    def columns(self, connection: Connection, project: int) -> Columns | None:
        """Give the predictions of all items at once, for filters, facets, sorting and export."""
        champion = store.find_champion(connection, project)
        if champion is None:
            return None
        segments = store.manifest(connection, project, PROBABILITIES, champion.version)
        many = self._says_sets(connection, champion)
        return self._columns(tuple(segments), tuple(champion.classes) or (NO_LABEL,), many) if segments else None

    def _says_sets(self, connection: Connection, champion: Champion) -> bool:
        """Say whether the answers of the published version are sets of labels."""
        schema = projects.schema_of(connection, projects.get(connection, champion.project))
        known = {question.id: question for question in schema.questions}
        return bool(champion.classes) and champion.question in known and is_many(known[champion.question])

    def _chances(
        self, connection: Connection, champion: Champion, item: int, rev: int, *, many: bool
    ) -> NDArray[np.float32] | None:
        number, place = divmod(ordinal_of(item), SEGMENT_ROWS)
        rows = self._rows(connection, champion, number)
        if rows is None or place >= len(rows) or rows["rev"][place] != rev:
            return None
        chances = rows["values"][place].astype(np.float32)
        return chances if many else np.asarray(chances / chances.sum(), np.float32)

    def _parts(self, connection: Connection, champion: Champion, item: int, rev: int) -> Any:  # parts, or a value
        number, place = divmod(ordinal_of(item), SEGMENT_ROWS)
        segment = store.find_segment(connection, champion.project, PARTS, champion.version, number)
        if segment is None or place >= segment.rows:
            return None
        about, found = parts.read(self._files.open(segment), place, rows=segment.rows)
        return msgspec.json.decode(found) if about == rev else None

    def _rows(self, connection: Connection, champion: Champion, number: int) -> Rows | None:
        segment = store.find_segment(connection, champion.project, PROBABILITIES, champion.version, number)
        return None if segment is None else self._files.open(segment)

    def _read_columns(self, segments: Sequence[Any], classes: Sequence[int], many: bool) -> Columns:  # noqa: FBT001  # a key of the cache
        read = _summarise_sets if many else _summarise
        parts = [read(self._files.open(segment), np.asarray(classes, np.int64)) for segment in segments]
        return Columns(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _thought(chances: NDArray[np.float32], classes: Sequence[int], *, many: bool) -> Thought:
    if many:
        return Thought(int(likeliest_set(chances[None], np.array(classes))[0]), float(chance_of_set(chances[None])[0]))
    best = int(chances.argmax())
    return Thought(classes[best], float(chances[best]))


def _summarise(rows: Rows, classes: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
    chances = rows["values"].astype(np.float32)
    best = chances.argmax(axis=1)
    top = np.partition(chances, -2, axis=1)[:, -2:] if chances.shape[1] > 1 else np.pad(chances, ((0, 0), (1, 0)))
    code = np.where(rows["rev"] > 0, classes[best], -1)
    found = code, top[:, 1].astype(np.float16), (top[:, 1] - top[:, 0]).astype(np.float16), np.array(rows["rev"])
    _let_go(rows)
    return found


def _summarise_sets(rows: Rows, bits: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
    """Give the set of each item, its chance, and how far the least sure label is from a toss."""
    chances = rows["values"].astype(np.float32)
    code = np.where(rows["rev"] > 0, likeliest_set(chances, bits), -1)
    margin = 2 * np.abs(chances - HALF).min(axis=1)
    found = code, chance_of_set(chances).astype(np.float16), margin.astype(np.float16), np.array(rows["rev"])
    _let_go(rows)
    return found


def _let_go(rows: Rows) -> None:
    if isinstance(rows.base, mmap):
        rows.base.madvise(MADV_DONTNEED)  # what was read of the file is not counted as ours any longer
