"""A running server, for what is told from outside."""

from collections.abc import Iterator

import pytest

from tests.live import Live, live


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """`inloop up`, once for all tests of this worker that only look at it from outside."""
    with live(tmp_path_factory.mktemp("running")) as server:
        yield server


@pytest.fixture(scope="session")
def connected(running: Live) -> Iterator[Live]:
    """The same, with the environment in which `inloop.connect()` finds it as its owner."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INLOOP_URL", running.url)
        environment.setenv("INLOOP_TOKEN", running.token())
        yield running
