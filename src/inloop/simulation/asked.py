"""What a simulated project asks: any question whose answers are labels, one or several, or a place on a scale."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from inloop.annotation import Question
from inloop.kernel.errors import InvalidInputError
from inloop.simulation.people import SimulatedPerson

QUESTION = "answer"
_MOST_STEPS = 100
_BETWEEN = re.compile(r"[|;]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made from the answers that are known.

    Attributes
    ----------
    names
        What may be said, in the order of the question.
    document
        The question as schemas write it.
    parts
        Reads a known answer as what is said by it.
    """

    names: tuple[str, ...]
    document: Mapping[str, Any]
    parts: Callable[[str], tuple[str, ...]]

    def said(self, person: SimulatedPerson, truth: str, *, rng: np.random.Generator) -> tuple[str, ...]:
        """Give what a person says where this is true."""
        if self.document["kind"] == "choices":
            return person.answer_set(self.parts(truth), rng=rng)
        return (person.answer(*self.parts(truth), rng=rng),)

    def value(self, said: tuple[str, ...], question: Question) -> Any:
        """Give the answer as it is sent."""
        kind = self.document["kind"]
        if kind == "rating":
            return int(said[0])
        ids = dict(zip(self.names, (label.id for label in question.settings.labels), strict=True))
        return [ids[name] for name in self.names if name in said] if kind == "choices" else ids[said[0]]


def asked_of(kind: str, answers: Iterable[str]) -> Asked:
    """Make the question that known answers are answers to.

    Raises
    ------
    InvalidInputError
        Answers to this kind cannot be simulated, or these are none.

    Examples
    --------
    >>> asked_of("choices", ["late|rude", "late"]).names
    ('late', 'rude')
    >>> asked_of("rating", ["2", "5"]).names
    ('2', '3', '4', '5')
    """
    makers = {"choice": _choice, "choices": _choices, "rating": _rating}
    if kind not in makers:
        raise InvalidInputError(f"'{kind}' cannot be simulated.", hint=f"Kinds that can be: {', '.join(makers)}.")
    return makers[kind](set(answers))


def _choice(answers: set[str]) -> Asked:
    return _of_labels("choice", answers, lambda cell: (cell,))


def _choices(answers: set[str]) -> Asked:
    return _of_labels("choices", {part for cell in answers for part in _cut(cell)}, _cut)


def _of_labels(kind: str, names: set[str], parts: Callable[[str], tuple[str, ...]]) -> Asked:
    ordered = tuple(sorted(names))
    labels = [{"name": name} for name in ordered]
    return Asked(ordered, {"id": QUESTION, "kind": kind, "name": "Which?", "labels": labels}, parts)


def _rating(answers: set[str]) -> Asked:
    wrong = sorted(cell for cell in answers if not re.fullmatch(r"-?\d+", cell))
    steps = [int(cell) for cell in answers if cell not in wrong]
    if wrong or not steps or max(steps) - min(steps) > _MOST_STEPS:
        told = f"'{wrong[0]}' is no step of a scale." if wrong else "The answers are no steps of one scale."
        raise InvalidInputError(told, hint="A rating is a whole number, such as 1 to 5.")
    low, high = min(steps), max(steps)
    document = {"id": QUESTION, "kind": "rating", "name": "How much?", "low": low, "high": high}
    return Asked(tuple(map(str, range(low, high + 1))), document, lambda cell: (str(int(cell)),))


def _cut(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(cell) if part.strip()))
