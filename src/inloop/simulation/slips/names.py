"""Slips in naming: labels, sets of them, nodes of a tree, emotions."""

from collections.abc import Mapping
from typing import Any

from inloop.kernel.registry import register
from inloop.simulation.slips.scene import Scene

_FAR = 0.05
"""Weight of what has nothing in common with the truth, where 1 would be the truth itself."""


@register("slip/choice.v1")
def choice(truth: str, scene: Scene) -> str:
    """Choose any other label, all equally likely."""
    return scene.other_label(truth) if scene.errs() else truth


@register("slip/choices.v1")
def choices(truth: list[str], scene: Scene) -> list[str]:
    """Err label by label: leave one out that holds, or choose one that does not."""
    most, offered = scene.settings.max, scene.labels
    said = [name for name in offered if (name in truth) != scene.errs()]
    while most is not None and len(said) > most:
        said.remove(scene.one_of(said))
    while len(said) < scene.settings.min:
        said.append(scene.one_of([name for name in offered if name not in said]))
    return said


@register("slip/hierarchy.v1")
def hierarchy(truth: str, scene: Scene) -> str:
    """Choose another node, most likely one near by in the tree."""
    if not scene.errs():
        return truth
    others: list[str] = sorted(scene.settings.offer - {truth})
    near = [1 - scene.question.part.distance(truth, node, scene.settings) for node in others]
    return scene.one_of(others, [likeness**2 + _FAR for likeness in near])


@register("slip/emotions.v1")
def emotions(truth: Mapping[str, int], scene: Scene) -> dict[str, Any]:
    """Overlook what shows, be a level off, or see what does not."""
    levels, most = scene.settings.levels, scene.settings.most
    said = {}
    for name, strength in truth.items():
        if not scene.errs():
            moved = strength + scene.one_of((-1, 1)) if scene.errs() else strength
            said[name] = min(max(moved, 1), levels)
    absent = [name for name in scene.labels if name not in truth]
    if absent and scene.errs() and (most is None or len(said) < most):
        said[scene.one_of(absent)] = 1 + int(scene.rng.integers(levels)) // 2
    return said
