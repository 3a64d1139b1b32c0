"""People who answer with a known skill and at a known pace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from inloop.annotation import Schema
from inloop.annotation.fields import Fields
from inloop.simulation.slips import Scene, said_by


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """Somebody whose mistakes are known.

    Attributes
    ----------
    skill
        How often they are right, 0 to 1; of answers with parts, about each. How they err else, the kind says.
    seconds
        Median time an answer takes.
    """

    number: int
    skill: float
    seconds: float = 4.0

    def answer(
        self, schema: Schema, truth: Mapping[str, Any], fields: Fields, *, rng: np.random.Generator
    ) -> dict[str, Any]:
        """Give what this person says to every question of an item; what nobody knows is left open.

        Parameters
        ----------
        truth
            Question id → the true answer in normal form.
        """
        said: dict[str, Any] = {}
        for question in schema.questions:
            if not question.is_shown(said):
                continue
            if question.id in truth:
                said[question.id] = said_by(truth[question.id], Scene(question, fields, said, self.skill, rng))
            elif question.required:
                said[question.id] = None
        return said

    def take(self, *, rng: np.random.Generator) -> float:
        """Give the seconds that one answer takes."""
        return float(self.seconds * rng.lognormal(0.0, 0.5))


def crew(people: int, *, accuracy: float | Sequence[float]) -> list[SimulatedPerson]:
    """Make people who are right with chance `accuracy`: all of them, or one each, over again where there are more.

    >>> [person.skill for person in crew(3, accuracy=[0.9, 0.6])]
    [0.9, 0.6, 0.9]
    """
    skills = [accuracy] if isinstance(accuracy, float | int) else list(accuracy)
    return [SimulatedPerson(number + 1, skills[number % len(skills)]) for number in range(people)]
