"""The items of a project as arrays by ordinal: vectors, what may be asked, what has been answered."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.kernel.clock import SECOND, Micros
from inloop.kernel.ids import item_id
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import Rows, SegmentFiles
from inloop.loop.predictions.model import FEATURES, SEGMENT_ROWS, Fitted, Segment
from inloop.loop.quality import store as quality
from inloop.loop.routing import store as queue
from inloop.loop.training import store
from inloop.methods.base import Ints

REST = 50
"""Reading everything anew takes at most one part in so many of the time."""
CHUNK = 8_192
_RENEWING = ("items.", "item.", "project.")


class Vectors:
    """The vectors of many items, read from their segments only where they are looked at.

    Examples
    --------
    >>> rows = np.zeros(3, np.dtype([("rev", "<i4"), ("values", "<f2", (2,))]))
    >>> rows["values"] = [[1, 0], [0, 1], [1, 1]]
    >>> Vectors([rows])[np.array([2, 0])].tolist()
    [[1.0, 1.0], [1.0, 0.0]]
    """

    def __init__(self, segments: Sequence[Rows], ordinals: Ints | None = None) -> None:
        self._segments = segments
        self._ordinals = ordinals

    def __len__(self) -> int:
        return sum(map(len, self._segments)) if self._ordinals is None else len(self._ordinals)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self), self._segments[0]["values"].shape[1]

    def at(self, ordinals: Ints) -> "Vectors":
        """Give the vectors of some items, unread."""
        return Vectors(self._segments, ordinals if self._ordinals is None else self._ordinals[ordinals])

    def iter_blocks(self) -> Iterator[NDArray[np.float32]]:
        """Stream the vectors a few thousand at a time; of whole segments this is several times faster than picking."""
        if self._ordinals is not None:
            yield from (self[first : first + CHUNK] for first in range(0, len(self), CHUNK))
            return
        for rows in self._segments:
            for first in range(0, len(rows), CHUNK):
                yield rows["values"][first : first + CHUNK].astype(np.float32)

    def __getitem__(self, places: Any) -> NDArray[np.float32]:  # whatever numpy takes as an index
        ordinals = np.arange(len(self)) if self._ordinals is None else self._ordinals
        wanted = np.atleast_1d(ordinals[places])
        found = np.empty((len(wanted), self.shape[1]), np.float32)
        number = wanted // SEGMENT_ROWS
        for each in np.unique(number).tolist():
            inside = number == each
            found[inside] = self._segments[each]["values"][wanted[inside] - each * SEGMENT_ROWS]
        return found

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001  # numpy's protocol
        del copy
        return self[slice(None)].astype(dtype or np.float32, copy=False)


@dataclass(slots=True, eq=False)
class Pool:
    """What one process knows of a project's items; all arrays are by ordinal.

    Attributes
    ----------
    code
        The consensus on the target question, -1 where there is none for the revision that the vectors belong to.
    begun
        Lent, answered, queued outside the strategy, or deleted: not for a strategy to choose. So are `control` items.
    """

    project: int
    question: str
    fitted: Fitted
    manifest: tuple[Segment, ...]
    vectors: Vectors
    rev: NDArray[np.int32]
    control: NDArray[np.bool_]
    gone: NDArray[np.bool_]
    begun: NDArray[np.bool_]
    code: Ints
    seen_at: Micros
    watermark: int
    rest_until: float

    def __len__(self) -> int:
        return len(self.rev)

    def items(self, ordinals: Ints) -> Ints:
        return ordinals + item_id(self.project, 0)

    def start_of(self, number: int) -> int:
        """Give the ordinal with which a segment begins."""
        return number * SEGMENT_ROWS

    def labelled(self, classes: Sequence[int]) -> Ints:
        """Give the ordinals of the items whose answer is one of these codes."""
        return self.known(np.isin(self.code, np.asarray(classes)))

    def known(self, codes: NDArray[np.bool_]) -> Ints:
        """Give the ordinals of the items whose code is marked, without those that are deleted."""
        return np.flatnonzero(codes & ~self.gone)

    def askable(self) -> Ints:
        """Give the ordinals that a strategy may choose from."""
        return np.flatnonzero(~(self.begun | self.control | self.gone) & (self.rev > 0))

    def block(self, items: Sequence[int]) -> None:
        """Take items out of what may be asked."""
        places = np.asarray(items, np.int64) - item_id(self.project, 0)
        self.begun[places[places < len(self)]] = True


def open_pool(
    connection: Connection, project: int, question: str, *, files: SegmentFiles, known: Pool | None
) -> Pool | None:
    """Bring a pool up to date, reading only what changed; None while there are no vectors."""
    fitted = columns.current(connection, project)
    if fitted is None:
        return None
    manifest = tuple(columns.manifest(connection, project, FEATURES, fitted.version))
    if not manifest:
        return None
    latest = columns.latest_of(connection, project)
    if known is None or known.manifest != manifest or known.question != question:
        return _load(connection, project, question, fitted, manifest, files=files, latest=latest)
    changes = columns.changes_since(connection, project, known.watermark) if latest > known.watermark else []
    remade = any(change.act.startswith(_RENEWING) for change in changes)
    if remade or (changes and time.monotonic() > known.rest_until):
        _read_begun(connection, known)
    else:
        known.block([change.item for change in changes if change.item is not None])
        known.block(store.lent(connection, project))
    known.watermark = latest
    _read_codes(connection, known)
    return known


def _load(
    connection: Connection,
    project: int,
    question: str,
    fitted: Fitted,
    manifest: tuple[Segment, ...],
    *,
    files: SegmentFiles,
    latest: int,
) -> Pool:
    segments = [files.open(segment) for segment in manifest]
    rev = np.concatenate([rows["rev"] for rows in segments])
    nobody = np.zeros(len(rev), np.bool_)
    pool = Pool(
        project=project, question=question, fitted=fitted, manifest=manifest, vectors=Vectors(segments), rev=rev,
        control=nobody.copy(), gone=nobody.copy(), begun=nobody.copy(), code=np.full(len(rev), -1, np.int64),
        seen_at=0, watermark=latest, rest_until=0.0,
    )  # fmt: skip
    _read_begun(connection, pool)
    _read_codes(connection, pool)
    return pool


def _read_begun(connection: Connection, pool: Pool) -> None:
    started = time.monotonic()
    control, gone = store.control_and_gone(connection, pool.project)
    pool.begun[:] = False
    pool.block(queue.begun(connection, pool.project))
    for mask, items in ((pool.control, control), (pool.gone, gone)):
        places = np.asarray(items, np.int64) - item_id(pool.project, 0)
        mask[:] = False
        mask[places[places < len(pool)]] = True
    pool.rest_until = time.monotonic() + REST * (time.monotonic() - started)


def _read_codes(connection: Connection, pool: Pool) -> None:
    """Take over the consensus that was put since the last look, and a little before: clocks of nodes differ."""
    rows = quality.changed_since(connection, pool.project, pool.question, max(pool.seen_at - 5 * SECOND, 0))
    if not len(rows):
        return
    places = rows[:, 0] - item_id(pool.project, 0)
    inside = places < len(pool)
    rows, places = rows[inside], places[inside]
    present = pool.rev[places] == rows[:, 1]
    pool.code[places[present]] = rows[present, 2]
    pool.seen_at = max(pool.seen_at, int(rows[:, 3].max(initial=0)))
