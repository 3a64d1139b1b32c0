"""What inloop takes while nobody does anything: memory of the whole tree, CPU, and how soon it is there."""

import argparse
import time

from benchmarks.machines import installation, report, write_rows
from benchmarks.running import Running, await_import, import_file, make_project

SETTLE_S = 10.0
LOOK_S = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1_000_000)
    options = parser.parse_args()
    with installation("sqlite") as (_, folder):
        first = Running(folder)
        try:
            owner = first.owner()
            project = make_project(owner)
            number = import_file(owner, project, write_rows(folder / "rows.csv", options.items))
            assert await_import(owner, project, number)["counts"]["imported"] == options.items
            while not owner.get(f"/projects/{project}/items", params={"limit": 1}).json()["search_ready"]:
                time.sleep(0.5)
            after_mb = sum(first.rss_mb().values())
        finally:
            first.end()
        found = {"items": options.items, "after_import_rss_mb": round(after_mb, 1), **measure(folder)}
    report("idle", found)


def measure(folder) -> dict[str, object]:
    running = Running(folder)
    try:
        work_s = running.await_quiet()
        time.sleep(SETTLE_S)
        mb = running.rss_mb()
        before = running.cpu_s()
        time.sleep(LOOK_S)
        return {
            "rss_mb": round(sum(mb.values()), 1),
            "web_rss_mb": round(mb["web"], 1),
            "worker_rss_mb": round(mb["worker"], 1),
            "cpu_percent": round(100 * (running.cpu_s() - before) / LOOK_S, 2),
            "work_s": round(work_s, 1),
            "cold_start_s": round(running.cold_start_s, 2),
        }
    finally:
        running.end()


if __name__ == "__main__":
    main()
