"""How soon the editors show what they are given, in Chromium: from the act to the frame that shows it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.machines import installation, report
from benchmarks.running import Running

LETTERS, SPANS, OPENINGS, ITEMS = 100_000, 2_000, 7, 80
QUESTION = {
    "id": "names",
    "kind": "spans",
    "name": "Which names?",
    "labels": [{"name": name} for name in ("Person", "Place", "Organisation", "Date")],
}
WORDS = ("the", "of", "and", "Oslo", "Ann", "letter", "moved", "river", "in", "from", "window", "Lima", "told", "a")
# Frames draw what stands in the page; the message comes once the frame has been drawn.
SEEN = """([what, atLeast]) => new Promise((done) => {
  const text = () => document.querySelector('[role=application]')?.textContent ?? ''
  const before = text()
  const wait = (started) => requestAnimationFrame(() => {
    if (text().length < atLeast || text() === before) return wait(started)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => done(performance.now() - started)
    port2.postMessage('')
  })
  const begin = (event) => { document.removeEventListener(what, begin, true); wait(event.timeStamp) }
  document.addEventListener(what, begin, true)
})"""


def main() -> None:
    with desk() as (page, owner):
        measures = {}
        for measure in MEASURES:
            measures |= measure(page, owner)
        report("editor", measures)


@contextmanager
def desk() -> Iterator[tuple[Page, httpx.Client]]:
    """A running inloop with a browser in front of it and its owner at both."""
    with installation("sqlite") as (_, folder), sync_playwright() as playwright:
        running = Running(folder)
        owner = running.owner()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=running.base)
        sign_in(context, owner, running.base)
        try:
            yield context.new_page(), owner
        finally:
            browser.close()
            running.end()


def sign_in(context: BrowserContext, owner: httpx.Client, base: str) -> None:
    context.add_cookies([{"name": name, "value": value, "url": base} for name, value in owner.cookies.items()])


def project_of(owner: httpx.Client, question: dict[str, Any], texts: list[str]) -> int:
    schema = {"fields": [{"id": "text"}], "questions": [question]}
    made = owner.post("/projects", json={"name": "Bench", "schema": schema}).raise_for_status().json()
    bring(owner, made["id"], texts)
    return int(made["id"])


def bring(owner: httpx.Client, project: int, texts: list[str]) -> None:
    rows = [{"fields": {"text": text}} for text in texts]
    owner.post(f"/projects/{project}/items", json={"items": rows}).raise_for_status()


def long_text(rng: np.random.Generator, letters: int) -> str:
    """Give paragraphs of some 600 letters."""
    words, length, column = [], 0, 0
    while length < letters:
        word = str(rng.choice(WORDS))
        column += len(word) + 1
        words.append(word if column < 600 else f"{word}\n\n")
        length, column = length + len(words[-1]) + 1, column if column < 600 else 0
    return " ".join(words)[:letters]


def random_spans(rng: np.random.Generator) -> list[dict[str, Any]]:
    starts = rng.choice(LETTERS - 500, SPANS, replace=False)
    lengths, labels = rng.integers(3, 50, SPANS), rng.choice(["person", "place", "organisation", "date"], SPANS)
    return [
        {"start": int(at), "end": int(at + length), "label": str(label)}
        for at, length, label in zip(starts, lengths, labels, strict=True)
    ]


def answered(owner: httpx.Client, project: int, spans: list[dict[str, Any]]) -> None:
    lent = owner.post(f"/projects/{project}/assignments", json={"want": 1}).raise_for_status().json()["assignments"][0]
    body = {"id": str(uuid4()), "assignment": lent["id"], "values": {"names": spans}, "schema_version": 1}
    owner.post(f"/projects/{project}/annotations", json={**body, "active_ms": 1, "want": 0}).raise_for_status()


def until_seen(page: Page, event: str, act: Callable[[], None], *, letters: int = 1) -> float:
    """Do something and give the milliseconds from its event until another text of so many letters is seen."""
    waiting = page.evaluate_handle(f"given => ({{ seen: ({SEEN})(given) }})", [event, letters])
    act()
    return float(waiting.evaluate("waiting => waiting.seen"))


def open_100k_text(page: Page, owner: httpx.Client) -> dict[str, Any]:
    """Open an answer with many spans on a long text again, from one's own answers."""
    took = []
    for seed in range(OPENINGS):
        rng = np.random.default_rng(seed)
        project = project_of(owner, QUESTION, [long_text(rng, LETTERS)])
        answered(owner, project, random_spans(rng))
        bring(owner, project, ["A short one."])
        page.goto(f"/p/{project}/label")
        page.get_by_role("application").wait_for()
        page.keyboard.press("h")
        change = page.get_by_role("complementary").get_by_role("button", name="Change")
        change.wait_for()
        took.append(until_seen(page, "click", change.click, letters=LETTERS - 1_000))
    return {"letters": LETTERS, "spans": SPANS, "open_100k_text_ms": round(float(np.median(took)), 1)}


def next_item(page: Page, owner: httpx.Client) -> dict[str, Any]:
    """Answer one item after the other; each next one is there when its text is."""
    rng = np.random.default_rng(1)
    project = project_of(owner, QUESTION, [f"{n} {long_text(rng, 1_500)}" for n in range(ITEMS + 5)])
    page.goto(f"/p/{project}/label")
    text = page.get_by_role("application")
    text.wait_for()
    took = []
    for _ in range(ITEMS):
        page.keyboard.press("o")
        took.append(until_seen(page, "keydown", lambda: page.keyboard.press("Enter")))
    return {"items": ITEMS, "next_item_ms_p95": round(float(np.percentile(took, 95)), 1)}


MEASURES = (open_100k_text, next_item)


if __name__ == "__main__":
    main()
