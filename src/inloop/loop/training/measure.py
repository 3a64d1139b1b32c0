"""What the one number of a version is called and means: it depends on what its answers are."""

import msgspec

from inloop.annotation import Question
from inloop.loop.predictions.sets import is_many, label_ids


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """The word for what is measured on control items, and what it means."""

    name: str
    how: str


SHARE = Measure(name="Accuracy", how="The share of control items that the version gets right.")
SETS = Measure(
    name="Accuracy", how="The share of control items of which the version gets the whole set of labels right."
)
LIKENESS = Measure(
    name="Likeness",
    how="One minus how far the version's answer to a control item is from that of people, as this kind of answer "
    "measures it, on average: 100 % where all are the same.",
)


def measure_of(question: Question) -> Measure:
    """Say what is measured of answers to a question: how many are right where they can be counted, else how alike.

    >>> from inloop.annotation.question import read_question
    >>> measure_of(read_question({"id": "q", "kind": "number", "name": "How many?"})).name
    'Likeness'
    """
    if not label_ids(question):
        return LIKENESS
    return SETS if is_many(question) else SHARE
