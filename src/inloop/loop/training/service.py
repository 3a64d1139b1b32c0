"""The verbs of training, and what the screens read of it."""

import msgspec
from sqlalchemy import Connection

from inloop import record
from inloop.annotation import Question
from inloop.kernel.clock import Micros
from inloop.kernel.errors import NotFoundError
from inloop.loop import projects
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.model import PARTS, PROBABILITIES, Champion
from inloop.loop.predictions.policies import feature_fields, text_of
from inloop.loop.predictions.sets import all_label_ids, labels_in
from inloop.loop.projects import Project
from inloop.loop.quality import store as quality
from inloop.loop.training import store
from inloop.loop.training.helping import help_of
from inloop.loop.training.measure import measure_of
from inloop.loop.training.model import (
    Learnt,
    ModelsView,
    ModelVersion,
    ModelView,
    ShownMistake,
    VersionLine,
)
from inloop.loop.training.unlearnt import unlearnt_of

ARM = "active"
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
        measure=measure_of(schema.question(schema.target)),
        unlearnt=unlearnt_of(schema),
    )


def model_view(connection: Connection, project: Project, number: int) -> ModelView:
    """Give one version with everything that was measured of it."""
    found = get_version(connection, project, number)
    question = question_of(connection, project, found)
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


def _line(found: ModelVersion) -> VersionLine:
    accuracy = found.accuracy
    return VersionLine(
        **{name: getattr(found, name) for name in _LINE},
        accuracy=accuracy.accuracy,
        anytime=accuracy.anytime,
        prequential=accuracy.prequential,
    )


def question_of(connection: Connection, project: Project, found: ModelVersion) -> Question:
    return projects.schema_of(connection, project).question(found.question)


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
