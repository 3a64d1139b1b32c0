"""Media of items: what their viewers are told, links that open their bytes for a while, and when bytes may go."""

from inloop.loop.items.media.links import Link, Links, opened, project_of
from inloop.loop.items.media.policies import outlived, shown

__all__ = ["Link", "Links", "opened", "outlived", "project_of", "shown"]
