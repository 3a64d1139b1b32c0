"""What it takes to give everything away as a file: CPU and memory beyond those of an idle server."""

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path

import psutil

from benchmarks.machines import installation, report, write_rows
from inloop.app import open_system
from inloop.app.export import stream_export
from inloop.app.prepare import prepare
from inloop.kernel.clock import now
from inloop.kernel.settings import Settings
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan

SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [{"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]}],
}
COLUMNS = [
    Column(name="id", role="key"),
    Column(name="text", role="field"),
    Column(name="mood", role="label", annotator="Ann"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--format", default="csv")
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    parser.add_argument("--project", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        print(*export(options.folder, options.project, options.format))
        return
    with installation("sqlite") as (_, folder):
        project = fill(folder, options.items, options.answers)
        command = [sys.executable, "-m", "benchmarks.export_items", "--folder", str(folder), "--project", str(project)]
        told = subprocess.run([*command, "--format", options.format], capture_output=True, text=True, check=True)
    cpu_s, extra_mb, sent_bytes = told.stdout.split()
    found = {"cpu_s": float(cpu_s), "extra_mb": float(extra_mb), "bytes": int(sent_bytes)}
    report("export_items", {"items": options.items, "answers": options.answers, "format": options.format, **found})


def fill(folder, items: int, answers: int) -> int:
    """Bring in so many items, the first of them with an answer."""
    settings = Settings(data_dir=folder)
    prepare(settings)
    system, rng = open_system(settings), random.Random(0)
    database = system.database
    project = database.write(lambda c: projects.create(c, name="Bench", schema=SCHEMA, at=now(), by="bench"))
    plan = Plan(COLUMNS, database.read(lambda c: projects.schema_of(c, project)))
    lines = write_rows(folder / "rows.csv", items).read_text().splitlines()[1:]
    for start in range(0, items, 1_000):
        rows = []
        for number, line in enumerate(lines[start : start + 1_000], start=start):
            key, _, text = line.partition(",")
            mood = rng.choice(["good", "bad"]) if number < answers else None
            rows.append(plan.read({"id": key, "text": text, "mood": mood}))
        database.bulk(lambda c, rows=rows: cycle.bring(c, project, rows, source=None, at=now(), by="bench"))
    system.close()
    return project.id


def export(folder: str, number: int, form: str) -> tuple[float, float, int]:
    """Export items and annotations in a process of their own; give CPU, memory beyond the start, and bytes."""
    system = open_system(Settings(data_dir=Path(folder)))
    project = system.database.read(lambda c: projects.get(c, number))
    process = psutil.Process()
    before_mb, cpu, sent, peak = process.memory_info().rss / 2**20, time.process_time(), 0, 0.0
    for what in ("items", "annotations"):
        for piece in stream_export(system, project, what=what, form=form):
            sent += len(piece)
            peak = max(peak, process.memory_info().rss / 2**20)
    spent = time.process_time() - cpu
    system.close()
    return round(spent, 2), round(max(peak - before_mb, 0), 1), sent


if __name__ == "__main__":
    main()
