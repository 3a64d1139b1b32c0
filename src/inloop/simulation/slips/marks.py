"""What goes wrong with parts of any sort: one is missed, named wrongly or said too little of, one too many is seen."""

from collections.abc import Callable, Sequence
from typing import Any

from inloop.simulation.slips.scene import Scene

Part = dict[str, Any]


def noticed(truth: Sequence[Part], scene: Scene, *, moved: Callable[[Part], Part | None]) -> list[Part]:
    """Give the parts that somebody sees, where their hand puts them; half of the slips overlook, half misname.

    Parameters
    ----------
    moved
        Gives a part as it is drawn; None where nothing of it is left.
    """
    found = []
    for part in truth:
        if scene.errs(part=0.5):
            continue
        drawn = moved(part)
        if drawn is not None:
            found.append(_told(_named(drawn, scene), scene))
    return found


def _named(part: Part, scene: Scene) -> Part:
    """Misname a part; what is said of it by attributes belongs to the label, and is not said then."""
    if "label" not in part or not scene.errs(part=0.5):
        return part
    other = scene.other_label(part["label"])
    kept = part if other == part["label"] else {name: said for name, said in part.items() if name != "attributes"}
    return {**kept, "label": other}


def _told(part: Part, scene: Scene) -> Part:
    said = {name: value for name, value in part.get("attributes", {}).items() if not scene.errs()}
    bare = {name: value for name, value in part.items() if name != "attributes"}
    return bare | ({"attributes": said} if said else {})
