"""The words of a text, where they stand, and where a chain over them is cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from inloop.methods.base import Ints

MOST_WORDS = 256
"""A chain is cut before it grows longer, after the end of a sentence where there is one."""
GLUED = "\0"
"""Stands behind a word that follows its neighbour without a space, such as the name behind an @."""
_ALONE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])[\w])+|\n|[^\w\s]")
_ENDS = frozenset(".!?。！？")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one text.

    Attributes
    ----------
    starts, ends
        Code points, the end excluded.
    cuts
        The first word of each chain, in order.
    """

    words: Sequence[str]
    starts: Ints
    ends: Ints
    cuts: Sequence[int]

    def chains(self) -> Iterator[Sequence[str]]:
        """Stream the words of each chain."""
        for first, last in pairwise([*self.cuts, len(self.words)]):
            yield self.words[first:last]


def words_of(text: str) -> Words:
    r"""Cut a text into words, signs, and single characters of scripts that put no spaces between words.

    >>> words_of("Ann@acme: 5 km\n").words
    ['Ann', '@\x00', 'acme\x00', ':\x00', '5', 'km']
    >>> words_of("去東京").ends.tolist()
    [1, 2, 3]
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    cuts = _Cuts()
    for found in _WORD.finditer(text):
        word = found[0]
        if word == "\n":
            cuts.here(len(words))
            continue
        cuts.before(len(words), words[-1] if words else "")
        glued = bool(ends) and ends[-1] == found.start()
        words.append(word + GLUED if glued else word)
        starts.append(found.start())
        ends.append(found.end())
    return Words(words, np.array(starts, np.int64), np.array(ends, np.int64), cuts.until(len(words)))


class _Cuts:
    """Where chains begin."""

    def __init__(self) -> None:
        self._found = [0]
        self._sentence = 0

    def here(self, at: int) -> None:
        if at > self._found[-1]:
            self._found.append(at)

    def before(self, at: int, last: str) -> None:
        """Look at the place before a word, after the word `last`."""
        if last[:1] in _ENDS:
            self._sentence = at
        if at - self._found[-1] >= MOST_WORDS:
            self.here(self._sentence if self._sentence > self._found[-1] else at)

    def until(self, words: int) -> list[int]:
        return [at for at in self._found if at < words]
