"""Who works on what, where several nodes share one database: a lease a piece of work, renewed while it runs.

A node that dies stops renewing; after the lease another takes over. What the work writes is fenced by its own rows, so
that a node which was only slow does no harm either.
"""

from sqlalchemy import BigInteger, Column, Connection, Table, Text, delete, text

from inloop.database import metadata
from inloop.kernel.clock import SECOND, Micros

LEASE: Micros = 15 * SECOND
RENEW_S = 4.0

claim = Table(
    "claim",
    metadata,
    Column("name", Text, primary_key=True),
    Column("node", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
)

_TAKE = text(
    "INSERT INTO claim (name, node, until) VALUES (:name, :node, :until) "
    "ON CONFLICT (name) DO UPDATE SET node = excluded.node, until = excluded.until "
    "WHERE claim.until < :now OR claim.node = excluded.node"
)


def take(connection: Connection, name: str, *, node: str, at: Micros) -> bool:
    """Claim a piece of work for a while, or renew the claim; False while another node has it."""
    values = {"name": name, "node": node, "now": at, "until": at + LEASE}
    return bool(connection.execute(_TAKE, values).rowcount)


def give_back(connection: Connection, name: str, *, node: str) -> None:
    """Let others have it."""
    connection.execute(delete(claim).where(claim.c.name == name, claim.c.node == node))
