"""Where an answer is given: the question, what is shown, what was said before, and how good somebody is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np

from inloop.annotation import Question
from inloop.annotation.fields import Fields
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import lookup, names

T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """One question before one person.

    Attributes
    ----------
    fields
        What the item shows.
    said
        What the person has answered to earlier questions of the item.
    skill
        0 to 1: the chance of being right; where answers have parts or degrees, 1 is flawless and less errs more.
    """

    question: Question
    fields: Fields
    said: Mapping[str, Any]
    skill: float
    rng: np.random.Generator

    @property
    def settings(self) -> Any:  # the struct of the kind
        return self.question.settings

    @property
    def content(self) -> Mapping[str, Any]:
        """What the answer points into."""
        return self.fields.get(self.question.on, {})

    @property
    def labels(self) -> list[str]:
        """Ids of the labels on offer."""
        return [label.id for label in self.settings.labels if not label.retired]

    def errs(self, *, part: float = 1.0) -> bool:
        """Toss whether there is a slip, or a slip of a sort that is so large a part of all."""
        return bool(self.rng.random() < (1 - self.skill) * part)

    def one_of(self, some: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Draw one, by weight where weights are given."""
        p = None if weights is None else np.asarray(weights, float) / np.sum(weights)
        return some[int(self.rng.choice(len(some), p=p))]

    def other_label(self, label: str) -> str:
        """Take one label for another."""
        others = [name for name in self.labels if name != label]
        return self.one_of(others) if others else label

    def off(self, size: float) -> float:
        """Draw how far a hand misses: normal, the wider the less the skill."""
        return float(self.rng.normal(0.0, (1 - self.skill) * size)) if self.skill < 1 else 0.0


Slip = Callable[[Any, Scene], Any]
"""Gives what somebody says where the first argument, a value in normal form, is true."""


def simulated_kinds() -> list[str]:
    """List the kinds of answers whose errors can be simulated."""
    return [name.split("/")[1].split(".")[0] for name in names("slip")]


def said_by(truth: Any, scene: Scene) -> Any:  # a value of the kind
    """Give what somebody says where `truth` is true, in normal form.

    Raises
    ------
    InvalidInputError
        Nobody has said how people err in answers of this kind.

    Examples
    --------
    >>> from inloop.annotation.question import read_question
    >>> asked = read_question({"id": "stars", "kind": "rating", "name": "How good?"})
    >>> rng = np.random.default_rng(0)
    >>> [said_by(3, Scene(asked, {}, {}, 0.6, rng)) for _ in range(8)]
    [3, 1, 4, 3, 3, 3, 3, 3]
    """
    if truth is None:
        return None
    slip = slip_of(scene.question.kind)
    said = _of_each(truth, scene, slip) if scene.question.each else slip(truth, scene)
    return scene.question.normal(said, scene.fields)


def slip_of(kind: str) -> Slip:
    """Get the error model of a kind by the word used in schemas."""
    if kind not in simulated_kinds():
        raise InvalidInputError(
            f"'{kind}' cannot be simulated.", hint=f"Kinds that can be: {', '.join(simulated_kinds())}."
        )
    return cast("Slip", lookup(f"slip/{kind}.v1"))


def _of_each(truth: Mapping[str, Any], scene: Scene, slip: Slip) -> dict[str, Any]:
    """Err turn by turn or cell by cell, each by itself."""
    return {unit: None if one is None else slip(one, scene) for unit, one in truth.items()}
