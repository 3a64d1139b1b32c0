"""From an answer to a queue that knows it: ``python -m benchmarks.loop_latency --items 100000``.

Two people answer over HTTP at a human pace. The time of an answer ends when the ranking that has learnt from it stands
at the head of the queue; it is read from the database, so looking costs the server nothing.
"""

import argparse
import random
import shutil
import sqlite3
import tempfile
import threading
import time
from pathlib import Path

import psutil

from benchmarks.labelling import Annotator
from benchmarks.machines import report, write_rows
from benchmarks.running import Running, await_import, import_file, make_project

PAUSE_S = (0.5, 1.5)
PEOPLE = 2


def answers_in(database: sqlite3.Connection, table: str, project: int) -> int:
    found = database.execute(f"SELECT answers FROM {table} WHERE project = ?", (project,)).fetchone()  # noqa: S608  # two names of our own
    return 0 if found is None else int(found[0])


def work(annotator: Annotator, stop: threading.Event, given: list[tuple[float, int]], path: Path, project: int) -> None:
    """Answer until told to stop; note when each answer was acknowledged and how many there were by then."""
    rng, database = random.Random(id(annotator)), sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    while not stop.is_set() and annotator.answer():
        given.append((time.perf_counter(), answers_in(database, "progress", project)))
        time.sleep(rng.uniform(*PAUSE_S))


def watch(path: Path, project: int, stop: threading.Event, seen: list[tuple[float, int]]) -> None:
    """Note when the ranking has learnt from how many answers."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    while not stop.is_set():
        known = answers_in(database, "ranking", project)
        if not seen or known != seen[-1][1]:
            seen.append((time.perf_counter(), known))
        time.sleep(0.01)


def await_vectors(path: Path, project: int, items: int) -> float:
    """Wait until the whole project has vectors and a first ranking; give the seconds."""
    started, database = time.perf_counter(), sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    while True:
        rows = database.execute("SELECT sum(rows) FROM segment WHERE project = ? AND kind = 'features'", (project,))
        ranked = database.execute("SELECT 1 FROM ranking WHERE project = ?", (project,)).fetchone()
        if (rows.fetchone()[0] or 0) >= items and ranked is not None:
            return time.perf_counter() - started
        time.sleep(0.2)


def measure(folder: Path, *, items: int, seconds: float) -> dict[str, object]:
    running = Running(folder)
    try:
        owner = running.owner()
        project = make_project(owner)
        path, number = (
            running.data_dir / "inloop.db",
            import_file(owner, project, write_rows(folder / "rows.csv", items)),
        )
        await_import(owner, project, number)
        vectors_s = await_vectors(path, project, items)
        people = []
        for place in range(PEOPLE):
            client = running.annotator(owner, project, name=f"person {place}")
            cookie = "; ".join(f"{one.name}={one.value}" for one in client.cookies.jar)
            people.append(Annotator(running, project, cookie, place))
        return {**_let_work(running, people, path, project, seconds=seconds), "vectors_s": round(vectors_s, 1)}
    finally:
        running.end()


def _let_work(
    running: Running, people: list[Annotator], path: Path, project: int, *, seconds: float
) -> dict[str, object]:
    stop, given, seen = threading.Event(), list[tuple[float, int]](), list[tuple[float, int]]()
    worker = running.children()["worker"]
    before, started = sum(worker.cpu_times()[:2]), time.perf_counter()
    threads = [threading.Thread(target=work, args=(each, stop, given, path, project)) for each in people]
    threads.append(threading.Thread(target=watch, args=(path, project, stop, seen)))
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    cpu_share = (sum(psutil.Process(worker.pid).cpu_times()[:2]) - before) / (time.perf_counter() - started)
    stop.set()
    for thread in threads:
        thread.join()
    waits = [next((at for at, known in seen if known >= count), None) for _, count in given]
    took = sorted(max(0.0, end - at) for (at, _), end in zip(given, waits, strict=True) if end is not None)
    return {
        "median_s": round(took[len(took) // 2], 3),
        "p95_s": round(took[int(len(took) * 0.95)], 3),
        "answers": len(given),
        "refreshes": len(seen) - 1,
        "worker_cpu_share": round(cpu_share, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="inloop-bench-"))
    try:
        found = {"items": given.items, **measure(folder, items=given.items, seconds=given.seconds)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report("loop_latency", found)


if __name__ == "__main__":
    main()
