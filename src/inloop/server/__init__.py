"""The web process: HTTP in, the loop's verbs behind it, the built web app beside it."""

from inloop.server.app import create_app

__all__ = ["create_app"]
