"""Items, their revisions, and what an import counts."""

from enum import StrEnum
from typing import Any

import msgspec

from inloop.annotation.fields import Fields
from inloop.kernel.clock import Micros


class NewItem(msgspec.Struct, kw_only=True, gc=False):
    """An item on its way in: its fields as they are stored; the key makes a second import of it the same item.

    `untagged` is the hash of an item that says the same and was brought before files by reference had etags.
    """

    key: str
    body: str
    content_hash: bytes
    untagged: bytes
    group: str | None = None
    number: int = 0


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of an item."""

    id: int
    project: int
    key: str
    rev: int
    control: bool
    group: str | None
    deleted_at: Micros | None
    erased: bool
    fields: Fields
    at: Micros


class Counts(msgspec.Struct, kw_only=True):
    """What became of the rows of an import; every row is in exactly one of the first five.

    Attributes
    ----------
    broken
        Rows whose picture or sound is missing or damaged: they are items all the same, and are told in the report.
    """

    imported: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    labels: int = 0
    broken: int = 0

    @property
    def rows(self) -> int:
        return self.imported + self.changed + self.unchanged + self.duplicate + self.rejected

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = msgspec.to_builtins(self), msgspec.to_builtins(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


class ImportState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """What one column of a file is.

    Attributes
    ----------
    role
        ``field``, ``metadata``, ``blind``, ``key``, ``group``, ``annotator``, ``label``, ``prediction``, ``gold``,
        ``outcome``, ``confidence`` or ``ignore``.
    to
        The field it becomes; by default its own name.
    question
        The question that a label, prediction, gold answer, outcome or confidence is about; by default the target.
    annotator
        Who gave the labels of this column, where no column says so.
    """

    name: str
    role: str
    to: str | None = None
    question: str | None = None
    annotator: str | None = None


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """One import: where from, how far, what came of it."""

    id: int
    project: int
    state: ImportState
    name: str
    path: str
    columns: list[Column]
    options: dict[str, Any]
    bytes: int
    position: int
    rows_done: int
    counts: Counts
    created_at: Micros
    started_at: Micros | None
    finished_at: Micros | None
    error: str | None
    by: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was not taken, and why."""

    number: int
    reason: str
    excerpt: str


class KnownRole(StrEnum):
    """What an answer that came with the data is."""

    PREDICTION = "prediction"
    GOLD = "gold"
    OUTCOME = "outcome"
