"""What the published version says of what it is handed: texts, fields with or without files, items that are there."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from inloop.annotation import Question
from inloop.annotation.fields import Field, field_kind
from inloop.kernel.errors import InvalidInputError
from inloop.loop import projects
from inloop.loop.items import service as item_service
from inloop.loop.items.model import Item
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import WHOLE, Content, Featurizer, Fitted
from inloop.loop.predictions.policies import fields_named, given_content
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.predictions.sets import HALF, is_many, label_ids
from inloop.loop.projects import Project
from inloop.loop.training.learning import card_facts
from inloop.loop.training.model import Models, ModelVersion, Predicted, Predictions, Trained
from inloop.loop.training.parts.model import reads_vectors
from inloop.loop.training.parts.speaking import PartsPredictor, of_parts, of_value
from inloop.loop.training.service import get_published, get_version, question_of

MOST_PREDICTED = 1_000
MOST_FILES = 50
"""Pictures and sounds are opened while the caller waits: so many at once are answered within seconds."""
Given = Mapping[str, Any] | str | int
"""A text, an item by its fields, or the number of an item."""
Fresh = Mapping[str, Any] | str
Take = Callable[[object, str], object]
"""Finds the file that a cell names, given the kind of its field; what comes back fits the field."""


class Predictor:
    """Answers by the published version, with numpy alone; keeps the last few models in memory.

    Parameters
    ----------
    take
        Finds the files that are named; None where none can be had.
    """

    def __init__(self, files: SegmentFiles, models: Models, *, take: Take | None = None) -> None:
        self._files = files
        self._models = models
        self._take = take
        self._open_featurizer = lru_cache(maxsize=2)(self._load_featurizer)
        self._open_model = lru_cache(maxsize=2)(self._load_model)
        self._of_parts = PartsPredictor(files, models)
        self._published = PublishedPredictions(files)

    def predict(self, connection: Connection, project: Project, items: Sequence[Given]) -> Predictions:
        """Predict for texts, for items given by their fields, or for items of the project by their numbers.

        What has been said of an item of the project already is looked up; the rest is worked out.

        Raises
        ------
        NotFoundError
            No version is published, or there is no such item.
        InvalidInputError
            Too many at once, a cell that its field cannot hold, a file that cannot be read, or a version that reads
            files by a network, which only the worker loads.
        """
        if len(items) > MOST_PREDICTED:
            raise InvalidInputError(f"{len(items)} items at once; {MOST_PREDICTED} are the most.", where="items")
        version = get_published(connection, project)
        question = question_of(connection, project, version)
        there = [self._there(connection, project, item) if isinstance(item, int) else item for item in items]
        known = [self._known(connection, version, question, one) if isinstance(one, Item) else None for one in there]
        rest = [_given(one) for one, said in zip(there, known, strict=True) if said is None]
        fresh = iter(self._speak(connection, version, question, rest) if rest else ())
        return Predictions(version=version.version, predictions=[next(fresh) if one is None else one for one in known])

    def bundle(self, connection: Connection, project: Project, number: int) -> dict[str, bytes]:
        """Give the files of a version for use elsewhere, with numpy alone."""
        version = get_version(connection, project, number)
        question = question_of(connection, project, version)
        if not version.classes:
            return self._of_parts.bundle(connection, project, version, question)
        featurizer, model, fitted = self._parts(connection, version)
        assert model is not None  # noqa: S101  # it has classes
        items = item_store.count(connection, project.id)[1]
        facts = card_facts(version, project, question, fitted=fitted, items=items)
        return self._models.bundle(featurizer, model, facts, card=version.card)

    def _there(self, connection: Connection, project: Project, number: int) -> Item:
        return item_service.get(connection, project.id, number)

    def _known(self, connection: Connection, version: ModelVersion, question: Question, item: Item) -> Predicted | None:
        """Look up what has been said of an item as it is now."""
        project = projects.get(connection, version.project)
        found = self._published.of(connection, project, item.id, item.rev)
        suggestion = None if found is None else found.get(question.id)
        if suggestion is None:
            return None
        if not version.classes and not isinstance(suggestion, list):
            return of_value(question, suggestion)
        if isinstance(suggestion, dict):
            return _predicted(question, list(suggestion), list(suggestion.values()))
        sure = self._published.sure_of(connection, project, item.id, item.rev)
        return of_parts(question, suggestion, p=0.0 if sure is None else sure)

    def _speak(
        self,
        connection: Connection,
        version: ModelVersion,
        question: Question,
        items: Sequence[Fresh],
    ) -> list[Predicted]:
        schema = projects.schema_of(connection, projects.get(connection, version.project))
        if not version.classes and not reads_vectors(question):
            contents = self._contents(items, fields_named(schema, [question.on]))
            pointed = [content.get(question.on) or content.get(WHOLE, {}) for content in contents]
            return self._of_parts.predict(version, question, pointed)
        featurizer, model, fitted = self._parts(connection, version)
        if self._models.needs_worker(fitted.name):
            raise InvalidInputError(
                "This model reads files by a network, which only the worker loads.",
                hint="Bring the items: what is said of them can be asked by their numbers a little later.",
            )
        fields = fitted.fields
        vectors = featurizer.transform(self._contents(items, fields_named(schema, fields)))
        if model is None:
            return self._of_parts.predict(version, question, [{"vector": vector} for vector in vectors])
        chances = model.probabilities(vectors).tolist()
        ids = label_ids(question)
        return [_predicted(question, [ids.get(c, str(c)) for c in version.classes], row) for row in chances]

    def _contents(self, items: Sequence[Fresh], fields: Sequence[Field]) -> list[Content]:
        """Read what callers give, files too."""
        media = [field for field in fields if field_kind(field.kind).has_media]
        if media and len(items) > MOST_FILES:
            raise InvalidInputError(
                f"{len(items)} items with files at once; {MOST_FILES} are the most.",
                hint="Ask in parts.",
                where="items",
            )
        return [given_content(self._found(item, media), fields) for item in items]

    def _found(self, item: Fresh, media: Sequence[Field]) -> Fresh:
        if isinstance(item, str):
            return item
        named = [field for field in media if item.get(field.id)]
        if named and self._take is None:
            raise InvalidInputError("Files cannot be had here.", hint="Ask the server.", where="items")
        taken = {field.id: self._take(item[field.id], field.kind) for field in named if self._take is not None}
        for name, found in taken.items():
            if isinstance(found, Mapping) and found.get("state") == "broken":
                raise InvalidInputError(f"The field '{name}' cannot be read: {found.get('why')}.", where="items")
        return {**item, **taken}

    def _parts(self, connection: Connection, version: ModelVersion) -> tuple[Featurizer, Trained | None, Fitted]:
        """Give what reads the fields, and the model where it is one of classes."""
        fitted = columns.find_fitted(connection, version.project, version.featurizer)
        assert fitted is not None  # noqa: S101  # a version names vectors that exist
        featurizer = self._open_featurizer(fitted.name, tuple(fitted.fields), fitted.path, fitted.sha256)
        model = self._open_model(version.path, version.sha256) if version.classes else None
        return featurizer, model, fitted

    def _load_featurizer(self, name: str, fields: tuple[str, ...], path: str, digest: str) -> Featurizer:
        return self._models.restore_featurizer(name, self._files.load_arrays(path, digest), fields=fields)

    def _load_model(self, path: str, digest: str) -> Trained:
        return self._models.restore(self._files.load_arrays(path, digest))


def _given(item: Item | Fresh) -> Fresh:
    """Give the fields of an item as a caller would."""
    if not isinstance(item, Item):
        return item
    return {name: _cell_of(content) for name, content in item.fields.items()}


def _cell_of(content: Mapping[str, Any]) -> Any:
    """Give what a field was told, from its envelope."""
    if field_kind(content.get("kind", "text")).has_media:
        return {name: said for name, said in content.items() if name != "kind"}
    return content.get("value")


def _predicted(question: Question, labels: Sequence[str], chances: Sequence[float]) -> Predicted:
    """Tell the likeliest label; of a set of labels those that hold, with ``|`` between them."""
    shares = {label: round(p, 4) for label, p in zip(labels, chances, strict=True)}
    if is_many(question):
        held = [label for label, p in zip(labels, chances, strict=True) if p >= HALF]
        return Predicted(
            label="|".join(held), p=round(math.prod(max(p, 1 - p) for p in chances), 4), probabilities=shares
        )
    best = max(range(len(labels)), key=chances.__getitem__)
    return Predicted(label=labels[best], p=round(chances[best], 4), probabilities=shares)
