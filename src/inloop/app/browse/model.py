"""What can be asked for, and what a row shows."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from inloop.annotation import Question, Schema
from inloop.annotation.fields import Envelope, Fields, field_kind
from inloop.kernel.clock import Micros, now
from inloop.loop import projects
from inloop.loop.items.media import Links, shown
from inloop.loop.predictions.model import Thought
from inloop.loop.predictions.service import Columns, PublishedPredictions
from inloop.loop.predictions.sets import label_ids
from inloop.loop.predictions.store import find_champion
from inloop.loop.projects import Project
from inloop.loop.quality.model import NO_CODE


class Status(StrEnum):
    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    DISPUTED = "disputed"
    FLAGGED = "flagged"
    SKIPPED = "skipped"
    UNREADABLE = "unreadable"


class Sort(StrEnum):
    NEW = "new"
    OLD = "old"
    UNCERTAIN = "uncertain"


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which items: all conditions hold together.

    Attributes
    ----------
    q
        Words that are all in what the item shows.
    label, predicted
        The answer that people, or the model, give to the target question.
    """

    q: str = ""
    status: Status | None = None
    label: str = ""
    predicted: str = ""
    control: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether every item fits."""
        return self == Filter()


class Guess(msgspec.Struct, frozen=True):
    """What the model thinks likeliest."""

    label: str
    p: float


class Agreed(msgspec.Struct, frozen=True):
    """What people say, together: `label` joins the labels where there may be several."""

    label: str
    labels: list[str]
    posterior: float


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table."""

    id: int
    key: str
    text: str
    fields: dict[str, Any]
    answers: int
    status: str
    consensus: Agreed | None
    prediction: Guess | None
    flagged: bool


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some rows, the cursor of the following page, and how many there are on all pages."""

    rows: list[ItemRow]
    next: str | None
    total: int
    total_exact: bool
    search_ready: bool


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader of the table needs to know of a project, looked up once a request.

    Attributes
    ----------
    hidden
        Fields that the reader must not see: the blind ones, for somebody who labels too.
    links
        Opens media for the reader.
    """

    connection: Connection
    project: Project
    schema: Schema
    predictions: PublishedPredictions
    hidden: frozenset[str]
    links: Links

    @classmethod
    def of(
        cls,
        connection: Connection,
        project: Project,
        published: PublishedPredictions,
        *,
        with_blind: bool,
        at: Micros | None = None,
    ) -> "View":
        schema = projects.schema_of(connection, project)
        hidden = frozenset() if with_blind else frozenset(field.id for field in schema.fields if field.blind)
        return cls(
            connection=connection,
            project=project,
            schema=schema,
            predictions=published,
            hidden=hidden,
            links=Links(project, at=now() if at is None else at),
        )

    def shown(self, fields: Fields) -> dict[str, Any]:
        """Give the values of the fields that the reader may see: plain ones, and links to media with their names."""
        return {name: self._told(content) for name, content in fields.items() if name not in self.hidden}

    def _told(self, content: Envelope) -> Any:
        kind = field_kind(content.get("kind", "text"))
        return {**shown(content, self.links), "name": kind.plain(content)} if kind.has_media else kind.plain(content)

    @property
    def question(self) -> Question:
        return self.schema.question(self.schema.target)

    @property
    def is_many(self) -> bool:
        """Whether an answer to the target question is a set of labels: its code has one bit a label."""
        return self.question.part.bits(self.question.settings) is not None

    def names(self) -> dict[int, str]:
        """Give answer code (or bit, where an answer is a set) → label id of the target question, retired labels too."""
        question = self.question
        if self.is_many:
            return {label.code: label.id for label in question.settings.labels}
        codes = question.part.classes(question.settings) or []
        every = {code: str(question.part.decode(code, question.settings)) for code in codes}
        return every | dict(label_ids(question))

    def labels_in(self, code: int) -> list[str]:
        """Name the labels that an answer code stands for."""
        names = self.names()
        if self.is_many:
            return [name for bit, name in names.items() if code > NO_CODE and code >> bit & 1]
        return [names[code]] if code in names else []

    def words_of(self, merged: str) -> str:
        """Say in words what stands for answers that cannot be counted."""
        return self.question.part.describe(msgspec.json.decode(merged), self.question.settings)

    def code_of(self, label: str) -> int | None:
        """Give the answer code (or bit) of a label id; None where no answer has it."""
        return next((code for code, name in self.names().items() if name == label), None)

    def columns(self) -> Columns | None:
        """Give the model's likeliest answer for every item; None where it answers another question."""
        return self.predictions.columns(self.connection, self.project.id) if self._is_foretold() else None

    def likeliest(self, places: Sequence[tuple[int, int]]) -> dict[int, Thought]:
        """Give what the model thinks likeliest of some (item, rev)."""
        return self.predictions.likeliest(self.connection, self.project.id, places) if self._is_foretold() else {}

    def _is_foretold(self) -> bool:
        champion = find_champion(self.connection, self.project.id)
        return champion is not None and champion.question == self.schema.target
