"""The wiring: which part fulfils which need, decided in one place."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from inloop.adapters.blobs import Blobs
from inloop.adapters.media.contents import MediaContents
from inloop.adapters.models.boxes import Detector
from inloop.adapters.models.built_in import BuiltInModels
from inloop.adapters.models.features.backbones import Backbone, Reads
from inloop.app.media import Media
from inloop.database import Database, open_database
from inloop.database.folder import UPLOADS
from inloop.database.shelf import FolderShelf, Shelf
from inloop.kernel.errors import DiskFullError, UnreachableError
from inloop.kernel.registry import load_plugins
from inloop.kernel.settings import Settings
from inloop.kernel.structs import make_ready
from inloop.loop.labelling.service import Suggestions
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.predictions.similar import Neighbours
from inloop.loop.projects import Project
from inloop.loop.training.model import Models
from inloop.loop.training.predicting import Predictor


@dataclass(frozen=True)
class System:
    """One running installation: what the web process, the worker and the commands share."""

    settings: Settings
    database: Database
    suggestions: Suggestions

    @cached_property
    def shelf(self) -> Shelf:
        """Where immutable files lie for all nodes."""
        return open_shelf(self.settings)

    @cached_property
    def blobs(self) -> Blobs:
        """Media, by their content."""
        return Blobs(self.shelf)

    @cached_property
    def media(self) -> Media:
        """The bytes of items."""
        return Media(self.shelf, roots=self.settings.media_roots, scratch=self.settings.data_dir / UPLOADS)

    @cached_property
    def models(self) -> Models:
        """What turns items into vectors, and learns from vectors and answers."""
        media = MediaContents(self.shelf, roots=self.settings.media_roots, scratch=self.settings.data_dir / UPLOADS)
        detector = Detector.named(self.settings.box_model) if self.settings.box_model else None
        return BuiltInModels(media=media, backbones=_backbones(self.settings), detector=detector)

    @cached_property
    def files(self) -> SegmentFiles:
        """The columns: vectors and probabilities."""
        return _open_files(self.settings)

    @cached_property
    def published(self) -> PublishedPredictions:
        """What the published version of a project thinks of its items."""
        return PublishedPredictions(self.files)

    @cached_property
    def neighbours(self) -> Neighbours:
        """What finds the items that are like one."""
        return Neighbours(self.files)

    @cached_property
    def predictor(self) -> Predictor:
        """What answers at once, by the published version."""
        return Predictor(self.files, self.models, take=lambda cell, kind: self.media.take(cell, kind=kind))

    def close(self) -> None:
        self.database.close()


class NoSuggestions:
    """Suggests nothing, for those who want people to answer unaided."""

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None:  # noqa: ARG002
        return None


class Undisturbed:
    """Suggestions that keep nobody from answering: where their files cannot be had, people answer unaided."""

    def __init__(self, suggestions: Suggestions) -> None:
        self._suggestions = suggestions

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None:
        try:
            return self._suggestions.of(connection, project, item, rev)
        except (UnreachableError, DiskFullError):
            return None


def _backbones(settings: Settings) -> dict[str, Backbone]:
    """Find the networks that the owner of the server wants in place of what is built in."""
    named: dict[Reads, str] = {"image": settings.image_model, "audio": settings.audio_model}
    return {reads: Backbone.named(reads, model) for reads, model in named.items() if model}


def open_shelf(settings: Settings) -> Shelf:
    """Open the place of immutable files: a folder, or a bucket."""
    if not settings.bucket:
        return FolderShelf(settings.files_dir)
    from inloop.adapters.blobs.bucket import BucketShelf  # costs a start nothing where there is none

    return BucketShelf(settings.bucket)


def _open_files(settings: Settings) -> SegmentFiles:
    shelf = open_shelf(settings) if settings.bucket else None
    return SegmentFiles(settings.files_dir, shelf=shelf, cache_bytes=settings.cache_mb << 20)


def open_system(settings: Settings) -> System:
    """Open the data of an installation whose tables are up to date, with the parts that plug-ins add."""
    load_plugins()
    make_ready()
    return System(
        settings=settings,
        database=open_database(settings.database),
        suggestions=Undisturbed(PublishedPredictions(_open_files(settings))),
    )
