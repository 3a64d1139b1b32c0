"""Join targets and opinion words to aspects. A model takes this file along, so it needs the standard library alone."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

SENTENCE_ENDS = re.compile(r"[.!?。！？]\s|\n")
TARGET, OPINION = "target/", "opinion/"
Mark = Mapping[str, Any]


def joined(text: str, marks: Sequence[Mark], *, sure: float, implicit: bool) -> list[dict[str, Any]]:
    """Give each target the nearest opinion words of its sentence; opinion words left over have an implicit target.

    Parameters
    ----------
    marks
        Targets and opinion words with ``start``, ``end``, ``label`` and ``p``; the label ends in the polarity.
    sure
        The chance that what is nearest belongs together.
    implicit
        Whether there are aspects without a target.

    Examples
    --------
    >>> soup = {"start": 0, "end": 4, "label": "target/good", "p": 0.5}
    >>> hot = {"start": 9, "end": 12, "label": "opinion/good", "p": 0.8}
    >>> joined("Soup was hot.", [soup, hot], sure=0.9, implicit=True)[0]["p"]
    0.36
    """
    targets = [mark for mark in marks if mark["label"].startswith(TARGET)]
    opinions = [mark for mark in marks if mark["label"].startswith(OPINION)]
    near = [nearest(text, target, opinions) for target in targets]
    aspects = [_aspect(target, opinion, sure) for target, opinion in zip(targets, near, strict=True)]
    if implicit:
        aspects += [_aspect(None, opinion, 1.0) for opinion in opinions if not any(opinion is one for one in near)]
    return sorted(aspects, key=lambda one: [-1 if place is None else place["start"] for place in _places(one)])


def nearest(text: str, target: Mark, opinions: Sequence[Mark]) -> Mark | None:
    """Give the opinion words with the fewest characters between, none behind the end of a sentence."""
    able = [(len(between), one) for one in opinions if not SENTENCE_ENDS.search(between := _between(text, target, one))]
    return min(able, key=lambda entry: entry[0])[1] if able else None


def _between(text: str, one: Mark, other: Mark) -> str:
    return text[min(one["end"], other["end"]) : max(one["start"], other["start"])]


def _aspect(target: Mark | None, opinion: Mark | None, sure: float) -> dict[str, Any]:
    """Say an aspect; where opinion words are marked, they say the polarity."""
    saying = [mark for mark in (opinion, target) if mark is not None]
    p = saying[0]["p"] * (saying[1]["p"] * sure if len(saying) > 1 else 1.0)
    label = saying[0]["label"].partition("/")[2]
    return {"target": _place(target), "opinion": _place(opinion), "label": label, "p": round(p, 4)}


def _place(mark: Mark | None) -> dict[str, int] | None:
    return None if mark is None else {"start": mark["start"], "end": mark["end"]}


def _places(aspect: Mark) -> list[Any]:
    return [aspect["target"], aspect["opinion"]]
