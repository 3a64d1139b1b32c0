"""Comparing versions costs one query; Alembic is imported only when there is something to do."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from inloop.database.dialects import open_engine
from inloop.kernel.errors import ConflictError

KNOWN = ("0001",)
"""Every version there has been, oldest first; a new migration adds its own."""
HEAD = KNOWN[-1]
VERSION_TABLE = "alembic_version"
FOLDER = Path(__file__).parent
_LOCK = 0x1A7E5


def find_version(connection: Connection) -> str | None:
    """Give the version of the tables; None where there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  # a constant
    return version


def upgrade(url: str) -> bool:
    """Bring the tables at a URL up to date; say whether there was anything to do.

    Two nodes that start at once wait for each other: one migrates, the other finds it done.

    Raises
    ------
    ConflictError
        A newer version of inloop has been here.
    """
    engine = open_engine(url, pool_size=1)
    try:
        with engine.connect() as connection:
            if not _is_behind(find_version(connection)):
                return False
        return _migrate(engine)
    finally:
        engine.dispose()


def _is_behind(version: str | None) -> bool:
    if version is not None and version not in KNOWN:
        raise ConflictError(
            f"The database is at version '{version}'; this inloop knows versions up to '{HEAD}'.",
            hint="A newer inloop has used it. Upgrade inloop, or restore a backup into a new place.",
        )
    return version != HEAD


def _migrate(engine: Engine) -> bool:
    from alembic import command
    from alembic.config import Config

    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        if not _is_behind(find_version(connection)):
            return False
        config = Config()
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
    return True
