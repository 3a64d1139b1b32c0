"""How a text is written in answer to another: numbers that tell good answers from bad ones before any word does."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
TRAITS = (
    "words",
    "characters a word",
    "sentences",
    "share of different words",
    "share of word pairs that recur",
    "share of words from the question",
    "share of the question taken over",
    "is the question",
    "is empty",
    "ends with a sign",
    "begins with a capital",
    "signs a word",
    "digits a word",
    "lines",
)


def style_of(context: str, text: str) -> list[float]:
    """Give the traits of one text, in the order of `TRAITS`.

    >>> found = dict(zip(TRAITS, style_of("Say hello to Ann", "Hello Ann! Hello Ann!"), strict=True))
    >>> round(found["share of word pairs that recur"], 2), found["share of words from the question"]
    (0.33, 1.0)
    """
    words, asked = _WORD.findall(text.lower()), _WORD.findall(context.lower())
    pairs = list(pairwise(words))
    count, known, own = max(len(words), 1), set(asked), set(words)
    return [
        float(np.log1p(len(words))),
        sum(map(len, words)) / count,
        float(np.log1p(len(re.findall(r"[.!?。]+", text)))),
        len(own) / count,
        1 - len(set(pairs)) / max(len(pairs), 1),
        sum(word in known for word in words) / count,
        len(known & own) / max(len(known), 1),
        float(bool(words) and " ".join(words) in " ".join(asked)),
        float(not words),
        float(text.rstrip()[-1:] in ".!?。"),
        float(text.lstrip()[:1].isupper()),
        float(np.log1p(len(re.findall(r"[^\w\s]", text)) / count)),
        float(np.log1p(sum(sign.isdigit() for sign in text) / count)),
        float(np.log1p(text.strip().count("\n"))),
    ]


def styles(contexts: Sequence[str], texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, traits), float32."""
    rows = [style_of(context, text) for context, text in zip(contexts, texts, strict=True)]
    return np.array(rows, np.float32).reshape(-1, len(TRAITS))
