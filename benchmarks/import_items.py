"""How fast items come in, how much memory that takes, and how long until they can be searched."""

import argparse
import time

from benchmarks.machines import installation, peak_mb, report, write_rows
from inloop.database import open_database
from inloop.database.migrations import upgrade
from inloop.kernel.clock import now
from inloop.loop import projects
from inloop.loop.items import imports, search
from inloop.loop.items.model import Column
from inloop.worker.imports import run_import

SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [{"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]}],
}
COLUMNS = [Column(name="id", role="key"), Column(name="text", role="field")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--format", choices=["jsonl", "csv"], default="jsonl")
    options = parser.parse_args()
    with installation(options.database) as (url, folder):
        found = measure(url, write_rows(folder / f"rows.{options.format}", options.items), options.items)
    report(f"import_items_{options.database}", {**vars(options), **found})


def measure(url, path, items) -> dict[str, object]:
    upgrade(url)
    database = open_database(url)
    project = database.write(lambda c: projects.create(c, name="Bench", schema=SCHEMA, at=now(), by="bench"))
    schema = database.read(lambda c: projects.schema_of(c, project))
    run = database.write(
        lambda c: imports.request(c, project, name=path.name, path=path, columns=COLUMNS, at=now(), by="bench")
    )
    before_mb, started, cpu = peak_mb(), time.perf_counter(), time.process_time()
    run_import(database, run.id)
    import_s, import_cpu_s = time.perf_counter() - started, time.process_time() - cpu
    ended = database.read(lambda c: imports.get(c, project.id, run.id))
    assert ended.counts.imported == items, ended
    started = time.perf_counter()
    while database.bulk(lambda c: search.index_chunk(c, project.id, schema)):
        pass
    found = {
        "items_per_s": round(items / import_s),
        "items_per_cpu_s": round(items / import_cpu_s),
        "search_ready_s": round(time.perf_counter() - started, 2),
        "extra_mb": round(peak_mb() - before_mb, 1),
    }
    database.close()
    return found


if __name__ == "__main__":
    main()
