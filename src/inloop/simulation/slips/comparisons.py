"""Slips in comparing: which of two is better, and the order of several."""

from collections.abc import Sequence

from inloop.kernel.registry import register
from inloop.simulation.slips.scene import Scene

_FAR = 0.05


@register("slip/pairwise.v1")
def pairwise(truth: str, scene: Scene) -> str:
    """Choose another outcome, a near one such as a tie more likely than the contrary."""
    if not scene.errs():
        return truth
    kind, settings = scene.question.part, scene.settings
    outcomes: list[str] = [kind.decode(code, settings) for code in kind.offered(settings) or ()]
    others = [other for other in outcomes if other != truth]
    return scene.one_of(others, [1 + _FAR - kind.distance(truth, other, settings) for other in others])


@register("slip/ranking.v1")
def ranking(truth: Sequence[str], scene: Scene) -> list[str]:
    """Let neighbours change places, from the first to the last."""
    said = list(truth)
    for place in range(len(said) - 1):
        if scene.errs():
            said[place], said[place + 1] = said[place + 1], said[place]
    return said
