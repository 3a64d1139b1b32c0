"""Fitting the chain: the conditional likelihood of people's tags, with a penalty, by L-BFGS."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.spans.chain import NEVER, Chain, Packed
from inloop.adapters.models.spans.tags import OUTSIDE, allowed, may_begin
from inloop.adapters.models.spans.traits import SLOTS, hashes_of, units_of
from inloop.adapters.models.spans.words import Words
from inloop.methods.base import Floats, Ints

MOST_WEIGHTS = 3_000_000
_HISTORY = 6
_TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """(traits, tags), and the chain between tags."""

    traits: Floats
    chain: Chain


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Tagged texts, ready to fit: every word by its units, every unit by its traits.

    Attributes
    ----------
    places : sparse (words, units)
    traits : sparse (units, traits)
    text
        The number of the text that each word stands in.
    """

    places: Any
    traits: Any
    hashes: NDArray[np.uint32]
    tags: Ints
    starts: Ints
    text: Ints
    labels: int

    @classmethod
    def of(cls, texts: Sequence[Words], tags: Sequence[Ints], *, labels: int) -> "Corpus":
        from scipy import sparse

        units: dict[tuple[int, str], int] = {}
        ids = [
            units.setdefault((slot, unit), len(units))
            for words in texts
            for chain in words.chains()
            for found in units_of(chain)
            for slot, unit in enumerate(found)
        ]
        told = np.concatenate([np.zeros(0, np.int64), *tags])
        rows = np.arange(0, len(ids) + 1, len(SLOTS))
        places = sparse.csr_matrix((np.ones(len(ids)), np.array(ids, np.int64), rows), (len(told), len(units)))
        hashes, traits = _traits_of(list(units), places, told != OUTSIDE, most=MOST_WEIGHTS // (1 + 2 * labels))
        sizes = np.array([len(words.words) for words in texts], np.int64)
        firsts = np.cumsum(sizes) - sizes
        cuts = [first + cut for first, words in zip(firsts.tolist(), texts, strict=True) for cut in words.cuts]
        number = np.repeat(np.arange(len(texts)), sizes)
        return cls(places, traits, hashes, told, np.array(cuts, np.int64), number, labels)

    def without(self, left_out: NDArray[np.bool_]) -> "Corpus":
        """Leave texts out; traits that only they have get no weight."""
        kept = ~left_out[self.text]
        moved = np.cumsum(kept) - 1
        starts = moved[self.starts[kept[self.starts]]]
        return Corpus(
            self.places[np.flatnonzero(kept)], self.traits, self.hashes, self.tags[kept], starts, self.text[kept],
            self.labels,
        )  # fmt: skip


def fit(corpus: Corpus, *, penalty: float, steps: int) -> Weights:
    """Maximise Σ log P(tags | words) − penalty/2 · ‖weights‖².

    References
    ----------
    Lafferty, McCallum & Pereira (2001). Conditional random fields. Sha & Pereira (2003). Shallow parsing with
    conditional random fields.
    """
    from scipy.optimize import minimize

    loss = _Loss.of(corpus, penalty=penalty)
    found = minimize(
        loss, np.zeros(loss.size), jac=True, method="L-BFGS-B",
        options={"maxiter": steps, "maxcor": _HISTORY, "ftol": _TOLERANCE},
    )  # fmt: skip
    return loss.weights(found.x)


@dataclass(frozen=True, slots=True, eq=False)
class _Loss:
    """The penalised negative log-likelihood and its gradient."""

    corpus: Corpus
    packed: Packed
    penalty: float
    given: Floats
    followed: Floats
    begun: Floats

    @classmethod
    def of(cls, corpus: Corpus, *, penalty: float) -> "_Loss":
        size = 1 + 2 * corpus.labels
        inner = np.ones(len(corpus.tags), np.bool_)
        inner[corpus.starts] = False
        at = np.flatnonzero(inner)
        followed = np.bincount(corpus.tags[at - 1] * size + corpus.tags[at], minlength=size * size)
        return cls(
            corpus=corpus,
            packed=Packed.of(corpus.starts, size=len(corpus.tags)),
            penalty=penalty,
            given=np.eye(size)[corpus.tags],
            followed=followed.reshape(size, size).astype(np.float64),
            begun=np.bincount(corpus.tags[corpus.starts], minlength=size).astype(np.float64),
        )

    @property
    def tags(self) -> int:
        return 1 + 2 * self.corpus.labels

    @property
    def size(self) -> int:
        return (len(self.corpus.hashes) + self.tags + 1) * self.tags

    def weights(self, flat: Floats) -> Weights:
        table = flat.reshape(-1, self.tags)
        moves = np.where(allowed(self.corpus.labels), table[-1 - self.tags : -1], NEVER)
        begins = np.where(may_begin(self.corpus.labels), table[-1], NEVER)
        return Weights(table[: -1 - self.tags], Chain(moves, begins))

    def __call__(self, flat: Floats) -> tuple[float, Floats]:
        now, corpus = self.weights(flat), self.corpus
        emissions = np.asarray(corpus.places @ (corpus.traits @ now.traits))
        found = now.chain.marginals(emissions, self.packed)
        likely = (
            (emissions * self.given).sum()
            + (now.chain.moves * self.followed).sum()
            + (now.chain.begins * self.begun).sum()
            - found.log_sum
        )
        off = found.single - self.given
        slope = np.empty((len(flat) // self.tags, self.tags))
        slope[: -1 - self.tags] = corpus.traits.T @ (corpus.places.T @ off)
        slope[-1 - self.tags : -1] = found.pairs(self.packed) - self.followed
        slope[-1] = found.single[corpus.starts].sum(axis=0) - self.begun
        return float(self.penalty / 2 * flat @ flat - likely), slope.ravel() + self.penalty * flat


def _traits_of(
    units: Sequence[tuple[int, str]], places: Any, inside: NDArray[np.bool_], *, most: int
) -> tuple[NDArray[np.uint32], Any]:
    """Give the traits worth a weight: seen twice or inside a span; the frequent ones where there are too many."""
    from scipy import sparse

    of_unit = [hashes_of(SLOTS[slot], unit) for slot, unit in units]
    ends = np.cumsum([0, *map(len, of_unit)])
    hashes, column = np.unique(np.array([h for found in of_unit for h in found], np.uint32), return_inverse=True)
    table = sparse.csr_matrix((np.ones(len(column)), column, ends), (len(units), len(hashes)))
    weight = np.asarray(places.sum(axis=0) @ table).ravel() + 2 * np.asarray(places.T @ inside) @ table
    kept = np.flatnonzero(weight >= 2)
    if len(kept) > most:
        kept = np.sort(kept[np.argsort(-weight[kept], kind="stable")[:most]])
    return hashes[kept], table[:, kept]
