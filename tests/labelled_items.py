"""Items with answers of every kind that formats of labelled items hold."""

from typing import Any

from inloop.adapters.formats import Labelled, LabelledFormat
from inloop.annotation import Schema

ATTRIBUTES = [
    {"name": "Sure", "kind": "choice", "options": [{"name": "Very much"}, {"name": "no"}]},
    {"name": "difficult", "kind": "flag"},
    {"name": "Note", "kind": "text"},
]
LABELS = [{"name": "Person"}, {"name": "Work of art"}, {"name": "größe", "id": "size"}]
PARTS = {"labels": LABELS, "attributes": ATTRIBUTES}
TEXT = "Obama sang Song 2 (twice), in Bern.\nThen 𝒳 left — “well”, he said."
OBAMA, BERN = {"start": 0, "end": 5, "label": "person"}, {"start": 30, "end": 34, "label": "size"}
CONTENT: dict[str, dict[str, Any]] = {
    "text": {"kind": "text", "value": TEXT},
    "image": {"kind": "image", "name": "pictures/a 1.png", "width": 640, "height": 480, "state": "ok"},
    "audio": {"kind": "audio", "name": "b.wav", "seconds": 12.5, "state": "ok"},
    "conversation": {"kind": "conversation", "value": [{"role": "user", "text": "Hi"}, {"role": "user", "text": "Yo"}]},
    "row": {"kind": "row", "value": {"age": 39, "work": "private"}},
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
    "relations": (
        {"labels": [{"name": "lives in"}], "attributes": ATTRIBUTES[:1]},
        [
            [{"from": OBAMA, "to": BERN, "label": "lives-in"}],
            [{"from": OBAMA, "to": BERN, "label": "lives-in", "attributes": {"sure": "no"}}],
            [],
        ],
    ),
    "rating": ({"low": 1, "high": 7}, [1, 7]),
    "number": ({"unit": "km"}, [12, -0.25]),
    "slider": ({"low": 0, "high": 1, "step": 0.25}, [0, 0.75]),
    "hierarchy": ({"labels": [{"name": "Cats"}, {"name": "Dogs"}, {"name": "Big", "parent": "Cats"}]}, ["big", "dogs"]),
    "emotions": ({}, [{"joy": 3, "fear": 1}, {}]),
    "affect": ({"dominance": True}, [{"valence": -0.25, "arousal": 1, "dominance": 0}]),
    "ranking": ({"items": [{"id": "a", "name": "An a"}, {"id": "b", "name": "b"}]}, [["b", "a"], ["a", "b"]]),
    "pairwise": ({"left": "one", "right": "other"}, ["left", "tie", "right"]),
    "each turn": ({"kind": "rating", "each": "turn"}, [{"0": 5, "1": 2}, {"1": 1}, {"0": None, "1": 3}]),
    "each turn's labels": (
        {"kind": "choices", "each": "turn", "labels": [{"name": "Good"}, {"name": "so so"}]},
        [{"0": ["good", "so-so"], "1": []}],
    ),
    "each cell": (
        {"kind": "choice", "each": "cell", "labels": [{"name": "Good"}, {"name": "so so"}]},
        [{"age": "so-so", "work": "good"}, {"age": None}],
    ),
    "choice": ({"labels": [{"name": "Good"}, {"name": "so so"}]}, ["good", "so-so"]),
    "choices": ({"labels": [{"name": "Good"}, {"name": "so so"}]}, [["good", "so-so"], []]),
    "text": ({}, ["an answer", "two\nlines"]),
}


INTO = {"spans": "text", "aspects": "text", "relations": "text", "segments": "audio"}
INTO |= dict.fromkeys(("boxes", "polygons", "points"), "image")
INTO |= {"each turn": "conversation", "each turn's labels": "conversation", "each cell": "row"}
"""What answers point into; those of other kinds speak of any content."""


def schema_for(name: str, *, shows: str) -> Schema:
    given, _ = KINDS[name]
    on = {"on": shows} if name in INTO else {}
    question = {"id": "asked", "kind": name, "name": "Which?", **given, **on}
    before = [{"id": "marks", "kind": "spans", "name": "Who?", "labels": LABELS}] if name == "relations" else []
    fields = [{"id": "one"}, {"id": "other"}] if name == "pairwise" else [{"id": shows, "kind": shows}]
    return Schema.read({"fields": fields, "questions": [*before, question], "target": "asked"})


def items_for(schema: Schema, name: str) -> list[Labelled]:
    question, (_, values) = schema.question("asked"), KINDS[name]
    found = []
    for number, value in enumerate(values):
        fields = {field.id: _content(field.kind, number) for field in schema.fields}
        marks = {"marks": schema.question("marks").normal([OBAMA, BERN], fields)} if name == "relations" else {}
        answers = {**marks, question.id: question.normal(value, fields)}
        found.append(Labelled(key=f"item/{number}", fields=fields, answers=answers))
    return found


def _content(kind: str, number: int) -> dict[str, Any]:
    content = CONTENT[kind]
    return {**content, "name": f"{number}/{content['name']}"} if "name" in content else content


def pairs(forms: list[LabelledFormat]) -> list[tuple[LabelledFormat, str, str]]:
    """List (format, kind, kind of field) of all that formats hold, or should."""
    return [
        (form, name, shows)
        for form in forms
        for name in KINDS
        for shows in form.shows or CONTENT
        if INTO.get(name, shows) == shows and form.fit(schema_for(name, shows=shows)).held
    ]
