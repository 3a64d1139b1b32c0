"""Tables of featurizers, segments and the published version, and what the record says has changed."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Integer,
    Table,
    Text,
    bindparam,
    or_,
    select,
    text,
    update,
)

from inloop.database import Key, Statement, metadata
from inloop.loop.items.store.items import range_of
from inloop.loop.items.store.tables import item, item_revision
from inloop.loop.predictions.model import Champion, Fitted, Segment
from inloop.record.store import event

featurizer = Table(
    "featurizer",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("dims", Integer, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("ready", Boolean, nullable=False),
    Column("watermark", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)
segment = Table(
    "segment",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rows", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("basis", Text, nullable=False),
)
champion = Table(
    "champion",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("classes", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

_F, _S, _C = featurizer.c, segment.c, champion.c
_SEGMENT_COLUMNS = [_S[name] for name in Segment.__struct_fields__]
_CHAMPION = Statement(select(_C.version, _C.question, _C.classes).where(_C.project == bindparam("project")))
_ONE = Statement(
    select(*_SEGMENT_COLUMNS).where(
        _S.project == bindparam("project"),
        _S.kind == bindparam("kind"),
        _S.version == bindparam("version"),
        _S.number == bindparam("number"),
    )
)
_PUT = text(
    "INSERT INTO segment (project, kind, version, number, rows, path, sha256, basis) "
    "VALUES (:project, :kind, :version, :number, :rows, :path, :sha256, :basis) "
    "ON CONFLICT (project, kind, version, number) DO UPDATE "
    "SET rows = excluded.rows, path = excluded.path, sha256 = excluded.sha256, basis = excluded.basis"
)
_CROWN = text(
    "INSERT INTO champion (project, version, question, classes, at) "
    "VALUES (:project, :version, :question, :classes, :at) ON CONFLICT (project) DO UPDATE "
    "SET version = excluded.version, question = excluded.question, classes = excluded.classes, at = excluded.at"
)


class Change(NamedTuple):
    """One act of the record, as far as derived state needs it."""

    id: int
    act: str
    item: int | None


def changes_since(connection: Connection, project: int, after: int, *, limit: int = 20_000) -> list[Change]:
    """Give what happened in a project after an event, oldest first."""
    query = (
        select(event.c.id, event.c.act, event.c.item)
        .where(event.c.project == project, event.c.id > after)
        .order_by(event.c.id)
        .limit(limit)
    )
    return [Change(*row) for row in connection.execute(query)]


def has_acts(connection: Connection, project: int, *, after: int, acts: Sequence[str]) -> bool:
    """Say whether an act whose name begins so happened in a project after an event."""
    begins = or_(*(event.c.act.startswith(act, autoescape=True) for act in acts))
    query = select(event.c.id).where(event.c.project == project, event.c.id > after, begins).limit(1)
    return connection.execute(query).first() is not None


def items_of_acts(connection: Connection, project: int, *, after: int, act: str) -> set[int]:
    """Give the items of the acts whose name begins so that happened in a project after an event."""
    begins = event.c.act.startswith(act, autoescape=True) & event.c.item.is_not(None)
    query = select(event.c.item).where(event.c.project == project, event.c.id > after, begins)
    return set(connection.execute(query).scalars())


def latest_of(connection: Connection, project: int) -> int:
    """Give the newest event of a project."""
    query = select(event.c.id).where(event.c.project == project).order_by(event.c.id.desc()).limit(1)
    return int(connection.execute(query).scalar() or 0)


def fitted(connection: Connection, project: int) -> list[Fitted]:
    """List the featurizers of a project, newest first."""
    rows = connection.execute(select(featurizer).where(_F.project == project).order_by(_F.version.desc()))
    return [Fitted(**{**row._mapping, "fields": msgspec.json.decode(row.fields)}) for row in rows]  # noqa: SLF001  # SQLAlchemy's public name


def find_fitted(connection: Connection, project: int, version: int) -> Fitted | None:
    return next((found for found in fitted(connection, project) if found.version == version), None)


def current(connection: Connection, project: int) -> Fitted | None:
    """Give the newest featurizer whose features may be read."""
    return next((found for found in fitted(connection, project) if found.ready), None)


def add_fitted(connection: Connection, new: Fitted) -> None:
    row = {**msgspec.structs.asdict(new), "fields": msgspec.json.encode(new.fields).decode()}
    connection.execute(featurizer.insert().values(row))


def mark_fitted(connection: Connection, found: Fitted, *, ready: bool, watermark: int) -> None:
    same = (_F.project == found.project) & (_F.version == found.version)
    connection.execute(update(featurizer).where(same).values(ready=ready, watermark=watermark))


def manifest(connection: Connection, project: int, kind: str, version: int) -> list[Segment]:
    """List the segments of one version in the order of their numbers."""
    query = select(*_SEGMENT_COLUMNS).where(_S.project == project, _S.kind == kind, _S.version == version)
    return [_read(tuple(row)) for row in connection.execute(query.order_by(_S.number))]


def find_segment(connection: Connection, project: int, kind: str, version: int, number: int) -> Segment | None:
    row = _ONE.one(connection, project=project, kind=kind, version=version, number=number)
    return None if row is None else _read(row)


def put_segments(connection: Connection, segments: Sequence[Segment]) -> None:
    """Name files in the manifest, in place of what had their number before."""
    for new in segments:
        connection.execute(_PUT, msgspec.structs.asdict(new))


def drop_others(connection: Connection, project: int, kind: str, *, keep: int) -> None:
    """Take every other version of a kind out of the manifest; its files are swept later."""
    connection.execute(segment.delete().where(_S.project == project, _S.kind == kind, _S.version != keep))


def named_paths(connection: Connection) -> set[str]:
    """Give every file that a manifest row names."""
    return set(connection.execute(select(_S.path)).scalars()) | set(connection.execute(select(_F.path)).scalars())


def find_champion(connection: Connection, project: int) -> Champion | None:
    row = _CHAMPION.one(connection, project=project)
    if row is None:
        return None
    return Champion(project=project, version=row[0], question=row[1], classes=msgspec.json.decode(row[2]))


def crown(connection: Connection, new: Champion, *, at: int) -> None:
    """Make a version the published one."""
    row = {**msgspec.structs.asdict(new), "classes": msgspec.json.encode(new.classes).decode(), "at": at}
    connection.execute(_CROWN, row)


def texts_between(connection: Connection, project: int, first: int, last: int) -> list[tuple[int, int, str | None]]:
    """Give (item, current rev, fields JSON) of the ordinals from `first` up to, not including, `last`."""
    low = range_of(project)[0]
    where = (item.c.id >= low + first) & (item.c.id < low + last)
    return _texts(connection, where)


def texts_of(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, int, str | None]]:
    """Give (item, current rev, fields JSON) of these items."""
    return _texts(connection, item.c.id.in_(numbers))


def revised(connection: Connection, project: int) -> list[tuple[int, int]]:
    """List (item, current rev) of the items that have more than one revision."""
    first, last = range_of(project)
    query = select(item.c.id, item.c.rev).where(item.c.id >= first, item.c.id <= last, item.c.rev > 1)
    return [(row[0], row[1]) for row in connection.execute(query)]


def _texts(connection: Connection, where: object) -> list[tuple[int, int, str | None]]:
    i, r = item.c, item_revision.c
    query = select(i.id, i.rev, r.fields).join(item_revision, (r.item == i.id) & (r.rev == i.rev)).where(where)  # type: ignore[arg-type]  # a condition
    return [(row[0], row[1], row[2]) for row in connection.execute(query.order_by(i.id))]


def _read(row: tuple[object, ...]) -> Segment:
    return Segment(**dict(zip(Segment.__struct_fields__, row, strict=True)))  # type: ignore[arg-type]  # a row of the table
