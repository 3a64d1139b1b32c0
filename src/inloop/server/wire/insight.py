"""Quality, models, overview, record: what is read, never written."""

from typing import Any, Literal

from pydantic import Field

from inloop.server.wire.base import Asked, Id, Interval, Micros, Told


class Agreement(Told):
    """How far people agree where two have answered: by likeness where `alike`, else by the share of the same."""

    percent: Interval | None
    alpha: Interval | None
    pairs: int
    items: int
    alike: bool


class ConsensusCounts(Told):
    """How the votes stand."""

    settled: int
    disputed: int
    items: int


class Stated(Told):
    """How often somebody was right when they said that they were about so sure: 0.25 guess … 1 certain."""

    level: float
    stated: float
    right: Interval


class AnnotatorQuality(Told):
    """How reliable an annotator is."""

    annotator: int
    name: str
    answers: int
    skill: Interval | None
    pace_s: float | None
    calibration: list[Stated]


class Quality(Told):
    """The Quality screen."""

    agreement: Agreement
    consensus: ConsensusCounts
    annotators: list[AnnotatorQuality]
    computed_at: Micros | None


class CurvePoint(Told):
    """Accuracy after so many answers."""

    at: Micros
    answers: int
    estimate: float
    low: float
    high: float


class ModelLine(Told):
    """A model version."""

    version: int
    state: Literal["training", "published", "retired", "failed"]
    created_at: Micros
    answers: int
    accuracy: Interval | None
    anytime: Interval | None
    prequential: Interval | None
    parent: int | None
    note: str


class Refresh(Told):
    """The last refresh of the ranking."""

    at: Micros
    answers: int
    seconds: float
    strategy: str = Field(description="What chose the items that are asked next")
    why: str = Field(description="Why it chose, and not another one")


class Help(Told):
    """Seconds an answer takes with and without a suggestion, and what one saves; a coin chose where it was withheld."""

    with_s: float
    without_s: float
    saved: Interval
    shown: int
    withheld: int


class Measure(Told):
    """The word for what is measured on control items, and what it means."""

    name: str
    how: str


class Unlearnt(Told):
    """A question that no model learns, and why."""

    question: str
    name: str
    why: str


class Models(Told):
    """The Models screen."""

    versions: list[ModelLine]
    champion: int | None
    curve: list[CurvePoint]
    ranking: Refresh | None
    help: Help | None
    measure: Measure
    unlearnt: list[Unlearnt]


class PerClass(Told):
    """How a version does on one label."""

    label: str
    n: int
    precision: Interval | None
    recall: Interval | None
    f1: float | None


class Confusion(Told):
    """Answer (row) against prediction (column)."""

    labels: list[str]
    counts: list[list[int]]


class ReliabilityBin(Told):
    """Of the predictions with about this probability, how many were right."""

    low: float
    high: float
    p: float
    rate: float
    n: int


class Mistake(Told):
    """An item on which a version that had not seen it was wrong."""

    item: int
    text: str
    answer: str
    predicted: str
    p: float


class Model(ModelLine):
    """A model version with everything that was measured of it."""

    per_class: list[PerClass]
    confusion: Confusion
    reliability: list[ReliabilityBin]
    ece: float | None
    card: str
    lineage: list[str]
    errors: list[Mistake]


class PredictAsked(Asked):
    """Texts, items of the project by their numbers, or items by their fields."""

    items: list[str | Id | dict[str, Any]] = Field(min_length=1, max_length=1_000)


class Predicted(Told):
    """One answer of the model; where it is made of parts, their list, each with its chance."""

    label: str
    p: float
    probabilities: dict[str, float]
    parts: list[dict[str, Any]] | None = None
    value: Any = Field(default=None, description="The answer, where it is one value that cannot be counted")
    units: dict[str, dict[str, float]] | None = Field(default=None, description="Turn or cell → label → chance")


class Predictions(Told):
    """The answers of the published version."""

    version: int
    predictions: list[Predicted]


class Sentence(Told):
    """How it stands, in one sentence."""

    answered: int
    items: int
    accuracy: Interval | None
    measure: Measure
    people: int


class StageLine(Told):
    """One stage of the loop."""

    stage: str
    count: int
    line: str
    state: str


class Screen(Told):
    """Where an action is done."""

    screen: str
    query: dict[str, str] | None


class Action(Told):
    """Something worth doing next."""

    id: str
    title: str
    why: str
    act: Screen


class OverviewEvent(Told):
    """Something that happened."""

    at: Micros
    icon: str
    text: str
    actor: str


class Job(Told):
    """Work that runs or waits."""

    id: str
    kind: str
    name: str
    done: int
    total: int | None
    rate: float | None
    state: str


class Overview(Told):
    """The Overview screen."""

    sentence: Sentence
    stages: list[StageLine]
    actions: list[Action]
    curve: list[CurvePoint]
    events: list[OverviewEvent]
    jobs: list[Job]


class RecordRow(Told):
    """One act."""

    id: int
    at: Micros
    actor: str
    actor_name: str | None = Field(description="What the person is called; null for programs")
    act: str
    icon: str
    text: str = Field(description="The act in words")
    subjects: dict[str, Any]
    block: int | None


class RecordHead(Told):
    """The newest sealed block."""

    height: int
    root: str
    signature: str


class RecordPage(Told):
    """A page of the record, newest first."""

    rows: list[RecordRow]
    head: RecordHead | None


class RecordProblem(Told):
    """Something in the record that is not as it was sealed."""

    what: str
    block: int | None
    event: int | None


class Verification(Told):
    """What a check of the record found."""

    verified: bool
    blocks: int
    events: int
    problems: list[RecordProblem]
