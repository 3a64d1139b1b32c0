"""Tables of model versions, ranking refreshes and asked trainings, and what the ranking must leave out."""

from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Float, Integer, Table, Text, func, or_, select, text, update

from inloop.database import Key, metadata
from inloop.kernel.clock import Micros
from inloop.loop.items.store.items import range_of
from inloop.loop.items.store.tables import item
from inloop.loop.labelling.store.tables import assignment, vote
from inloop.loop.predictions import store as columns
from inloop.loop.quality.model import Accuracy
from inloop.loop.training.model import Evidence, ModelVersion, Refresh, Taken, VersionState

model_version = Table(
    "model_version",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("answers", BigInteger, nullable=False),
    Column("people", Integer, nullable=False),
    Column("classes", Text, nullable=False),
    Column("featurizer", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("snapshot", Text, nullable=False),
    Column("accuracy", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("parent", Integer),
    Column("card", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("seconds", Float, nullable=False),
)
ranking = Table(
    "ranking",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("answers", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("strategy", Text, nullable=False),
    Column("why", Text, nullable=False),
)
train_asked = Table(
    "train_asked",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
)

_M, _R = model_version.c, ranking.c
_JSON = {"classes": list[int], "snapshot": Taken, "accuracy": Accuracy, "evidence": Evidence}
_RANKED = text(
    "INSERT INTO ranking (project, at, answers, seconds, strategy, why) "
    "VALUES (:project, :at, :answers, :seconds, :strategy, :why) ON CONFLICT (project) DO UPDATE "
    "SET at = excluded.at, answers = excluded.answers, seconds = excluded.seconds, strategy = excluded.strategy, "
    "why = excluded.why"
)
_ASK = text(
    'INSERT INTO train_asked (project, at, "by") VALUES (:project, :at, :by) '
    "ON CONFLICT (project) DO UPDATE SET at = excluded.at"
)


def add_version(connection: Connection, new: ModelVersion) -> None:
    row = msgspec.structs.asdict(new)
    row.update({name: msgspec.json.encode(row[name]).decode() for name in _JSON})
    connection.execute(model_version.insert().values({**row, "state": new.state.value}))


def retire(connection: Connection, project: int, *, note: str = "") -> None:
    """Let the published version step down."""
    same = (_M.project == project) & (_M.state == VersionState.PUBLISHED.value)
    connection.execute(update(model_version).where(same).values(state=VersionState.RETIRED.value, note=note))


def set_accuracy(connection: Connection, project: int, version: int, accuracy: Accuracy) -> None:
    same = (_M.project == project) & (_M.version == version)
    connection.execute(update(model_version).where(same).values(accuracy=msgspec.json.encode(accuracy).decode()))


def versions(connection: Connection, project: int, *, most: int = 100) -> list[ModelVersion]:
    """List the versions of a project, newest first."""
    query = select(model_version).where(_M.project == project).order_by(_M.version.desc()).limit(most)
    return [_read(row._mapping) for row in connection.execute(query)]  # noqa: SLF001  # SQLAlchemy's public name


def find_version(connection: Connection, project: int, version: int) -> ModelVersion | None:
    row = connection.execute(select(model_version).where(_M.project == project, _M.version == version)).first()
    return None if row is None else _read(row._mapping)  # noqa: SLF001  # SQLAlchemy's public name


def first_published(connection: Connection, project: int, question: str) -> Micros | None:
    """Give the time of the first version on a question; None before there is one."""
    query = select(func.min(_M.created_at)).where(_M.project == project, _M.question == question)
    found = connection.execute(query).scalar()
    return None if found is None else int(found)


def newest(connection: Connection, project: int) -> tuple[int, int, int]:
    """Give (version, answers, featurizer) of the latest training, zeros before the first."""
    query = select(_M.version, _M.answers, _M.featurizer).where(_M.project == project)
    row = connection.execute(query.order_by(_M.version.desc()).limit(1)).first()
    return (0, 0, 0) if row is None else (row[0], row[1], row[2])


def people(connection: Connection, project: int, question: str) -> int:
    """Count who has voted on a question."""
    first, last = range_of(project)
    v = vote.c
    query = select(func.count(v.annotator.distinct())).where(v.item >= first, v.item <= last, v.question == question)
    return int(connection.execute(query).scalar_one())


def save_ranking(connection: Connection, project: int, found: Refresh) -> None:
    connection.execute(_RANKED, {"project": project, **msgspec.structs.asdict(found)})


def find_ranking(connection: Connection, project: int) -> Refresh | None:
    row = connection.execute(
        select(_R.at, _R.answers, _R.seconds, _R.strategy, _R.why).where(_R.project == project)
    ).first()
    return None if row is None else Refresh(**row._mapping)  # noqa: SLF001  # SQLAlchemy's public name


def ask_training(connection: Connection, project: int, *, at: Micros, by: str) -> None:
    connection.execute(_ASK, {"project": project, "at": at, "by": by})


def is_asked(connection: Connection, project: int) -> bool:
    query = select(train_asked.c.at).where(train_asked.c.project == project)
    return connection.execute(query).first() is not None


def training_done(connection: Connection, project: int) -> None:
    connection.execute(train_asked.delete().where(train_asked.c.project == project))


def control_and_gone(connection: Connection, project: int) -> tuple[list[int], list[int]]:
    """Give the items that are control items, and those that are deleted."""
    first, last = range_of(project)
    i = item.c
    control = text("control = 1") if connection.dialect.name == "sqlite" else text("control")
    query = select(i.id, i.control, i.deleted_at).where(
        i.id >= first, i.id <= last, or_(control, i.deleted_at.is_not(None))
    )
    rows = connection.execute(query).all()
    return [row[0] for row in rows if row[1]], [row[0] for row in rows if row[2] is not None]


def lent(connection: Connection, project: int) -> list[int]:
    """List the items that somebody holds."""
    s = assignment.c
    return list(connection.execute(select(s.item).where(s.project == project, text("state = 0"))).scalars())


def named_paths(connection: Connection) -> set[str]:
    """Give every file that a row names: segments, featurizers, models."""
    return columns.named_paths(connection) | set(connection.execute(select(_M.path)).scalars())


def _read(row: Any) -> ModelVersion:  # a row of the table
    read: dict[str, Any] = {name: msgspec.json.decode(row[name], type=kind) for name, kind in _JSON.items()}
    return ModelVersion(**{**row, **read, "state": VersionState(row["state"])})
