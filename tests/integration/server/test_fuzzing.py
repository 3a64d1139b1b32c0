"""Whatever comes in, the server answers with what was wrong, never with a failure of its own."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings

from inloop.app import open_system
from inloop.kernel.clock import now
from inloop.kernel.settings import Settings
from inloop.loop import projects
from inloop.people import Role, service
from inloop.server import create_app
from tests.integration.server.conftest import SCHEMA

EXAMPLES = 8
SKIPPED = (
    "/api/demo",
    "/api/sign-out",
    "/api/projects/{p}/events",  # it has no end; see below
    "/api/projects/{p}/archive",
    "/api/projects/{p}/delete",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, sqlite_urls: Any) -> Iterator[tuple[Any, str]]:
    folder: Path = tmp_path_factory.mktemp("fuzzed")
    system = open_system(Settings(data_dir=folder, database_url=sqlite_urls()))

    def begin(connection: Any) -> str:
        owner = service.ensure_owner(connection, at=now())
        projects.create(connection, name="Moods", schema=SCHEMA, at=now(), by="test")
        session = service.open_session(connection, person=owner, at=now())
        identity = service.identify(connection, session_secret=session.secret, at=now())
        return service.make_token(
            connection, identity=identity, name="fuzz", project=None, role=Role.OWNER, at=now()
        ).secret

    token = system.database.write(begin)
    server = uvicorn.Server(uvicorn.Config(create_app(system), port=0, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", token
    server.should_exit = True
    thread.join(10)
    system.close()


@pytest.mark.slow
def test_nothing_makes_the_server_fail(served: tuple[str, str]) -> None:
    base, token = served
    failures: list[str] = []
    interface = schemathesis.openapi.from_url(f"{base}/api/openapi.json")
    with httpx.Client(base_url=base, headers={"authorization": f"Bearer {token}"}, timeout=30) as client:
        for found in interface.exclude(path=list(SKIPPED)).get_all_operations():
            failures += failures_of(found.ok(), client)
    assert failures == []


def failures_of(operation: Any, client: httpx.Client) -> list[str]:
    """Send examples of one operation; tell those that the server fails on."""
    failures = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        if "p" in case.path_parameters:
            case.path_parameters["p"] = 1
        if isinstance(case.body, dict) and "base_version" in case.body:
            case.body["base_version"] = 1
        sent = case.as_transport_kwargs(base_url=str(client.base_url))
        named = {name: sent[name] for name in ("params", "json", "data") if sent.get(name) is not None}
        answer = client.request(sent["method"], sent["url"], **named)
        if answer.status_code >= 500:
            failures.append(f"{case.method} {sent['url']} {named}: {answer.status_code}")

    send()
    return failures


@pytest.mark.parametrize("last", ["", "-1", "9" * 400, "\N{SNOWMAN}", "1\t2", "'; drop table event --", "a" * 7_000])
def test_a_stream_begins_whatever_a_page_says_it_heard_last(served: tuple[str, str], last: str) -> None:
    base, token = served
    headers = {"authorization": f"Bearer {token}".encode(), "last-event-id": last.encode()}
    with httpx.Client(base_url=base, timeout=30) as client:
        with client.stream("GET", "/api/projects/1/events", headers=headers) as stream:
            assert stream.status_code == 200
            assert next(stream.iter_lines()).startswith("retry:")
        for odd in ("0", "-1", "x", "1e9", "9" * 30, "%00", "..%2f1"):
            answer = client.get(f"/api/projects/{odd}/events", headers=headers)
            assert 400 <= answer.status_code < 500, (odd, answer.text)
