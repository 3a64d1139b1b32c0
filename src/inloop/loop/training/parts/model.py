"""The contract of learners whose answers are made of parts: spans of a text, boxes in a picture."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol, cast

from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.kernel.registry import lookup, names
from inloop.loop.predictions.model import Arrays
from inloop.methods.base import Ints

Content = Mapping[str, Any]
"""The envelope of the field that an answer points into."""
Part = dict[str, Any]


class PartsPrediction(NamedTuple):
    """What a model says of one item.

    Attributes
    ----------
    parts
        An answer of the kind, each part with its chance ``p`` of being one that people would give.
    unsure
        0 where it is sure of everything, 1 where it knows nothing.
    """

    parts: list[Part]
    unsure: float

    @property
    def value(self) -> list[Part]:
        """The answer as a person would give it."""
        return [{name: said for name, said in part.items() if name != "p"} for part in self.parts]


class TrainedParts(Protocol):
    """A trained model as arrays: numpy reads it."""

    @property
    def metrics(self) -> Mapping[str, float]: ...

    def predict(self, contents: Sequence[Content], *, folds: Ints | None = None) -> list[PartsPrediction]:
        """Predict; with `folds`, every item by the model that was trained without the item's fold."""

    def state(self) -> dict[str, NDArray[Any]]: ...


class PartsLearner(Protocol):
    """What learns one kind of answer; its class is registered as ``parts-learner/<kind>.v1``.

    Attributes
    ----------
    reads_media
        Whether it is made with ``media=``, which opens pictures and sounds; without arguments otherwise.
    """

    reads_media: ClassVar[bool]

    def fit(
        self, contents: Sequence[Content], values: Sequence[Any], *, labels: Sequence[str], folds: Ints
    ) -> TrainedParts:
        """Learn from contents and the answer to each; `folds` by hash of the item."""

    def restore(self, state: Arrays) -> TrainedParts: ...

    def files(self, state: Arrays) -> dict[str, bytes]:
        """Give the files of a model for use elsewhere, by name: ``model.npz`` and what reads it."""

    def same(self, told: Sequence[Part], given: Sequence[Part]) -> list[tuple[int, int]]:
        """Pair the parts that a model told with those that people gave: (place in told, place in given)."""


def is_learnt(question: Question) -> bool:
    """Say whether something here learns answers to a question that are made of parts."""
    return f"parts-learner/{question.kind}.v1" in names("parts-learner")


def learner_for(kind: str, *, media: object = None) -> PartsLearner | None:
    """Give the learner of a kind, by the word used in schemas; None where there is none.

    Parameters
    ----------
    media
        Opens pictures and sounds, for learners that read them.
    """
    name = f"parts-learner/{kind}.v1"
    if name not in names("parts-learner"):
        return None
    found: Any = lookup(name)
    return cast("PartsLearner", found(media=media) if found.reads_media else found())


def labels_of(question: Question) -> list[str]:
    """Name the labels on offer."""
    return [label.id for label in question.settings.labels if not label.retired]
