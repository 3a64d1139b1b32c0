"""Eight people label over HTTP and a file is imported, while web app and worker are killed again and again.

Every acknowledged answer must be there once, the import must be exact, and the record must verify. Then the WAL of a
copy, taken while all was running, is cut at random bytes, as a power cut may: what is left must be whole.
"""

import argparse
import random
import shutil
import sqlite3
import statistics
import threading
import time
from contextlib import closing
from pathlib import Path

import httpx

from benchmarks.machines import installation, report, write_rows
from benchmarks.running import Running, await_import, import_file, make_project
from inloop import record
from inloop.database import open_database
from inloop.kernel.ids import new_id

PEOPLE = 8
CUTS = 20


class Labeller(threading.Thread):
    """Somebody who answers at full speed and sends each answer until it is acknowledged."""

    def __init__(self, client: httpx.Client, project: int, *, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.client, self.project, self.stop = client, project, stop
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self._rng = random.Random(project)

    def run(self) -> None:
        batch = self._send("/assignments", {"want": 3})
        while not self.stop.is_set():
            lent = batch.get("assignments") if batch else None
            if not lent:
                batch = self._send("/assignments", {"want": 3})
                continue
            values = {"mood": self._rng.choice(["good", "bad"])}
            body = {"id": new_id(), "assignment": lent[0]["id"], "values": values, "schema_version": 1, "want": 3}
            batch = self._send("/annotations", body)
            if batch:
                self.acknowledged.append(body["id"])

    def _send(self, path: str, body: dict[str, object]) -> dict[str, object]:
        while True:
            try:
                answer = self.client.post(f"/projects/{self.project}{path}", json=body)
            except httpx.TransportError:
                time.sleep(0.02)
                continue
            if answer.status_code in {200, 201}:
                return answer.json()
            if answer.status_code < 500:
                self.refused.append(answer.text)
                return {}
            time.sleep(0.02)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with installation("sqlite") as (_, folder):
        found = crash(folder, options)
    report("crash", {"kills": options.kills, "items": options.items, **found})


def crash(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    rng, stop = random.Random(options.seed), threading.Event()
    running = Running(folder)
    owner = running.owner()
    project = make_project(owner)
    await_import(owner, project, import_file(owner, project, write_rows(folder / "first.csv", 2_000)))
    people = [Labeller(running.annotator(owner, project, name=f"P{n}"), project, stop=stop) for n in range(PEOPLE)]
    for each in people:
        each.start()
    path = write_rows(folder / "second.csv", options.items)
    number = import_file(owner, project, path)
    backs = [kill(running, rng) for _ in range(options.kills)]
    take_copy(running, folder / "copy")
    imported = await_import(owner, project, number)
    stop.set()
    for each in people:
        each.join(30)
    running.end()
    acknowledged = [name for each in people for name in each.acknowledged]
    counts = imported["counts"]
    rows = sum(counts[name] for name in ("imported", "changed", "unchanged", "duplicate", "rejected"))
    return {
        "answers": len(acknowledged),
        "refused": sum(len(each.refused) for each in people),
        **compare(running.data_dir / "inloop.db", acknowledged),
        "import_exact": rows == options.items,
        "median_back_s": round(statistics.median(backs), 2),
        "worst_back_s": round(max(backs), 2),
        "cuts_whole": sum(cut(folder / "copy" / "inloop.db", folder / f"cut{n}", rng) for n in range(CUTS)),
        "cuts": CUTS,
    }


def kill(running: Running, rng: random.Random) -> float:
    """Kill web app or worker, or both, without warning; give the seconds until the web app answers."""
    time.sleep(rng.uniform(0.3, 1.5))
    for name in rng.choice([["web"], ["worker"], ["web", "worker"]]):
        child = running.children().get(name)
        if child is not None:
            child.kill()
    return running.await_health()


def take_copy(running: Running, place: Path) -> None:
    """Copy the folder as a power cut would leave it: all processes stand still."""
    children = running.children().values()
    for each in children:
        each.suspend()
    shutil.copytree(running.data_dir, place)
    for each in children:
        each.resume()


def compare(path: Path, acknowledged: list[str]) -> dict[str, object]:
    """Look for every acknowledged answer, and for items that were answered more often than they may be."""
    with closing(sqlite3.connect(path)) as facts:
        there = [row[0] for row in facts.execute("SELECT id FROM annotation")]
        doubled = facts.execute(
            "SELECT count(*) FROM (SELECT 1 FROM annotation GROUP BY assignment HAVING count(*) > 1)"
        ).fetchone()[0]
    stored = set(there)
    return {
        "lost": sum(name not in stored for name in acknowledged),
        "doubled": doubled + len(there) - len(stored) + len(acknowledged) - len(set(acknowledged)),
        "verified": is_whole(path),
    }


def is_whole(path: Path) -> bool:
    """Say whether the file is sound, the record verifies, and every import has exactly the rows that it counts."""
    database = open_database(f"sqlite:///{path}")
    try:
        sound = database.read(lambda c: c.exec_driver_sql("PRAGMA integrity_check").scalar()) == "ok"
        ordinals, items, revisions = database.read(
            lambda c: c.exec_driver_sql(
                "SELECT (SELECT coalesce(sum(next_ordinal), 0) FROM item_count), "
                "(SELECT count(*) FROM item), (SELECT count(*) FROM item_revision WHERE rev = 1)"
            ).one()
        )
        return sound and ordinals == items == revisions and record.verify(database).verified
    finally:
        database.close()


def cut(source: Path, folder: Path, rng: random.Random) -> bool:
    """Cut the WAL of a copy at a random byte and open it."""
    folder.mkdir()
    copy = folder / source.name
    shutil.copy(source, copy)
    wal = source.with_name(f"{source.name}-wal")
    if wal.exists():
        size = wal.stat().st_size
        copy.with_name(wal.name).write_bytes(wal.read_bytes()[: rng.randrange(size + 1)])
    whole = is_whole(copy)
    shutil.rmtree(folder)
    return whole


if __name__ == "__main__":
    main()
