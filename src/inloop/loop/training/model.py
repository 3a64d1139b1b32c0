"""Learners as the loop needs them, model versions, and what the screens show of them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.kernel.clock import Micros
from inloop.loop.predictions.model import Arrays, Featurizer, Segment, Vectoriser
from inloop.loop.quality.model import Accuracy, CurvePoint, Interval
from inloop.loop.training.measure import Measure
from inloop.loop.training.parts.model import PartsLearner
from inloop.loop.training.unlearnt import Unlearnt
from inloop.methods.base import Features, Floats, Ints, Logits

FOLDS = 5
"""Parts into which items fall by hash for good; each is scored by a model trained without it."""


class Trained(Protocol):
    """A trained model as arrays: numpy reads it."""

    @property
    def classes(self) -> Ints: ...

    @property
    def metrics(self) -> Mapping[str, float]: ...

    def chances_of(self, scores: Logits) -> Floats:
        """Turn scores into chances."""
        ...

    def probabilities(self, features: Features) -> NDArray[np.float32]: ...

    def out_of_fold_scores(self, features: Features, folds: Ints) -> Logits: ...

    def state(self) -> dict[str, NDArray[Any]]: ...


class Ranker(Protocol):
    """The quick learner of the ranking."""

    def fit(
        self, X: Features, y: NDArray[Any], *, classes: Ints | None = None, weights: Floats | None = None
    ) -> Trained: ...


class Learner(Protocol):
    """The calibrated learner of versions; it keeps a model for each fold."""

    def fit(
        self,
        X: Features,
        y: NDArray[Any],
        *,
        classes: Ints | None = None,
        weights: Floats | None = None,
        folds: Ints | None = None,
    ) -> Trained: ...


class Models(Vectoriser, Protocol):
    """Everything the loop takes from outside to learn; the system is wired with one."""

    def parts_learner(self, question: Question) -> PartsLearner | None:
        """Give the learner of a kind whose answers are made of parts; None where there is none."""

    def ranker_for(self, question: Question) -> Ranker: ...

    def learner_for(self, question: Question, *, featurizer: str) -> Learner:
        """Give what learns this question best from the vectors of a featurizer, by its name."""
        ...

    def needs_worker(self, featurizer: str) -> bool:
        """Say whether vectors of this featurizer, by its name, take a network that only the worker loads."""
        ...

    def learner_name(self, model: Trained) -> str:
        """Say which registered learner made a model."""
        ...

    def restore(self, state: Arrays) -> Trained: ...

    def bundle(self, featurizer: Featurizer, model: Trained, facts: "CardFacts", *, card: str) -> dict[str, bytes]: ...

    def write_card(self, facts: "CardFacts") -> str: ...


class VersionState(StrEnum):
    TRAINING = "training"
    PUBLISHED = "published"
    RETIRED = "retired"
    FAILED = "failed"


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The snapshot a version learnt from: which answers, up to which act, and their hash."""

    filter: str
    watermark: int
    content_hash: str


class PerClass(msgspec.Struct, frozen=True, kw_only=True):
    label: str
    n: int
    precision: Interval | None
    recall: Interval | None
    f1: float | None


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    labels: list[str]
    counts: list[list[int]]


class ReliabilityBin(msgspec.Struct, frozen=True, kw_only=True):
    low: float
    high: float
    p: float
    rate: float
    n: int


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """An answered item on which a version that had not seen it was wrong; the text is read when it is shown.

    Answers are codes, or said in words where they cannot be counted.
    """

    item: int
    rev: int
    answer: int | str
    predicted: int | str
    p: float


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured of a version on items it has not seen."""

    per_class: list[PerClass] = []
    confusion: Confusion = Confusion(labels=[], counts=[])
    reliability: list[ReliabilityBin] = []
    ece: float | None = None
    mistakes: list[Mistake] = []
    metrics: dict[str, float] = {}


class ModelVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One training and its result.

    Attributes
    ----------
    answers
        Answered items it learnt from.
    featurizer
        Version of the featurizer whose vectors it reads.
    """

    project: int
    version: int
    state: VersionState
    created_at: Micros
    question: str
    answers: int
    people: int
    classes: list[int]
    featurizer: int
    path: str
    sha256: str
    snapshot: Taken
    accuracy: Accuracy
    evidence: Evidence
    parent: int | None
    card: str
    note: str
    seconds: float


class CardFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a model card and a bundle say."""

    project: str
    question: str
    version: int
    at: Micros
    snapshot: Taken
    answers: int
    people: int
    fields: list[str]
    featurizer: str
    label_ids: list[str]
    label_names: list[str]
    label_answers: list[int]
    items: int
    accuracy: Accuracy
    evidence: Evidence
    parent: int | None
    learner: str = "learner/logistic.v1"
    of_sets: bool = False


class Learnt(msgspec.Struct, frozen=True, kw_only=True):
    """A finished training, as it is written in one transaction."""

    version: ModelVersion
    publish: bool
    scored: Sequence[Segment] = ()


class VersionLine(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    state: VersionState
    created_at: Micros
    answers: int
    accuracy: Interval | None
    anytime: Interval | None
    prequential: Interval | None
    parent: int | None
    note: str


class Refresh(msgspec.Struct, frozen=True, kw_only=True):
    """The last refresh of the ranking: when, after how many answers, how long it took, what chose and why."""

    at: Micros
    answers: int
    seconds: float
    strategy: str
    why: str


class Help(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds an answer takes, as medians.

    Attributes
    ----------
    saved
        By how much an answer with a suggestion is quicker; below nought where it is slower.
    shown, withheld
        Answers in each group.
    """

    with_s: float
    without_s: float
    saved: Interval
    shown: int
    withheld: int


class ModelsView(msgspec.Struct, frozen=True, kw_only=True):
    """The Models screen."""

    versions: list[VersionLine]
    champion: int | None
    curve: list[CurvePoint]
    ranking: Refresh | None
    help: Help | None
    measure: Measure
    unlearnt: list[Unlearnt]


class ShownMistake(msgspec.Struct, frozen=True, kw_only=True):
    item: int
    text: str
    answer: str
    predicted: str
    p: float


class ModelView(VersionLine, frozen=True, kw_only=True):
    """One version, whole."""

    per_class: list[PerClass]
    confusion: Confusion
    reliability: list[ReliabilityBin]
    ece: float | None
    card: str
    lineage: list[str]
    errors: list[ShownMistake]


class Predicted(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: its label in words where it is made of `parts`, or is a `value` that cannot be counted.

    Attributes
    ----------
    units
        Turn or cell → label → chance, where each of them is asked about.
    """

    label: str
    p: float
    probabilities: dict[str, float]
    parts: list[dict[str, Any]] | None = None
    value: Any = None
    units: dict[str, dict[str, float]] | None = None


class Predictions(msgspec.Struct, frozen=True, kw_only=True):
    """Answers of the published version to texts it was handed."""

    version: int
    predictions: list[Predicted]
