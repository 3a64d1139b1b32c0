"""The wiring: which part fulfils which need, decided in one place."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from inloop.database import Database, open_database
from inloop.kernel.settings import Settings
from inloop.loop.labelling.service import Suggestions
from inloop.loop.projects import Project


@dataclass(frozen=True)
class System:
    """One running installation: what the web process, the worker and the commands share."""

    settings: Settings
    database: Database
    suggestions: Suggestions

    def close(self) -> None:
        self.database.close()


class NoSuggestions:
    """Suggests nothing; stands in while no model is published."""

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None:  # noqa: ARG002
        return None


def open_system(settings: Settings) -> System:
    """Open the data of an installation whose tables are up to date."""
    return System(settings=settings, database=open_database(settings.database), suggestions=NoSuggestions())
