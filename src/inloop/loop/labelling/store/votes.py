"""Queries of votes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Connection,
    bindparam,
    func,
    insert,
    select,
    text,
)

from inloop.database import Statement, stream
from inloop.database.copying import copy_rows
from inloop.kernel.ids import ITEM_BITS
from inloop.loop.labelling.model import Annotation, AnnotatorKind
from inloop.loop.labelling.store.tables import annotation, annotator, vote

Place = tuple[int, int, int]
"""Item, revision, annotator: of such a place at most one annotation stands."""
VoteRow = tuple[int, int, str, int, int, str, float | None]
"""Item, revision, question, annotator, code, annotation, how sure the annotator was."""
WORTH_A_COPY = 50

_N, _V = annotator.c, vote.c
_ROW = ("item", "rev", "question", "annotator", "code", "annotation", "confidence")
_ADD_VOTE = Statement(insert(vote).values({column.name: bindparam(column.name) for column in vote.c}))
_DROP_VOTES = Statement(
    vote.delete().where(
        _V.item == bindparam("item"), _V.rev == bindparam("rev"), _V.annotator == bindparam("annotator")
    )
)
_VOTERS = Statement(
    select(func.count(_V.annotator.distinct())).where(
        _V.item == bindparam("item"), _V.rev == bindparam("rev"), _V.question == bindparam("question")
    )
)
_EVER = Statement(select(func.count()).where(_V.item == bindparam("item"), _V.question == bindparam("question")))
_STANDING = Statement(
    select(_V.annotation)
    .where(_V.item == bindparam("item"), _V.rev == bindparam("rev"), _V.annotator == bindparam("annotator"))
    .limit(1)
)
_ON = "SELECT item, rev, annotator, annotation, question FROM vote WHERE item IN (SELECT value FROM {items})"
_ON_SQLITE = text(_ON.format(items="json_each(:items)"))
_ON_POSTGRESQL = text(_ON.format(items="unnest(CAST(:items AS bigint[])) AS wanted(value)"))


def put_votes(connection: Connection, found: Annotation, codes: dict[str, int]) -> None:
    """Replace an annotator's votes on an item revision by those of one annotation."""
    drop_votes(connection, item=found.item, rev=found.rev, annotator_id=found.annotator)
    rows: list[dict[str, object]] = [
        {"item": found.item, "rev": found.rev, "question": question, "annotator": found.annotator}
        | {"project": found.project, "code": code, "annotation": found.id}
        | {"confidence": found.confidence.get(question)}
        for question, code in codes.items()
    ]
    _ADD_VOTE.many(connection, rows)


def add_votes(connection: Connection, votes: Sequence[VoteRow], *, project: int) -> None:
    """Write many votes that are not there yet."""
    rows: list[dict[str, object]] = [{**dict(zip(_ROW, row, strict=True)), "project": project} for row in votes]
    if connection.dialect.name == "postgresql" and len(rows) >= WORTH_A_COPY:
        copy_rows(connection, "vote", rows)
    else:
        _ADD_VOTE.many(connection, rows)


def drop_votes_of(connection: Connection, places: Sequence[Place]) -> None:
    _DROP_VOTES.many(connection, [{"item": item, "rev": rev, "annotator": who} for item, rev, who in places])


def standing_on(connection: Connection, items: Iterable[int], *, question: str) -> tuple[dict[Place, str], set[Place]]:
    """Name the annotations that stand on some items, and give the places that answer a question."""
    is_sqlite = connection.dialect.name == "sqlite"
    wanted = msgspec.json.encode(list(items)).decode() if is_sqlite else list(items)
    standing: dict[Place, str] = {}
    answering: set[Place] = set()
    for *place, name, about in connection.execute(_ON_SQLITE if is_sqlite else _ON_POSTGRESQL, {"items": wanted}):
        item, rev, who = place
        standing[item, rev, who] = name
        if about == question:
            answering.add((item, rev, who))
    return standing, answering


def drop_votes(connection: Connection, *, item: int, rev: int, annotator_id: int) -> None:
    _DROP_VOTES.run(connection, item=item, rev=rev, annotator=annotator_id)


def voters(connection: Connection, *, item: int, rev: int, question: str) -> int:
    """Count who has voted on a question of an item revision."""
    return int(_VOTERS.value(connection, item=item, rev=rev, question=question))


def standing_of(connection: Connection, *, item: int, rev: int, annotator_id: int) -> str | None:
    """Name the annotation behind an annotator's votes on an item revision."""
    name: str | None = _STANDING.value(connection, item=item, rev=rev, annotator=annotator_id)
    return name


def votes_ever(connection: Connection, *, item: int, question: str) -> int:
    """Count the votes on a question of an item, over all revisions."""
    return int(_EVER.value(connection, item=item, question=question))


def iter_votes(connection: Connection, project: int) -> Iterator[VoteRow]:
    """Stream (item, rev, question, annotator, code, annotation, confidence) of a project in the order of items."""
    low = project << ITEM_BITS
    query = (
        select(_V.item, _V.rev, _V.question, _V.annotator, _V.code, _V.annotation, _V.confidence)
        .where(_V.item >= low, _V.item < low + (1 << ITEM_BITS))
        .order_by(_V.item, _V.rev, _V.question, _V.annotator)
    )
    for row in stream(connection, query):
        yield tuple(row)


def votes_on(
    connection: Connection, project: int, question: str, *, people_only: bool = False
) -> list[tuple[int, int, int, int]]:
    """Give (item, rev, annotator, code) of all votes on a question, abstentions too, in the order of items."""
    low = project << ITEM_BITS
    query = select(_V.item, _V.rev, _V.annotator, _V.code).where(
        _V.item >= low, _V.item < low + (1 << ITEM_BITS), _V.question == question
    )
    if people_only:
        query = query.join(annotator, _N.id == _V.annotator).where(_N.kind == AnnotatorKind.PERSON)
    return [tuple(row) for row in connection.execute(query.order_by(_V.item))]


def vote_table(connection: Connection, project: int, question: str) -> NDArray[np.int64]:
    """Give (item, rev, annotator, code) of all votes on a question as one array of four columns, in their order."""
    low = project << ITEM_BITS
    query = (
        select(_V.item, _V.rev, _V.annotator, _V.code)
        .where(_V.item >= low, _V.item < low + (1 << ITEM_BITS), _V.question == question)
        .order_by(_V.item, _V.rev, _V.annotator)
    )
    return np.fromiter((tuple(row) for row in stream(connection, query)), np.dtype((np.int64, 4)))


def values_on(
    connection: Connection, project: int, question: str, items: Sequence[int] | None = None
) -> tuple[NDArray[np.int64], list[Any]]:
    """Give the votes on a question as `vote_table` does, and beside each the value that its annotation holds.

    Parameters
    ----------
    items
        Only the votes on these; all where left out.
    """
    low = project << ITEM_BITS
    among = (_V.item >= low) & (_V.item < low + (1 << ITEM_BITS)) if items is None else _V.item.in_(items)
    query = (
        select(_V.item, _V.rev, _V.annotator, _V.code, annotation.c.body)
        .join(annotation, annotation.c.id == _V.annotation)
        .where(among, _V.question == question)
        .order_by(_V.item, _V.rev, _V.annotator)
        .execution_options(yield_per=5_000)
    )
    votes: list[tuple[int, ...]] = []
    values: list[Any] = []
    for *vote_row, body in connection.execute(query):
        votes.append(tuple(vote_row))
        values.append(None if body is None else msgspec.json.decode(body).get(question))
    return np.array(votes, np.int64).reshape(-1, 4), values


def confidences_on(connection: Connection, project: int, question: str) -> dict[Place, float]:
    """Give how sure annotators said they were of their answers to a question."""
    low = project << ITEM_BITS
    query = select(_V.item, _V.rev, _V.annotator, _V.confidence).where(
        _V.item >= low, _V.item < low + (1 << ITEM_BITS), _V.question == question, _V.confidence.is_not(None)
    )
    return {(item, rev, who): float(sure) for item, rev, who, sure in map(tuple, stream(connection, query))}


def erased_items(connection: Connection, project: int) -> set[int]:
    """Give the items whose annotations have been erased: their votes are all that is left."""
    low = project << ITEM_BITS
    query = (
        select(annotation.c.item)
        .distinct()
        .where(annotation.c.item >= low, annotation.c.item < low + (1 << ITEM_BITS), annotation.c.body.is_(None))
    )
    return set(connection.execute(query).scalars())


def replace_votes(connection: Connection, project: int, rows: Sequence[VoteRow], *, keep: set[int]) -> None:
    """Put these votes in the place of all votes of a project but those on the items to keep."""
    low = project << ITEM_BITS
    gone = (_V.item >= low) & (_V.item < low + (1 << ITEM_BITS))
    connection.execute(vote.delete().where(gone, _V.item.not_in(keep)))
    add_votes(connection, rows, project=project)


def counted(connection: Connection, project: int, question: str) -> tuple[int, int]:
    """Count the standing annotations of a project, and the items that have a vote on a question."""
    low = project << ITEM_BITS
    inside = (_V.item >= low) & (_V.item < low + (1 << ITEM_BITS))
    answers = connection.execute(select(func.count(_V.annotation.distinct())).where(inside)).scalar_one()
    items = connection.execute(
        select(func.count(_V.item.distinct())).where(inside, _V.question == question)
    ).scalar_one()
    return int(answers), int(items)
