"""Sets with answers of the kinds that few files have: made from what real sets say, by rules that are told."""

from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.labelled_sets import Case, asked, named, question, rows_of, written
from inloop.loop.items.model import Column

FEELS = {"anger": (-0.6, 0.8), "joy": (0.8, 0.5), "optimism": (0.6, 0.3), "sadness": (-0.7, -0.4)}
"""Where the circumplex model puts the emotions of the set."""


def columns_of(**roles: str) -> list[Column]:
    """Name the columns by their roles; those of answers are called as their questions."""
    return [Column(name=name, role=role, question=name if role == "label" else "") for name, role in roles.items()]


def intents(folder: Path, work: Path) -> Case:
    """Each intent under its domain."""
    rows = [row | {"path": f"{row['domain']} / {row['intent']}"} for row in rows_of(folder / "val.jsonl", 3_000)[::10]]
    pairs = sorted({(row["domain"], row["intent"]) for row in rows})
    labels = [*named({domain for domain, _ in pairs}), *({"name": name, "parent": top} for top, name in pairs)]
    schema = asked([{"id": "text"}], question("hierarchy", "path", labels=labels))
    columns = columns_of(id="key", text="field", path="label")
    return Case("text_clinc150_tree", written(work / "intents.jsonl", rows), schema, columns)


def strengths(folder: Path, work: Path) -> Case:
    """Emotions named alone count as strong, others as weak."""
    rows = rows_of(folder / "test.jsonl", 400)
    names = {name for row in rows for name in row["labels"]}
    rows = [row | {"felt": dict.fromkeys(row["labels"], 3 if len(row["labels"]) == 1 else 1)} for row in rows]
    schema = asked([{"id": "text"}], question("emotions", "felt", labels=named(names)))
    columns = columns_of(id="key", text="field", felt="label")
    return Case("text_goemotions_levels", written(work / "felt.jsonl", rows), schema, columns)


def places(folder: Path, work: Path) -> Case:
    """Each emotion as its place on the plane."""
    rows = rows_of(folder / "test.csv", 400)
    rows = [
        row | {"place": dict(zip(("valence", "arousal"), FEELS[row["label"]], strict=True))}
        for row in rows
        if row["label"] in FEELS
    ]
    schema = asked([{"id": "text"}], question("affect", "place"))
    columns = columns_of(id="key", text="field", place="label")
    return Case("text_emotion_places", written(work / "places.jsonl", rows), schema, columns)


def neighbours(folder: Path, work: Path) -> Case:
    """Entities, each related to the next; and each as what the text says nothing good or bad of."""
    rows: list[dict[str, Any]] = []
    for row in {row["text"]: row for row in rows_of(folder / "dev.jsonl", 1_000)}.values():
        ends = [{name: one[name] for name in ("start", "end", "label")} for one in row["entities"]]
        ties = [{"from": one, "to": other, "label": "before"} for one, other in pairwise(ends)]
        targets = [{"start": one["start"], "end": one["end"]} for one in ends]
        said = [{"target": target, "opinion": None, "label": "neutral"} for target in targets]
        rows.append({"id": row["id"], "text": row["text"], "names": ends, "ties": ties, "aspects": said})
    labels = named({one["label"] for row in rows for one in row["names"]})
    schema = asked(
        [{"id": "text"}],
        question("spans", "names", labels=labels),
        question("relations", "ties", labels=[{"name": "before"}]),
        question("aspects", "aspects"),
    )
    columns = columns_of(id="key", text="field", names="label", ties="label", aspects="label")
    return Case("ner_wnut17_ties", written(work / "ties.jsonl", rows), schema, columns)


def satisfied(folder: Path, work: Path) -> Case:
    """How satisfied the user is at each turn: the middle of several people."""
    rows = []
    for row in rows_of(folder / "redial.jsonl", 100):
        turns = [turn for turn in row["turns"] if turn["text"].strip()]
        talk = [{"role": "assistant" if t["role"] == "system" else "user", "text": t["text"]} for t in turns]
        said = {str(at): round(mean(t["satisfaction"])) for at, t in enumerate(turns) if t["satisfaction"]}
        if said:
            rows.append({"id": row["id"], "talk": talk, "satisfied": said})
    schema = asked(
        [{"id": "talk", "kind": "conversation"}],
        question("rating", "satisfied", low=1, high=5, each="turn", only=["user"], required=False),
    )
    columns = columns_of(id="key", talk="field", satisfied="label")
    again = {("sharegpt", "prompt"): {"role": "ignore"}, ("sharegpt", "reply"): {"role": "ignore"}}
    again |= {("sharegpt", "messages"): {"role": "field", "to": "talk"}, ("sharegpt", "id"): {"role": "key"}}
    return Case("dialogue_turns", written(work / "turns.jsonl", rows), schema, columns, again=again)


def checked(folder: Path, work: Path) -> Case:
    """Cells of a table, each there or missing."""
    rows = []
    for n, row in enumerate(rows_of(folder / "test.csv", 300)):
        person = {name: row[name] for name in ("workclass", "education", "occupation")}
        said = {name: "missing" if cell.strip() in {"", "?"} else "there" for name, cell in person.items()}
        rows.append({"id": f"r{n}", "person": person, "cells": said})
    schema = asked(
        [{"id": "person", "kind": "row"}],
        question("choice", "cells", each="cell", labels=[{"name": "there"}, {"name": "missing"}]),
    )
    columns = columns_of(id="key", person="field", cells="label")
    return Case("tab_adult_cells", written(work / "cells.jsonl", rows), schema, columns)


RICHER = {
    intents: "text_clinc150_oos",
    strengths: "text_goemotions",
    places: "text_emotion_tweets",
    neighbours: "ner_wnut17",
    satisfied: "dialogue_satisfaction",
    checked: "tab_adult",
}
