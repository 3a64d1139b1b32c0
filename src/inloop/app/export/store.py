"""The queries of exports: everything about a run of items, in their order."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from inloop.database import Statement
from inloop.loop.items.store.tables import item, item_revision
from inloop.loop.labelling.store.tables import annotation, annotation_end, annotator, assignment, vote
from inloop.loop.quality.store import consensus

_I, _R, _C, _T, _S = item.c, item_revision.c, consensus.c, annotation.c, assignment.c
_ITEMS = Statement(
    select(_I.id, _I.key, _I.rev, _I.control, _I.group, _I.deleted_at, _R.fields)
    .join(item_revision, (_R.item == _I.id) & (_R.rev == _I.rev))
    .where(_I.id >= bindparam("first"), _I.id < bindparam("last"))
    .order_by(_I.id)
)
_CONSENSUS = Statement(
    select(_C.item, _C.rev, _C.question, _C.code, _C.posterior, _C.votes, _C.state, _C.value).where(
        _C.item >= bindparam("first"), _C.item < bindparam("last")
    )
)
_VOTES = Statement(
    select(vote.c.item, vote.c.rev, vote.c.question, vote.c.code).where(
        vote.c.item >= bindparam("first"), vote.c.item < bindparam("last"), vote.c.code >= 0
    )
)
_WRITTEN = Statement(
    select(vote.c.item, vote.c.rev, vote.c.question, _T.body)
    .join(annotation, _T.id == vote.c.annotation)
    .where(vote.c.item >= bindparam("first"), vote.c.item < bindparam("last"), vote.c.code >= 0)
    .where(vote.c.question == bindparam("question"), _T.body.is_not(None))
    .order_by(vote.c.item, vote.c.rev, _T.at, _T.id)
)
_ANNOTATIONS = Statement(
    select(
        _T.id, _T.item, _T.rev, _T.annotator, _T.schema_version, _T.body, _T.at, _T.active_ms, _T.note, _T.flag, _T.late
    )
    .add_columns(_T.supersedes, _T.bulk, _T.confidence, annotation_end.c.how, _S.reason, _S.strategy, _S.suggested)
    .join(annotation_end, annotation_end.c.annotation == _T.id, isouter=True)
    .join(assignment, _S.id == _T.assignment, isouter=True)
    .where(_T.item >= bindparam("first"), _T.item < bindparam("last"))
    .order_by(_T.item, _T.at, _T.id)
)
Rows = list[tuple[Any, ...]]


def items_between(connection: Connection, first: int, last: int) -> Rows:
    """Give (id, key, rev, control, group, deleted at, fields JSON)."""
    return _ITEMS.all(connection, first=first, last=last)


def consensus_between(connection: Connection, first: int, last: int) -> Rows:
    """Give (item, rev, question, code, posterior, votes, state, value JSON)."""
    return _CONSENSUS.all(connection, first=first, last=last)


def votes_between(connection: Connection, first: int, last: int) -> Rows:
    """Give (item, rev, question, code) of the votes that say something."""
    return _VOTES.all(connection, first=first, last=last)


def written_between(connection: Connection, first: int, last: int, *, question: str) -> Rows:
    """Give (item, rev, question, values JSON) of the standing answers to a question, oldest first."""
    return _WRITTEN.all(connection, first=first, last=last, question=question)


def annotations_between(connection: Connection, first: int, last: int) -> Rows:
    """Give each answer as `_ANNOTATIONS` selects it; last why its item was lent, what chose it, whether it had help."""
    return _ANNOTATIONS.all(connection, first=first, last=last)


def annotators(connection: Connection, project: int) -> dict[int, tuple[str, str]]:
    """Give annotator → (name, kind)."""
    query = select(annotator.c.id, annotator.c.name, annotator.c.kind).where(annotator.c.project == project)
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}
