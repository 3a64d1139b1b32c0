"""Which projects need no look for now, so that many idle ones cost next to nothing."""

import time
from collections import Counter

from sqlalchemy import Connection

from inloop import record

LASTS_S = 5.0
"""For so long a project is left alone unheard: what another node computes is no act, and is seen that much later."""


class Calm:
    """Remembers the projects in which nothing was due, until an act touches them or this process writes about them."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}
        self._stirs: Counter[int] = Counter()
        self._heard = 0

    def hear(self, connection: Connection) -> None:
        """Wake the projects that were touched by an act since the last call."""
        latest = record.latest(connection)
        if latest == self._heard:
            return
        if self._until:
            for project in record.projects_since(connection, self._heard):
                self.stir(project)
        self._heard = latest

    def covers(self, project: int) -> bool:
        """Say whether a project can be left alone."""
        return time.monotonic() < self._until.get(project, 0.0)

    def stir(self, project: int) -> None:
        """Wake a project, whose look may be under way."""
        self._stirs[project] += 1
        self._until.pop(project, None)

    def mark(self, project: int) -> int:
        """Give the mark to take before a project is looked at."""
        return self._stirs[project]

    def keep(self, project: int, mark: int) -> None:
        """Leave a project alone in which nothing was found, unless it was stirred since the mark was taken."""
        if self._stirs[project] == mark:
            self._until[project] = time.monotonic() + LASTS_S
