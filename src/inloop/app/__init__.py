"""Settings in, a wired system out."""

from inloop.app.system import System, open_system

__all__ = ["System", "open_system"]
