"""What inloop imports: it puts the parts of this package into the registry."""

from pathlib import Path

from inloop.kernel.registry import register
from inloop_hue.hue import Hue
from inloop_hue.slips import hue

register("kind/hue.v1")(Hue())
register("slip/hue.v1")(hue)
register("web/hue.v1")(Path(__file__).parent / "web")
