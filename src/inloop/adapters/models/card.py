"""The model card: what a model is for, what it learnt from, how good it is, and where it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inloop.kernel.clock import Micros, iso
from inloop.methods.base import Interval
from inloop.methods.calibration import Bin


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One label: answers it was learnt from, control items that carry it, and how well it is found."""

    label: str
    answers: int
    control: int = 0
    precision: Interval | None = None
    recall: Interval | None = None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Everything a reader must know before using a model; `render` writes it as Markdown.

    Parameters
    ----------
    snapshot
        Content hash of the frozen answers that were learnt from.
    measure
        What `accuracy` is a share or a mean of.
    population
        What `accuracy` speaks about, such as "all 15,000 imported items".
    lineage
        One line per ancestor: parent version, snapshot, imports.
    """

    project: str
    question: str
    version: str
    made_at: Micros
    snapshot: str
    answers: int
    people: int
    fields: tuple[str, ...] = ("text",)
    purpose: str = ""
    first_answer_at: Micros | None = None
    last_answer_at: Micros | None = None
    featurizer: str = "featurizer/hashed-svd.v1"
    learner: str = "learner/logistic.v1"
    measure: str = "right"
    training: Mapping[str, float] = field(default_factory=dict)
    population: str = "all imported items"
    accuracy: Interval | None = None
    anytime: Interval | None = None
    calibration_error: float | None = None
    reliability: tuple[Bin, ...] = ()
    classes: tuple[ClassLine, ...] = ()
    limits: tuple[str, ...] = ()
    lineage: tuple[str, ...] = ()

    def render(self) -> str:
        """Write the card as Markdown.

        >>> card = ModelCard(project="Requests", question="Department?", version="4", made_at=0, snapshot="9f2c",
        ...     answers=300, people=2)
        >>> print(card.render().partition("## How")[0].strip())
        # Requests, version 4
        <BLANKLINE>
        Answers **Department?** from the field text.
        <BLANKLINE>
        ## What it is for
        <BLANKLINE>
        To answer this question for items like those of the project.
        <BLANKLINE>
        ## What it learnt from
        <BLANKLINE>
        300 answers by 2 people. Snapshot `9f2c`.
        """
        parts = [
            f"# {_plain(self.project)}, version {_plain(self.version)}",
            f"Answers **{_plain(self.question)}** from {self._input()}.",
            "## What it is for",
            _plain(self.purpose) or "To answer this question for items like those of the project.",
            "## What it learnt from",
            self._sources(),
            "## How it was trained",
            self._training(),
            "## How good it is",
            self._accuracy(),
            *self._calibration(),
            *self._per_class(),
            "## Where it ends",
            _bullets((*self.limits, *_ALWAYS)),
            "## Lineage",
            _bullets((*self.lineage, f"answers: snapshot `{_plain(self.snapshot)}`")),
        ]
        return "\n\n".join(parts) + "\n"

    def _input(self) -> str:
        names = ", ".join(_plain(name) for name in self.fields)
        if len(self.fields) == 1:
            return f"the field {names}"
        return f"the fields {names}, given as one text with a line `name: value` for each, in this order"

    def _sources(self) -> str:
        span = ""
        if self.first_answer_at is not None and self.last_answer_at is not None:
            span = f", given from {_day(self.first_answer_at)} to {_day(self.last_answer_at)}"
        people = "1 person" if self.people == 1 else f"{self.people:,} people"
        return f"{self.answers:,} answers by {people}{span}. Snapshot `{_plain(self.snapshot)}`."

    def _training(self) -> str:
        measured = "".join(f"\n- {_plain(name)}: {value:.4g}" for name, value in self.training.items())
        by = " and ".join(f"`{name}`" for name in (self.featurizer, self.learner) if name)
        return f"Made {iso(self.made_at)} with {by}.\n{measured}".rstrip()

    def _accuracy(self) -> str:
        if self.accuracy is None:
            return f"Not measured yet: no control item of {_plain(self.population)} has been answered."
        once = (
            f"**{_interval(self.accuracy)}** {self.measure}, on {self.accuracy.n:,} control items drawn by coin from "
            f"{_plain(self.population)}, each scored by a version that had not seen it ({self.accuracy.method})."
        )
        if self.anytime is None:
            return once
        return f"{once}\nHowever often one looks: {_interval(self.anytime)} ({self.anytime.method})."

    def _calibration(self) -> list[str]:
        if self.calibration_error is None and not self.reliability:
            return []
        error = "" if self.calibration_error is None else f"Expected calibration error {self.calibration_error:.3f}."
        rows = [
            f"| {bin_.low:.0%}–{bin_.high:.0%} | {bin_.confidence:.1%} "
            f"| {_interval(bin_.accuracy)} | {bin_.accuracy.n:,} |"
            for bin_ in self.reliability
        ]
        return ["## What its confidence means", error, *_table("| claims | on average | right | items |", rows)]

    def _per_class(self) -> list[str]:
        rows = [
            f"| {_plain(line.label)} | {line.answers:,} | {line.control:,} "
            f"| {_interval(line.precision)} | {_interval(line.recall)} |"
            for line in self.classes
        ]
        table = _table("| label | answers | control items | precision | recall |", rows)
        return ["## Label by label", *table] if rows else []


_ALWAYS = (
    "It knows the labels above and no others: an item of another sort gets one of them.",
    "Its numbers hold for items like those it was measured on; elsewhere, measure again.",
)


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    return f"{interval.estimate:.1%} ({interval.low:.1%} to {interval.high:.1%})"


def _plain(text: str) -> str:
    """Keep names from writing Markdown or HTML of their own."""
    safe = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{char}" if char in "\\`*_[]|#!" else char for char in safe)


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: str, rows: list[str]) -> list[str]:
    return ["\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows])] if rows else []


def _day(at: Micros) -> str:
    return iso(at)[:10]
