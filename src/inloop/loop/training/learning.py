"""Training a version: freeze the answers, fit, measure on what it has not seen, compare, score the pool."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from inloop.annotation import Question, Schema
from inloop.database import Database
from inloop.loop import projects
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import FEATURES, PROBABILITIES, Champion, Fitted, Segment
from inloop.loop.predictions.sets import is_many, label_ids
from inloop.loop.projects import Project
from inloop.loop.quality import store as quality
from inloop.loop.quality.accuracy import measure
from inloop.loop.training import policies, store
from inloop.loop.training.answers import Answers, answers_of, names_of
from inloop.loop.training.drafting import draft
from inloop.loop.training.evidence import folds_of, measure_version, unseen_chances
from inloop.loop.training.model import CardFacts, Learnt, Models, ModelVersion, Taken, Trained
from inloop.loop.training.parts import learning as parts
from inloop.loop.training.pool import CHUNK, Pool, open_pool
from inloop.loop.training.ranking import learnable_classes
from inloop.methods.base import Floats, Ints

Stop = Callable[[], bool]


def is_due(connection: Connection, project: Project) -> bool:
    """Say whether a version is asked for, enough has been answered since the last, or the vectors have changed."""
    fitted = columns.current(connection, project.id)
    schema = projects.schema_of(connection, project)
    classes = learnable_classes(schema)
    if not classes:
        return parts.is_due(connection, project, schema.question(schema.target))
    if fitted is None:
        return False
    _, before, featurizer = store.newest(connection, project.id)
    per_code = quality.count_codes(connection, project.id, schema.target)
    learnt = answers_of(schema.question(schema.target))
    known = learnt.is_known(np.array(list(per_code), np.int64))
    answers = sum(count for count, told in zip(per_code.values(), known.tolist(), strict=True) if told)
    if known.sum() < 2:
        return False
    renewed = before > 0 and featurizer != fitted.version
    return renewed or policies.worth_training(answers=answers, before=before) or store.is_asked(connection, project.id)


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    """The frozen answers of one training."""

    project: Project
    schema: Schema
    pool: Pool
    ordinals: Ints
    answers: Answers
    watermark: int
    people: int
    number: int
    champion: Champion | None
    foretold: list[tuple[int, int]]

    @property
    def question(self) -> Question:
        return self.schema.question(self.schema.target)

    @property
    def classes(self) -> Ints:
        return self.answers.classes

    @property
    def codes(self) -> Ints:
        return self.pool.code[self.ordinals]

    @property
    def control(self) -> NDArray[np.bool_]:
        return self.pool.control[self.ordinals]


def train(
    database: Database, project: int, *, files: SegmentFiles, models: Models, stop: Stop = lambda: False
) -> Learnt | None:
    """Train the next version; None when stopped, or when there is nothing to learn from.

    Nothing is written to the database: the caller does so, as one act.
    """
    started = time.monotonic()
    found = database.read(lambda c: _freeze(c, project, files=files))
    if found is None or len(np.unique(found.codes)) < 2:
        return None
    folds = folds_of(found.pool, found.ordinals)
    X = found.pool.vectors[found.ordinals]
    learner = models.learner_for(found.question, featurizer=found.pool.fitted.name)
    model = learner.fit(X, found.answers.targets(found.codes), classes=found.classes, folds=folds)
    if stop():
        return None
    chances = unseen_chances(model, found.pool, found.ordinals)
    answers = found.answers
    hits = answers.said(chances) == found.codes
    publish, note = _judge(database, found, answers.chance(chances, found.codes), files=files, models=models)
    names = names_of(found.question)
    evidence = measure_version(model, found.pool, found.ordinals, chances, answers=answers, label_names=names)
    foretold = np.array([a == b for a, b in found.foretold], np.bool_)
    accuracy = measure(hits[found.control], foretold=foretold)
    version = draft(
        found,
        model.state(),
        answers=len(found.ordinals),
        classes=found.classes.tolist(),
        featurizer=found.pool.fitted.version,
        snapshot=_snapshot(found),
        accuracy=accuracy,
        evidence=evidence,
        publish=publish,
        note=note,
        files=files,
    )
    card = _card(found, version, model, models=models)
    version = msgspec.structs.replace(version, card=card, seconds=round(time.monotonic() - started, 2))
    scored = score_pool(found.pool, model, version.version, files=files, stop=stop) if publish else []
    return None if scored is None else Learnt(version=version, publish=publish, scored=scored)


def restore_model(found: ModelVersion, *, files: SegmentFiles, models: Models) -> Trained:
    """Read the model of a version, its fold models too."""
    return models.restore(files.load_arrays(found.path, found.sha256))


def score_pool(
    pool: Pool, model: Trained, version: int, *, files: SegmentFiles, stop: Stop = lambda: False
) -> list[Segment] | None:
    """Write the probabilities of every segment of features; None when stopped on the way."""
    written = []
    for segment in pool.manifest:
        if stop():
            return None
        written.append(score_segment(segment, model, version, files=files))
    return written


def score_segment(segment: Segment, model: Trained, version: int, *, files: SegmentFiles) -> Segment:
    """Write the probabilities of one segment of features."""
    rows = files.open(segment)
    scores = np.empty((len(rows), len(model.classes)), np.float16)
    for first in range(0, len(rows), CHUNK):
        scores[first : first + CHUNK] = model.probabilities(rows["values"][first : first + CHUNK].astype(np.float32))
    return files.write(
        scores, rows["rev"], project=segment.project, kind=PROBABILITIES, version=version, number=segment.number,
        basis=segment.sha256,
    )  # fmt: skip


def unscored(connection: Connection, project: int) -> tuple[ModelVersion, list[Segment]] | None:
    """Give the published version and the segments of features that it has not scored as they are now."""
    champion = columns.find_champion(connection, project)
    version = None if champion is None else store.find_version(connection, project, champion.version)
    if version is None or not version.classes:
        return None
    done = {s.number: s.basis for s in columns.manifest(connection, project, PROBABILITIES, version.version)}
    features = columns.manifest(connection, project, FEATURES, version.featurizer)
    missing = [segment for segment in features if done.get(segment.number) != segment.sha256]
    return (version, missing) if missing else None


def _freeze(connection: Connection, number: int, *, files: SegmentFiles) -> _Material | None:
    project = projects.get(connection, number)
    schema = projects.schema_of(connection, project)
    pool = open_pool(connection, number, schema.target, files=files, known=None)
    if pool is None:
        return None
    answers = answers_of(schema.question(schema.target))
    return _Material(
        project=project,
        schema=schema,
        pool=pool,
        ordinals=pool.known(answers.is_known(pool.code)),
        answers=answers,
        watermark=pool.watermark,
        people=store.people(connection, number, schema.target),
        number=store.newest(connection, number)[0] + 1,
        champion=columns.find_champion(connection, number),
        foretold=quality.foretold(connection, number, schema.target),
    )


def _judge(
    database: Database, found: _Material, ours: Floats, *, files: SegmentFiles, models: Models
) -> tuple[bool, str]:
    """Say whether the new version goes out, and why."""
    old, champion = None, found.champion
    if champion is not None:
        old = database.read(lambda c: store.find_version(c, found.project.id, champion.version))
    if old is None:
        return True, "the first version"
    if old.featurizer != found.pool.fitted.version:
        return True, "the vectors were learnt anew"
    if old.question != found.schema.target or old.classes != found.classes.tolist():
        return True, "the question has changed"
    theirs = restore_model(old, files=files, models=models)
    before = found.answers.chance(unseen_chances(theirs, found.pool, found.ordinals), found.codes)
    if policies.is_better(ours, before, control=found.control):
        return True, ""
    return False, f"no better than version {old.version} on the same items"


def _card(found: _Material, version: ModelVersion, model: Trained, *, models: Models) -> str:
    facts = card_facts(version, found.project, found.question, fitted=found.pool.fitted, items=len(found.pool),
                       per_label=found.answers.counts(found.codes).tolist())  # fmt: skip
    return models.write_card(msgspec.structs.replace(facts, learner=models.learner_name(model)))


def _snapshot(found: _Material) -> Taken:
    items, revs = found.pool.items(found.ordinals), found.pool.rev[found.ordinals]
    content = np.stack([items, revs.astype(np.int64), found.codes.astype(np.int64)], axis=1)
    return Taken(
        filter=f"consensus on '{found.schema.target}'",
        watermark=found.watermark,
        content_hash=sha256(np.ascontiguousarray(content, "<i8").tobytes()).hexdigest(),
    )


def card_facts(
    version: ModelVersion,
    project: Project,
    question: Question,
    *,
    fitted: Fitted,
    items: int,
    per_label: Sequence[int] | None = None,
) -> CardFacts:
    """Gather what a card and a bundle say of a version."""
    ids, names = label_ids(question), names_of(question)
    return CardFacts(
        project=project.name,
        question=question.name or question.id,
        version=version.version,
        at=version.created_at,
        snapshot=version.snapshot,
        answers=version.answers,
        people=version.people,
        fields=fitted.fields,
        featurizer=fitted.name,
        label_ids=[ids.get(code, str(code)) for code in version.classes],
        label_names=[names.get(code, str(code)) for code in version.classes],
        label_answers=[0] * len(version.classes) if per_label is None else list(per_label),
        items=items,
        accuracy=version.accuracy,
        evidence=version.evidence,
        parent=version.parent,
        of_sets=is_many(question),
    )
