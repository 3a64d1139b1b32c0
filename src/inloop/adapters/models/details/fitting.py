"""Fitting what else is said of parts, from the parts that people gave."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.details.telling import NOTHING, SIZE, tell, traits_in
from inloop.adapters.models.multinomial import Multinomial
from inloop.adapters.models.trained import Examples
from inloop.loop.training.parts.model import Content, Part, details_of
from inloop.methods.base import Floats, Ints

STRENGTH = 2.0
MOST_PARTS = 5_000
_FIELDS = ("details", "detail_options", "detail_labels", "detail_weights", "detail_bias", "detail_counts")


class Lesson(NamedTuple):
    """What one model learns from: parts that people gave, and their traits (parts, dims)."""

    parts: Sequence[Part]
    traits: NDArray[np.float32]

    def some(self, kept: NDArray[np.bool_]) -> "Lesson":
        return Lesson([part for part, keep in zip(self.parts, kept.tolist(), strict=True) if keep], self.traits[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Details:
    """One multinomial model for each thing that is said of parts; "nothing is said" is one of its classes.

    Parameters
    ----------
    details, detail_options
        (columns,): the detail, as ``category`` or ``attributes.occluded``, and one option of it as JSON.
    detail_labels
        (labels,)
    detail_weights, detail_bias
        (models, dims, columns), (models, columns).
    detail_counts
        (models, labels, columns): of how many parts of the label people said so.
    """

    details: NDArray[np.str_]
    detail_options: NDArray[np.str_]
    detail_labels: NDArray[np.str_]
    detail_weights: NDArray[np.float32]
    detail_bias: NDArray[np.float32]
    detail_counts: NDArray[np.int64]

    @classmethod
    def none(cls) -> Self:
        """Give what says nothing."""
        nobody = np.array([], "<U1")
        weights, bias = np.zeros((1, 0, 0), np.float32), np.zeros((1, 0), np.float32)
        return cls(nobody, nobody, nobody, weights, bias, np.zeros((1, 0, 0), np.int64))

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        """Read what `state` gave; models without details have none."""
        return cls(*(state[name] for name in _FIELDS)) if set(_FIELDS) <= set(state) else cls.none()

    def state(self) -> dict[str, NDArray[Any]]:
        return {name: getattr(self, name) for name in _FIELDS}

    def whole(self) -> dict[str, NDArray[Any]]:
        """Give the model that has seen everything, for use elsewhere."""
        return {**self.state(), **{name: getattr(self, name)[:1] for name in _FIELDS[3:]}}

    def tell_in(self, text: str, parts: Sequence[Part], *, model: int) -> list[Part]:
        """Give the parts of a text with what one of the models says of them."""
        return self.tell(parts, traits_in(text, parts), model=model) if len(self.details) else list(parts)

    def tell(self, parts: Sequence[Part], traits: NDArray[np.float32], *, model: int) -> list[Part]:
        """Give the parts with what one of the models says of them."""
        return tell(parts, traits, self.state(), model=model) if len(self.details) and len(parts) else list(parts)


def reader() -> bytes:
    """Give the file that tells details elsewhere."""
    return Path(__file__).with_name("telling.py").read_bytes()


def fitted(lessons: Sequence[Lesson], *, labels: Sequence[str]) -> Details:
    """Fit one model to each lesson; the first has seen everything, each other one all but a fold.

    Examples
    --------
    >>> parts = [{"label": "car", "attributes": {"view": view}} for view in ("front", "side")] * 9
    >>> traits = np.tile(np.eye(2, dtype=np.float32) * 3, (9, 1))
    >>> found = fitted([Lesson(parts, traits)], labels=["car", "tree"])
    >>> found.tell([{"label": "car"}, {"label": "tree"}], traits[:2], model=0)
    [{'label': 'car', 'attributes': {'view': 'front'}}, {'label': 'tree'}]
    """
    said = {pair for part in lessons[0].parts for pair in _said(part).items()}
    names = sorted({name for name, _ in said})
    if not names:
        return Details.none()
    columns = [(name, option) for name in names for option in [NOTHING, *sorted(o for n, o in said if n == name)]]
    models = [_fit(lesson, columns, labels) for lesson in lessons]
    weights, bias, counts = (np.stack(each) for each in zip(*models, strict=True))
    details, options = (np.array(each, np.str_) for each in zip(*columns, strict=True))
    return Details(details, options, np.array(labels, np.str_), weights, bias, counts)


def fitted_to_texts(
    contents: Sequence[Content], values: Sequence[Sequence[Part]], *, labels: Sequence[str], folds: Ints, fold_ids: Ints
) -> Details:
    """Fit to parts of texts: one model to all of them, then one without each of the folds."""
    if not any(_said(part) for value in values for part in value):
        return Details.none()
    rows = [traits_in(text_of(content), value) for content, value in zip(contents, values, strict=True)]
    fold = np.repeat(np.asarray(folds), [len(value) for value in values])
    parts = [part for value in values for part in value]
    whole = Lesson(parts, np.concatenate([np.zeros((0, SIZE), np.float32), *rows]))
    return fitted([whole, *(whole.some(fold != one) for one in fold_ids.tolist())], labels=labels)


def text_of(content: Content) -> str:
    return str(content.get("value") or "")


def _said(part: Part) -> dict[str, str]:
    """Give what is said of a part beside its label, by detail, as JSON."""
    return {name: json.dumps(said) for name, said in details_of(part)}


def _fit(
    lesson: Lesson, columns: Sequence[tuple[str, str]], labels: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]:
    """Fit each detail to the parts of those labels of which it has been said."""
    parts, traits = lesson.parts[-MOST_PARTS:], lesson.traits[-MOST_PARTS:]
    said, of_label = [_said(part) for part in parts], np.array([part["label"] for part in parts], np.str_)
    table = np.array([[one.get(name, NOTHING) == option for name, option in columns] for one in said], np.bool_)
    table = table.reshape(-1, len(columns))
    counts = np.stack([table[of_label == label].sum(axis=0) for label in labels]).astype(np.int64)
    weights, bias = np.zeros((traits.shape[1], len(columns)), np.float32), np.zeros(len(columns), np.float32)
    for name in dict.fromkeys(name for name, _ in columns):
        own = np.array([at for at, (other, _) in enumerate(columns) if other == name])
        asked = {label for label, n in zip(labels, counts[:, own[1:]].sum(axis=1), strict=True) if n}
        counts[np.ix_(np.flatnonzero([label not in asked for label in labels]), own)] = 0
        some = np.isin(of_label, sorted(asked)) if asked else np.zeros(len(parts), np.bool_)
        if some.sum() > 1:
            weights[:, own], bias[own] = _multinomial(traits[some], table[some][:, own].argmax(axis=1), len(own))
    return weights, bias, counts


def _multinomial(traits: NDArray[np.float32], codes: Any, classes: int) -> tuple[Floats, Floats]:
    examples = Examples.of(traits, codes, classes=np.arange(classes))
    found = Multinomial.of(examples).fit(STRENGTH)
    return np.asarray(found.weights), np.asarray(found.bias)
