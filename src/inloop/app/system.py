"""The wiring: which part fulfils which need, decided in one place."""

from dataclasses import dataclass
from functools import cached_property

from inloop.adapters.models.built_in import BuiltInModels
from inloop.database import Database, open_database
from inloop.kernel.settings import Settings
from inloop.loop.labelling.service import Suggestions
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.training.model import Models
from inloop.loop.training.service import Predictor


@dataclass(frozen=True)
class System:
    """One running installation: what the web process, the worker and the commands share."""

    settings: Settings
    database: Database
    files: SegmentFiles
    models: Models
    published: PublishedPredictions

    @property
    def suggestions(self) -> Suggestions:
        """What annotators may be shown: the published version's answer."""
        return self.published

    @cached_property
    def predictor(self) -> Predictor:
        """What answers texts at once, by the published version."""
        return Predictor(self.files, self.models)

    def close(self) -> None:
        self.database.close()


def open_system(settings: Settings) -> System:
    """Open the data of an installation whose tables are up to date."""
    files = SegmentFiles(settings.data_dir)
    return System(
        settings=settings,
        database=open_database(settings.database),
        files=files,
        models=BuiltInModels(),
        published=PublishedPredictions(files),
    )
