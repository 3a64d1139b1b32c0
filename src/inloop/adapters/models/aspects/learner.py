"""The learner of aspects: the chain of spans with two sorts of tags, and how often what is nearest belongs together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.aspects.joining import OPINION, TARGET, joined, nearest
from inloop.adapters.models.details import Details, fitted_to_texts, text_of
from inloop.adapters.models.spans import ChainTagger, SpanLearner
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register
from inloop.loop.training.parts.model import Content, Part, PartsPrediction
from inloop.methods.base import Floats, Ints

_HERE = Path(__file__).parent
_SIDES = (("target", TARGET), ("opinion", OPINION))


@dataclass(frozen=True, slots=True, eq=False)
class AspectTagger:
    """A chain that marks targets and opinion words, and joins what is near.

    Parameters
    ----------
    sure
        (models,) The share of targets whose own opinion words are the nearest ones.
    implicit
        (models,) Whether people have given aspects without a target.
    more
        What else is said of each aspect: its category, its attributes.
    """

    chain: ChainTagger
    sure: Floats
    implicit: NDArray[np.bool_]
    more: Details = field(default_factory=Details.none)

    @property
    def metrics(self) -> Mapping[str, float]:
        return self.chain.metrics

    def predict(self, contents: Sequence[Content], *, folds: Ints | None = None) -> list[PartsPrediction]:
        """Say aspects with their chances; with `folds`, by models that have not seen the text's fold."""
        marked = self.chain.predict(contents, folds=folds)
        models = self.chain.models_for(len(contents), folds=folds).tolist()
        return [
            PartsPrediction(self._joined(text_of(content), one.parts, model), round(one.unsure, 6))
            for content, one, model in zip(contents, marked, models, strict=True)
        ]

    def state(self) -> dict[str, NDArray[Any]]:
        return {**self.chain.state(), **self.more.state(), "sure": self.sure, "implicit": self.implicit}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        if missing := {"sure", "implicit"} - set(state):
            raise InvalidInputError(f"The model lacks {sorted(missing)}.", hint="Export the model again.")
        more = Details.from_state(state)
        return cls(replace(ChainTagger.from_state(state), more=Details.none()), state["sure"], state["implicit"], more)

    def _joined(self, text: str, marks: Sequence[Part], model: int) -> list[Part]:
        told = joined(text, marks, sure=float(self.sure[model]), implicit=bool(self.implicit[model]))
        return self.more.tell_in(text, told, model=model)


@register("parts-learner/aspects.v1")
@dataclass(frozen=True, slots=True)
class AspectLearner:
    """Learns to say what a text thinks of what from aspects that people marked.

    One chain over the words marks targets and opinion words, each with a polarity. A target takes the nearest opinion
    words of its sentence; those that no target takes have an implicit one, where people have given such aspects. The
    chance of an aspect is that of its parts, times how often what is nearest belongs together.

    Examples
    --------
    >>> texts = [{"value": f"the {thing} was slow"} for thing in ("waiter", "lift", "cook", "bus")]
    >>> ends = [text["value"].index(" was") for text in texts]
    >>> said = [[{"target": {"start": 4, "end": end}, "opinion": {"start": end + 5, "end": end + 9}, "label": "bad"}]
    ...         for end in ends]
    >>> tagger = AspectLearner().fit(texts, said, labels=["good", "bad"], folds=np.arange(4) % 2)
    >>> aspect = tagger.predict([{"value": "the train was slow"}])[0].parts[0]
    >>> aspect["target"], aspect["opinion"], aspect["label"]
    ({'start': 4, 'end': 9}, {'start': 14, 'end': 18}, 'bad')

    Notes
    -----
    What belongs together is found by nearness alone: opinion words that speak of the farther of two targets go to the
    nearer one.
    """

    reads_media: ClassVar[bool] = False

    def fit(
        self, contents: Sequence[Content], values: Sequence[Any], *, labels: Sequence[str], folds: Ints
    ) -> AspectTagger:
        """Fit to texts and the aspects of each; `folds` by hash of the item."""
        tags = [f"{sort}{label}" for _, sort in _SIDES for label in labels]
        chain = SpanLearner().fit(contents, [_marks(value) for value in values], labels=tags, folds=folds)
        # As many places as there are models: the first has seen everything, each other one all but its fold.
        seen = [np.ones(len(values), np.bool_), *(np.asarray(folds) != fold for fold in chain.fold_ids)]
        own = [_own(text_of(content), value) for content, value in zip(contents, values, strict=True)]
        bare = np.array([any(aspect["target"] is None for aspect in value) for value in values], np.bool_)
        more = fitted_to_texts(contents, values, labels=labels, folds=folds, fold_ids=chain.fold_ids)
        sure, implicit = np.array([_share(own, some) for some in seen]), np.array([bare[s].any() for s in seen])
        return AspectTagger(chain, sure, implicit, more)

    def restore(self, state: Mapping[str, NDArray[Any]]) -> AspectTagger:
        return AspectTagger.from_state(state)

    def files(self, state: Mapping[str, NDArray[Any]]) -> dict[str, bytes]:
        """Give the model with what reads it: the reader of spans, what joins them, and the command."""
        found = SpanLearner().files(state)
        own = {name: (_HERE / file).read_bytes() for name, file in _FILES.items()}
        return {**found, "spans.py": found["predict.py"], **own}

    def same(self, told: Sequence[Part], given: Sequence[Part]) -> list[tuple[int, int]]:
        """Pair aspects with the very same target, opinion words and polarity, whatever their category."""
        left = {_key(aspect): place for place, aspect in reversed(list(enumerate(given)))}
        pairs = [(place, left.pop(_key(aspect), -1)) for place, aspect in enumerate(told)]
        return [(place, other) for place, other in pairs if other >= 0]


_FILES = {"predict.py": "reader.py", "joining.py": "joining.py"}


def _marks(aspects: Sequence[Part]) -> list[Part]:
    """Give the targets and opinion words of aspects as spans, each place once."""
    found: dict[tuple[int, int], Part] = {}
    for aspect in aspects:
        for side, sort in _SIDES:
            if place := aspect[side]:
                found.setdefault((place["start"], place["end"]), {**place, "label": f"{sort}{aspect['label']}"})
    return list(found.values())


def _own(text: str, aspects: Sequence[Part]) -> tuple[int, int]:
    """Count the targets with opinion words, and those of them whose own are the nearest."""
    opinions = [aspect["opinion"] for aspect in aspects if aspect["opinion"]]
    both = [aspect for aspect in aspects if aspect["target"] and aspect["opinion"]]
    return len(both), sum(nearest(text, aspect["target"], opinions) == aspect["opinion"] for aspect in both)


def _share(counts: Sequence[tuple[int, int]], some: NDArray[np.bool_]) -> float:
    n, hits = np.array(counts, np.int64).reshape(-1, 2)[some].sum(axis=0).tolist()
    return float((hits + 1) / (n + 2))


def _key(aspect: Part) -> tuple[Any, ...]:
    places = (aspect["target"], aspect["opinion"])
    return (*((place["start"], place["end"]) if place else None for place in places), aspect["label"])
