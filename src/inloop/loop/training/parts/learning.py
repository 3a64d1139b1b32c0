"""Training a version whose answers are made of parts, and letting it speak of every item."""

import time
from collections.abc import Callable

import msgspec
import numpy as np
from sqlalchemy import Connection

from inloop.annotation import Question
from inloop.database import Database
from inloop.loop import projects
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import FEATURES, PARTS, PROBABILITIES, SEGMENT_ROWS, Segment
from inloop.loop.projects import Project
from inloop.loop.quality import store as quality
from inloop.loop.quality.model import Accuracy
from inloop.loop.training import policies, store
from inloop.loop.training.drafting import draft
from inloop.loop.training.model import CardFacts, Learnt, Models, ModelVersion
from inloop.loop.training.parts.evidence import Compared, accuracy_of, compare, evidence_of
from inloop.loop.training.parts.material import Material, contents_between, freeze
from inloop.loop.training.parts.model import (
    Content,
    PartsLearner,
    TrainedParts,
    is_learnt,
    labels_of,
    labels_said,
    learnable,
    learner_name,
    reads_vectors,
    tells_parts,
)

Stop = Callable[[], bool]
CHUNK = 2_000
_encode = msgspec.json.Encoder(order="sorted").encode


def is_due(connection: Connection, project: Project, question: Question) -> bool:
    """Say whether a version is asked for, or enough has been answered since the last."""
    if not is_learnt(question) or columns.current(connection, project.id) is None:
        return False
    answers = sum(quality.count_codes(connection, project.id, question.id).values())
    _, before, featurizer = store.newest(connection, project.id)
    if answers < 2:
        return False
    fitted = columns.current(connection, project.id)
    renewed = before > 0 and reads_vectors(question) and fitted is not None and featurizer != fitted.version
    return renewed or policies.worth_training(answers=answers, before=before) or store.is_asked(connection, project.id)


def train(
    database: Database, project: int, *, files: SegmentFiles, models: Models, stop: Stop = lambda: False
) -> Learnt | None:
    """Train the next version; None when stopped, or when there is nothing to learn from.

    Nothing is written to the database: the caller does so, as one act.
    """
    started = time.monotonic()
    found = database.read(lambda c: freeze(c, project, files=files))
    learner = None if found is None else models.parts_learner(found.question)
    if found is None or learner is None or len(found) < 2:
        return None
    question = found.question
    shown = [learnable(value, question) for value in found.values] if tells_parts(question) else found.values
    model = learner.fit(found.contents, shown, labels=labels_of(found.question), folds=found.folds)
    if stop():
        return None
    said = model.predict(found.contents, folds=found.folds)
    compared = compare(learner, found, said)
    publish, note = _judge(database, found, learner, compared, files=files)
    evidence = evidence_of(found, compared, said, model.metrics)
    accuracy = accuracy_of(compared.at(found.control))
    version = draft(
        found,
        model.state(),
        answers=len(found),
        classes=[],
        featurizer=found.fitted.version,
        snapshot=found.taken(),
        accuracy=accuracy,
        evidence=evidence,
        publish=publish,
        note=note,
        files=files,
    )
    card = _card(found, version, models=models)
    version = msgspec.structs.replace(version, card=card, seconds=round(time.monotonic() - started, 2))
    manifest = database.read(lambda c: columns.manifest(c, project, FEATURES, found.fitted.version))
    scored: list[Segment] = []
    for segment in manifest if publish else ():
        if stop():
            return None
        scored += score_segment(database, found.question, segment, model, version.version, files=files)
    return Learnt(version=version, publish=publish, scored=scored)


def measure(database: Database, version: ModelVersion, *, files: SegmentFiles, models: Models) -> Accuracy | None:
    """Compare a version with all answered control items, each predicted by a model that has not seen it."""
    found = database.read(
        lambda c: freeze(c, version.project, files=files, featurizer=version.featurizer, control_only=True)
    )
    learner = None if found is None else models.parts_learner(found.question)
    if found is None or learner is None or found.question.id != version.question:
        return None
    model = restore(version, learner, files=files)
    return accuracy_of(compare(learner, found, model.predict(found.contents, folds=found.folds)))


def restore(version: ModelVersion, learner: PartsLearner, *, files: SegmentFiles) -> TrainedParts:
    """Read the model of a version, its fold models too."""
    return learner.restore(files.load_arrays(version.path, version.sha256))


def unscored(connection: Connection, project: int) -> tuple[ModelVersion, Question, list[Segment]] | None:
    """Give the published version, its question and the segments of which it has not spoken as they are now."""
    champion = columns.find_champion(connection, project)
    if champion is None or champion.classes:
        return None
    version = store.find_version(connection, project, champion.version)
    schema = projects.schema_of(connection, projects.get(connection, project))
    if version is None or version.question != schema.target:
        return None
    question, newest = schema.question(schema.target), columns.current(connection, project)
    basis = version.featurizer if newest is None or reads_vectors(question) else newest.version
    done = {s.number: s.basis for s in columns.manifest(connection, project, PARTS, version.version)}
    missing = [
        segment
        for segment in columns.manifest(connection, project, FEATURES, basis)
        if done.get(segment.number) != segment.sha256
    ]
    return (version, question, missing) if missing else None


def score_segment(
    database: Database, question: Question, segment: Segment, model: TrainedParts, version: int, *, files: SegmentFiles
) -> list[Segment]:
    """Write what a version says of the items of one segment of vectors, and how sure it is of each."""
    first = segment.number * SEGMENT_ROWS
    told, revs = [b"[]"] * segment.rows, np.zeros(segment.rows, np.int32)
    sure = np.zeros((segment.rows, 1), np.float16)
    for start in range(first, first + segment.rows, CHUNK):
        last = min(start + CHUNK, first + segment.rows)
        rows = _rows(database, question, segment, start, last, files=files)
        for (at, rev, _), said in zip(rows, model.predict([content for _, _, content in rows]), strict=True):
            told[at - first], revs[at - first], sure[at - first] = _encode(said.told), rev, 1 - said.unsure
    about = {"project": segment.project, "version": version, "number": segment.number, "basis": segment.sha256}
    return [
        files.write_texts(told, revs, kind=PARTS, **about),  # type: ignore[arg-type]  # names as they are above
        files.write(sure, revs, kind=PROBABILITIES, **about),  # type: ignore[arg-type]  # names as they are above
    ]


def _rows(
    database: Database, question: Question, segment: Segment, start: int, last: int, *, files: SegmentFiles
) -> list[tuple[int, int, Content]]:
    """Give (ordinal, revision, what the learner reads) of some items of a segment."""
    if not reads_vectors(question):
        return contents_between(database, segment.project, start, last, field=question.on)
    kept, first = files.open(segment), segment.number * SEGMENT_ROWS
    some = kept[start - first : last - first]
    return [
        (ordinal, rev, {"vector": vector})
        for ordinal, (rev, vector) in enumerate(zip(some["rev"].tolist(), some["values"], strict=True), start)
        if rev
    ]


def _judge(
    database: Database, found: Material, learner: PartsLearner, ours: Compared, *, files: SegmentFiles
) -> tuple[bool, str]:
    """Say whether the new version goes out, and why."""
    old, champion = None, found.champion
    if champion is not None:
        old = database.read(lambda c: store.find_version(c, found.project.id, champion.version))
    if old is None:
        return True, "the first version"
    if old.question != found.schema.target:
        return True, "the question has changed"
    if reads_vectors(found.question) and old.featurizer != found.fitted.version:
        return True, "the vectors have changed"
    theirs = restore(old, learner, files=files).predict(found.contents, folds=found.folds)
    judged = found.control if found.control.sum() >= policies.ENOUGH_CONTROL else np.ones_like(found.control)
    if policies.is_no_worse(ours.standing(judged), compare(learner, found, theirs).standing(judged)):
        return True, ""
    return False, f"no better than version {old.version} on the same items"


def _card(found: Material, version: ModelVersion, *, models: Models) -> str:
    per_label = [sum(labels_said(value).count(name) for value in found.values)
                 for name in labels_of(found.question)]  # fmt: skip
    fields = found.fitted.fields
    facts = card_facts(version, found.project, found.question, items=found.size, per_label=per_label, fields=fields)
    return models.write_card(facts)


def card_facts(
    version: ModelVersion,
    project: Project,
    question: Question,
    *,
    items: int,
    fields: list[str],
    per_label: list[int] | None = None,
) -> CardFacts:
    """Gather what a card and a bundle say of a version; `fields` are those of the vectors, where it reads them."""
    labels = [label for label in getattr(question.settings, "labels", ()) if not label.retired]
    return CardFacts(
        project=project.name,
        question=question.name or question.id,
        version=version.version,
        at=version.created_at,
        snapshot=version.snapshot,
        answers=version.answers,
        people=version.people,
        fields=[question.on] if question.on else fields,
        featurizer="",
        learner=learner_name(question) or "",
        label_ids=[label.id for label in labels],
        label_names=[label.name for label in labels],
        label_answers=[0] * len(labels) if per_label is None else per_label,
        items=items,
        accuracy=version.accuracy,
        evidence=version.evidence,
        parent=version.parent,
    )
