"""The verbs of training, and what the screens read of it."""

import math
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import Connection

from inloop import record
from inloop.annotation import Question
from inloop.kernel.clock import Micros
from inloop.kernel.errors import InvalidInputError, NotFoundError
from inloop.loop import projects
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import PARTS, PROBABILITIES, Champion, Featurizer
from inloop.loop.predictions.policies import feature_fields, fields_named, given_content, text_of
from inloop.loop.predictions.sets import HALF, all_label_ids, is_many, label_ids, labels_in
from inloop.loop.projects import Project
from inloop.loop.quality import store as quality
from inloop.loop.training import store
from inloop.loop.training.helping import help_of
from inloop.loop.training.learning import card_facts
from inloop.loop.training.model import (
    Learnt,
    Models,
    ModelsView,
    ModelVersion,
    ModelView,
    Predicted,
    Predictions,
    ShownMistake,
    Trained,
    VersionLine,
)
from inloop.loop.training.parts.speaking import PartsPredictor

ARM = "active"
MOST_PREDICTED = 1_000
_LINE = tuple(name for name in VersionLine.__struct_fields__ if name not in {"accuracy", "anytime", "prequential"})


def keep(connection: Connection, project: Project, found: Learnt, *, at: Micros) -> None:
    """Write a finished training down; where it is better, make it the version that speaks."""
    new = found.version
    store.training_done(connection, project.id)
    if found.publish:
        store.retire(connection, project.id, note=f"followed by version {new.version}")
        columns.put_segments(connection, found.scored)
        for kind in (PROBABILITIES, PARTS):
            columns.drop_others(connection, project.id, kind, keep=new.version)
        champion = Champion(project=project.id, version=new.version, question=new.question, classes=new.classes)
        columns.crown(connection, champion, at=at)
    store.add_version(connection, new)
    act = "model.published" if found.publish else "model.trained"
    subjects = {"model": new.version, "answers": new.answers}
    payload = msgspec.json.encode([new.sha256, new.snapshot])
    record.append(connection, project=project.id, at=at, actor="server", act=act, subjects=subjects, payload=payload)


def ask_training(connection: Connection, project: Project, *, at: Micros, by: str) -> None:
    """Ask for a version to be trained from what is answered now."""
    store.ask_training(connection, project.id, at=at, by=by)
    record.append(connection, project=project.id, at=at, actor=by, act="model.asked", subjects={"project": project.id})


def models_view(connection: Connection, project: Project) -> ModelsView:
    """Give the versions, the learning curve and the last refresh of the ranking."""
    schema = projects.schema_of(connection, project)
    champion = columns.find_champion(connection, project.id)
    return ModelsView(
        versions=[_line(found) for found in store.versions(connection, project.id)],
        champion=None if champion is None else champion.version,
        curve=quality.curve(connection, project.id, schema.target, arm=ARM),
        ranking=store.find_ranking(connection, project.id),
        help=help_of(connection, project, question=schema.target),
    )


def model_view(connection: Connection, project: Project, number: int) -> ModelView:
    """Give one version with everything that was measured of it."""
    found = get_version(connection, project, number)
    question = _question_of(connection, project, found)
    evidence, ids = found.evidence, all_label_ids(question)
    labels = [ids.get(code, str(code)) for code in found.classes] or [line.label for line in evidence.per_class]
    return ModelView(
        **msgspec.structs.asdict(_line(found)),
        per_class=[
            msgspec.structs.replace(line, label=label) for line, label in zip(evidence.per_class, labels, strict=False)
        ],
        confusion=msgspec.structs.replace(evidence.confusion, labels=labels if evidence.confusion.labels else []),
        reliability=evidence.reliability,
        ece=evidence.ece,
        card=found.card,
        lineage=lineage_of(found),
        errors=_shown_mistakes(connection, project, found, question),
    )


def get_version(connection: Connection, project: Project, number: int) -> ModelVersion:
    """Get a version of this project."""
    found = store.find_version(connection, project.id, number)
    if found is None:
        raise NotFoundError(f"Project {project.id} has no model version {number}.", hint="See the list of versions.")
    return found


def get_published(connection: Connection, project: Project) -> ModelVersion:
    """Get the version that speaks."""
    champion = columns.find_champion(connection, project.id)
    if champion is None:
        raise NotFoundError("No model is published yet.", hint="Answer some 20 items with two labels or more.")
    return get_version(connection, project, champion.version)


def lineage_of(found: ModelVersion) -> list[str]:
    """Say in lines what a version came from."""
    earlier = [] if found.parent is None else [f"version {found.parent}"]
    taken = found.snapshot
    return [
        *earlier,
        f"{found.answers} answers: {taken.filter}, up to act {taken.watermark}, hash {taken.content_hash[:16]}",
        f"vectors {found.featurizer}",
    ]


class Predictor:
    """Answers texts by the published version, with numpy alone; keeps the last few models in memory."""

    def __init__(self, files: SegmentFiles, models: Models) -> None:
        self._files = files
        self._models = models
        self._open = lru_cache(maxsize=2)(self._load)
        self._of_parts = PartsPredictor(files)

    def predict(self, connection: Connection, project: Project, items: Sequence[dict[str, str] | str]) -> Predictions:
        """Predict for texts, or for items given by their fields.

        Raises
        ------
        NotFoundError
            No version is published.
        InvalidInputError
            Too many at once, a cell that its field cannot hold, or a version that reads files.
        """
        if len(items) > MOST_PREDICTED:
            raise InvalidInputError(f"{len(items)} items at once; {MOST_PREDICTED} are the most.", where="items")
        version = get_published(connection, project)
        question = _question_of(connection, project, version)
        if not version.classes:
            return Predictions(version=version.version, predictions=self._of_parts.predict(version, question, items))
        featurizer, model, fields = self._parts(connection, version)
        ids = label_ids(question)
        asked = fields_named(projects.schema_of(connection, project), fields)
        contents = [given_content(item, asked) for item in items]
        chances = model.probabilities(featurizer.transform(contents)).tolist()
        return Predictions(
            version=version.version,
            predictions=[
                _predicted([ids.get(c, str(c)) for c in version.classes], row, many=is_many(question))
                for row in chances
            ],
        )

    def bundle(self, connection: Connection, project: Project, number: int) -> dict[str, bytes]:
        """Give the files of a version for use elsewhere, with numpy alone."""
        version = get_version(connection, project, number)
        question = _question_of(connection, project, version)
        if not version.classes:
            return self._of_parts.bundle(connection, project, version, question)
        featurizer, model, _ = self._parts(connection, version)
        fitted = columns.find_fitted(connection, project.id, version.featurizer)
        assert fitted is not None  # noqa: S101  # a version names vectors that exist
        items = item_store.count(connection, project.id)[1]
        facts = card_facts(version, project, question, fitted=fitted, items=items)
        return self._models.bundle(featurizer, model, facts, card=version.card)

    def _parts(self, connection: Connection, version: ModelVersion) -> tuple[Featurizer, Trained, list[str]]:
        fitted = columns.find_fitted(connection, version.project, version.featurizer)
        assert fitted is not None  # noqa: S101  # a version names vectors that exist
        featurizer, model = self._open(
            fitted.name, tuple(fitted.fields), (fitted.path, fitted.sha256), (version.path, version.sha256)
        )
        return featurizer, model, fitted.fields

    def _load(
        self, name: str, fields: tuple[str, ...], featurizer: tuple[str, str], model: tuple[str, str]
    ) -> tuple[Featurizer, Trained]:
        """Read both from their files, each (path, hash)."""
        restored = self._models.restore_featurizer(name, self._files.load_arrays(*featurizer), fields=fields)
        return restored, self._models.restore(self._files.load_arrays(*model))


def _line(found: ModelVersion) -> VersionLine:
    accuracy = found.accuracy
    return VersionLine(
        **{name: getattr(found, name) for name in _LINE},
        accuracy=accuracy.accuracy,
        anytime=accuracy.anytime,
        prequential=accuracy.prequential,
    )


def _question_of(connection: Connection, project: Project, found: ModelVersion) -> Question:
    return projects.schema_of(connection, project).question(found.question)


def _predicted(labels: Sequence[str], chances: Sequence[float], *, many: bool) -> Predicted:
    """Tell the likeliest label; of a set of labels those that hold, with ``|`` between them."""
    shares = {label: round(p, 4) for label, p in zip(labels, chances, strict=True)}
    if many:
        held = "|".join(label for label, p in zip(labels, chances, strict=True) if p >= HALF)
        return Predicted(label=held, p=round(math.prod(max(p, 1 - p) for p in chances), 4), probabilities=shares)
    best = max(range(len(labels)), key=chances.__getitem__)
    return Predicted(label=labels[best], p=round(chances[best], 4), probabilities=shares)


def _shown_mistakes(
    connection: Connection, project: Project, found: ModelVersion, question: Question
) -> list[ShownMistake]:
    fields = feature_fields(projects.schema_of(connection, project))
    shown = []
    for wrong in found.evidence.mistakes:
        body = item_store.fields_json(connection, wrong.item, wrong.rev)
        answer, predicted = (_said(one, question) for one in (wrong.answer, wrong.predicted))
        text = text_of(body, fields)
        shown.append(ShownMistake(item=wrong.item, text=text[:500], answer=answer, predicted=predicted, p=wrong.p))
    return shown


def _said(answer: int | str, question: Question) -> str:
    return answer if isinstance(answer, str) else ", ".join(labels_in(answer, question)) or "none"
