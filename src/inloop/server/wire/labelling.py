"""What annotators send and see; item keys, reasons and propensities have no place in these types."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from inloop.server.wire.base import Asked, Id, Micros, Told


class LendAsked(Asked):
    """How many open assignments the annotator wants to hold."""

    want: int = Field(default=3, ge=0, le=3)


class AnswerAsked(Asked):
    """One submission; `id` is a UUIDv7 made by the client and makes the sending safe to repeat."""

    id: str = Field(description="UUID made by the client")
    assignment: str
    values: dict[str, Any]
    schema_version: int
    active_ms: int = 0
    note: str = ""
    flag: bool = False
    confidence: dict[str, float] = Field(default={}, description="Question → how sure, 0 to 1, where it is asked")
    supersedes: str | None = None
    want: int = Field(default=3, ge=0, le=3)


class SkipAsked(Asked):
    """Why the item is handed back."""

    reason: Literal["unclear", "not mine", "broken", "other"]
    note: str = ""
    want: int = Field(default=3, ge=0, le=3)


class ShownField(Told):
    """One field as the annotator sees it; a picture or a sound tells its links and measures beside its name."""

    model_config = ConfigDict(from_attributes=True, extra="allow")

    id: str
    kind: str
    name: str
    show: Literal["text", "title", "metadata"]
    format: Literal["plain", "markdown"] = "plain"
    value: Any = None


class Hint(Told):
    """A label that a rule speaks for, and the words by which it does."""

    label: str
    words: str


class Assignment(Told):
    """One item lent to the caller."""

    id: str
    item: str = Field(description="Opaque handle of the item")
    shown_reason: str
    fields: list[ShownField]
    suggestion: dict[str, Any] | None
    leased_until: Micros
    values: dict[str, Any] | None = None
    confidence: dict[str, float] | None = None
    hints: dict[str, list[Hint]] | None = Field(default=None, description="Question → what words and patterns suggest")


class Progress(Told):
    """How the annotator and the project stand."""

    mine_today: int
    mine_total: int
    answered_items: int
    items: int
    pace_s: float | None


class Assignments(Told):
    """All open assignments of the caller, oldest first."""

    assignments: list[Assignment]
    progress: Progress
    schema_version: int
    guideline_version: int
    empty_reason: Literal["no-items", "others-answer", "all-answered"] | None = None


class AnswerTaken(Assignments):
    """What became of a submission, and what comes next."""

    id: str
    late: bool


class Reopened(Told):
    """An earlier answer, open again."""

    assignment: Assignment
    progress: Progress


class HistoryRow(Told):
    """One of the caller's own answers, with the fields that it points into."""

    annotation: str
    item: str
    text: str
    fields: list[ShownField]
    values: dict[str, Any]
    at: Micros
    active_ms: int
    flag: bool
    note: str
    confidence: dict[str, float]


class HistoryPage(Told):
    """A page of the caller's own answers, newest first."""

    rows: list[HistoryRow]
    next: str | None


class BulkAsked(Asked):
    """One answer to several items: those named by number, or those that are lent to the caller."""

    id: str = Field(description="UUID made by the client; makes the sending safe to repeat")
    items: list[Id] = Field(default=[], max_length=1_000, description="Items, for those who may read them")
    assignments: list[str] = Field(default=[], max_length=1_000, description="Open assignments of the caller")
    values: dict[str, Any]
    schema_version: int = Field(ge=0, lt=2**31)
    active_ms: int = Field(default=0, ge=0, description="Time of the whole act; each answer gets its share")


class LeftOut(Told):
    """An item (or its assignment) that got no answer, and why."""

    place: int | str
    why: str


class BulkGiven(Told):
    """What became of the items; those that said the same before are in neither list."""

    id: str
    given: list[int | str]
    left_out: list[LeftOut]


class BulkWithdrawn(Told):
    """How many answers were taken back."""

    withdrawn: int


class AlikeAsked(Asked):
    """How many items like the one in hand are wanted."""

    most: int = Field(default=24, ge=1, le=48)


class Alike(Told):
    """Items like the one in hand, lent to the caller, the nearest first; `ready` is false while nothing is known."""

    assignments: list[Assignment]
    ready: bool
