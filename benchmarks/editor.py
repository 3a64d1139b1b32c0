"""How soon the editors show what they are given, in Chromium: from the act to the frame that shows it."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.machines import installation, report
from benchmarks.running import Running, await_import

LETTERS, SPANS, OPENINGS, ITEMS = 100_000, 2_000, 7, 80
WIDE, HIGH, SHAPES, DRAWINGS, LONG_MS = 4_000, 3_000, 500, 10, 100
QUESTION = {
    "id": "names",
    "kind": "spans",
    "name": "Which names?",
    "labels": [{"name": name} for name in ("Person", "Place", "Organisation", "Date")],
}
WORDS = ("the", "of", "and", "Oslo", "Ann", "letter", "moved", "river", "in", "from", "window", "Lima", "told", "a")
# Frames draw what stands in the page. What the frame of the event itself shows is timed by Event Timing, which ends
# when that frame is on the screen (in steps of 8 ms, nothing below 16); what a later frame shows by a message sent from
# it. A message alone would be too late: Chromium holds such tasks back for a while after a key.
SEEN = """([what, atLeast]) => new Promise((done) => {
  const text = () => document.querySelector('[role=application]')?.textContent ?? ''
  const before = text()
  const timed = []
  const observer = new PerformanceObserver((list) => timed.push(...list.getEntries()))
  observer.observe({ type: 'event', durationThreshold: 16 })
  const tell = (event, later) => setTimeout(() => {
    timed.push(...observer.takeRecords())
    observer.disconnect()
    const own = timed.find((one) => one.name === what && Math.abs(one.startTime - event.timeStamp) < 1)
    done(later ?? own?.duration ?? 16)
  }, 100)
  const wait = (event, isOwn) => requestAnimationFrame(() => {
    if (text().length < atLeast || text() === before) return wait(event, false)
    if (isOwn) return tell(event)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => tell(event, performance.now() - event.timeStamp)
    port2.postMessage('')
  })
  const begin = (event) => { document.removeEventListener(what, begin, true); wait(event, true) }
  document.addEventListener(what, begin, true)
})"""

# What keeps the page busy for long, and the time from one frame to the next.
WATCH = """() => {
  const tasks = [], frames = []
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ entryTypes: ['longtask'] })
  let before, wanted = true
  const frame = (now) => {
    if (before !== undefined) frames.push(now - before)
    before = now
    if (wanted) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  window.watched = () => {
    wanted = false
    tasks.push(...observer.takeRecords().map(({ duration }) => duration))
    observer.disconnect()
    return { tasks, frames }
  }
}"""


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


def answered(owner: httpx.Client, project: int, values: dict[str, Any]) -> None:
    lent = owner.post(f"/projects/{project}/assignments", json={"want": 1}).raise_for_status().json()["assignments"][0]
    body = {"id": str(uuid4()), "assignment": lent["id"], "values": values, "schema_version": 1}
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
        answered(owner, project, {"names": random_spans(rng)})
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


def draw_on_picture(page: Page, owner: httpx.Client) -> dict[str, Any]:
    """Draw boxes, move and zoom on a large picture with many boxes; count what keeps the page from drawing."""
    project = picture_with_boxes(owner)
    page.goto(f"/p/{project}/label")
    page.get_by_role("application").wait_for()
    page.keyboard.press("h")
    page.get_by_role("complementary").get_by_role("button", name="Change").click()
    page.get_by_text(f"{SHAPES} shapes").wait_for()
    box = page.get_by_role("application").bounding_box()
    assert box is not None
    page.evaluate(WATCH)
    for n in range(DRAWINGS):
        drag(page, box, 0.05 + 0.08 * n, "left")
    page.get_by_text(f"{SHAPES + DRAWINGS} shapes").wait_for()
    drawing = page.evaluate("() => watched()")
    page.evaluate(WATCH)
    for step in range(30):
        page.mouse.wheel(0, -60 if step < 15 else 60)
        drag(page, box, 0.4, "middle")
    looking = page.evaluate("() => watched()")
    return {
        "shapes": SHAPES,
        "long_tasks": sum(one > LONG_MS for one in drawing["tasks"]),
        "longest_task_ms": round(max(drawing["tasks"], default=0), 1),
        "draw_frame_ms_p95": round(float(np.percentile(drawing["frames"], 95)), 1),
        "pan_zoom_long_tasks": sum(one > LONG_MS for one in looking["tasks"]),
        "pan_zoom_frame_ms_p95": round(float(np.percentile(looking["frames"], 95)), 1),
    }


def drag(page: Page, box: Any, at: float, button: Any) -> None:
    """Pull from a place of the picture, in shares of its size, to one near it."""
    page.mouse.move(box["x"] + box["width"] * at, box["y"] + box["height"] * 0.03)
    page.mouse.down(button=button)
    page.mouse.move(box["x"] + box["width"] * (at + 0.05), box["y"] + box["height"] * 0.9, steps=20)
    page.mouse.up(button=button)


def picture_with_boxes(owner: httpx.Client) -> int:
    """Make a project with a picture of noise on which many boxes are drawn, and a small one after it."""
    labels = [{"name": name} for name in ("Car", "Person", "Sign")]
    question = {"id": "seen", "kind": "boxes", "name": "What is there?", "on": "file", "labels": labels}
    schema = {"fields": [{"id": "file", "kind": "image"}], "questions": [question]}
    project = int(owner.post("/projects", json={"name": "Bench", "schema": schema}).raise_for_status().json()["id"])
    rng = np.random.default_rng(2)
    for width, height in ((WIDE, HIGH), (40, 30)):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            photo = BytesIO()
            Image.fromarray(rng.integers(0, 255, (height, width, 3), dtype=np.uint8)).save(photo, "JPEG")
            archive.writestr(f"photo-{width}.jpg", photo.getvalue())
        sent = owner.post("/uploads", params={"name": "photo.zip"}, content=packed.getvalue()).raise_for_status().json()
        asked = {"upload": sent["id"], "columns": [{"name": "file", "role": "field"}]}
        run = owner.post(f"/projects/{project}/imports", json=asked).raise_for_status().json()
        await_import(owner, project, run["id"])
        if width == WIDE:
            boxes = [
                {"x": int(x), "y": int(y), "width": 120, "height": 90, "label": str(label)}
                for x, y, label in zip(
                    rng.permutation(WIDE - 200)[:SHAPES],
                    200 + rng.permutation(HIGH - 400)[:SHAPES],
                    rng.choice(["car", "person", "sign"], SHAPES),
                    strict=True,
                )
            ]
            answered(owner, project, {"seen": boxes})
    return project


MEASURES = (open_100k_text, next_item, draw_on_picture)


if __name__ == "__main__":
    main()
