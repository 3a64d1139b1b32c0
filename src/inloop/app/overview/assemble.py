"""Putting the overview together from what the stages keep counted."""

from sqlalchemy import Connection

from inloop import record
from inloop.app.browse.model import Filter, Status, View
from inloop.app.browse.pages import count_of
from inloop.app.overview.happenings import happenings_in
from inloop.app.overview.model import Job, Numbers, Overview, Sentence
from inloop.app.overview.policies import next_actions, stage_lines
from inloop.kernel.clock import SECOND, Micros
from inloop.loop import projects
from inloop.loop.items import imports
from inloop.loop.items.model import Import, ImportState
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import store as labels
from inloop.loop.labelling.model import AnnotatorKind
from inloop.loop.predictions import store as predictions
from inloop.loop.quality import store as quality
from inloop.loop.quality.model import Interval, Standing
from inloop.loop.routing import store as queue
from inloop.loop.training import service as training
from inloop.loop.training import store as versions
from inloop.loop.training.model import ModelsView
from inloop.people import service as people

LATEST = 300


def overview_of(view: View, *, at: Micros) -> Overview:
    """Say how a project stands."""
    connection, project = view.connection, view.project
    models = training.models_view(connection, project)
    numbers = _numbers(view, models)
    events = record.recent(connection, project=project.id, limit=LATEST)
    return Overview(
        sentence=Sentence(
            answered=numbers.answered,
            items=numbers.items,
            accuracy=numbers.accuracy,
            measure=models.measure,
            people=numbers.people,
        ),
        stages=stage_lines(numbers),
        actions=next_actions(numbers),
        curve=models.curve,
        events=happenings_in(events, _names(connection, project.id)),
        jobs=[_job(run, at) for run in imports.list_of(connection, project.id) if run.state in _OPEN],
    )


def accuracy_of(connection: Connection, project: int) -> Interval | None:
    """Give the honest accuracy of the published version."""
    champion = predictions.find_champion(connection, project)
    version = None if champion is None else versions.find_version(connection, project, champion.version)
    return None if version is None else version.accuracy.accuracy


_OPEN = (ImportState.QUEUED, ImportState.RUNNING)


def _numbers(view: View, models: ModelsView) -> Numbers:
    connection, project = view.connection, view.project
    progress = queue.find_progress(connection, project.id)
    standing = quality.counts(connection, project.id, view.schema.target)
    columns = view.columns()
    champion = next((line for line in models.versions if line.version == models.champion), None)
    active = [one.kind for one, _ in labels.annotators(connection, project.id) if one.answers]
    return Numbers(
        items=item_store.count(connection, project.id)[1],
        answers=progress.answers,
        answered=progress.answered_items,
        control_asked=progress.asked_control,
        waiting=sum(queue.open_count(connection, project.id).values()),
        disputed=standing.get(Standing.DISPUTED, 0),
        settled=standing.get(Standing.SETTLED, 0),
        flagged=count_of(view, Filter(status=Status.FLAGGED)),
        people=active.count(AnnotatorKind.PERSON),
        sources=len(active) - active.count(AnnotatorKind.PERSON),
        members=len(people.people_in(connection, project.id)),
        predicted=0 if columns is None else int((columns.rev > 0).sum()),
        versions=len(models.versions),
        champion=models.champion,
        accuracy=None if champion is None else champion.accuracy,
        has_guideline=bool(projects.guideline(connection, project).body.strip()),
    )


def _names(connection: Connection, project: int) -> dict[str, str]:
    """Name everybody who may have done something here."""
    names = {f"annotator:{one.id}": one.name for one, _ in labels.annotators(connection, project)}
    names |= {f"person:{one.person}": one.name for one, _ in labels.annotators(connection, project) if one.person}
    return names | {f"person:{member.person}": member.name for member in people.people_in(connection, project)}


def _job(run: Import, at: Micros) -> Job:
    spent = max(at - run.started_at, 1) / SECOND if run.started_at is not None else None
    return Job(
        id=f"import-{run.id}",
        kind="import",
        name=run.name,
        done=run.position,
        total=run.bytes or None,
        rate=None if spent is None else round(run.rows_done / spent, 1),
        state=run.state,
    )
