"""What travels between client and server; written by `python -m inloop.client.generate`."""

# fmt: off

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Action(TypedDict):
    """Something worth doing next."""

    id: str
    title: str
    why: str
    act: Screen


class Agreement(TypedDict):
    """How far people agree where two have answered: by likeness where `alike`, else by the share of the same."""

    percent: Interval | None
    alpha: Interval | None
    pairs: int
    items: int
    alike: bool


class Alike(TypedDict):
    """Items like the one in hand, lent to the caller, the nearest first; `ready` is false while nothing is known."""

    assignments: list[Assignment]
    ready: bool


class AnnotatorQuality(TypedDict):
    """How reliable an annotator is."""

    annotator: int
    name: str
    answers: int
    skill: Interval | None
    pace_s: float | None
    calibration: list[Stated]


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
    confidence: NotRequired[dict[str, float] | None]
    hints: NotRequired[dict[str, list[Hint]] | None]


class Assignments(TypedDict):
    """All open assignments of the caller, oldest first."""

    assignments: list[Assignment]
    progress: Progress
    schema_version: int
    guideline_version: int
    empty_reason: NotRequired[Literal["no-items", "others-answer", "all-answered"] | None]


class BadLine(TypedDict):
    """A line that was not taken, and why."""

    number: int
    reason: str


class BadRow(TypedDict):
    """A row that was not taken."""

    number: int
    reason: str
    excerpt: str


class BoxTold(TypedDict):
    """An upright box, in pixels of the picture."""

    x: float
    y: float
    width: float
    height: float


class Brought(TypedDict):
    """What became of the items, and why some were not taken."""

    imported: int
    changed: int
    unchanged: int
    duplicate: int
    rejected: int
    labels: int
    broken: NotRequired[int]
    problems: list[BadRow]


class BulkGiven(TypedDict):
    """What became of the items; those that said the same before are in neither list."""

    id: str
    given: list[int | str]
    left_out: list[LeftOut]


class BulkWithdrawn(TypedDict):
    """How many answers were taken back."""

    withdrawn: int


class Confusion(TypedDict):
    """Answer (row) against prediction (column)."""

    labels: list[str]
    counts: list[list[int]]


class Consensus(TypedDict):
    """What people say, together; `label` joins the labels with commas where a question takes several."""

    label: str
    labels: list[str]
    posterior: float


class ConsensusCounts(TypedDict):
    """How the votes stand."""

    settled: int
    disputed: int
    items: int


class Counts(TypedDict):
    """What became of the rows; each is in exactly one of the first five."""

    imported: int
    changed: int
    unchanged: int
    duplicate: int
    rejected: int
    labels: int
    broken: NotRequired[int]


class CurvePoint(TypedDict):
    """Accuracy after so many answers."""

    at: int
    answers: int
    estimate: float
    low: float
    high: float


class DictionaryTaken(TypedDict):
    """The rules with those that were added, and the lines that were not taken."""

    version: int
    rules: list[Rule]
    at: int
    by: str
    added: int
    problems: list[BadLine]


class ExportFormat(TypedDict):
    """A format that exports are written in, and how far the questions of the project fit it."""

    format: str
    ending: str
    about: str
    table: bool
    archive: bool
    fits: Literal["all", "some", "none"]
    holds: list[str]
    leaves: dict[str, str]


class ExportLosses(TypedDict):
    """What an export would lose; nothing where the list is empty."""

    what: str
    format: str
    losses: list[Loss]


class Facets(TypedDict):
    """How many items there are of each sort."""

    status: dict[str, int]
    label: dict[str, int]
    predicted: dict[str, int]
    total: int
    total_exact: bool


class Guideline(TypedDict):
    """How to decide, in Markdown."""

    version: int
    body: str
    at: int
    by: str
    by_name: NotRequired[str | None]


class GuidelinePut(TypedDict):
    """The version in force."""

    version: int


class Help(TypedDict):
    """Seconds an answer takes with and without a suggestion, and what one saves; a coin chose where it was withheld."""

    with_s: float
    without_s: float
    saved: Interval
    shown: int
    withheld: int


class Hint(TypedDict):
    """A label that a rule speaks for, and the words by which it does."""

    label: str
    words: str


class HistoryPage(TypedDict):
    """A page of the caller's own answers, newest first."""

    rows: list[HistoryRow]
    next: str | None


class HistoryRow(TypedDict):
    """One of the caller's own answers, with the fields that it points into."""

    annotation: str
    item: str
    text: str
    fields: list[ShownField]
    values: dict[str, Any]
    at: int
    active_ms: int
    flag: bool
    note: str
    confidence: dict[str, float]


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


class ItemAnnotation(TypedDict):
    """One answer given on an item, as it read at a revision."""

    id: str
    rev: int
    annotator: str
    values: dict[str, Any]
    at: int
    active_ms: int
    reason: str
    state: str
    note: str
    flag: bool
    late: bool
    bulk: str | None
    confidence: dict[str, float]


class ItemEvent(TypedDict):
    """One act about an item."""

    id: int
    at: int
    actor: str
    act: str


class ItemFull(TypedDict):
    """An item with all that is known of it."""

    id: int
    key: str
    text: str
    fields: dict[str, Any]
    answers: int
    status: str
    consensus: Consensus | None
    prediction: Prediction | None
    flagged: bool
    group: str | None
    control: bool
    deleted: bool
    erased: bool
    revisions: list[Revision]
    merged: list[Merged]
    history: ItemHistory


class ItemHistory(TypedDict):
    """All that happened to an item."""

    annotations: list[ItemAnnotation]
    events: list[ItemEvent]
    prediction: dict[str, float] | None
    value: dict[str, Any] | None
    parts: list[Any] | None


class ItemPage(TypedDict):
    """A page of items; `next` leads to the following one."""

    rows: list[ItemRow]
    next: str | None
    total: int
    total_exact: bool
    search_ready: bool


class ItemRow(TypedDict):
    """A line of the table of items."""

    id: int
    key: str
    text: str
    fields: dict[str, Any]
    answers: int
    status: str
    consensus: Consensus | None
    prediction: Prediction | None
    flagged: bool


class ItemsTouched(TypedDict):
    """Those whose state changed."""

    ids: list[int]


class Job(TypedDict):
    """Work that runs or waits."""

    id: str
    kind: str
    name: str
    done: int
    total: int | None
    rate: float | None
    state: str


class Joined(TypedDict):
    """The project somebody is now in."""

    project: int
    role: Role


class LeftOut(TypedDict):
    """An item (or its assignment) that got no answer, and why."""

    place: int | str
    why: str


class Looked(TypedDict):
    """What the files of items are now."""

    mended: list[int]
    broken: list[StillBroken]
    replaced: list[int]
    whole: list[int]


class Loss(TypedDict):
    """One thing that is lost or changed, and how often."""

    what: str
    why: str
    count: int
    question: str
    examples: list[str]


class Me(TypedDict):
    """Who is asking; `person` is null for nobody."""

    person: Person | None
    is_owner: bool
    projects: int
    version: str
    local: bool


class Measure(TypedDict):
    """The word for what is measured on control items, and what it means."""

    name: str
    how: str


class MediaRoots(TypedDict):
    """Places on the server, or in buckets, whose files may be shown where they lie."""

    roots: list[str]


class Member(TypedDict):
    """Somebody in a project, and what they have done there."""

    person: int
    name: str
    email: str | None
    role: Role
    answers: int
    last_at: int | None
    pace_s: float | None


class Merged(TypedDict):
    """What the answers to one question come to, where they are merged into one value."""

    question: str
    value: Any
    posterior: float
    answers: int
    disputed: bool


class Mistake(TypedDict):
    """An item on which a version that had not seen it was wrong."""

    item: int
    text: str
    answer: str
    predicted: str
    p: float


class Model(TypedDict):
    """A model version with everything that was measured of it."""

    version: int
    state: Literal["training", "published", "retired", "failed"]
    created_at: int
    answers: int
    accuracy: Interval | None
    anytime: Interval | None
    prequential: Interval | None
    parent: int | None
    note: str
    per_class: list[PerClass]
    confusion: Confusion
    reliability: list[ReliabilityBin]
    ece: float | None
    card: str
    lineage: list[str]
    errors: list[Mistake]


class ModelLine(TypedDict):
    """A model version."""

    version: int
    state: Literal["training", "published", "retired", "failed"]
    created_at: int
    answers: int
    accuracy: Interval | None
    anytime: Interval | None
    prequential: Interval | None
    parent: int | None
    note: str


class Models(TypedDict):
    """The Models screen."""

    versions: list[ModelLine]
    champion: int | None
    curve: list[CurvePoint]
    ranking: Refresh | None
    help: Help | None
    measure: Measure
    unlearnt: list[Unlearnt]


class Outline(TypedDict):
    """An outline, and the box that fits it closely."""

    points: list[list[Any]]
    box: BoxTold


class Overview(TypedDict):
    """The Overview screen."""

    sentence: Sentence
    stages: list[StageLine]
    actions: list[Action]
    curve: list[CurvePoint]
    events: list[OverviewEvent]
    jobs: list[Job]


class OverviewEvent(TypedDict):
    """Something that happened."""

    at: int
    icon: str
    text: str
    actor: str


class PerClass(TypedDict):
    """How a version does on one label."""

    label: str
    n: int
    precision: Interval | None
    recall: Interval | None
    f1: float | None


class Person(TypedDict):
    """The account of the caller."""

    id: int
    name: str
    email: str | None
    has_password: bool


class Predicted(TypedDict):
    """One answer of the model; where it is made of parts, their list, each with its chance."""

    label: str
    p: float
    probabilities: dict[str, float]
    parts: NotRequired[list[dict[str, Any]] | None]
    value: NotRequired[Any]
    units: NotRequired[dict[str, dict[str, float]] | None]


class Prediction(TypedDict):
    """What the model says."""

    label: str
    p: float


class Predictions(TypedDict):
    """The answers of the published version."""

    version: int
    predictions: list[Predicted]


class Preview(TypedDict):
    """A first look at a file."""

    format: str
    columns: list[PreviewColumn]
    rows: list[dict[str, Any]]
    row_count: int
    row_count_exact: bool
    sampled: int
    bad: list[BadRow]
    bytes: int
    losses: list[Loss]


class PreviewColumn(TypedDict):
    """A column of a file, and what it may be for."""

    name: str
    type: str
    filled: float
    distinct: int
    examples: list[str]
    median_words: float
    unique: bool
    kind: str
    role: str
    role_reason: str
    answers: str
    values: list[ValueCount] | None


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
    measured: str
    created_at: int


class Quality(TypedDict):
    """The Quality screen."""

    agreement: Agreement
    consensus: ConsensusCounts
    annotators: list[AnnotatorQuality]
    computed_at: int | None


class Question(TypedDict):
    """What is asked; the settings of its kind stand beside what all kinds share."""

    id: str
    kind: str
    name: str
    help: str
    required: bool
    abstain: bool
    shown_if: dict[str, Any] | None
    on: str


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


class RecordHead(TypedDict):
    """The newest sealed block."""

    height: int
    root: str
    signature: str


class RecordPage(TypedDict):
    """A page of the record, newest first."""

    rows: list[RecordRow]
    head: RecordHead | None


class RecordProblem(TypedDict):
    """Something in the record that is not as it was sealed."""

    what: str
    block: int | None
    event: int | None


class RecordRow(TypedDict):
    """One act."""

    id: int
    at: int
    actor: str
    actor_name: str | None
    act: str
    icon: str
    text: str
    subjects: dict[str, Any]
    block: int | None


class Refresh(TypedDict):
    """The last refresh of the ranking."""

    at: int
    answers: int
    seconds: float
    strategy: str
    why: str


class Refusal(TypedDict):
    """What was wrong, with which value, and what to do."""

    code: str
    message: str
    hint: str
    where: str


class Refused(TypedDict):
    """The body of every answer with a status of 400 or more."""

    error: Refusal


class ReliabilityBin(TypedDict):
    """Of the predictions with about this probability, how many were right."""

    low: float
    high: float
    p: float
    rate: float
    n: int


class Reopened(TypedDict):
    """An earlier answer, open again."""

    assignment: Assignment
    progress: Progress


class Revision(TypedDict):
    """What an item said from a time on."""

    rev: int
    at: int
    fields: dict[str, Any] | None


Role = Literal["owner", "manager", "reviewer", "annotator", "agent", "viewer", "auditor"]


class Rule(TypedDict):
    """Where a text says this, a label is suggested."""

    question: str
    label: str
    pattern: str
    kind: Literal["words", "regex"]
    id: str


class RuleExample(TypedDict):
    """A place where a rule fits: words before it, its own, and words after."""

    item: int
    before: str
    words: str
    after: str


class RuleFound(TypedDict):
    """How far a rule reaches, how often the consensus agrees with it, and where it fits."""

    coverage: Interval | None
    precision: Interval | None
    late: int
    examples: list[RuleExample]


class Rules(TypedDict):
    """The rules in force; version 0 says that there have never been any."""

    version: int
    rules: list[Rule]
    at: int
    by: str


class RulesFound(TypedDict):
    """What rules do, in their order."""

    looked: int
    rules: list[RuleFound]


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
    format: Literal["plain", "markdown"]


class SchemaPut(TypedDict):
    """The version in force, and what changed in plain words."""

    version: int
    changes: list[str]


class SchemaVersion(TypedDict):
    """A version of the schema."""

    version: int
    at: int
    by: str
    by_name: NotRequired[str | None]
    changes: list[str]


class Screen(TypedDict):
    """Where an action is done."""

    screen: str
    query: dict[str, str] | None


class Sentence(TypedDict):
    """How it stands, in one sentence."""

    answered: int
    items: int
    accuracy: Interval | None
    measure: Measure
    people: int


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
    """One field as the annotator sees it; a picture or a sound tells its links and measures beside its name."""

    id: str
    kind: str
    name: str
    show: Literal["text", "title", "metadata"]
    format: NotRequired[Literal["plain", "markdown"]]
    value: NotRequired[Any]


class Similar(TypedDict):
    """The items most like one, the nearest first; `ready` is false while it has no vector yet."""

    rows: list[SimilarRow]
    ready: bool


class SimilarRow(TypedDict):
    """An item and the cosine of its vector with that of another: 1 for one that says the same."""

    row: ItemRow
    likeness: float


class StageLine(TypedDict):
    """One stage of the loop."""

    stage: str
    count: int
    line: str
    state: str


class Stated(TypedDict):
    """How often somebody was right when they said that they were about so sure: 0.25 guess … 1 certain."""

    level: float
    stated: float
    right: Interval


class StillBroken(TypedDict):
    """An item with a file that cannot be shown, and why."""

    item: int
    why: str


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


class Unlearnt(TypedDict):
    """A question that no model learns, and why."""

    question: str
    name: str
    why: str


class Upload(TypedDict):
    """A file that has arrived whole, with a first look at it."""

    id: str
    name: str
    bytes: int
    preview: Preview | None
    problem: NotRequired[Refusal | None]


class UploadDraft(TypedDict):
    """An upload on its way."""

    id: str
    name: str
    bytes: int
    received: int
    folder: bool


class ValueCount(TypedDict):
    """A value of a column, and in how many of the rows looked at it stands."""

    value: str
    count: int


class Verification(TypedDict):
    """What a check of the record found."""

    verified: bool
    blocks: int
    events: int
    problems: list[RecordProblem]
