"""Tables of consensus, quality snapshots, the learning curve and first predictions."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
)

from inloop.database import Key, Statement, metadata, stream
from inloop.kernel.clock import Micros
from inloop.kernel.ids import ITEM_BITS
from inloop.loop.labelling.store.tables import vote
from inloop.loop.quality.model import NO_CODE, Consensus, CurvePoint, Snapshot, Standing

consensus = Table(
    "consensus",
    metadata,
    Column("item", Key, primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("project", Key, nullable=False),
    Column("code", BigInteger, nullable=False),
    Column("posterior", Float, nullable=False),
    Column("votes", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("value", Text),
    sqlite_with_rowid=False,
)
Index("ix_consensus_changed", consensus.c.project, consensus.c.question, consensus.c.at)
quality_snapshot = Table(
    "quality_snapshot",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("watermark", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)
curve_point = Table(
    "curve_point",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("arm", Text, primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    *(Column(name, BigInteger, nullable=False) for name in ("answers", "n")),
    *(Column(name, Float, nullable=False) for name in ("estimate", "low", "high")),
)
prequential = Table(
    "prequential",
    metadata,
    Column("item", Key, primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("project", Key, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("code", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

_C, _V, _Q = consensus.c, vote.c, quality_snapshot.c
_FEW = 64
_PUT = Statement(
    text(
        "INSERT INTO consensus (item, question, rev, project, code, posterior, votes, state, at, value) "
        "VALUES (:item, :question, :rev, :project, :code, :posterior, :votes, :state, :at, :value) "
        "ON CONFLICT (item, question, rev) DO UPDATE SET code = excluded.code, posterior = excluded.posterior, "
        "votes = excluded.votes, state = excluded.state, at = excluded.at, value = excluded.value"
    )
)
_FORETOLD = Statement(
    text(
        "INSERT INTO prequential (item, question, rev, project, version, code, at) "
        "VALUES (:item, :question, :rev, :project, :version, :code, :at) ON CONFLICT (item, question, rev) DO NOTHING"
    )
)
_VOTES_ON = Statement(
    select(_V.item, _V.rev, _V.annotator, _V.code).where(
        _V.item.in_([bindparam(f"i{n}") for n in range(_FEW)]), _V.question == bindparam("question")
    )
)
_KNOWN = Statement(
    select(_C.item, _C.rev, _C.code, _C.posterior, _C.votes, _C.state, _C.value).where(
        _C.item.in_([bindparam(f"i{n}") for n in range(_FEW)]), _C.question == bindparam("question")
    )
)
_SAVE = text(
    "INSERT INTO quality_snapshot (project, question, body, watermark, at) "
    "VALUES (:project, :question, :body, :watermark, :at) ON CONFLICT (project, question) DO UPDATE "
    "SET body = excluded.body, watermark = excluded.watermark, at = excluded.at"
)


def put(connection: Connection, rows: Sequence[Consensus]) -> None:
    _PUT.many(connection, [{**msgspec.structs.asdict(row), "state": row.state.value} for row in rows])


def votes_of(connection: Connection, question: str, items: Sequence[int]) -> list[tuple[Any, ...]]:
    """Give (item, rev, annotator, code) of the votes on some items."""
    return _in_fews(connection, _VOTES_ON, question, items)


def known_of(connection: Connection, question: str, items: Sequence[int]) -> list[tuple[Any, ...]]:
    """Give (item, rev, code, posterior, votes, state, value) as they stand for some items."""
    return _in_fews(connection, _KNOWN, question, items)


def known(connection: Connection, project: int, question: str) -> list[tuple[Any, ...]]:
    """Give (item, rev, code, posterior, votes, state, value) of all items."""
    query = select(_C.item, _C.rev, _C.code, _C.posterior, _C.votes, _C.state, _C.value)
    return [tuple(row) for row in connection.execute(query.where(_of_project(project), _C.question == question))]


def iter_known(connection: Connection, project: int, question: str) -> Iterator[tuple[Any, ...]]:
    """Stream what `known` gives."""
    query = select(_C.item, _C.rev, _C.code, _C.posterior, _C.votes, _C.state, _C.value)
    query = query.where(_of_project(project), _C.question == question)
    for row in stream(connection, query):
        yield tuple(row)


def changed_since(connection: Connection, project: int, question: str, at: Micros) -> NDArray[np.int64]:
    """Give (item, rev, code, at) of the consensus rows put since a time, that time included: (rows, 4)."""
    query = select(_C.item, _C.rev, _C.code, _C.at).where(_C.project == project, _C.question == question, _C.at >= at)
    return np.array([tuple(row) for row in connection.execute(query)], np.int64).reshape(-1, 4)


def changed_at(connection: Connection, project: int, question: str) -> Micros:
    """Give the time at which the consensus on a question last changed; 0 while there is none."""
    query = select(func.max(_C.at)).where(_C.project == project, _C.question == question)
    return int(connection.execute(query).scalar() or 0)


def count_codes(connection: Connection, project: int, question: str) -> dict[int, int]:
    """Count the items by their consensus; those without one left out."""
    query = select(_C.code, func.count()).where(_of_project(project), _C.question == question, _C.code > NO_CODE)
    return {row[0]: row[1] for row in connection.execute(query.group_by(_C.code))}


def counts(connection: Connection, project: int, question: str) -> dict[Standing, int]:
    """Count the items by how their votes stand."""
    query = select(_C.state, func.count()).where(_of_project(project), _C.question == question).group_by(_C.state)
    return {Standing(row[0]): row[1] for row in connection.execute(query)}


def foretell(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Keep what was predicted for control items before their first answer was learnt from."""
    _FORETOLD.many(connection, rows)


def foretold(connection: Connection, project: int, question: str) -> list[tuple[int, int]]:
    """Give (predicted code, consensus code) of control items, in the order in which their answers came."""
    p = prequential.c
    query = (
        select(p.code, _C.code)
        .join(consensus, (_C.item == p.item) & (_C.rev == p.rev) & (_C.question == p.question))
        .where(p.project == project, p.question == question, _C.code > NO_CODE)
        .order_by(p.at, p.item)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def put_point(connection: Connection, project: int, question: str, point: CurvePoint, *, arm: str, n: int) -> None:
    """Write a point of the learning curve; one of as many answers gives way to it."""
    c = curve_point.c
    same = (c.project == project, c.question == question, c.arm == arm, c.answers == point.answers)
    connection.execute(delete(curve_point).where(*same))
    values = {"project": project, "question": question, "arm": arm, "n": n, **msgspec.structs.asdict(point)}
    connection.execute(insert(curve_point).values(values))


def curve(connection: Connection, project: int, question: str, *, arm: str) -> list[CurvePoint]:
    """Give the learning curve, oldest first."""
    c = curve_point.c
    query = select(c.at, c.answers, c.estimate, c.low, c.high).where(
        c.project == project, c.question == question, c.arm == arm
    )
    rows = connection.execute(query.order_by(c.at))
    return [CurvePoint(at=r[0], answers=r[1], estimate=r[2], low=r[3], high=r[4]) for r in rows]


def save_snapshot(
    connection: Connection, project: int, question: str, found: Snapshot, *, watermark: int, at: Micros
) -> None:
    body = msgspec.json.encode(found).decode()
    values = {"project": project, "question": question, "body": body, "watermark": watermark, "at": at}
    connection.execute(_SAVE, values)


def find_snapshot(connection: Connection, project: int, question: str) -> tuple[Snapshot, Micros] | None:
    row = connection.execute(select(_Q.body, _Q.at).where(_Q.project == project, _Q.question == question)).first()
    return None if row is None else (msgspec.json.decode(row[0], type=Snapshot), int(row[1]))


def watermark_of(connection: Connection, project: int, *, question: str | None = None) -> int:
    """Give the act up to which votes have last been settled, on one question or any; 0 before the first time."""
    query = select(func.max(_Q.watermark)).where(_Q.project == project)
    found = connection.execute(query if question is None else query.where(_Q.question == question)).scalar()
    return int(found or 0)


def _of_project(project: int) -> Any:  # a condition
    return (_C.item >= project << ITEM_BITS) & (_C.item < project + 1 << ITEM_BITS)


def _in_fews(
    connection: Connection, statement: Statement, question: str, items: Sequence[int]
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(items), _FEW):
        some = [*items[start : start + _FEW]]
        padded = some + [-1] * (_FEW - len(some))
        found += statement.all(connection, question=question, **{f"i{n}": item for n, item in enumerate(padded)})
    return found
