"""What the Overview screen shows."""

import msgspec

from inloop.kernel.clock import Micros
from inloop.loop.quality.model import CurvePoint, Interval
from inloop.loop.training.measure import Measure


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    answered: int
    items: int
    accuracy: Interval | None
    measure: Measure
    people: int


class StageLine(msgspec.Struct, frozen=True, kw_only=True):
    stage: str
    count: int
    line: str
    state: str = "ok"


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    screen: str
    query: dict[str, str] | None = None


class Action(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    why: str
    act: Screen


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    at: Micros
    icon: str
    text: str
    actor: str


class Job(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    kind: str
    name: str
    done: int
    total: int | None
    rate: float | None
    state: str


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    sentence: Sentence
    stages: list[StageLine]
    actions: list[Action]
    curve: list[CurvePoint]
    events: list[Happening]
    jobs: list[Job]


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """What the sentence, the stages and the actions are made from."""

    items: int
    answers: int
    answered: int
    control_asked: int
    waiting: int
    disputed: int
    settled: int
    flagged: int
    people: int
    sources: int
    members: int
    predicted: int
    versions: int
    champion: int | None
    accuracy: Interval | None
    has_guideline: bool
