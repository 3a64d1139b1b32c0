"""The tables of an installation, brought from whatever version made them to the one this code knows."""

from inloop.database.migrations.upgrade import HEAD, KNOWN, find_version, upgrade

__all__ = ["HEAD", "KNOWN", "find_version", "upgrade"]
