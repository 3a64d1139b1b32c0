"""How answers become what is learnt: one of several labels, or any number of them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.loop.predictions.sets import chance_of_set, is_many, label_ids, likeliest_set
from inloop.loop.quality.model import NO_CODE
from inloop.methods.base import Floats, Ints
from inloop.methods.calibration import Bin, expected_calibration_error, reliability

Codes = NDArray[np.integer]


class Answers(ABC):
    """What a model of a question may say, and how that compares with consensus codes.

    Attributes
    ----------
    classes
        What the columns of the model stand for.
    """

    def __init__(self, classes: Sequence[int]) -> None:
        self.classes: Ints = np.asarray(classes, np.int64)

    @abstractmethod
    def is_known(self, codes: Codes) -> NDArray[np.bool_]:
        """Say which consensus codes can be learnt from."""

    @abstractmethod
    def targets(self, codes: Codes) -> Ints:
        """Give what a learner is fitted to."""

    @abstractmethod
    def said(self, chances: Floats) -> Ints:
        """Give the code of the answer that chances amount to."""

    @abstractmethod
    def chance(self, chances: Floats, codes: Codes) -> Floats:
        """Give the chance of answers."""

    @abstractmethod
    def sure(self, chances: Floats) -> Floats:
        """Give the chance of the answer that is said."""

    @abstractmethod
    def candidates(self, chances: NDArray[np.floating]) -> NDArray[np.floating]:
        """Give the chances by which a strategy chooses: rows sum to one."""

    @abstractmethod
    def counts(self, codes: Codes) -> Ints:
        """Count the answers that carry each class."""

    @abstractmethod
    def calibration(self, chances: Floats, codes: Codes) -> tuple[list[Bin], float | None]:
        """Compare what is claimed with what is right."""


class OneOf(Answers):
    """Classes that exclude one another."""

    def is_known(self, codes: Codes) -> NDArray[np.bool_]:
        return np.isin(codes, self.classes)

    def targets(self, codes: Codes) -> Ints:
        return codes.astype(np.int64)

    def said(self, chances: Floats) -> Ints:
        return np.asarray(self.classes[chances.argmax(axis=1)])

    def chance(self, chances: Floats, codes: Codes) -> Floats:
        return np.asarray(chances[np.arange(len(codes)), self._places(codes)])

    def sure(self, chances: Floats) -> Floats:
        return np.asarray(chances.max(axis=1))

    def candidates(self, chances: NDArray[np.floating]) -> NDArray[np.floating]:
        return chances

    def counts(self, codes: Codes) -> Ints:
        return np.bincount(self._places(codes), minlength=len(self.classes))

    def calibration(self, chances: Floats, codes: Codes) -> tuple[list[Bin], float | None]:
        places = self._places(codes).astype(np.int32)
        return reliability(chances, places), expected_calibration_error(chances, places) if len(codes) else None

    def _places(self, codes: Codes) -> NDArray[np.intp]:
        return np.minimum(np.searchsorted(self.classes, codes), len(self.classes) - 1)


class AnyOf(Answers):
    """Labels of which any number holds; the code of an answer has one bit for each.

    An answer is right when the whole set is. The model takes the labels for independent of one another, given the item.
    A strategy sees, for each item, the label of which the model is least sure.

    Examples
    --------
    >>> answers = AnyOf([0, 3])
    >>> answers.targets(np.array([0, 8, 9])).tolist()
    [[0, 0], [0, 1], [1, 1]]
    >>> chances = np.array([[0.9, 0.4]])
    >>> answers.said(chances).tolist(), answers.sure(chances).round(2).tolist(), answers.candidates(chances).tolist()
    ([1], [0.54], [[0.4, 0.6]])
    """

    def is_known(self, codes: Codes) -> NDArray[np.bool_]:
        return codes > NO_CODE

    def targets(self, codes: Codes) -> Ints:
        return np.asarray(codes.astype(np.int64)[:, None] >> self.classes & 1)

    def said(self, chances: Floats) -> Ints:
        return likeliest_set(chances, self.classes)

    def chance(self, chances: Floats, codes: Codes) -> Floats:
        held = self.targets(codes) == 1
        return np.asarray(np.where(held, chances, 1 - chances).prod(axis=1))

    def sure(self, chances: Floats) -> Floats:
        return chance_of_set(chances)

    def candidates(self, chances: NDArray[np.floating]) -> NDArray[np.floating]:
        least = np.abs(chances - 0.5).argmin(axis=1)
        p = chances[np.arange(len(chances)), least]
        return np.stack([p, 1 - p], axis=1)

    def counts(self, codes: Codes) -> Ints:
        return np.asarray(self.targets(codes).sum(axis=0))

    def calibration(self, chances: Floats, codes: Codes) -> tuple[list[Bin], float | None]:
        each, held = chances.ravel(), self.targets(codes).astype(np.int32).ravel()
        both = np.stack([1 - each, each], axis=1)
        return reliability(both, held), expected_calibration_error(both, held) if len(held) else None


def answers_of(question: Question) -> Answers:
    """Give how the answers of a question are learnt; without a class where they cannot be."""
    return (AnyOf if is_many(question) else OneOf)(sorted(label_ids(question)))


def names_of(question: Question) -> Mapping[int, str]:
    """Give what each class of a question is called."""
    part, settings, many = question.part, question.settings, is_many(question)
    return {
        code: str(part.describe(part.decode(1 << code if many else code, settings), settings))
        for code in label_ids(question)
    }
