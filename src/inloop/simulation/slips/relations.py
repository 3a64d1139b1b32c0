"""Slips in relating: an end that was not marked, a relation missed, misnamed or turned round, one for nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.kernel.registry import register
from inloop.simulation.slips.marks import Part, noticed
from inloop.simulation.slips.scene import Scene


@register("slip/relations.v1")
def relations(truth: Sequence[Part], scene: Scene) -> list[Part]:
    """Miss, misname or turn round relations of the spans that were marked, or see one for nothing."""
    marked = _once(scene.said.get(scene.settings.of) or ())
    said = noticed(truth, scene, moved=lambda relation: _between(relation, marked, scene))
    if len(marked) > 1 and scene.errs(part=0.5):
        one, other = (marked[int(at)] for at in scene.rng.choice(len(marked), 2, replace=False))
        said.append({"from": one, "to": other, "label": scene.one_of(scene.labels)})
    return said


def _between(relation: Part, marked: Sequence[Part], scene: Scene) -> Part | None:
    """Draw a relation between the marked spans nearest to its ends; None where one of them was not marked."""
    ends = [_nearest(relation[side], marked) for side in ("from", "to")]
    if None in ends or ends[0] == ends[1]:
        return None
    if scene.errs(part=0.25):
        ends.reverse()
    return {**relation, "from": ends[0], "to": ends[1]}


def _nearest(span: Mapping[str, Any], marked: Sequence[Part]) -> Part | None:
    def overlap(other: Part) -> tuple[float, bool]:
        shared = min(span["end"], other["end"]) - max(span["start"], other["start"])
        whole = max(span["end"], other["end"]) - min(span["start"], other["start"])
        return shared / whole, other["label"] == span["label"]

    best = max(marked, key=overlap, default=None)
    return best if best is not None and overlap(best)[0] > 0 else None


def _once(spans: Sequence[Part]) -> list[Part]:
    """Give the spans as relations know them, each once, whatever else was said of it."""
    bare = [{name: span[name] for name in ("start", "end", "label")} for span in spans]
    return list({tuple(span.values()): span for span in bare}.values())
