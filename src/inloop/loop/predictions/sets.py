"""Labels of a question as a model gives them: one of several, or a set in which each holds or does not."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.methods.base import Floats, Ints

HALF = 0.5


def is_many(question: Question) -> bool:
    """Say whether an answer is a set of labels and nothing more, so that each label is learnt by itself."""
    part, settings = question.part, question.settings
    return part.bits(settings) is not None and not part.merges(settings)


def label_ids(question: Question) -> Mapping[int, str]:
    """Give answer code (or bit, where an answer is a set) → label id (or the number) of what is still on offer.

    >>> from inloop.annotation.question import read_question
    >>> label_ids(read_question({"id": "stars", "kind": "rating", "name": "Stars?", "low": 1, "high": 3}))
    {1: '1', 2: '2', 3: '3'}
    >>> tags = {"id": "tags", "kind": "choices", "name": "Tags?",
    ...         "labels": [{"id": "new", "name": "New", "code": 0}, {"id": "old", "name": "Old", "code": 1}]}
    >>> label_ids(read_question(tags))
    {0: 'new', 1: 'old'}
    """
    if is_many(question):
        retired = {label.code for label in question.settings.labels if label.retired}
        return {bit: label for bit, label in all_label_ids(question).items() if bit not in retired}
    offered = frozenset(question.part.offered(question.settings) or ())
    return {code: label for code, label in all_label_ids(question).items() if code in offered}


def all_label_ids(question: Question) -> Mapping[int, str]:
    """Give answer code (or bit) → label id of all that was ever on offer."""
    part, settings = question.part, question.settings
    if is_many(question):
        return {bit: str(part.decode(1 << bit, settings)[0]) for bit in part.bits(settings) or ()}
    return {code: str(part.decode(code, settings)) for code in part.classes(settings) or ()}


def labels_in(code: int, question: Question) -> list[str]:
    """Name the labels that an answer code stands for."""
    names = all_label_ids(question)
    if is_many(question):
        return [name for bit, name in names.items() if code >= 0 and code >> bit & 1]
    return [names[code]] if code in names else []


def likeliest_set(chances: NDArray[np.floating], bits: Ints) -> Ints:
    """Give the code of the labels that are likelier there than not."""
    return np.asarray(((chances >= HALF).astype(np.int64) << np.asarray(bits, np.int64)).sum(axis=1), np.int64)


def chance_of_set(chances: NDArray[np.floating]) -> Floats:
    """Give the chance of the likeliest set, each label by itself."""
    return np.asarray(np.maximum(chances, 1 - chances).prod(axis=1))
