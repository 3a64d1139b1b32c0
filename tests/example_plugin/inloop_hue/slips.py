"""How simulated people err on the colour wheel."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the web process needs no simulation
    from inloop.simulation import Scene


def hue(truth: int, scene: "Scene") -> int:
    """Take a hue for one of its neighbours."""
    return (truth + scene.one_of((-1, 1))) % scene.settings.steps if scene.errs() else truth
