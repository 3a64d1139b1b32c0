"""What was said, as words: how far two transcripts are apart."""

import re
from collections.abc import Sequence

import numpy as np

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """Give the words as they count: in lower case, without marks.

    >>> words_of("Well, it’s  FIVE o'clock.")
    ['well', "it's", 'five', "o'clock"]
    """
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def word_error(a: Sequence[str], b: Sequence[str]) -> float:
    """Give the words to change, add or leave out over the words of the longer one: 0 to 1, the same both ways.

    >>> round(word_error(["turn", "the", "light", "off"], ["turn", "light", "on"]), 2)
    0.5

    Notes
    -----
    The usual word error rate divides by the words of the one that is right; here none of the two is.
    """
    if not a or not b:
        return float(len(a) != len(b))
    numbers = {word: number for number, word in enumerate(dict.fromkeys([*a, *b]))}
    long, short = sorted(([numbers[word] for word in words] for words in (a, b)), key=len, reverse=True)
    across = np.arange(len(long) + 1)
    row = across.copy()
    letters = np.array(long)
    for place, word in enumerate(short, start=1):
        changed = row[:-1] + (letters != word)
        step = np.concatenate(([place], np.minimum(changed, row[1:] + 1)))
        row = np.minimum.accumulate(step - across) + across  # words of the longer one left out
    return float(row[-1] / len(long))
