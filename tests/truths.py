"""Items of every kind of answer with their true answers, made by chance from a seed."""

from collections.abc import Callable
from typing import Any

import numpy as np

Row = dict[str, Any]
Maker = Callable[[int, np.random.Generator], Row]
LABELS = [{"name": name} for name in ("Red", "Green", "Blue", "Grey")]
IDS = ["red", "green", "blue", "grey"]
TEXT = "the quick brown fox jumps over a lazy dog while seven wizards mix jelly and hum old songs at noon"
WORDS = TEXT.split()


def _text(n: int, rng: np.random.Generator) -> str:
    return f"{n} " + " ".join(rng.choice(WORDS, 14))


def _plain(kind: str, settings: Row, answer: Callable[[np.random.Generator], Any]) -> tuple[Row, Maker]:
    """Make a question about a text, whose answer says nothing of its words."""
    schema = {"fields": [{"id": "text"}], "questions": [{"id": "asked", "kind": kind, "name": "What?", **settings}]}
    return schema, lambda n, rng: {"text": _text(n, rng), "asked": answer(rng)}


def _picked(rng: np.random.Generator, some: Any) -> Any:
    return some[int(rng.integers(len(some)))]


def _drawn(kind: str, content: str, settings: Row, place: Callable[[int, np.random.Generator], Row]) -> Any:
    """Make a question about a picture or a sound whose answers are three or four parts that lie well apart."""
    question = {"id": "asked", "kind": kind, "name": "Where?", "labels": LABELS, **settings}
    schema = {"fields": [{"id": "shown", "kind": content}], "questions": [question]}
    known = {"width": 640, "height": 480} if content == "image" else {"seconds": 40.0}

    def row(n: int, rng: np.random.Generator) -> Row:
        parts = [{**place(at, rng), "label": _picked(rng, IDS)} for at in range(3 + n % 2)]
        return {"shown": {"name": f"{n}.bin", "state": "ok", "blob": f"{n:064x}", **known}, "asked": parts}

    return schema, row


def _box(at: int, rng: np.random.Generator) -> Row:
    x, y = rng.integers(0, 40, 2).tolist()
    return {"x": 20 + 150 * at + x, "y": 100 + y, "width": 90, "height": 110}


def _triangle(at: int, rng: np.random.Generator) -> Row:
    x, y = (10 + 150 * at + int(rng.integers(30)), 80 + int(rng.integers(90)))
    return {"points": [[x, y], [x + 100, y + 10], [x + 90, y + 120], [x + 5, y + 110]]}


def _point(at: int, rng: np.random.Generator) -> Row:
    return {"x": 50 + 150 * at, "y": int(rng.integers(20, 400))}


def _segment(at: int, rng: np.random.Generator) -> Row:
    start = 10 * at + round(float(rng.uniform(0, 3)), 2)
    return {"start": start, "end": start + 5, "text": " ".join(rng.choice(WORDS, 6))}


def _spans_of(text: str, rng: np.random.Generator) -> list[Row]:
    """Mark four words that do not touch."""
    starts = [0] + [at + 1 for at, letter in enumerate(text) if letter == " "]
    chosen = sorted(rng.choice(range(1, len(starts) // 2), 4, replace=False).tolist())
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [{"start": starts[2 * at], "end": ends[2 * at], "label": _picked(rng, IDS)} for at in chosen]


def _spans(n: int, rng: np.random.Generator) -> Row:
    text = _text(n, rng)
    return {"text": text, "asked": _spans_of(text, rng)}


def _aspects(n: int, rng: np.random.Generator) -> Row:
    text = _text(n, rng)
    spans = [{"start": span["start"], "end": span["end"]} for span in _spans_of(text, rng)]
    pairs = [(spans[0], spans[1]), (spans[2], None), (spans[3], None)]
    return {
        "text": text,
        "asked": [
            {"target": target, "opinion": said, "label": _picked(rng, ("positive", "negative"))}
            for target, said in pairs
        ],
    }


def _relations(n: int, rng: np.random.Generator) -> Row:
    text = _text(n, rng)
    spans = _spans_of(text, rng)
    asked = [
        {"from": spans[at], "to": spans[other], "label": _picked(rng, IDS[:2])}
        for at, other in ((0, 1), (1, 2), (3, 2), (3, 0))
    ]
    return {"text": text, "spans": spans, "asked": asked}


def _compared(n: int, rng: np.random.Generator) -> Row:
    answers = {"one": _text(n, rng), "other": _text(n, rng)}
    return {**answers, "asked": _picked(rng, ["left_much", "left_slightly", "tie", "right_slightly", "right_much"])}


def _turns(n: int, rng: np.random.Generator) -> Row:
    turns = [{"role": _picked(rng, ["user", "agent"]), "text": _text(n, rng)} for _ in range(5)]
    return {"talk": turns, "asked": {str(at): int(rng.integers(1, 6)) for at in range(5)}}


def _cells(n: int, rng: np.random.Generator) -> Row:
    row = {"name": _text(n, rng), "age": int(rng.integers(90)), "work": _picked(rng, WORDS)}
    return {"row": row, "asked": {name: _picked(rng, IDS) for name in row}}


TREE = [
    *({"name": top} for top in ("Animals", "Plants", "Stones")),
    *({"name": f"{top} {low}", "parent": top} for top in ("Animals", "Plants", "Stones") for low in "abc"),
]
LEAVES = [f"{top}-{low}" for top in ("animals", "plants", "stones") for low in "abc"]
ASKED_OF: dict[str, tuple[Row, Maker]] = {
    "choice": _plain("choice", {"labels": LABELS}, lambda rng: _picked(rng, IDS)),
    "choices": _plain("choices", {"labels": LABELS}, lambda rng: [name for name in IDS if rng.random() < 0.4]),
    "rating": _plain("rating", {"low": 1, "high": 7}, lambda rng: int(rng.integers(1, 8))),
    "slider": _plain("slider", {"low": 0, "high": 10, "step": 0.5}, lambda rng: float(rng.integers(21)) / 2),
    "number": _plain("number", {"min": 0, "max": 500, "integer": True}, lambda rng: int(rng.integers(500))),
    "text": _plain("text", {}, lambda rng: " ".join(rng.choice(WORDS, 8))),
    "hierarchy": _plain("hierarchy", {"labels": TREE}, lambda rng: _picked(rng, LEAVES)),
    "emotions": _plain(
        "emotions",
        {"labels": LABELS},
        lambda rng: {name: int(rng.integers(1, 4)) for name in IDS if rng.random() < 0.5},
    ),
    "affect": _plain(
        "affect", {}, lambda rng: {axis: round(float(rng.uniform(-0.9, 0.9)), 2) for axis in ("valence", "arousal")}
    ),
    "ranking": _plain(
        "ranking",
        {"items": [{"id": name, "name": name} for name in "abcde"]},
        lambda rng: [str(name) for name in rng.permutation(list("abcde"))],
    ),
    "pairwise": (
        {
            "fields": [{"id": "one"}, {"id": "other"}],
            "questions": [{"id": "asked", "kind": "pairwise", "name": "Better?", "strength": True}],
        },
        _compared,
    ),
    "spans": (
        {
            "fields": [{"id": "text"}],
            "questions": [{"id": "asked", "kind": "spans", "name": "Which?", "labels": LABELS}],
        },
        _spans,
    ),
    "aspects": (
        {"fields": [{"id": "text"}], "questions": [{"id": "asked", "kind": "aspects", "name": "What of what?"}]},
        _aspects,
    ),
    "relations": (
        {
            "fields": [{"id": "text"}],
            "questions": [
                {"id": "spans", "kind": "spans", "name": "Which?", "labels": LABELS},
                {"id": "asked", "kind": "relations", "name": "How related?", "labels": LABELS[:2]},
            ],
            "target": "asked",
        },
        _relations,
    ),
    "segments": _drawn("segments", "audio", {"transcript": True}, _segment),
    "boxes": _drawn("boxes", "image", {}, _box),
    "polygons": _drawn("polygons", "image", {}, _triangle),
    "points": _drawn("points", "image", {"tolerance": 20}, _point),
    "each turn": (
        {
            "fields": [{"id": "talk", "kind": "conversation"}],
            "questions": [{"id": "asked", "kind": "rating", "name": "How good?", "each": "turn"}],
        },
        _turns,
    ),
    "each cell": (
        {
            "fields": [{"id": "row", "kind": "row"}],
            "questions": [{"id": "asked", "kind": "choice", "name": "Right?", "each": "cell", "labels": LABELS}],
        },
        _cells,
    ),
}
"""By kind: a schema whose target question is called ``asked``, and what makes a row of its fields and answers."""


def rows_of(kind: str, count: int, *, seed: int = 0) -> list[Row]:
    """Make rows with a column for each field and each question."""
    _, row = ASKED_OF[kind]
    rng = np.random.default_rng([seed, *kind.encode()])
    return [row(n, rng) for n in range(count)]


def schema_of(kind: str) -> Row:
    return ASKED_OF[kind][0]
