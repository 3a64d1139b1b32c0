"""What travels between client and server; written by `python -m inloop.client.generate`."""

# fmt: off

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AnswerTaken(TypedDict):
    """What became of a submission, and what comes next."""

    assignments: list[Assignment]
    progress: Progress
    schema_version: int
    guideline_version: int
    empty_reason: NotRequired[Literal["no-items", "others-answer", "all-answered"] | None]
    id: str
    late: bool


class Assignment(TypedDict):
    """One item lent to the caller."""

    id: str
    item: str
    shown_reason: str
    fields: list[ShownField]
    suggestion: dict[str, Any] | None
    leased_until: int
    values: NotRequired[dict[str, Any] | None]


class Assignments(TypedDict):
    """All open assignments of the caller, oldest first."""

    assignments: list[Assignment]
    progress: Progress
    schema_version: int
    guideline_version: int
    empty_reason: NotRequired[Literal["no-items", "others-answer", "all-answered"] | None]


class BadRow(TypedDict):
    """A row that was not taken."""

    number: int
    reason: str
    excerpt: str


class Brought(TypedDict):
    """What became of the items, and why some were not taken."""

    imported: int
    changed: int
    unchanged: int
    duplicate: int
    rejected: int
    labels: int
    problems: list[BadRow]


class Counts(TypedDict):
    """What became of the rows; each is in exactly one of the first five."""

    imported: int
    changed: int
    unchanged: int
    duplicate: int
    rejected: int
    labels: int


class Guideline(TypedDict):
    """How to decide, in Markdown."""

    version: int
    body: str
    at: int
    by: str


class GuidelinePut(TypedDict):
    """The version in force."""

    version: int


class HistoryPage(TypedDict):
    """A page of the caller's own answers, newest first."""

    rows: list[HistoryRow]
    next: str | None


class HistoryRow(TypedDict):
    """One of the caller's own answers."""

    annotation: str
    item: str
    text: str
    values: dict[str, Any]
    at: int
    active_ms: int
    flag: bool
    note: str


class Import(TypedDict):
    """How far an import is; `position` counts bytes."""

    id: int
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    name: str
    bytes: int
    position: int
    counts: Counts
    started_at: int | None
    finished_at: int | None
    rate: float | None
    error: str | None


class Interval(TypedDict):
    """An estimate with the range that holds the truth at the given level."""

    estimate: float
    low: float
    high: float
    level: NotRequired[float]
    n: NotRequired[int]
    method: NotRequired[str]


class Invitation(TypedDict):
    """An invitation that can still be accepted."""

    id: int
    role: Role
    name: str
    invited_by: str
    expires_at: int


class InvitationMade(TypedDict):
    """The link to pass on; it works once."""

    url: str
    expires_at: int


class InvitationSeen(TypedDict):
    """What an invitation is for."""

    project: str
    role: Role
    invited_by: str


class ItemsTouched(TypedDict):
    """Those whose state changed."""

    ids: list[int]


class Joined(TypedDict):
    """The project somebody is now in."""

    project: int
    role: Role


class Me(TypedDict):
    """Who is asking; `person` is null for nobody."""

    person: Person | None
    is_owner: bool
    projects: int
    version: str
    local: bool


class Member(TypedDict):
    """Somebody in a project, and what they have done there."""

    person: int
    name: str
    email: str | None
    role: Role
    answers: int
    last_at: int | None
    pace_s: float | None


class Person(TypedDict):
    """The account of the caller."""

    id: int
    name: str
    email: str | None
    has_password: bool


class Preview(TypedDict):
    """A first look at a file."""

    format: str
    columns: list[PreviewColumn]
    rows: list[dict[str, Any]]
    row_count: int
    row_count_exact: bool
    bad: list[BadRow]
    bytes: int


class PreviewColumn(TypedDict):
    """A column of a file, and what it may be for."""

    name: str
    type: str
    filled: float
    distinct: int
    examples: list[str]
    median_words: float
    unique: bool
    role: str
    role_reason: str


class Progress(TypedDict):
    """How the annotator and the project stand."""

    mine_today: int
    mine_total: int
    answered_items: int
    items: int
    pace_s: float | None


class Project(TypedDict):
    """A project as whoever works in it sees it; blind fields are left out for those who label blindly."""

    id: int
    name: str
    state: Literal["active", "archived", "deleted"]
    role: Role
    schema: Schema
    schema_version: int
    guideline_version: int
    settings: Settings
    created_at: int


class ProjectLine(TypedDict):
    """A project in the list; what annotators may not see is null or zero for them."""

    id: int
    name: str
    state: Literal["active", "archived", "deleted"]
    role: Role
    items: int
    answers: int
    answered_items: int
    accuracy: Interval | None
    created_at: int


class Question(TypedDict):
    """What is asked; the settings of its kind stand beside what all kinds share."""

    id: str
    kind: str
    name: str
    help: str
    required: bool
    abstain: bool
    shown_if: dict[str, Any] | None


class Recipe(TypedDict):
    """A project ready to be started."""

    id: str
    name: str
    description: str
    field_kind: str
    question_summary: str
    hint: str
    schema: dict[str, Any]
    guideline: str
    sample: str | None


class Refusal(TypedDict):
    """What was wrong, with which value, and what to do."""

    code: str
    message: str
    hint: str
    where: str


class Refused(TypedDict):
    """The body of every answer with a status of 400 or more."""

    error: Refusal


class Reopened(TypedDict):
    """An earlier answer, open again."""

    assignment: Assignment
    progress: Progress


Role = Literal["owner", "manager", "reviewer", "annotator", "agent", "viewer", "auditor"]


class Schema(TypedDict):
    """What a project shows and asks."""

    fields: list[SchemaField]
    questions: list[Question]
    target: str


class SchemaField(TypedDict):
    """What is shown."""

    id: str
    kind: str
    name: str
    show: Literal["text", "title", "metadata", "blind"]


class SchemaPut(TypedDict):
    """The version in force, and what changed in plain words."""

    version: int
    changes: list[str]


class SchemaVersion(TypedDict):
    """A version of the schema."""

    version: int
    at: int
    by: str
    changes: list[str]


class Settings(TypedDict):
    """How a project is run."""

    answers_per_item: int
    overlap: float
    control_rate: float
    show_suggestions: bool
    hidden_share: float
    lease_minutes: int
    strategy: str


class ShownField(TypedDict):
    """One field as the annotator sees it."""

    id: str
    kind: str
    name: str
    show: Literal["text", "title", "metadata"]
    value: NotRequired[Any]


class Token(TypedDict):
    """A token, without its secret."""

    id: int
    name: str
    project: int | None
    role: Role
    created_at: int
    last_used_at: int | None


class TokenMade(TypedDict):
    """The only moment in which the token is told."""

    id: int
    token: str


class Upload(TypedDict):
    """A file that has arrived whole."""

    id: str
    name: str
    bytes: int
    preview: Preview
