from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from inloop.app.tables import metadata
from inloop.database import open_database
from inloop.database.migrations import HEAD, KNOWN, find_version, upgrade
from inloop.kernel.errors import ConflictError


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: Callable[[str], str] = request.getfixturevalue("postgresql_server")
    name = f"empty_{abs(hash(request.node.name))}"
    admin = create_engine(server("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    return server(name)


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(("item_search", "alembic_version")))


def test_migrating_an_empty_database_gives_exactly_the_tables_the_code_defines(empty_url: str) -> None:
    assert upgrade(empty_url)
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        options = {"include_name": is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert inspect(connection).has_table("item_search")
        assert find_version(connection) == HEAD == KNOWN[-1]
    engine.dispose()


def test_a_database_that_is_up_to_date_is_left_alone(empty_url: str) -> None:
    assert upgrade(empty_url)
    assert not upgrade(empty_url)


def test_a_database_newer_than_the_code_is_refused(empty_url: str) -> None:
    upgrade(empty_url)
    database = open_database(empty_url)
    database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    database.close()
    with pytest.raises(ConflictError, match="'9999'"):
        upgrade(empty_url)
