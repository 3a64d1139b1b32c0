"""How people err, one error model a kind of answer; a plug-in brings its own through the same registry."""

from inloop.simulation.slips import comparisons, marks, names, readings, relations, scales, shapes, texts  # noqa: F401
from inloop.simulation.slips.scene import Scene, said_by, simulated_kinds

__all__ = ["Scene", "said_by", "simulated_kinds"]
