"""A copy of everything that counts, made while the system runs, and the way back."""

from inloop.database.backup.archive import Backup, Progress, Report
from inloop.database.backup.restore import restore
from inloop.database.backup.save import backup

__all__ = ["Backup", "Progress", "Report", "backup", "restore"]
