"""Eight people at full speed: what an answer with its next items costs the server, and whether anything goes wrong."""

import argparse
import http.client
import json
import random
import sqlite3
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import psutil

from benchmarks.machines import installation, report, write_rows
from benchmarks.running import Running, await_import, import_file, make_project

MOODS = ("good", "bad")
WARM_UP = 40
"""Answers of each annotator before anything is counted: statements are compiled, caches are warm."""


class Annotator:
    """One person with one connection, who answers as soon as there is something to answer."""

    def __init__(self, running: Running, project: int, cookie: str, seed: int) -> None:
        self._connection = http.client.HTTPConnection(running.base.removeprefix("http://"), timeout=30)
        self._place = f"/api/projects/{project}"
        self._headers = {"Content-Type": "application/json", "Cookie": cookie, "Origin": running.base}
        self._rng = random.Random(seed)
        self.answers, self.failed = 0, 0
        self.latencies_ms: list[float] = []
        self._held = self._post("/assignments", {"want": 3})["assignments"]

    def answer(self) -> bool:
        """Answer the oldest item; False when there is none left."""
        if not self._held:
            return False
        body = {
            "id": str(uuid.UUID(int=self._rng.getrandbits(128), version=4)),
            "assignment": self._held[0]["id"],
            "values": {"mood": self._rng.choice(MOODS)},
            "schema_version": 1,
            "active_ms": 1200,
            "want": 3,
        }
        started = time.perf_counter()
        told = self._post("/annotations", body)
        self.latencies_ms.append((time.perf_counter() - started) * 1_000)
        self._held = told.get("assignments", [])
        self.answers += 1
        return True

    def _post(self, path: str, body: dict[str, object]) -> dict[str, list[dict[str, str]]]:
        self._connection.request("POST", self._place + path, json.dumps(body), self._headers)
        reply = self._connection.getresponse()
        content = reply.read()
        if reply.status not in {200, 201}:
            self.failed += 1
            return {}
        told: dict[str, list[dict[str, str]]] = json.loads(content)
        return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--annotators", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--growth", action="store_true", help="Compare 1,000,000 items with 1,000 as well.")
    options = parser.parse_args()
    found = measure(options.items, options.annotators, options.seconds)
    if options.growth:
        large = measure(1_000_000, options.annotators, options.seconds)
        small = measure(1_000, options.annotators, min(options.seconds, 4), most=100)
        for name, key in (("growth", "cpu_ms_per_answer"), ("web_growth", "web_cpu_ms_per_answer")):
            found[name] = round(large[key] / small[key], 2)
            found[f"{name}_ms_at_1m"], found[f"{name}_ms_at_1k"] = large[key], small[key]
    report("labelling", {**vars(options), **found})


def measure(items: int, annotators: int, seconds: float, *, most: int = 10**9) -> dict[str, float]:
    with installation("sqlite") as (_, folder):
        running = Running(folder)
        try:
            owner = running.owner()
            project = make_project(owner)
            number = import_file(owner, project, write_rows(folder / "rows.csv", items))
            assert await_import(owner, project, number)["counts"]["imported"] == items
            while not owner.get(f"/projects/{project}/items", params={"limit": 1}).json()["search_ready"]:
                time.sleep(0.5)
            running.await_quiet()
            people = [_annotator(running, owner, project, seed) for seed in range(annotators)]
            return label(running, people, seconds, most=most)
        finally:
            running.end()


def _annotator(running: Running, owner, project: int, seed: int) -> Annotator:
    client = running.annotator(owner, project, name=f"Person {seed}")
    cookie = "; ".join(f"{one.name}={one.value}" for one in client.cookies.jar)
    return Annotator(running, project, cookie, seed)


def label(running: Running, people: list[Annotator], seconds: float, *, most: int) -> dict[str, float]:
    with ThreadPoolExecutor(len(people)) as threads:
        list(threads.map(lambda one: [one.answer() for _ in range(WARM_UP)], people))
        before, done = cpu_s(running), sum(one.answers for one in people)
        for one in people:
            one.latencies_ms.clear()
        started = time.perf_counter()
        list(threads.map(lambda one: work(one, started + seconds, most), people))
        spent, after = time.perf_counter() - started, cpu_s(running)
    answers = sum(one.answers for one in people) - done
    latencies = sorted(ms for one in people for ms in one.latencies_ms)
    used = {name: after[name] - before[name] for name in before}
    return {
        "answers": answers,
        "answers_per_s": round(answers / spent, 1),
        "cpu_ms_per_answer": round(sum(used.values()) / answers * 1_000, 2),
        "web_cpu_ms_per_answer": round(used["web"] / answers * 1_000, 2),
        "learning_cpu_ms_per_answer": round(used["worker"] / answers * 1_000, 2),
        "p50_ms": round(latencies[len(latencies) // 2], 2),
        "p95_ms": round(latencies[int(len(latencies) * 0.95)], 2),
        "failed": sum(one.failed for one in people),
        "over_leased": over_leased(running),
    }


def work(one: Annotator, until: float, most: int) -> None:
    while time.perf_counter() < until and most > 0 and one.answer():
        most -= 1


def cpu_s(running: Running) -> dict[str, float]:
    tree = {"up": psutil.Process(running.process.pid), **running.children()}
    times = {name: each.cpu_times() for name, each in tree.items()}
    return {name: spent.user + spent.system for name, spent in times.items()}


def over_leased(running: Running) -> int:
    """Count the items that more people hold or have answered than they need."""
    with sqlite3.connect(running.data_dir / "inloop.db") as facts:
        query = (
            "SELECT count(*) FROM (SELECT a.item FROM assignment a JOIN ask q ON q.item = a.item "
            "WHERE a.state IN (0, 1) GROUP BY a.item, q.need HAVING count(*) > q.need)"
        )
        return int(facts.execute(query).fetchone()[0])


if __name__ == "__main__":
    main()
