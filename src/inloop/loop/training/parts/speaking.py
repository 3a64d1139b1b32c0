"""What a version says of contents it is handed, and the files with which it speaks elsewhere."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
import numpy as np
from sqlalchemy import Connection

from inloop.annotation import Question
from inloop.kernel.errors import InvalidInputError
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.projects import Project
from inloop.loop.training.model import ModelVersion, Predicted
from inloop.loop.training.parts.learning import card_facts
from inloop.loop.training.parts.model import PartsLearner, TrainedParts, learner_for


class PartsPredictor:
    """Answers texts by versions whose answers are made of parts; keeps the last few models in memory."""

    def __init__(self, files: SegmentFiles) -> None:
        self._files = files
        self._open = lru_cache(maxsize=2)(self._load)

    def predict(
        self, version: ModelVersion, question: Question, items: Sequence[Mapping[str, str] | str]
    ) -> list[Predicted]:
        """Predict for texts, or for items given by their fields.

        Raises
        ------
        InvalidInputError
            The answers point into something else than text.
        """
        if "text" not in question.part.points_into:
            raise InvalidInputError(f"A {question.kind} question cannot be answered for texts.", hint="Import items.")
        contents = [{"value": item if isinstance(item, str) else str(item.get(question.on) or "")} for item in items]
        model = self._open(version.path, version.sha256, question.kind)
        return [
            Predicted(
                label=question.part.describe(said.value, question.settings),
                p=round(1 - said.unsure, 4),
                probabilities={},
                parts=said.parts,
            )
            for said in model.predict(contents)
        ]

    def bundle(
        self, connection: Connection, project: Project, version: ModelVersion, question: Question
    ) -> dict[str, bytes]:
        """Give the files of a version for use elsewhere."""
        items = item_store.count(connection, project.id)[1]
        facts = card_facts(version, project, question, items=items)
        about = {
            "project": facts.project,
            "question": facts.question,
            "version": str(facts.version),
            "snapshot": facts.snapshot.content_hash,
            "fields": ", ".join(facts.fields),
        }
        state = self._files.load_arrays(version.path, version.sha256)
        told = {"learner": np.array(facts.learner), "about": np.array(msgspec.json.encode(about).decode())}
        return {**_learner(question.kind).files({**state, **told}), "MODEL_CARD.md": version.card.encode()}

    def _load(self, path: str, digest: str, kind: str) -> TrainedParts:
        return _learner(kind).restore(self._files.load_arrays(path, digest))


def _learner(kind: str) -> PartsLearner:
    found = learner_for(kind)
    if found is None:
        raise InvalidInputError(f"Nothing here learns {kind}.", hint="Load the plug-in that did.")
    return found
