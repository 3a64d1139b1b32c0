"""The built-in vectors of a text: hashed pieces, weighted, turned onto the main directions of a sample."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.directions import main_directions
from inloop.adapters.models.hashing import LONGEST, Pieces, count_pieces, hash_words
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

Vectors = NDArray[np.float32]
State = Mapping[str, NDArray[np.generic]]

DIMS = 384
SAMPLE = 20_000
_DIRECTION_SAMPLE = 5_000
_MOST_ROWS = 16_000
_RUN_WEIGHT = 0.5
_BATCH_CHARACTERS = 1_000_000
_MOST_VALUES = 2_000_000
_FEW = 500


@register("featurizer/hashed-svd.v1")
@dataclass(frozen=True, slots=True, eq=False)
class HashedSvd:
    """Vectors from words, word pairs and character runs, learnt from the texts themselves in about a second.

    Good enough to start at once in any language, without a download. Each piece (see `hashing`) that stands in two
    texts of the sample gets a row; its value in a text is ``(1 + ln count) · weight`` with weight = idf, halved for
    runs of characters. The values are turned onto the main directions of the sample (randomised truncated SVD) and
    scaled to length 1. A text without any known piece is the zero vector.

    Fitting needs scipy (the worker has it); transforming is numpy alone, so web process, worker and a reader of twenty
    lines compute the same numbers.

    Parameters
    ----------
    hashes : (rows,) uint32, sorted
    weights : (rows,) float32
    basis : (rows, dims) float16; half precision is the fitted model itself, not a later rounding

    Examples
    --------
    >>> texts = ["where is my card", "my card is lost", "book a flight", "a flight to rome", "is it my flight"]
    >>> featurizer = HashedSvd.fit(texts, rng=np.random.default_rng(0), dims=3)
    >>> card, flight, other = featurizer.transform(["a lost card", "one flight", "?"])
    >>> card.shape, float(other @ other)
    ((3,), 0.0)
    >>> where = featurizer.transform(["where is the card"])[0]
    >>> bool(card @ where > flight @ where)
    True

    References
    ----------
    Deerwester et al. (1990). Indexing by latent semantic analysis.
    Halko, Martinsson & Tropp (2011). Finding structure with randomness.
    """

    reads: ClassVar[str] = "text"
    hashes: NDArray[np.uint32]
    weights: NDArray[np.float32]
    basis: NDArray[np.float16]

    @classmethod
    def fit(cls, texts: Sequence[str], *, rng: np.random.Generator, dims: int = DIMS) -> Self:
        """Learn rows, weights and directions from at most 20,000 of `texts`, drawn by `rng`."""
        sample = _draw(texts, SAMPLE, rng=rng)
        batches = [count_pieces(batch) for batch in _iter_batches(sample)]
        hashes, found_in = _choose_rows(batches)
        weights = (np.log((1 + len(sample)) / (1 + found_in)) + 1).astype(np.float32)
        is_word = np.isin(hashes, np.concatenate([hash_words(batch) for batch in _iter_batches(sample)] or [hashes]))
        weights[~is_word] *= _RUN_WEIGHT
        seed = cls(hashes=hashes, weights=weights, basis=np.zeros((len(hashes), 1), np.float16))
        directions = seed._find_directions(sample[:_DIRECTION_SAMPLE], dims=dims, rng=rng)
        return cls(hashes=hashes, weights=weights, basis=directions)

    @property
    def dims(self) -> int:
        """Length of a vector; below what was asked for when the sample was small."""
        return int(self.basis.shape[1])

    def transform(self, texts: Sequence[str]) -> Vectors:
        """Give the vector of every text: (texts, dims), float32, rows of length 1 or 0."""
        basis = self.basis if len(texts) < _FEW else self.basis.astype(np.float32)
        parts = [self._turn(count_pieces(batch), len(batch), basis=basis) for batch in _iter_batches(texts)]
        return np.concatenate([np.zeros((0, self.dims), np.float32), *parts])

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Give everything that is needed to be this featurizer again, as plain arrays."""
        return {"hashes": self.hashes, "weights": self.weights, "basis": self.basis}

    @classmethod
    def from_state(cls, state: State) -> Self:
        """Be again what `state` described."""
        missing = {"hashes", "weights", "basis"} - set(state)
        if missing:
            raise InvalidInputError(f"The featurizer lacks {sorted(missing)}.", hint="Export the model again.")
        return cls(
            hashes=state["hashes"].astype(np.uint32),
            weights=state["weights"].astype(np.float32),
            basis=state["basis"].astype(np.float16),
        )

    def _turn(self, pieces: Pieces, count: int, *, basis: NDArray[np.floating]) -> Vectors:
        texts, rows, values = self._values(pieces)
        bounds = np.searchsorted(texts, np.arange(count + 1))
        vectors = np.zeros((count, self.dims), np.float32)
        for text, (start, end) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
            if start < end:
                vectors[text] = values[start:end] @ basis[rows[start:end]].astype(np.float32, copy=False)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)

    def _values(self, pieces: Pieces) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.float32]]:
        if not len(self.hashes):
            return np.zeros(0, np.int64), np.zeros(0, np.intp), np.zeros(0, np.float32)
        rows = np.minimum(np.searchsorted(self.hashes, pieces.hashes), len(self.hashes) - 1)
        known = self.hashes[rows] == pieces.hashes
        rows = rows[known]
        values = (1 + np.log(pieces.counts[known])).astype(np.float32) * self.weights[rows]
        return pieces.texts[known], rows, values

    def _find_directions(self, sample: Sequence[str], *, dims: int, rng: np.random.Generator) -> NDArray[np.float16]:
        texts, rows, values = self._values(_count_up_to(sample, _MOST_VALUES))
        height = int(texts.max(initial=-1)) + 1
        basis = main_directions(texts, rows, values, shape=(height, len(self.hashes)), dims=dims, rng=rng)
        return (basis / max(float(np.abs(basis).max(initial=0)), 1e-9)).astype(np.float16)


def join_fields(fields: Mapping[str, str]) -> str:
    r"""Make one text of several fields, each after its name, so that no word pair spans two fields unseen.

    >>> join_fields({"title": "Late again", "body": "The parcel …"})
    'title: Late again\nbody: The parcel …'
    >>> join_fields({"text": "Late again"})
    'Late again'
    """
    if len(fields) == 1:
        return next(iter(fields.values()))
    return "\n".join(f"{name}: {text}" for name, text in fields.items())


def _draw(texts: Sequence[str], most: int, *, rng: np.random.Generator) -> Sequence[str]:
    return [texts[index] for index in rng.permutation(len(texts))[:most].tolist()]


def _iter_batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut into runs of at most a million characters or so: hashing takes some 50 bytes a character."""
    ends = np.cumsum([min(len(text), LONGEST) for text in texts])
    cuts = np.flatnonzero(np.diff(ends // _BATCH_CHARACTERS, prepend=0)).tolist()
    for start, end in pairwise([0, *(cut for cut in cuts if cut), len(texts)]):
        yield texts[start:end]


def _choose_rows(batches: Sequence[Pieces]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Keep the pieces found in most texts, none that was found in one only (unless all are)."""
    everything = np.concatenate([np.zeros(0, np.uint32), *(pieces.hashes for pieces in batches)])
    hashes, found_in = np.unique(everything, return_counts=True)
    least = 2 if (found_in > 1).any() else 1
    kept = np.flatnonzero(found_in >= least)
    kept = np.sort(kept[np.argsort(-found_in[kept], kind="stable")[:_MOST_ROWS]])
    return hashes[kept], found_in[kept]


def _count_up_to(texts: Sequence[str], most: int) -> Pieces:
    """Count the pieces of the first texts, as many as give about `most` values: long texts need fewer."""
    parts: list[Pieces] = []
    first = 0
    for batch in _iter_batches(texts):
        found = count_pieces(batch)
        parts.append(Pieces(texts=found.texts + first, hashes=found.hashes, counts=found.counts))
        first += len(batch)
        if sum(len(part.hashes) for part in parts) >= most:
            break
    return Pieces(
        texts=np.concatenate([part.texts for part in parts]),
        hashes=np.concatenate([part.hashes for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
    )
