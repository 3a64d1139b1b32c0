"""Assignments, annotations, votes."""

from enum import IntEnum, StrEnum
from typing import Any

import msgspec

from inloop.kernel.clock import Micros
from inloop.loop.routing.model import Reason
from inloop.loop.rules.model import Hint

MOST_LEASES = 3
"""One in hand and two prefetched."""
MOST_NOTE = 4_000


class AnnotatorKind(StrEnum):
    PERSON = "person"
    RULE = "rule"
    MODEL = "model"
    IMPORT = "import"


class Lease(IntEnum):
    HELD = 0
    ANSWERED = 1
    SKIPPED = 2
    RELEASED = 3
    EXPIRED = 4


class Ending(StrEnum):
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class SkipReason(StrEnum):
    UNCLEAR = "unclear"
    NOT_MINE = "not mine"
    BROKEN = "broken"
    OTHER = "other"


class Annotator(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Whoever answers in one project, with what they have done so far.

    Attributes
    ----------
    second_after
        Priority up to which the second opinions have been offered to them.
    """

    id: int
    project: int
    kind: AnnotatorKind
    person: int | None
    name: str
    answers: int
    active_ms: int
    day: int
    day_answers: int
    second_after: int


class Assignment(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One item revision lent to one annotator until a time, for a reason, chosen by `strategy` where one chose it."""

    id: str
    project: int
    item: int
    rev: int
    annotator: int
    reason: Reason
    at: Micros
    expires_at: Micros
    state: Lease
    suggested: bool
    strategy: str | None = None


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """What the annotator's program sends; `id` is made there and makes the sending safe to repeat.

    Attributes
    ----------
    confidence
        Question → how sure the annotator is of the answer, 0 to 1, where that is asked.
    """

    id: str
    assignment: str
    values: dict[str, Any]
    schema_version: int
    active_ms: int = 0
    note: str = ""
    flag: bool = False
    confidence: dict[str, Any] = {}
    supersedes: str | None = None
    want: int = MOST_LEASES


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """One submission as it is kept; never changed, only ended by another fact.

    Attributes
    ----------
    bulk
        The act that gave the same answer to several items at once, if it was one.
    """

    id: str
    project: int
    item: int
    rev: int
    annotator: int
    assignment: str | None
    schema_version: int
    values: dict[str, Any]
    at: Micros
    active_ms: int
    note: str
    flag: bool
    late: bool
    supersedes: str | None
    ended: Ending | None
    bulk: str | None = None
    confidence: dict[str, float] = {}


class Lent(msgspec.Struct, frozen=True, kw_only=True):
    """What an annotator may see of an assignment; the true reason, utility and propensity are not in this type."""

    id: str
    item: str
    shown_reason: str
    fields: list[dict[str, Any]]
    suggestion: dict[str, Any] | None
    leased_until: Micros
    values: dict[str, Any] | None = None
    confidence: dict[str, float] | None = None
    hints: dict[str, list[Hint]] | None = None


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How an annotator and the project stand."""

    mine_today: int
    mine_total: int
    answered_items: int
    items: int
    pace_s: float | None


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """The open leases of one annotator, oldest first."""

    assignments: list[Lent]
    progress: Pace
    schema_version: int
    guideline_version: int
    empty_reason: str | None = None


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One of an annotator's own answers, as they may look back on it, with the fields that it points into."""

    annotation: str
    item: str
    text: str
    fields: list[dict[str, Any]]
    values: dict[str, Any]
    at: Micros
    active_ms: int
    flag: bool
    note: str
    confidence: dict[str, float]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a submission."""

    id: str
    late: bool
    repeated: bool = False


class Bulk(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to several items: by their numbers, or by the leases that the annotator holds.

    Attributes
    ----------
    each_ms
        An item's share of the time that the act took.
    """

    id: str
    values: dict[str, Any]
    schema_version: int
    items: list[int] = []
    assignments: list[str] = []
    each_ms: int = 0


Place = int | str
"""An item by its number, or by the lease that its annotator holds."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """An item, or its lease, that got no answer, and why."""

    place: Place
    why: str


class BulkReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a bulk act; items that said the same before are in neither list."""

    id: str
    given: list[Place]
    left_out: list[LeftOut]
