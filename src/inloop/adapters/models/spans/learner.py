"""The learner of spans: a chain over words as plain arrays, with a model for each fold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.arrays_file import to_bytes
from inloop.adapters.models.details import Details, fitted_to_texts, reader, text_of
from inloop.adapters.models.spans.chain import Chain, Packed
from inloop.adapters.models.spans.fitting import Corpus, Weights, fit
from inloop.adapters.models.spans.scoring import Emissions
from inloop.adapters.models.spans.tags import OUTSIDE, begin, goes_on, runs_of, tags_of
from inloop.adapters.models.spans.words import Words, words_of
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register
from inloop.loop.training.parts.model import Content, Part, PartsPrediction
from inloop.methods.base import Floats, Ints

PENALTY = 0.3
STEPS, FOLD_STEPS = 60, 35
EAGER, LEAST_CHANCE = 1.5, 0.25
"""Spans are sought as if "outside" were e times less likely, and told from this chance on: the F1 of all is highest
when a part is told whose chance is above half of it (Lipton, Elkan & Naryanaswamy, 2014)."""
TINY = 0.01
"""Weights nearer to nought than this are left out."""
_READER = Path(__file__).with_name("reader.py")
_FIELDS = ("labels", "hashes", "weights", "moves", "begins", "fold_ids")


@dataclass(frozen=True, slots=True, eq=False)
class ChainTagger:
    """A linear-chain conditional random field over the words of a text.

    Parameters
    ----------
    labels
        The label ids; tag 1 + 2i begins a span of label i, tag 2 + 2i goes on with it, tag 0 stands outside.
    hashes, weights
        (traits,) ascending; (models, traits, tags). The first model has learnt from everything, each other one from
        all but the fold in `fold_ids`.
    moves, begins
        (models, tags, tags), (models, tags).
    more
        What else is said of each span.
    """

    labels: NDArray[np.str_]
    hashes: NDArray[np.uint32]
    weights: NDArray[np.float16]
    moves: Floats
    begins: Floats
    fold_ids: Ints
    more: Details = field(default_factory=Details.none)
    metrics: Mapping[str, float] = field(default_factory=dict)
    _scorers: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows = {hash_: row for row, hash_ in enumerate(self.hashes.tolist())}
        object.__setattr__(self, "_scorers", lru_cache(maxsize=None)(lambda m: Emissions(rows, self.weights[m])))

    def predict(self, contents: Sequence[Content], *, folds: Ints | None = None) -> list[PartsPrediction]:
        """Mark the spans of texts, each with its chance; with `folds`, by models that have not seen the text's fold."""
        models = self.models_for(len(contents), folds=folds)
        found: list[PartsPrediction] = [PartsPrediction([], 0.0)] * len(contents)
        for model in np.unique(models).tolist():
            inside = np.flatnonzero(models == model).tolist()
            texts = [words_of(text_of(contents[at])) for at in inside]
            for at, said in zip(inside, self._mark(texts, model), strict=True):
                found[at] = said._replace(parts=self.more.tell_in(text_of(contents[at]), said.parts, model=model))
        return found

    def models_for(self, n: int, *, folds: Ints | None) -> Ints:
        """Say by which model each of so many texts is marked."""
        models = np.zeros(n, np.int64)
        if folds is not None:
            for number, fold in enumerate(self.fold_ids.tolist(), start=1):
                models[np.asarray(folds) == fold] = number
        return models

    def state(self) -> dict[str, NDArray[Any]]:
        return {**{name: getattr(self, name) for name in _FIELDS}, **self.more.state()}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        missing = set(_FIELDS) - set(state)
        if missing:
            raise InvalidInputError(f"The model lacks {sorted(missing)}.", hint="Export the model again.")
        arrays: dict[str, Any] = {name: state[name] for name in _FIELDS}
        return cls(**arrays, more=Details.from_state(state))

    def _mark(self, texts: Sequence[Words], model: int) -> Iterator[PartsPrediction]:
        scorer = self._scorers(model)
        sizes = np.array([len(words.words) for words in texts], np.int64)
        firsts = np.cumsum(sizes) - sizes
        emissions = np.concatenate([np.zeros((0, self.begins.shape[1])), *(scorer.of(words) for words in texts)])
        cuts = [first + cut for first, words in zip(firsts.tolist(), texts, strict=True) for cut in words.cuts]
        packed = Packed.of(np.array(cuts, np.int64), size=len(emissions))
        chain = Chain(self.moves[model], self.begins[model])
        found = chain.marginals(emissions, packed)
        emissions[:, OUTSIDE] -= EAGER
        path = chain.best(emissions, packed)
        unsure = _entropy(found.single)
        for first, size, words in zip(firsts.tolist(), sizes.tolist(), texts, strict=True):
            ends = {*words.cuts, size}
            parts = []
            for run in runs_of(path[first : first + size], words.cuts):
                tags = begin(run.label), goes_on(run.label)
                p = found.stretch(first + run.first, first + run.last, tags, ends=run.last + 1 in ends)
                if p < LEAST_CHANCE:
                    continue
                span = {"start": int(words.starts[run.first]), "end": int(words.ends[run.last])}
                parts.append({**span, "label": str(self.labels[run.label]), "p": round(min(p, 1.0), 4)})
            yield PartsPrediction(parts, float(unsure[first : first + size].max(initial=0.0)))


@register("parts-learner/spans.v1")
@dataclass(frozen=True, slots=True)
class SpanLearner:
    """Learns to mark spans from spans that people marked.

    Words are told by how they and their neighbours are written; nothing is looked up in a list of names. What a tag a
    word cannot hold is left out of what is learnt: of spans that overlap the longest stays, and borders within a word
    are moved to its edge. `metrics` says how many were lost.

    Examples
    --------
    >>> texts = [{"value": f"we met {name} today"} for name in ("Ann", "Bob", "Eve", "Kim")]
    >>> marked = [[{"start": 7, "end": 10, "label": "person"}]] * 4
    >>> tagger = SpanLearner().fit(texts, marked, labels=["person"], folds=np.arange(4) % 2)
    >>> tagger.predict([{"value": "yesterday we met Zoe again"}])[0].parts[0]["start"]
    17

    Notes
    -----
    About 15 s for 2,300 tweets and six labels, with five fold models. A name that nobody has marked is found by its
    neighbours and its look alone.

    References
    ----------
    Lafferty, McCallum & Pereira (2001). Conditional random fields. Settles & Craven (2008). An analysis of active
    learning strategies for sequence labeling tasks.
    """

    penalty: float = PENALTY
    reads_media: ClassVar[bool] = False

    def fit(
        self, contents: Sequence[Content], values: Sequence[Any], *, labels: Sequence[str], folds: Ints
    ) -> ChainTagger:
        """Fit to texts and the spans of each; `folds` by hash of the item."""
        places = {label: place for place, label in enumerate(labels)}
        texts = [words_of(text_of(content)) for content in contents]
        tagged = [tags_of(words, spans, places) for words, spans in zip(texts, values, strict=True)]
        corpus = Corpus.of(texts, [one.tags for one in tagged], labels=len(labels))
        ids = np.unique(folds) if len(np.unique(folds)) > 1 else np.zeros(0, np.int64)
        fitted = [fit(corpus, penalty=self.penalty, steps=STEPS)]
        fitted += [fit(corpus.without(folds == fold), penalty=self.penalty, steps=FOLD_STEPS) for fold in ids]
        metrics = {"items": float(len(texts)), "words": float(len(corpus.tags))}
        metrics["spans lost to overlap"] = float(sum(one.lost for one in tagged))
        more = fitted_to_texts(contents, values, labels=labels, folds=folds, fold_ids=ids)
        return replace(_pruned(labels, corpus, fitted, ids, metrics), more=more)

    def restore(self, state: Mapping[str, NDArray[Any]]) -> ChainTagger:
        return ChainTagger.from_state(state)

    def files(self, state: Mapping[str, NDArray[Any]]) -> dict[str, bytes]:
        """Give the whole model with a short reader; the fold models stay behind."""
        limits = {"eager": np.array(EAGER), "least": np.array(LEAST_CHANCE)}
        whole = {name: state[name] for name in _FIELDS}
        whole.update({name: state[name][:1] for name in ("weights", "moves", "begins")}, fold_ids=np.zeros(0, np.int64))
        arrays = {**state, **Details.from_state(state).whole(), **whole, **limits}
        return {"model.npz": to_bytes(arrays), "predict.py": _READER.read_bytes(), "telling.py": reader()}

    def same(self, told: Sequence[Part], given: Sequence[Part]) -> list[tuple[int, int]]:
        """Pair the very same spans: first and last character and the label, as CoNLL-2003 counts entities."""
        places = {(span["start"], span["end"], span["label"]): place for place, span in enumerate(given)}
        keys = [(span["start"], span["end"], span["label"]) for span in told]
        return [(place, places[key]) for place, key in enumerate(keys) if key in places]


def _pruned(
    labels: Sequence[str], corpus: Corpus, fitted: Sequence[Weights], ids: Ints, metrics: Mapping[str, float]
) -> ChainTagger:
    table = np.stack([one.traits for one in fitted])
    kept = np.flatnonzero(np.abs(table).max(axis=(0, 2), initial=0.0) >= TINY)
    return ChainTagger(
        labels=np.array(labels, np.str_),
        hashes=corpus.hashes[kept],
        weights=table[:, kept].astype(np.float16),
        moves=np.stack([one.chain.moves for one in fitted]),
        begins=np.stack([one.chain.begins for one in fitted]),
        fold_ids=np.asarray(ids, np.int64),
        metrics=metrics,
    )


def _entropy(single: Floats) -> Floats:
    """Give the entropy of each word's tag, one for a word of which nothing is known."""
    logs = np.log(np.maximum(single, 1e-12))
    return np.asarray(-(single * logs).sum(axis=1) / np.log(single.shape[1]))
