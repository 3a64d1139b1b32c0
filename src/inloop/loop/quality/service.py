"""The verbs of quality, and what the screens read of it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from inloop.loop.labelling import store as label_store
from inloop.loop.labelling.model import AnnotatorKind
from inloop.loop.projects import Project
from inloop.loop.quality import store
from inloop.loop.quality.model import (
    Agreement,
    AnnotatorQuality,
    Consensus,
    ConsensusCounts,
    QualityView,
    Row,
    Snapshot,
    Standing,
)

CHUNK = 1_000


def keep(connection: Connection, rows: Sequence[Consensus], foretold: Sequence[Row] = ()) -> None:
    """Write consensus that changed, and the predictions that came before it, as one."""
    store.foretell(connection, foretold)
    store.put(connection, rows)


def quality_view(connection: Connection, project: Project, *, question: str) -> QualityView:
    """Give agreement, consensus and people as of the last look at all votes."""
    found = store.find_snapshot(connection, project.id, question)
    snapshot = Snapshot(agreement=_none(), skills={}) if found is None else found[0]
    counted = store.counts(connection, project.id, question)
    settled, disputed = counted.get(Standing.SETTLED, 0), counted.get(Standing.DISPUTED, 0)
    return QualityView(
        agreement=snapshot.agreement,
        consensus=ConsensusCounts(settled=settled, disputed=disputed, items=sum(counted.values())),
        annotators=_annotators(connection, project, snapshot),
        computed_at=None if found is None else found[1],
    )


def _annotators(connection: Connection, project: Project, found: Snapshot) -> list[AnnotatorQuality]:
    return [
        AnnotatorQuality(
            annotator=one.id,
            name=one.name,
            answers=one.answers,
            skill=found.skills.get(str(one.id)),
            calibration=found.calibration.get(str(one.id), []),
            pace_s=round(one.active_ms / one.answers / 1_000, 2) if one.answers and one.active_ms else None,
        )
        for one, _ in label_store.annotators(connection, project.id)
        if one.answers or one.kind is not AnnotatorKind.PERSON or str(one.id) in found.skills
    ]


def _none() -> Agreement:
    return Agreement(percent=None, alpha=None, pairs=0, items=0)
