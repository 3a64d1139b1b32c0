"""The table of rules: every version as it was."""

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Integer, Table, Text, bindparam, insert, select

from inloop.database import Key, Statement, metadata
from inloop.loop.rules.model import Rule, RuleSet

rule_set = Table(
    "rule_set",
    metadata,
    Column("project", Key, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
)
_R = rule_set.c
_NEWEST = Statement(
    select(_R.version, _R.body, _R.at, _R.by)
    .where(_R.project == bindparam("project"))
    .order_by(_R.version.desc())
    .limit(1)
)


def newest_body(connection: Connection, project: int) -> str:
    """Give the rules in force as they are kept; empty where there have never been any."""
    row = _NEWEST.one(connection, project=project)
    return "" if row is None else str(row[1])


def newest(connection: Connection, project: int) -> RuleSet:
    row = _NEWEST.one(connection, project=project)
    if row is None:
        return RuleSet()
    return RuleSet(version=row[0], rules=msgspec.json.decode(row[1], type=list[Rule]), at=row[2], by=row[3])


def add(connection: Connection, project: int, new: RuleSet) -> None:
    body = msgspec.json.encode(new.rules).decode()
    values = {"project": project, "version": new.version, "body": body, "at": new.at, "by": new.by}
    connection.execute(insert(rule_set).values(values))
