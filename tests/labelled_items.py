"""Items with answers of every kind that formats of labelled items hold."""

from typing import Any

from inloop.adapters.formats import Labelled, LabelledFormat
from inloop.annotation import Schema
from inloop.kernel.registry import names

ATTRIBUTES = [
    {"name": "Sure", "kind": "choice", "options": [{"name": "Very much"}, {"name": "no"}]},
    {"name": "difficult", "kind": "flag"},
    {"name": "Note", "kind": "text"},
]
LABELS = [{"name": "Person"}, {"name": "Work of art"}, {"name": "größe", "id": "size"}]
PARTS = {"labels": LABELS, "attributes": ATTRIBUTES}
TEXT = "Obama sang Song 2 (twice), in Bern.\nThen 𝒳 left — “well”, he said."
CONTENT: dict[str, dict[str, Any]] = {
    "text": {"kind": "text", "value": TEXT},
    "image": {"kind": "image", "name": "pictures/a 1.png", "width": 640, "height": 480, "state": "ok"},
    "audio": {"kind": "audio", "name": "b.wav", "seconds": 12.5, "state": "ok"},
    "conversation": {"kind": "conversation", "value": [{"role": "user", "text": "Hi"}, {"role": "user", "text": "Yo"}]},
}
KINDS: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "spans": (
        PARTS,
        [
            [{"start": 0, "end": 5, "label": "person"}, {"start": 11, "end": 17, "label": "work-of-art"}],
            [{"start": 0, "end": 10, "label": "person", "attributes": {"sure": "very-much", "difficult": True}}],
            [{"start": 0, "end": 10, "label": "person"}, {"start": 6, "end": 17, "label": "person"}],
            [{"start": 30, "end": 41, "label": "size", "attributes": {"note": "two words"}}],
            [{"start": 1, "end": 3, "label": "person"}],
            [],
        ],
    ),
    "aspects": (
        {"categories": [{"name": "On stage"}], "attributes": ATTRIBUTES},
        [
            [{"target": {"start": 11, "end": 17}, "opinion": None, "category": "on-stage", "label": "positive"}],
            [
                {"target": None, "opinion": {"start": 52, "end": 56}, "label": "neutral"},
                {"target": {"start": 0, "end": 5}, "opinion": {"start": 6, "end": 10}, "label": "negative"},
            ],
            [{"target": None, "opinion": None, "label": "positive", "attributes": {"difficult": True}}],
            [],
        ],
    ),
    "boxes": (
        {**PARTS, "rotate": True},
        [
            [{"x": 1.5, "y": 2.25, "width": 100, "height": 50.5, "label": "person"}],
            [{"x": 10, "y": 20, "width": 100, "height": 50, "angle": 30, "label": "work-of-art"}],
            [{"x": 0, "y": 0, "width": 9, "height": 9, "label": "size", "attributes": {"difficult": True}}],
            [],
        ],
    ),
    "polygons": (
        PARTS,
        [
            [{"points": [[0, 0], [10.5, 0], [10.5, 20.25]], "label": "person"}],
            [{"points": [[0, 0], [9, 0], [9, 9], [0, 9]], "label": "size", "attributes": {"sure": "no"}}],
            [],
        ],
    ),
    "points": (PARTS, [[{"x": 1.25, "y": 7, "label": "person"}, {"x": 3, "y": 4, "label": "work-of-art"}], []]),
    "segments": (
        {**PARTS, "transcript": True},
        [
            [{"start": 0, "end": 1.25, "label": "person", "text": "hello there"}],
            [{"start": 0.5, "end": 2, "label": "person"}, {"start": 1, "end": 3.125, "label": "work-of-art"}],
            [{"start": 1, "end": 2, "label": "size", "attributes": {"difficult": True}}],
        ],
    ),
    "choice": ({"labels": [{"name": "Good"}, {"name": "so so"}]}, ["good", "so-so"]),
    "choices": ({"labels": [{"name": "Good"}, {"name": "so so"}]}, [["good", "so-so"], []]),
    "text": ({}, ["an answer", "two\nlines"]),
}


def schema_for(form: LabelledFormat, kind: str, *, shows: str) -> Schema:
    given, _ = KINDS[kind]
    on = {"on": shows} if kind in {"spans", "aspects", "boxes", "polygons", "points", "segments"} else {}
    question = {"id": "asked", "kind": kind, "name": "Which?", **given, **on}
    return Schema.read({"fields": [{"id": shows, "kind": shows}], "questions": [question]})


def items_for(schema: Schema) -> list[Labelled]:
    question = schema.questions[0]
    shows = schema.fields[0]
    _, values = KINDS[question.kind]
    content = CONTENT[shows.kind]
    found = []
    for number, value in enumerate(values):
        envelope = {**content, "name": f"{number}/{content['name']}"} if "name" in content else content
        clean = question.normal(value, {shows.id: envelope})
        found.append(Labelled(key=f"item/{number}", fields={shows.id: envelope}, answers={question.id: clean}))
    return found


def pairs(forms: list[LabelledFormat]) -> list[tuple[LabelledFormat, str, str]]:
    """List (format, kind, kind of field) of all that formats say they hold and that we have answers of."""
    known = {name.split("/")[1].split(".")[0] for name in names("kind")}
    return [
        (form, kind, shows)
        for form in forms
        for kind in form.kinds or KINDS
        if kind in KINDS and kind in known
        for shows in form.shows or CONTENT
        if _goes_with(kind, shows) and form.fit(schema_for(form, kind, shows=shows)).held
    ]


def _goes_with(kind: str, shows: str) -> bool:
    into = {"spans": "text", "aspects": "text", "segments": "audio"}
    into |= dict.fromkeys(("boxes", "polygons", "points"), "image")
    return into.get(kind, shows) == shows
