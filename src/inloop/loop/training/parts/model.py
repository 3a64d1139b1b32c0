"""The contract of learners whose answers are made of parts: spans of a text, boxes in a picture."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol, cast

from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.annotation.attributes import Attribute
from inloop.annotation.kind import Kind
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

    @property
    def told(self) -> list[Part]:
        """What is stored and shown of it."""
        return self.parts


class ValuePrediction(NamedTuple):
    """What a model says of one item where the answer is one value, such as intensities or a place on a plane.

    Attributes
    ----------
    answer
        The answer as a person would give it; None where nothing can be said.
    p
        The chance that it counts as right.
    units
        Turn or cell → label → chance, where each of them is asked about.
    """

    answer: Any
    p: float
    unsure: float
    units: dict[str, dict[str, float]] | None = None

    @property
    def value(self) -> Any:
        return self.answer

    @property
    def told(self) -> dict[str, Any] | None:
        """What is stored and shown of it."""
        if self.answer is None:
            return None
        return {"value": self.answer, "p": self.p} | ({} if self.units is None else {"units": self.units})


Prediction = PartsPrediction | ValuePrediction


class TrainedParts(Protocol):
    """A trained model as arrays: numpy reads it."""

    @property
    def metrics(self) -> Mapping[str, float]: ...

    def predict(self, contents: Sequence[Content], *, folds: Ints | None = None) -> Sequence[Prediction]:
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


PARTS_LEARNERS, VALUE_LEARNERS = "parts-learner", "value-learner"
"""What learns parts is made for any question of the kind; what learns values is made with the question."""


def learner_name(question: Question) -> str | None:
    """Give the registered name of what learns answers that cannot be counted; None where nothing does."""
    if question.each:
        part, settings = question.part, question.settings
        inner: Kind = getattr(part, "inner", part)
        is_told = inner.classes(settings) is not None or inner.bits(settings) is not None or inner.merges(settings)
        return f"{VALUE_LEARNERS}/each.v1" if is_told else None
    found = (f"{family}/{question.kind}.v1" for family in (PARTS_LEARNERS, VALUE_LEARNERS))
    return next((name for name in found if name in names(name.split("/")[0])), None)


def is_learnt(question: Question) -> bool:
    """Say whether something here learns answers to a question that cannot be counted."""
    return learner_name(question) is not None


def tells_parts(question: Question) -> bool:
    """Say whether what is predicted is a list of parts, each with its chance."""
    return (learner_name(question) or "").startswith(PARTS_LEARNERS)


def reads_vectors(question: Question) -> bool:
    """Say whether answers are learnt from the vectors of items, and not from the field that they point into."""
    name = learner_name(question)
    return name is not None and not tells_parts(question) and bool(cast("Any", lookup(name)).reads_vectors)


def learner_for(question: Question, *, media: object = None) -> PartsLearner | None:
    """Give the learner of a question; None where there is none.

    Parameters
    ----------
    media
        Opens pictures and sounds, for learners that read them.
    """
    name = learner_name(question)
    if name is None:
        return None
    found: Any = lookup(name)
    if not tells_parts(question):
        return cast("PartsLearner", found(question))
    return cast("PartsLearner", found(media=media) if found.reads_media else found())


def labels_said(value: Any) -> list[str]:
    """Name the labels that an answer gives, as often as it does.

    >>> labels_said([{"label": "cell"}, {"label": "cell"}]), labels_said({"joy": 2}), labels_said(3)
    (['cell', 'cell'], ['joy'], [])
    """
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | dict):
        return [str(one.get("label")) if isinstance(one, dict) else str(one) for one in value]
    return []


def learnable(value: Sequence[Part], question: Question) -> list[Part]:
    """Give parts without what is no longer asked of them, and without words of one's own, which nothing learns.

    Examples
    --------
    >>> from inloop.annotation.question import read_question
    >>> asked = [{"id": "cut", "name": "Cut off", "kind": "flag"}, {"id": "note", "name": "Note", "kind": "text"}]
    >>> labels = [{"id": "cell", "name": "Cell", "code": 0}]
    >>> question = read_question(
    ...     {"id": "q", "kind": "boxes", "name": "?", "on": "picture", "labels": labels, "attributes": asked}
    ... )
    >>> learnable([{"label": "cell", "attributes": {"cut": True, "note": "odd", "gone": "x"}}], question)
    [{'label': 'cell', 'attributes': {'cut': True}}]
    """
    settings = question.settings
    categories = {one.id for one in getattr(settings, "categories", ()) if not one.retired}
    asked = {one.id: one for one in getattr(settings, "attributes", ()) if one.kind != "text"}
    kept = []
    for part in value:
        said = {
            name: said for name, said in part.get("attributes", {}).items() if _is_asked(asked.get(name), part, said)
        }
        bare = {name: one for name, one in part.items() if name not in {"attributes", "category"}}
        category = {"category": part["category"]} if part.get("category") in categories else {}
        kept.append({**bare, **category} | ({"attributes": said} if said else {}))
    return kept


def details_of(part: Part) -> set[tuple[str, Any]]:
    """Give what is said of a part beside its place and label: its category and its attributes."""
    category = {("category", part["category"])} if part.get("category") else set()
    return category | {(f"attributes.{name}", said) for name, said in part.get("attributes", {}).items()}


def _is_asked(attribute: Attribute | None, part: Part, said: Any) -> bool:
    if attribute is None or (attribute.labels and part["label"] not in attribute.labels):
        return False
    return attribute.kind == "flag" or said in {option.id for option in attribute.options if not option.retired}


def labels_of(question: Question) -> list[str]:
    """Name the labels on offer; none where there are none."""
    return [label.id for label in getattr(question.settings, "labels", ()) if not label.retired]
