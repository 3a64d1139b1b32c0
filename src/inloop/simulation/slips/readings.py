"""Slips in marking texts and sounds: ends that lie off, what is missed, misnamed, misheard or marked for nothing."""

import re
from collections.abc import Sequence
from typing import Any

from inloop.kernel.registry import register
from inloop.simulation.slips.marks import Part, noticed
from inloop.simulation.slips.scene import Scene
from inloop.simulation.slips.texts import misheard

_WORD = re.compile(r"\w+")


@register("slip/spans.v1")
def spans(truth: Sequence[Part], scene: Scene) -> list[Part]:
    """Miss or misname spans, mark a word for nothing, end a word too early or too late."""
    words = _words(scene)
    said = noticed(truth, scene, moved=lambda span: _slipped(span, words, scene))
    free = [(a, b) for a, b in words if all(b <= span["start"] or a >= span["end"] for span in (*truth, *said))]
    if free and scene.errs():
        start, end = scene.one_of(free)
        said.append({"start": start, "end": end, "label": scene.one_of(scene.labels)})
    return said if scene.settings.overlap else _apart(said)


@register("slip/aspects.v1")
def aspects(truth: Sequence[Part], scene: Scene) -> list[Part]:
    """Miss aspects, take the polarity for another, see one for nothing, and end words too early or too late."""
    words = _words(scene)

    def moved(aspect: Part) -> Part:
        sides = {side: aspect[side] and _slipped(aspect[side], words, scene) for side in ("target", "opinion")}
        opinion = None if scene.errs(part=0.25) else sides["opinion"]
        return {**aspect, **sides, "opinion": opinion}

    said = noticed(truth, scene, moved=moved)
    if words and scene.errs():
        start, end = scene.one_of(words)
        named = {"category": scene.one_of(names)} if (names := _categories(scene)) else {}
        target = {"start": start, "end": end}
        said.append({"target": target, "opinion": None, **named, "label": scene.one_of(scene.labels)})
    return said


@register("slip/segments.v1")
def segments(truth: Sequence[Part], scene: Scene) -> list[Part]:
    """Miss or misname segments, hear one for nothing, mishear words, and be off at the ends."""
    said = noticed(truth, scene, moved=lambda part: _shifted(part, scene))
    for part in said:
        if part.get("text"):
            part["text"] = misheard(part["text"], scene)
    seconds = scene.content.get("seconds") or max((part["end"] for part in truth), default=0.0)
    if seconds > 2 * scene.settings.min_seconds and len(said) < scene.settings.max_segments and scene.errs():
        said.append(_nothing(seconds, scene))
    return said if scene.settings.overlap else _apart(said)


def _words(scene: Scene) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(str(scene.content.get("value") or ""))]


def _categories(scene: Scene) -> list[str]:
    return [category.id for category in scene.settings.categories if not category.retired]


def _slipped(span: Part, words: Sequence[tuple[int, int]], scene: Scene) -> Part:
    """Let one end of a span lie a word further in or out."""
    if not scene.errs() or not words:
        return dict(span)
    side = scene.one_of(("start", "end"))
    edges = sorted({word[side == "end"] for word in words} - {span[side]})
    fits = [at for at in edges if (at < span["end"] if side == "start" else at > span["start"])]
    nearest = sorted(fits, key=lambda at: abs(at - span[side]))[:2]
    return {**span, side: scene.one_of(nearest)} if nearest else dict(span)


def _shifted(part: Part, scene: Scene) -> Part:
    length = part["end"] - part["start"]
    last = scene.content.get("seconds") or part["end"] + length
    start = min(max(part["start"] + scene.off(length / 2), 0.0), last)
    end = min(max(part["end"] + scene.off(length / 2), 0.0), last)
    fits = end - start >= max(scene.settings.min_seconds, length / 10)
    return {**part, "start": start, "end": end} if fits else dict(part)


def _nothing(seconds: float, scene: Scene) -> Part:
    start = float(scene.rng.uniform(0, seconds / 2))
    end = start + max(scene.settings.min_seconds, seconds / 10)
    named = {"label": scene.one_of(scene.labels)} if scene.labels else {"text": "hm"}
    return {"start": start, "end": min(end, seconds), **named}


def _apart(said: Sequence[Part]) -> list[Any]:
    """Leave out what begins before the one ahead of it ends."""
    kept: list[Part] = []
    for part in sorted(said, key=lambda one: (one["start"], one["end"])):
        if not kept or part["start"] >= kept[-1]["end"]:
            kept.append(part)
    return kept
