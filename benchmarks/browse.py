"""How soon the Data page answers over a million items: lists, filters, facets, searches, deep pages, and its memory.

``python -m benchmarks.browse --items 1000000 --database postgresql``. Real requests in turns, none twice within the
time that a count is remembered. ``--keep DIR`` keeps what was imported, so that a second run begins at once.
"""

import argparse
import csv
import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import httpx

from benchmarks.machines import WORDS, installation, report
from benchmarks.running import Running, await_import
from inloop.app.browse.facets import FRESH_S

SOURCE = Path(__file__).parents[2] / "shared" / "data" / "text_clinc150_oos"
DOMAINS = ["banking", "travel", "work", "home", "meta", "utility", "small_talk", "credit_cards", "kitchen_and_dining",
           "auto_and_commute", "oos"]  # fmt: skip
SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [
        {"id": "domain", "kind": "choice", "name": "Domain?", "labels": [{"name": name} for name in DOMAINS]}
    ],
}
ANSWERED_EVERY, TWICE_EVERY = 200, 600
DEEP = 500
Case = dict[str, str]

FILTERS: dict[str, Case] = {
    "all": {},
    **{status: {"status": status} for status in ("unanswered", "answered", "disputed", "flagged", "skipped")},
    "label": {"label": "banking"},
    "predicted": {"predicted": "banking"},
    "control": {"control": "true"},
    "not control": {"control": "false"},
    "common word": {"q": "my"},
    "every item's word": {"q": "request"},
    "rare word": {"q": "exchange"},
    "beginning of a word": {"q": "c"},
    "two words": {"q": "what my"},
    "no such word": {"q": "xyzzy"},
    "word, label": {"q": "my", "label": "banking"},
    "every item's word, label": {"q": "request", "label": "banking"},
    "word, predicted": {"q": "my", "predicted": "banking"},
    "word, unanswered": {"q": "my", "status": "unanswered"},
    "word, answered": {"q": "my", "status": "answered"},
    "word, control": {"q": "my", "control": "true"},
    "label, predicted": {"label": "banking", "predicted": "travel"},
    "label, control": {"label": "banking", "control": "true"},
    "predicted, unanswered": {"predicted": "banking", "status": "unanswered"},
    "predicted, control": {"predicted": "banking", "control": "true"},
    "disputed, word": {"status": "disputed", "q": "my"},
    "all of them": {"q": "my", "label": "banking", "predicted": "banking", "status": "answered", "control": "false"},
}
SORTED = ("all", "predicted", "word", "common word", "label", "unanswered", "word, predicted", "control")
DEEPLY = ("all", "unanswered", "predicted", "common word", "word, unanswered", "not control")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder to keep what was imported in")
    options = parser.parse_args()
    with installation(options.database, keep=options.keep) as (url, folder):
        if options.database == "postgresql":
            os.environ["INLOOP_DATABASE_URL"] = url
        running = Running(folder)
        try:
            owner = running.owner()
            project = _filled(running, owner, folder / "project.json", items=options.items)
            found = measure(running, owner, f"/projects/{project}", rounds=options.rounds)
        finally:
            running.end()
    report(f"browse_{options.database}", {"items": options.items, **found})


def measure(running: Running, owner: httpx.Client, base: str, *, rounds: int) -> dict[str, object]:
    """Ask everything so many times; the first round warms what is there up and does not count."""
    cases = dict(_cases(owner, base))
    took: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds + 1):
        began = time.monotonic()
        for name, (path, asked) in cases.items():
            started = time.perf_counter()
            owner.get(f"{base}/{path}", params=asked).raise_for_status()
            took[name].append(1_000 * (time.perf_counter() - started))
        time.sleep(max(0.0, FRESH_S + 0.2 - (time.monotonic() - began)))
    ms = {name: round(median(every[1:])) for name, every in took.items()}
    time.sleep(5)
    return {
        "worst": max(ms, key=ms.__getitem__),
        "worst_ms": max(ms.values()),
        "web_rss_mb": round(running.rss_mb()["web"], 1),
        "ms": ms,
        "first_ms": {name: round(every[0]) for name, every in took.items() if every[0] > 2 * ms[name] + 50},
    }


def _cases(owner: httpx.Client, base: str) -> Iterator[tuple[str, tuple[str, Case]]]:
    for name, asked in FILTERS.items():
        yield f"items: {name}", ("items", asked)
        yield f"facets: {name}", ("facets", asked)
    for name in set(SORTED) & FILTERS.keys():
        yield f"uncertain first: {name}", ("items", {**FILTERS[name], "sort": "uncertain"})
    for name in DEEPLY:
        yield f"page {DEEP}: {name}", ("items", {**FILTERS[name], "cursor": _cursor(owner, base, FILTERS[name])})


def _cursor(owner: httpx.Client, base: str, asked: Case) -> str:
    """Give the cursor of page 500, as a reader gets there."""
    cursor = ""
    for _ in range(DEEP * 50 // 200):
        page = owner.get(f"{base}/items", params={**asked, "limit": "200", "cursor": cursor}).json()
        cursor = page["next"] or cursor
    return cursor


def _filled(running: Running, owner: httpx.Client, sign: Path, *, items: int) -> int:
    """Give a project with so many items, some thousand answers and a published version; made once a folder."""
    if sign.exists():
        return int(json.loads(sign.read_text()))
    made = owner.post("/projects", json={"name": "Bench", "schema": SCHEMA}).raise_for_status().json()
    project = int(made["id"])
    rows = _write_rows(sign.with_name("rows.csv"), items)
    with rows.open("rb") as file:
        upload = owner.post("/uploads", params={"name": rows.name}, content=file, timeout=600).raise_for_status().json()
    columns = [{"name": "id", "role": "key"}, {"name": "text", "role": "field"}]
    columns += [{"name": who, "role": "label", "question": "domain", "annotator": who} for who in ("first", "second")]
    asked = owner.post(f"/projects/{project}/imports", json={"upload": upload["id"], "columns": columns})
    done = await_import(owner, project, asked.raise_for_status().json()["id"])
    assert done["counts"]["imported"] == items, done
    _work(running, owner, project)
    while not _is_ready(owner, project):
        time.sleep(1)
    running.await_quiet()
    sign.write_text(str(project))
    return project


def _is_ready(owner: httpx.Client, project: int) -> bool:
    page = owner.get(f"/projects/{project}/items", params={"limit": 1, "sort": "old"}).json()
    return bool(page["search_ready"] and page["rows"][0]["prediction"])


def _work(running: Running, owner: httpx.Client, project: int) -> None:
    """Let a person flag, skip and answer a few."""
    person = running.annotator(owner, project, name="Ann")
    for number in range(90):
        held = person.post(f"/projects/{project}/assignments", json={"want": 1}).raise_for_status().json()
        assignment = held["assignments"][0]["id"]
        if number % 3 == 0:
            body = {"reason": "broken", "want": 0}
            person.post(f"/projects/{project}/assignments/{assignment}/skip", json=body).raise_for_status()
            continue
        body = {"id": _uuid(number), "assignment": assignment, "values": {"domain": "meta"}, "schema_version": 1,
                "active_ms": 1_000, "flag": number % 3 == 1, "want": 0}  # fmt: skip
        person.post(f"/projects/{project}/annotations", json=body).raise_for_status()


def _uuid(number: int) -> str:
    return f"01900000-0000-7000-8000-{number:012x}"


def _write_rows(path: Path, count: int) -> Path:
    """Write requests of CLINC with two words of chance behind each; the newest answers are spread over all."""
    texts = [json.loads(line) for part in ("train", "val", "test") for line in (SOURCE / f"{part}.jsonl").open()]
    rng = random.Random(0)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "text", "first", "second"])
        for number in range(count):
            one = rng.choice(texts)
            first = one["domain"] if number % ANSWERED_EVERY == 0 else ""
            second = rng.choice([one["domain"], rng.choice(DOMAINS)]) if number % TWICE_EVERY == 0 else ""
            out.writerow([f"r{number}", f"request {one['text']} {' '.join(rng.choices(WORDS, k=2))}", first, second])
    return path


if __name__ == "__main__":
    main()
