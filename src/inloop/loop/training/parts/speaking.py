"""What a version says of contents it is handed, and the files with which it speaks elsewhere."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection

from inloop.annotation import Question
from inloop.kernel.errors import InvalidInputError
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.projects import Project
from inloop.loop.training.model import Models, ModelVersion, Predicted
from inloop.loop.training.parts.learning import card_facts
from inloop.loop.training.parts.model import Content, Part, PartsLearner, PartsPrediction, TrainedParts


def of_parts(question: Question, parts: list[Part], *, p: float) -> Predicted:
    """Say an answer that is made of parts, each with its chance, in words too; `p` is the chance of the whole."""
    answer = PartsPrediction(parts, 1 - p).value
    label = question.part.describe(answer, question.settings)
    return Predicted(label=label, p=round(p, 4), probabilities={}, parts=parts)


def of_value(question: Question, told: Mapping[str, Any] | None) -> Predicted:
    """Say an answer that is one value, from what is stored of it."""
    if told is None:
        return Predicted(label="", p=0.0, probabilities={})
    label = question.part.describe(told["value"], question.settings)
    return Predicted(label=label, p=told["p"], probabilities={}, value=told["value"], units=told.get("units"))


class PartsPredictor:
    """Answers by versions whose answers are made of parts; keeps the last few models in memory."""

    def __init__(self, files: SegmentFiles, models: Models) -> None:
        self._files = files
        self._models = models
        self._open = lru_cache(maxsize=2)(self._load)

    def predict(self, version: ModelVersion, question: Question, contents: Sequence[Content]) -> list[Predicted]:
        """Predict for the contents of the field that the answers point into."""
        model = self._open(version.path, version.sha256, msgspec.json.encode(question))
        return [
            of_parts(question, said.parts, p=1 - said.unsure)
            if isinstance(said, PartsPrediction)
            else of_value(question, said.told)
            for said in model.predict(contents)
        ]

    def bundle(
        self, connection: Connection, project: Project, version: ModelVersion, question: Question
    ) -> dict[str, bytes]:
        """Give the files of a version for use elsewhere."""
        items = item_store.count(connection, project.id)[1]
        fitted = columns.find_fitted(connection, project.id, version.featurizer)
        facts = card_facts(version, project, question, items=items, fields=[] if fitted is None else fitted.fields)
        about = {
            "project": facts.project,
            "question": facts.question,
            "version": str(facts.version),
            "snapshot": facts.snapshot.content_hash,
            "fields": ", ".join(facts.fields),
        }
        state = self._files.load_arrays(version.path, version.sha256)
        told = {"learner": np.array(facts.learner), "about": np.array(msgspec.json.encode(about).decode())}
        return {**self._learner(question).files({**state, **told}), "MODEL_CARD.md": version.card.encode()}

    def _load(self, path: str, digest: str, asked: bytes) -> TrainedParts:
        question = msgspec.json.decode(asked, type=Question)
        return self._learner(question).restore(self._files.load_arrays(path, digest))

    def _learner(self, question: Question) -> PartsLearner:
        found = self._models.parts_learner(question)
        if found is None:
            raise InvalidInputError(f"Nothing here learns {question.kind}.", hint="Load the plug-in that did.")
        return found
