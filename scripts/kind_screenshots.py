"""Take the pictures of docs/guides/kinds.md anew: each kind of answer in both themes, in a real browser.

Run as ``python -m scripts.kind_screenshots [kind …]`` from the root, after the web app was built.
"""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
from benchmarks.editor import desk
from benchmarks.running import await_import
from PIL import Image
from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "docs" / "screenshots" / "kinds"
SAMPLES = ROOT / "src" / "inloop" / "recipes" / "samples"
THEMES = ("light", "dark")
WIDTH, HEIGHT = 1280, 800


class Shot(NamedTuple):
    """A screen with an item, its questions and the answers given.

    Attributes
    ----------
    row
        The plain content of the fields, or the name of a file in a sample for the one media field.
    press
        Keys that are pressed at the end, to show something in hand.
    """

    fields: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    row: dict[str, Any] | str
    values: dict[str, Any]
    press: tuple[str, ...] = ()


def labels(*said: str) -> list[dict[str, str]]:
    return [{"name": name} for name in said]


TEXT = [{"id": "text", "name": "Text"}]
REVIEW = "The pasta was superb and the view breathtaking, but the waiter ignored us for half an hour."
NEWS = "Ann Lee moved from Oslo to Lima in May 2024, where she joined Nordwind as head of research."
SMEAR = [{"id": "smear", "name": "Smear", "kind": "image"}]
CLIP = [{"id": "clip", "name": "Clip", "kind": "audio"}]
ANSWERS = [{"id": "ask", "name": "Question", "show": "title"}, {"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
ANSWERED = {
    "ask": "Why is the sky blue?",
    "a": "Because air scatters short waves of light more than long ones, and blue is short.",
    "b": "The sky mirrors the sea.",
}
CHAT = [
    {"role": "customer", "text": "Where is my parcel? It should have come on Monday."},
    {"role": "agent", "text": "I am sorry! May I have the number of the order?"},
    {"role": "customer", "text": "It is 4417."},
    {"role": "agent", "text": "It left Lyon this morning and will be with you tomorrow."},
]
TREE = [
    *labels("Delivery", "Payment", "Account"),
    *({"name": name, "parent": "Delivery"} for name in ("Late", "Damaged", "Lost")),
    *({"name": name, "parent": "Payment"} for name in ("Card refused", "Charged twice")),
]


def end(words: str, label: str, text: str = NEWS) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words), "label": label}


def between(words: str, text: str = REVIEW) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


ANN, OSLO, LIMA, FIRM = end("Ann Lee", "person"), end("Oslo", "place"), end("Lima", "place"), end("Nordwind", "firm")
NAMES = {
    "id": "names",
    "kind": "spans",
    "name": "Which names stand here?",
    "labels": labels("Person", "Place", "Firm"),
}
CELLS = {"id": "cells", "on": "smear", "labels": labels("Red cell", "White cell", "Platelet")}
BOXES = [(236, 211, 143, 142, "white-cell"), (158, 140, 100, 94, "red-cell"), (297, 78, 125, 95, "red-cell")]
NUCLEUS = [(262, 226), (318, 218), (356, 238), (370, 284), (348, 330), (296, 344), (254, 316), (242, 268)]

MOOD = {"id": "q", "kind": "choice", "name": "What is the mood?", "labels": labels("Good", "Mixed", "Bad")}


def one(kind: str, name: str, value: Any, **settings: Any) -> Shot:
    """One question about a text."""
    return Shot(TEXT, [{"id": "q", "kind": kind, "name": name, **settings}], {"text": REVIEW}, {"q": value})


SHOTS_OF = {
    "choice": Shot(TEXT, [MOOD], {"text": REVIEW}, {"q": "mixed"}),
    "choices": one(
        "choices", "What is it about?", ["food", "service", "place"], labels=labels("Food", "Service", "Price", "Place")
    ),
    "hierarchy": Shot(
        TEXT,
        [{"id": "q", "kind": "hierarchy", "name": "What is the request about?", "labels": TREE}],
        {"text": "My parcel should have come on Monday, and nobody can tell me where it is."},
        {"q": "late"},
    ),
    "number": one("number", "How long did they wait?", 30, unit="minutes", min=0),
    "slider": one("slider", "How likely will they come again?", 40, low_name="never", high_name="for sure"),
    "rating": one("rating", "How many stars would they give?", 3, low_name="none again", high_name="the best"),
    "text": one("text", "Write an answer of the house.", "Thank you! We are sorry about the wait.", required=False),
    "spans": Shot(TEXT, [NAMES], {"text": NEWS}, {"names": [ANN, OSLO, LIMA, FIRM]}),
    "relations": Shot(
        TEXT,
        [
            NAMES,
            {
                "id": "ties",
                "kind": "relations",
                "name": "How do they relate?",
                "of": "names",
                "labels": labels("Lives in", "Works for"),
            },
        ],
        {"text": NEWS},
        {
            "names": [ANN, OSLO, LIMA, FIRM],
            "ties": [{"from": ANN, "to": LIMA, "label": "lives-in"}, {"from": ANN, "to": FIRM, "label": "works-for"}],
        },
    ),
    "aspects": Shot(
        TEXT,
        [{"id": "q", "kind": "aspects", "name": "What is thought of what?"}],
        {"text": REVIEW},
        {
            "q": [
                {"target": between("pasta"), "opinion": between("superb"), "label": "positive"},
                {"target": between("view"), "opinion": between("breathtaking"), "label": "positive"},
                {"target": between("waiter"), "opinion": between("ignored us for half an hour"), "label": "negative"},
            ]
        },
    ),
    "boxes": Shot(
        SMEAR,
        [{**CELLS, "kind": "boxes", "name": "Where are which cells?"}],
        "bccd/smears.zip:smear-06.jpg",
        {"cells": [{"x": x, "y": y, "width": w, "height": h, "label": label} for x, y, w, h, label in BOXES]},
        ("]",),
    ),
    "polygons": Shot(
        SMEAR,
        [{**CELLS, "kind": "polygons", "name": "Outline the white cell"}],
        "bccd/smears.zip:smear-06.jpg",
        {"cells": [{"points": [list(spot) for spot in NUCLEUS], "label": "white-cell"}]},
        ("]",),
    ),
    "points": Shot(
        SMEAR,
        [{**CELLS, "kind": "points", "name": "Where are the centres?"}],
        "bccd/smears.zip:smear-06.jpg",
        {"cells": [{"x": x + w / 2, "y": y + h / 2, "label": label} for x, y, w, h, label in BOXES]},
    ),
    "segments": Shot(
        CLIP,
        [
            {
                "id": "q",
                "kind": "segments",
                "name": "What is heard, and when?",
                "labels": labels("Rooster", "Other"),
                "transcript": True,
            }
        ],
        "esc10/clips.zip:clip-09.ogg",
        {"q": [{"start": 0.08, "end": 1.75, "label": "rooster", "text": "crows once"}]},
        ("]",),
    ),
    "pairwise": Shot(
        ANSWERS, [{"id": "q", "kind": "pairwise", "name": "Which answer is better?"}], ANSWERED, {"q": "left"}
    ),
    "ranking": Shot(
        [*ANSWERS, {"id": "c", "name": "C"}],
        [{"id": "q", "kind": "ranking", "name": "Order them, the best first"}],
        ANSWERED | {"c": "Nitrogen is blue, as one sees when it is very cold."},
        {"q": ["a", "c", "b"]},
    ),
    "emotions": one("emotions", "Which emotions show?", {"joy": 2, "anger": 1}),
    "affect": one("affect", "How does it feel?", {"valence": -0.3, "arousal": 0.45}),
    "each-turn": Shot(
        [{"id": "chat", "name": "Conversation", "kind": "conversation"}],
        [
            {
                "id": "q",
                "kind": "choice",
                "name": "Does the reply help?",
                "each": "turn",
                "on": "chat",
                "only": ["agent"],
                "labels": labels("Helps", "Does nothing", "Harms"),
            }
        ],
        {"chat": CHAT},
        {"q": {"1": "does-nothing", "3": "helps"}},
    ),
    "each-cell": Shot(
        [{"id": "row", "name": "Applicant", "kind": "row"}],
        [
            {
                "id": "q",
                "kind": "choices",
                "name": "What is wrong?",
                "each": "cell",
                "on": "row",
                "required": False,
                "labels": labels("Missing", "Impossible"),
            }
        ],
        {"row": {"age": 211, "education": "10th", "occupation": None, "hours per week": 30}},
        {"q": {"age": ["impossible"], "occupation": ["missing"]}},
    ),
    "confidence": Shot(TEXT, [MOOD | {"confidence": "levels"}], {"text": REVIEW}, {"q": "mixed"}),
}


def main() -> None:
    wanted = sys.argv[1:] or list(SHOTS_OF)
    SHOTS.mkdir(parents=True, exist_ok=True)
    with desk() as (page, owner):
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        for name in wanted:
            take(page, owner, name, SHOTS_OF[name])
            print(name)


def take(page: Page, owner: httpx.Client, name: str, shot: Shot) -> None:
    """Show an item with its answer, as somebody sees it who corrects it, in both themes."""
    schema = {"fields": shot.fields, "questions": shot.questions}
    project = (
        owner.post("/projects", json={"name": name.replace("-", " ").capitalize(), "schema": schema})
        .raise_for_status()
        .json()["id"]
    )
    bring(owner, project, shot)
    sure = {"q": 0.75} if name == "confidence" else {}
    answer(owner, project, shot.values, sure)
    bring(owner, project, shot, key="next")
    page.goto(f"/p/{project}/label")
    page.get_by_role("region", name="Item").wait_for()
    page.keyboard.press("h")
    page.get_by_role("complementary").get_by_role("button", name="Change").click()
    page.get_by_text("correction of your earlier answer").wait_for()
    for key in shot.press:
        page.keyboard.press(key)
    page.mouse.move(WIDTH - 2, HEIGHT - 2)
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.convert("RGB").save(SHOTS / f"{name}-{theme}.webp", quality=80, method=6)


def bring(owner: httpx.Client, project: int, shot: Shot, *, key: str = "first") -> None:
    if not isinstance(shot.row, str):
        rows = [{"key": key, "fields": shot.row}]
        owner.post(f"/projects/{project}/items", json={"items": rows}).raise_for_status()
        return
    sample, _, name = shot.row.partition(":")
    packed = io.BytesIO()
    with zipfile.ZipFile(SAMPLES / sample) as source, zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{key}-{name}", source.read(name))
    sent = owner.post("/uploads", params={"name": f"{key}.zip"}, content=packed.getvalue()).raise_for_status().json()
    columns = [{"name": "file", "role": "field", "to": shot.fields[0]["id"]}]
    asked = {"upload": sent["id"], "columns": columns}
    run = owner.post(f"/projects/{project}/imports", json=asked).raise_for_status().json()
    await_import(owner, project, run["id"])


def answer(owner: httpx.Client, project: int, values: dict[str, Any], sure: dict[str, float]) -> None:
    lent = owner.post(f"/projects/{project}/assignments", json={"want": 1}).raise_for_status().json()["assignments"][0]
    body = {"id": str(uuid4()), "assignment": lent["id"], "values": values, "schema_version": 1, "active_ms": 6_200}
    given = owner.post(f"/projects/{project}/annotations", json={**body, "confidence": sure, "want": 0})
    if given.is_error:
        raise SystemExit(f"{json.dumps(values)}: {given.text}")


if __name__ == "__main__":
    main()
