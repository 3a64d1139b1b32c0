"""The wiring: which part fulfils which need, decided in one place."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from inloop.adapters.models.built_in import BuiltInModels
from inloop.database import Database, open_database
from inloop.kernel.settings import Settings
from inloop.loop.labelling.service import Suggestions
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.projects import Project
from inloop.loop.training.model import Models
from inloop.loop.training.service import Predictor


@dataclass(frozen=True)
class System:
    """One running installation: what the web process, the worker and the commands share."""

    settings: Settings
    database: Database
    suggestions: Suggestions
    models: Models = field(default_factory=BuiltInModels)

    @cached_property
    def files(self) -> SegmentFiles:
        """The columns: vectors and probabilities."""
        return SegmentFiles(self.settings.data_dir)

    @cached_property
    def published(self) -> PublishedPredictions:
        """What the published version of a project thinks of its items."""
        return PublishedPredictions(self.files)

    @cached_property
    def predictor(self) -> Predictor:
        """What answers texts at once, by the published version."""
        return Predictor(self.files, self.models)

    def close(self) -> None:
        self.database.close()


class NoSuggestions:
    """Suggests nothing, for those who want people to answer unaided."""

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None:  # noqa: ARG002
        return None


def open_system(settings: Settings) -> System:
    """Open the data of an installation whose tables are up to date."""
    return System(
        settings=settings,
        database=open_database(settings.database),
        suggestions=PublishedPredictions(SegmentFiles(settings.data_dir)),
    )
