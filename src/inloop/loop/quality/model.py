"""Consensus of an item, and the numbers of a project's quality as every reader gets them."""

from enum import IntEnum
from typing import Any

import msgspec

from inloop.kernel.clock import Micros
from inloop.methods import base

NO_CODE = -1


class Standing(IntEnum):
    """How an item's votes on a question stand."""

    SETTLED = 0
    DISPUTED = 1
    OPEN = 2
    """Nobody who answered could tell, or the answers were taken back."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """A number and the range it lies in, as it is stored and sent."""

    estimate: float
    low: float
    high: float
    level: float
    n: int
    method: str

    @classmethod
    def of(cls, found: base.Interval) -> "Interval":
        return cls(**{name: getattr(found, name) for name in cls.__struct_fields__})


class Consensus(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the votes on one question of one item revision come to.

    Attributes
    ----------
    code
        The likeliest answer code; -1 where there is no vote that says anything.
    votes
        How many annotators said something.
    value
        The merged value as canonical JSON, of a question whose answers cannot be counted.
    """

    item: int
    rev: int
    question: str
    project: int
    code: int
    posterior: float
    votes: int
    state: Standing
    at: Micros
    value: str | None = None


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far people agree.

    Attributes
    ----------
    alike
        Whether `percent` is the mean likeness of two answers, as their kind measures it; else the share of the same.
    """

    percent: Interval | None
    alpha: Interval | None
    pairs: int
    items: int
    alike: bool = False


class ConsensusCounts(msgspec.Struct, frozen=True, kw_only=True):
    settled: int
    disputed: int
    items: int


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """How often somebody was right when they said that they were about so sure.

    Attributes
    ----------
    level
        The nearest of the four levels: 0.25 guess, 0.5 unsure, 0.75 sure, 1 certain.
    stated
        What they said on average.
    """

    level: float
    stated: float
    right: Interval


class AnnotatorQuality(msgspec.Struct, frozen=True, kw_only=True):
    annotator: int
    name: str
    answers: int
    skill: Interval | None
    pace_s: float | None
    calibration: list[Stated] = []


class QualityView(msgspec.Struct, frozen=True, kw_only=True):
    """The Quality screen of one question."""

    agreement: Agreement
    consensus: ConsensusCounts
    annotators: list[AnnotatorQuality]
    computed_at: Micros | None


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What the last full look at all votes on a question found; skills and calibration by annotator."""

    agreement: Agreement
    skills: dict[str, Interval]
    calibration: dict[str, list[Stated]] = {}


class CurvePoint(msgspec.Struct, frozen=True, kw_only=True):
    """One point of the learning curve."""

    at: Micros
    answers: int
    estimate: float
    low: float
    high: float


class Accuracy(msgspec.Struct, frozen=True, kw_only=True):
    """How often the model is right on items like all that were imported.

    Attributes
    ----------
    accuracy
        On all answered control items, each scored by a version that has not seen it; for one look.
    anytime
        The same, valid however often one looks.
    prequential
        Each control item's prediction as it stood when its answer came: the average so far, anytime-valid.
    """

    accuracy: Interval | None = None
    anytime: Interval | None = None
    prequential: Interval | None = None


Row = dict[str, Any]
