"""What the owner of a server decides, read from the environment."""

from pathlib import Path

import pytest

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.settings import from_environment


def test_an_empty_environment_gives_a_laptop() -> None:
    settings = from_environment({})
    assert settings.is_sqlite
    assert (settings.host, settings.port) == ("127.0.0.1", 8400)
    assert settings.hosts == {"localhost", "127.0.0.1", "[::1]"}


def test_every_setting_can_be_given_by_its_name() -> None:
    settings = from_environment(
        {
            "INLOOP_DATA_DIR": "/srv/inloop",
            "INLOOP_PORT": "9000",
            "INLOOP_ALLOWED_HOSTS": "label.example.org, inloop.example.org",
            "INLOOP_IMPORT_ROOTS": "/data,/more",
        }
    )
    assert settings.database == "sqlite:////srv/inloop/inloop.db"
    assert settings.port == 9000
    assert {"label.example.org", "inloop.example.org"} <= settings.hosts
    assert settings.import_roots == (Path("/data"), Path("/more"))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_way_to_write_a_postgresql_url_is_understood(scheme: str) -> None:
    settings = from_environment({"INLOOP_DATABASE_URL": f"{scheme}://ada@db/inloop"})
    assert settings.database == "postgresql+psycopg://ada@db/inloop"
    assert not settings.is_sqlite


def test_an_option_wins_over_the_environment_unless_it_is_left_out() -> None:
    env = {"INLOOP_PORT": "9000"}
    assert from_environment(env, port=9001).port == 9001
    assert from_environment(env, port=None).port == 9000


def test_a_value_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InvalidInputError, match="INLOOP_PORT='many'"):
        from_environment({"INLOOP_PORT": "many"})
