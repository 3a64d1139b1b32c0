"""A linear chain over many sequences at once: forward–backward, the likeliest path, the chance of a stretch."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inloop.methods.base import Floats, Ints

NEVER = -1e9


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Sequences laid end to end, walked through step by step together, the longest first.

    Attributes
    ----------
    starts
        The first place of each sequence, longest sequence first.
    lengths
        Descending.
    """

    starts: Ints
    lengths: Ints

    @classmethod
    def of(cls, starts: Ints, *, size: int) -> "Packed":
        """Pack the sequences that begin at `starts`, ascending, of `size` places in all."""
        lengths = np.diff(np.append(starts, size))
        order = np.argsort(-lengths, kind="stable")
        order = order[lengths[order] > 0]
        return cls(starts[order], lengths[order])

    def steps(self) -> Iterator[Ints]:
        """Stream the places at step 0, 1, 2 … of every sequence that is so long."""
        for step in range(int(self.lengths.max(initial=0))):
            yield self.starts[: int(np.searchsorted(-self.lengths, -step, side="left"))] + step


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """The scores between neighbours, and how a sequence may begin; `NEVER` where it may not."""

    moves: Floats
    begins: Floats

    def marginals(self, emissions: Floats, packed: Packed) -> "Marginals":
        """Compute all chances of all sequences, scaled at each place.

        Parameters
        ----------
        emissions : (places, tags)

        Notes
        -----
        Rabiner (1989): α and β are divided at each place by the sum of α there.
        """
        top = emissions.max(axis=1, initial=0.0)
        here = np.exp(emissions - top[:, None])
        moves, begins = np.exp(self.moves), np.exp(self.begins)
        steps = list(packed.steps())
        alpha, scale = np.zeros_like(here), np.ones(len(here))
        for number, at in enumerate(steps):
            reached = (alpha[at - 1] @ moves if number else begins) * here[at]
            scale[at] = reached.sum(axis=1)
            alpha[at] = reached / scale[at][:, None]
        beta = np.ones_like(here)
        for at in reversed(steps[1:]):
            beta[at - 1] = (here[at] * beta[at] / scale[at][:, None]) @ moves.T
        return Marginals(alpha, beta, here, scale, float((np.log(scale) + top).sum()), moves)

    def best(self, emissions: Floats, packed: Packed) -> Ints:
        """Give the likeliest tag path of every sequence (Viterbi)."""
        steps = list(packed.steps())
        score, came = np.zeros_like(emissions), np.zeros(emissions.shape, np.int64)
        for number, at in enumerate(steps):
            if not number:
                score[at] = emissions[at] + self.begins
                continue
            ways = score[at - 1][:, :, None] + self.moves
            came[at] = ways.argmax(axis=1)
            score[at] = ways.max(axis=1) + emissions[at]
        path = np.zeros(len(emissions), np.int64)
        last = packed.starts + packed.lengths - 1
        path[last] = score[last].argmax(axis=1)
        for at in reversed(steps[1:]):
            path[at - 1] = came[at, path[at]]
        return path


@dataclass(frozen=True, slots=True, eq=False)
class Marginals:
    """What forward–backward found."""

    alpha: Floats
    beta: Floats
    here: Floats
    scale: Floats
    log_sum: float
    moves: Floats

    @property
    def single(self) -> Floats:
        """(places, tags): the chance of each tag."""
        return self.alpha * self.beta

    def pairs(self, packed: Packed) -> Floats:
        """(tags, tags): how often one tag is expected to follow another, over all sequences."""
        inner = np.ones(len(self.here), np.bool_)
        inner[packed.starts] = False
        at = np.flatnonzero(inner)
        behind = self.here[at] * self.beta[at] / self.scale[at][:, None]
        return np.asarray(self.moves * (self.alpha[at - 1].T @ behind), np.float64)

    def stretch(self, first: int, last: int, tags: tuple[int, int], *, ends: bool) -> float:
        """Give the chance that exactly these places have tag one, then tag two, and that it does not go on.

        Parameters
        ----------
        tags
            The tag of the first place and that of the following ones.
        ends
            Whether the sequence ends behind the last place.
        """
        opens, follows = tags
        chance = float(self.alpha[first, opens])
        before = opens
        for at in range(first + 1, last + 1):
            chance *= float(self.moves[before, follows] * self.here[at, follows] / self.scale[at])
            before = follows
        if ends:
            return chance
        behind: NDArray[np.float64] = self.moves[before] * self.here[last + 1] * self.beta[last + 1]
        return chance * float(behind.sum() - behind[follows]) / float(self.scale[last + 1])
