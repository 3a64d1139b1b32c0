"""Slips in writing: words left out, doubled or mistyped."""

import re

from inloop.kernel.registry import register
from inloop.simulation.slips.scene import Scene

_WORD = re.compile(r"\S+")


@register("slip/text.v1")
def text(truth: str, scene: Scene) -> str:
    """Leave words out, double or mistype them, each by itself."""
    said = misheard(truth, scene)
    return said[: scene.settings.max_length].strip() or truth


def misheard(words: str, scene: Scene) -> str:
    """Write down words as somebody of this skill does.

    At least one word stays.
    """
    said = _WORD.sub(lambda found: _word(found[0], scene), words)
    if said == words:
        return words
    tidy = re.sub(r" {2,}", " ", said).strip()
    return tidy or words


def _word(word: str, scene: Scene) -> str:
    if not scene.errs():
        return word
    slip = scene.one_of(("out", "twice", "typed"))
    if slip == "typed" and len(word) > 1:
        at = int(scene.rng.integers(len(word) - 1))
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return "" if slip == "out" else f"{word} {word}"
