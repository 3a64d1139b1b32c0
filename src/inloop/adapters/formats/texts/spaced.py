"""Tokens that make up a text exactly: each with whether a blank follows, other blanks as tokens of their own."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from inloop.adapters.formats.texts.tokens import Token, cut_at, tokens_of


class Placed(NamedTuple):
    """A token, where it stands, and whether one blank follows that belongs to it."""

    start: int
    end: int
    text: str
    space: bool


def placed_tokens(text: str, spans: Iterable[Mapping[str, Any]]) -> tuple[list[Placed], int]:
    """Cut a text into tokens from which it can be put together again; say how many words were cut for spans.

    >>> tokens, _ = placed_tokens("One  two.", [])
    >>> [(token.text, token.space) for token in tokens]
    [('One', True), (' ', False), ('two', False), ('.', False)]
    """
    words, cuts = cut_at(tokens_of(text), spans)
    found: list[Placed] = []
    at = 0
    for word in [*words, Token(len(text), len(text), "")]:
        gap = text[at : word.start]
        if gap and found and gap[0] == " ":
            found[-1] = found[-1]._replace(space=True)
            gap, at = gap[1:], at + 1
        if gap:
            found.append(Placed(at, at + len(gap), gap, space=False))
        if word.text:
            found.append(Placed(word.start, word.end, word.text, space=False))
        at = word.end
    return found, cuts
