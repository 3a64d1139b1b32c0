"""What inloop imports: it puts the parts of this package into the registry."""

from pathlib import Path

from inloop.kernel.registry import register
from inloop_hue.hue import Hue

register("kind/hue.v1")(Hue())
register("web/hue.v1")(Path(__file__).parent / "web")
