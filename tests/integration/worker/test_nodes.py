"""Several web processes and workers on one PostgreSQL, as a company runs them."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import create_engine, select

import inloop
from inloop.adapters.jobs import claims
from inloop.client import Client, Project
from inloop.database import open_database
from inloop.worker.imports import CALM
from tests.live import free_port, until

pytestmark = pytest.mark.slow
PATIENCE_S = 120
ROWS, ASKED, EACH = 12 * CALM, 40, 2
SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [{"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]}],
}


class Nodes:
    """Processes that share a database and a data folder, each with a log."""

    def __init__(self, url: str, folder: Path, *, held: ExitStack) -> None:
        self._env = {**os.environ, "INLOOP_DATABASE_URL": url, "INLOOP_DATA_DIR": str(folder)}
        self._folder = folder
        self._held = held

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        log = self._held.enter_context((self._folder.parent / f"{words[0]}.log").open("ab"))
        command = [sys.executable, "-m", "inloop.cli", *words]
        process = subprocess.Popen(command, env=self._env, stdout=log, stderr=subprocess.STDOUT)
        self._held.callback(self._end, process)
        return process

    def web(self) -> str:
        """Start a web process; give its address once it answers."""
        port = free_port()
        self.start("web", "--port", str(port))
        base = f"http://127.0.0.1:{port}"
        until(lambda: _answers(base), what=f"No web process at {base}.", patience_s=PATIENCE_S)
        return base

    def say(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "inloop.cli", *words], env=self._env, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    @staticmethod
    def _end(process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.wait()


def _answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/healthz", timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def nodes(url: str, folder: Path) -> Iterator[Nodes]:
    folder.mkdir(mode=0o700)
    with ExitStack() as held:
        yield Nodes(url, folder, held=held)


def person(base: str, owner: Project) -> httpx.Client:
    """Bring somebody in by an invitation of one web process, through another."""
    secret = owner.invite()["url"].partition("#")[2]
    browser = httpx.Client(base_url=f"{base}/api", headers={"origin": base}, trust_env=False, timeout=60)
    assert browser.post("/invitations/accept", json={"secret": secret, "name": "Ann"}).is_success
    return browser


def work(browser: httpx.Client, project: int, done: Counter[str]) -> None:
    """Answer until nothing is left."""
    told = browser.post(f"/projects/{project}/assignments", json={"want": 2}).json()
    while told["assignments"]:
        held = told["assignments"][0]
        body = {
            "id": str(uuid4()),
            "assignment": held["id"],
            "values": {"mood": "good"},
            "schema_version": 1,
            "want": 2,
        }
        answer = browser.post(f"/projects/{project}/annotations", json=body)
        assert answer.status_code == 201, answer.text
        assert answer.json()["late"] is False
        done[held["item"]] += 1
        told = answer.json()


def empty_database(server: Callable[[str], str]) -> str:
    admin = create_engine(server("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE nodes")
    admin.dispose()
    return server("nodes")


def at_work(url: str, name: str) -> str:
    """Give the process that has claimed a piece of work."""
    database = open_database(url)
    try:
        node = database.read(
            lambda c: c.execute(select(claims.claim.c.node).where(claims.claim.c.name == name)).scalar()
        )
    finally:
        database.close()
    return str(node).rpartition("-")[2]


def test_two_web_processes_and_two_workers_are_one_inloop(
    postgresql_server: Callable[[str], str], rows_file: Callable[..., Path], tmp_path: Path
) -> None:
    url = empty_database(postgresql_server)
    with nodes(url, tmp_path / "data") as running, ExitStack() as held:
        bases = [running.web(), running.web()]
        token = running.say("token", "create", "tests", "--role", "owner")
        clients: list[Client] = [held.enter_context(inloop.connect(base, token)) for base in bases]
        asked = clients[0].projects.create("Asked", schema=SCHEMA, settings={"answers_per_item": EACH, "overlap": 0})
        asked.add(f"request {number}" for number in range(ASKED))
        seen = clients[1].projects.get(asked.id)
        large = clients[0].projects.create("Large", schema=SCHEMA)
        run = large.import_file(rows_file(ROWS), {"id": "key", "text": "field:text"}, wait=False)

        workers = [running.start("worker") for _ in range(2)]
        browsers = [held.enter_context(closing(person(base, seen))) for base in bases * 2]
        counts = [Counter[str]() for _ in browsers]
        pool = held.enter_context(ThreadPoolExecutor(len(browsers)))
        people = [pool.submit(work, browser, asked.id, count) for browser, count in zip(browsers, counts, strict=True)]
        until(lambda: run.refresh().told["position"] > 0, what="No worker began the import.", patience_s=PATIENCE_S)
        victim = next(each for each in workers if str(each.pid) == at_work(url, f"import:{run.id}"))
        victim.kill()
        victim.wait()
        for each in people:
            each.result(PATIENCE_S)
        until(lambda: run.refresh().ended, what=lambda: str(run.told), patience_s=PATIENCE_S)

        assert (run.state, run.counts["imported"]) == ("done", ROWS)
        assert all(count.most_common(1)[0][1] == 1 for count in counts)
        assert Counter(item for count in counts for item in count) == dict.fromkeys(set().union(*counts), EACH)
        assert len(set().union(*counts)) == ASKED
        until(lambda: len(seen.labels().list()) == ASKED, what="The other worker does not settle.")
        assert clients[1].projects.get(asked.id).told["state"] == "active"
