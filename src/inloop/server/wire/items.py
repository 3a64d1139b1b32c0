"""Items as those see them who run the project."""

from typing import Any

from pydantic import Field

from inloop.server.wire.base import Asked, Id, Micros, Told


class NewItem(Asked):
    """An item to be brought in; `key` makes a second sending of it the same item."""

    key: str | None = Field(default=None, max_length=512)
    fields: dict[str, Any]
    group: str | None = Field(default=None, max_length=512)
    labels: dict[str, Any] | None = Field(default=None, description="Answers that are known: question id → value")


class ItemsAsked(Asked):
    """Up to 1,000 items in one transaction."""

    items: list[NewItem] = Field(min_length=1, max_length=1_000)


class Counts(Told):
    """What became of the rows; each is in exactly one of the first five."""

    imported: int
    changed: int
    unchanged: int
    duplicate: int
    rejected: int
    labels: int
    broken: int = Field(default=0, description="Rows whose picture or sound is missing or damaged")


class BadRow(Told):
    """A row that was not taken."""

    number: int
    reason: str
    excerpt: str


class Brought(Counts):
    """What became of the items, and why some were not taken."""

    problems: list[BadRow]


class Consensus(Told):
    """What people say, together; `label` joins the labels with commas where a question takes several."""

    label: str
    labels: list[str]
    posterior: float


class Prediction(Told):
    """What the model says."""

    label: str
    p: float


class ItemRow(Told):
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


class ItemPage(Told):
    """A page of items; `next` leads to the following one."""

    rows: list[ItemRow]
    next: str | None
    total: int
    total_exact: bool
    search_ready: bool


class SimilarRow(Told):
    """An item and the cosine of its vector with that of another: 1 for one that says the same."""

    row: ItemRow
    likeness: float


class Similar(Told):
    """The items most like one, the nearest first; `ready` is false while it has no vector yet."""

    rows: list[SimilarRow]
    ready: bool


class Facets(Told):
    """How many items there are of each sort."""

    status: dict[str, int]
    label: dict[str, int]
    predicted: dict[str, int]
    total: int
    total_exact: bool


class Revision(Told):
    """What an item said from a time on."""

    rev: int
    at: Micros
    fields: dict[str, Any] | None


class ItemAnnotation(Told):
    """One answer given on an item, as it read at a revision."""

    id: str
    rev: int
    annotator: str
    values: dict[str, Any]
    at: Micros
    active_ms: int
    reason: str
    state: str
    note: str
    flag: bool
    late: bool
    bulk: str | None = Field(description="The act that gave the same answer to several items at once, if it was one")
    confidence: dict[str, float] = Field(description="Question → how sure they were, 0 to 1, where they said it")


class ItemEvent(Told):
    """One act about an item."""

    id: int
    at: Micros
    actor: str
    act: str


class Merged(Told):
    """What the answers to one question come to, where they are merged into one value."""

    question: str
    value: Any
    posterior: float
    answers: int
    disputed: bool


class ItemHistory(Told):
    """All that happened to an item."""

    annotations: list[ItemAnnotation]
    events: list[ItemEvent]
    prediction: dict[str, float] | None = Field(description="Label id → chance, where answers are labels")
    value: dict[str, Any] | None = Field(description="`value` and `p`, where answers cannot be counted")
    parts: list[Any] | None = Field(description="What is predicted where answers are made of parts, each with its `p`")


class ItemFull(ItemRow):
    """An item with all that is known of it."""

    group: str | None
    control: bool
    deleted: bool
    erased: bool
    revisions: list[Revision]
    merged: list[Merged] = Field(description="Of those questions alone whose answers cannot be counted")
    history: ItemHistory


class ItemsNamed(Asked):
    """Items by their numbers."""

    ids: list[Id] = Field(max_length=1_000)


class ItemsTouched(Told):
    """Those whose state changed."""

    ids: list[int]


class LookAsked(Asked):
    """Items whose files are to be looked at again."""

    ids: list[Id] = Field(max_length=100)


class StillBroken(Told):
    """An item with a file that cannot be shown, and why."""

    item: int
    why: str


class Looked(Told):
    """What the files of items are now."""

    mended: list[int] = Field(description="Could not be shown before, and can be now")
    broken: list[StillBroken]
    replaced: list[int] = Field(description="Could be shown before, and another file lies there now")
    whole: list[int] = Field(description="Nothing was amiss, and nothing has changed")
