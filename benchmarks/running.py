"""A whole inloop as a user starts it, with its process tree and signed-in clients."""

import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil

SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [{"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]}],
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """`inloop up` on a folder of its own; `cold_start_s` is the time to the first healthy answer."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.data_dir = folder / "data"
        self.base = f"http://127.0.0.1:{port}"
        self.log = folder / "up.log"
        command = [sys.executable, "-m", "inloop.cli", "up", "--no-demo", "--data-dir", str(self.data_dir)]
        started = time.perf_counter()
        with self.log.open("w") as log:
            self.process = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=subprocess.STDOUT)
        self.await_health()
        self.cold_start_s = time.perf_counter() - started

    def await_health(self, *, patience_s: float = 60.0) -> float:
        """Wait for a healthy answer; give the seconds it took."""
        started = time.perf_counter()
        while time.perf_counter() < started + patience_s:
            try:
                if httpx.get(f"{self.base}/healthz", timeout=10).status_code == 200:
                    return time.perf_counter() - started
            except httpx.TransportError:
                time.sleep(0.005)
        raise TimeoutError(self.log.read_text())

    def children(self) -> dict[str, psutil.Process]:
        found = {}
        for each in psutil.Process(self.process.pid).children():
            try:
                found[each.cmdline()[3]] = each
            except (psutil.Error, IndexError):
                continue
        return found

    def rss_mb(self) -> dict[str, float]:
        """Give the resident memory of each process; pages they share are counted in each."""
        found = {name: each.memory_info().rss / 2**20 for name, each in self.children().items()}
        return {"up": psutil.Process(self.process.pid).memory_info().rss / 2**20, **found}

    def cpu_s(self) -> float:
        """Give the processor time that the whole tree has used."""
        tree = [psutil.Process(self.process.pid), *self.children().values()]
        return sum(sum(each.cpu_times()[:2]) for each in tree)

    def await_quiet(self, *, patience_s: float = 400.0) -> float:
        """Wait until what an import made due (index, vectors, ranking) is done; give the processor time it took."""
        first, until, quiet = self.cpu_s(), time.monotonic() + patience_s, 0
        while quiet < 3 and time.monotonic() < until:
            before = self.cpu_s()
            time.sleep(2)
            quiet = quiet + 1 if self.cpu_s() - before < 0.1 else 0
        return self.cpu_s() - first

    def client(self, **options: object) -> httpx.Client:
        return httpx.Client(base_url=f"{self.base}/api", headers={"Origin": self.base}, timeout=30, **options)

    def owner(self) -> httpx.Client:
        until = time.monotonic() + 30
        while not (found := re.search(r"sign-in#(\S+)", self.log.read_text())):
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.02)
        client = self.client()
        client.post("/sign-in/link", json={"secret": found[1]}).raise_for_status()
        return client

    def annotator(self, owner: httpx.Client, project: int, *, name: str) -> httpx.Client:
        asked = owner.post(f"/projects/{project}/invitations", json={"role": "annotator", "name": name})
        asked.raise_for_status()
        secret = asked.json()["url"].rpartition("#")[2]
        client = self.client()
        client.post("/invitations/accept", json={"secret": secret, "name": name}).raise_for_status()
        return client

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def make_project(owner: httpx.Client) -> int:
    made = owner.post("/projects", json={"name": "Bench", "schema": SCHEMA})
    made.raise_for_status()
    number: int = made.json()["id"]
    return number


def import_file(owner: httpx.Client, project: int, path: Path) -> int:
    """Upload a file and ask for its import; give the number of the import."""
    with path.open("rb") as file:
        sent = owner.post("/uploads", params={"name": path.name}, content=file)
    sent.raise_for_status()
    columns = [{"name": "id", "role": "key"}, {"name": "text", "role": "field"}]
    asked = owner.post(f"/projects/{project}/imports", json={"upload": sent.json()["id"], "columns": columns})
    asked.raise_for_status()
    number: int = asked.json()["id"]
    return number


def await_import(owner: httpx.Client, project: int, number: int) -> dict[str, object]:
    while True:
        try:
            found = owner.get(f"/projects/{project}/imports/{number}").json()
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        if found["state"] not in {"queued", "running"}:
            return found
        time.sleep(0.1)
