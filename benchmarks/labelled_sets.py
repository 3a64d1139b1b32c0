"""Real sets with labels, as files to be brought in, and what is asked of them."""

import csv
import json
import shutil
import wave
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from inloop.annotation import Schema
from inloop.loop.items.model import Column

SHARED = Path(__file__).parents[2] / "shared" / "data"
Document = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A set, how it comes in, and (format, column) → what the column is when an export of it comes back.

    `media` are the files that lie beside a table; with a folder, whether there are any.
    """

    name: str
    path: Path
    schema: Document
    columns: list[Column]
    media: tuple[str, ...] = ()
    again: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


Made = Mapping[Callable[[Path, Path], Case], str]


def cases(work: Path, made: Made, *, only: str = "") -> Iterator[Case]:
    """Give each set; those that are not at hand are passed over with a word."""
    for make, folder in made.items():
        if only and only not in f"{folder} {make.__name__}":
            continue
        if (SHARED / folder).is_dir():
            yield make(SHARED / folder, work)
        else:
            print(f"{folder} is not at hand: passed over")


def asked(fields: list[Document], *questions: Document) -> Document:
    return Schema.read({"fields": fields, "questions": list(questions)}).write()


def question(kind: str, name: str = "asked", **more: Any) -> Document:
    return {"id": name, "kind": kind, "name": f"{name.capitalize()}?", **more}


def named(names: set[str]) -> list[Document]:
    return [{"name": name} for name in sorted(names)]


def entities(folder: Path, work: Path) -> Case:  # noqa: ARG001
    names = {"location", "person", "corporation", "group", "product", "creative-work"}
    schema = asked([{"id": "text"}], question("spans", labels=named(names)))
    columns = [Column(name="text", role="field"), Column(name="spans", role="label")]
    return Case("ner_wnut17", folder / "dev.conll", schema, columns)


def shapes(folder: Path, work: Path) -> Case:  # noqa: ARG001
    document = json.loads((folder / "annotations.json").read_bytes())
    labels = named({each["name"] for each in document["categories"]})
    drawn = any(each.get("segmentation") for each in document["annotations"])
    questions = [question("boxes", "boxes", labels=labels)]
    questions += [question("polygons", "polygons", labels=labels)] if drawn else []
    columns = [Column(name="key", role="key"), Column(name="file", role="field")]
    columns += [Column(name=each["id"], role="label", question=each["id"]) for each in questions]
    images = tuple(each["file_name"] for each in document["images"])
    schema = asked([{"id": "file", "kind": "image"}], *questions)
    return Case(folder.name, folder, schema, columns, media=images)


def centres(folder: Path, work: Path) -> Case:
    """The middle of each box as a point, of the first pictures."""
    document = json.loads((folder / "annotations.json").read_bytes())
    names = {each["id"]: each["name"] for each in document["categories"]}
    place = work / "centres"
    (place / "images").mkdir(parents=True)
    images = document["images"][:40]
    with (place / "points.jsonl").open("w") as file:
        for image in images:
            shutil.copy(folder / image["file_name"], place / image["file_name"])
            boxes = [
                (each["bbox"], names[each["category_id"]])
                for each in document["annotations"]
                if each["image_id"] == image["id"]
            ]
            points = [
                {"x": round(b[0] + b[2] / 2, 2), "y": round(b[1] + b[3] / 2, 2), "label": name} for b, name in boxes
            ]
            unique = list({json.dumps(point): point for point in points}.values())
            file.write(json.dumps({"key": image["file_name"], "file": image["file_name"], "points": unique}) + "\n")
    schema = asked([{"id": "file", "kind": "image"}], question("points", "points", labels=named(set(names.values()))))
    columns = [Column(name="key", role="key"), Column(name="file", role="field"), Column(name="points", role="label")]
    return Case("det_bccd_points", place, schema, columns, media=tuple(each["file_name"] for each in images))


def rows_of(path: Path, most: int) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            return list(islice(csv.DictReader(file), most))
        return [json.loads(line) for line in islice(file, most)]


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def emotions(folder: Path, work: Path) -> Case:
    rows = rows_of(folder / "test.csv", 400)
    schema = asked([{"id": "text"}], question("choice", labels=named({row["label"] for row in rows})))
    columns = [Column(name="id", role="key"), Column(name="text", role="field"), Column(name="label", role="label")]
    again = reply_as_label("choice")
    return Case("text_emotion_tweets", written(work / "emotions.jsonl", rows), schema, columns, again=again)


def many_emotions(folder: Path, work: Path) -> Case:
    rows = rows_of(folder / "test.jsonl", 400)
    names = {name for row in rows for name in row["labels"]}
    schema = asked([{"id": "text"}], question("choices", labels=named(names)))
    columns = [Column(name="id", role="key"), Column(name="text", role="field"), Column(name="labels", role="label")]
    return Case("text_goemotions", written(work / "goemotions.jsonl", rows), schema, columns)


def preferences(folder: Path, work: Path) -> Case:
    rows = llmbar(folder)
    texts = [{"id": name} for name in ("ask", "first", "second")]
    schema = asked(texts, question("pairwise", left="first", right="second"))
    columns = [Column(name="id", role="key"), *(Column(name=each["id"], role="field") for each in texts)]
    columns.append(Column(name="better", role="label"))
    return Case("pref_llmbar", written(work / "llmbar.jsonl", rows), schema, columns, again=pair_again())


def ranked(folder: Path, work: Path) -> Case:
    rows = [
        {**row, "order": ["first", "second"] if row["better"] == "left" else ["second", "first"]}
        for row in llmbar(folder)
    ]
    texts = [{"id": name} for name in ("ask", "first", "second")]
    schema = asked(texts, question("ranking", items=[{"id": "first"}, {"id": "second"}]))
    columns = [Column(name="id", role="key"), *(Column(name=each["id"], role="field") for each in texts)]
    columns.append(Column(name="order", role="label"))
    again = pair_again() | {("dpo", "preference"): {"role": "ignore"}}
    return Case("pref_llmbar_ranked", written(work / "ranked.jsonl", rows), schema, columns, again=again)


def rewritten(folder: Path, work: Path) -> Case:
    """The better answer as what somebody wrote in place of the worse one."""
    rows = [
        {
            **row,
            "new": row["first" if row["better"] == "left" else "second"][:2_000],
            "old": row["second" if row["better"] == "left" else "first"],
        }
        for row in llmbar(folder)
    ]
    texts = [{"id": "ask"}, {"id": "old"}]
    schema = asked(texts, question("text", source="old", max_length=100_000))
    columns = [Column(name="id", role="key"), Column(name="ask", role="field"), Column(name="old", role="field")]
    columns.append(Column(name="new", role="label"))
    again = {
        ("dpo", "prompt"): {"role": "field", "to": "ask"}, ("dpo", "rejected"): {"role": "field", "to": "old"},
        ("dpo", "chosen"): {"role": "label", "question": "asked"}, ("dpo", "preference"): {"role": "ignore"},
    }  # fmt: skip
    return Case(
        "pref_llmbar_rewritten",
        written(work / "rewritten.jsonl", rows),
        schema,
        columns,
        again=again | reply_as_label("text"),
    )


def llmbar(folder: Path) -> list[dict[str, Any]]:
    return [
        {"id": row["id"], "ask": row["instruction"], "first": row["response_1"], "second": row["response_2"]}
        | {"better": "left" if int(row["gold"]) == 1 else "right"}
        for row in rows_of(folder / "natural.jsonl", 100)
    ]


def dialogues(folder: Path, work: Path) -> Case:
    """Conversations up to the last turn of the system, which is what somebody answered."""
    rows = []
    for row in rows_of(folder / "redial.jsonl", 100):
        turns = [
            {"role": "assistant" if t["role"] == "system" else "user", "text": t["text"]}
            for t in row["turns"]
            if t["text"].strip()
        ]
        last = max((at for at, turn in enumerate(turns) if turn["role"] == "assistant"), default=0)
        if last > 0:
            rows.append({"id": row["id"], "chat": turns[:last], "reply": turns[last]["text"].strip()})
    schema = asked([{"id": "chat", "kind": "conversation"}], question("text"))
    columns = [Column(name="id", role="key"), Column(name="chat", role="field"), Column(name="reply", role="label")]
    return Case(
        "dialogue_satisfaction", written(work / "dialogues.jsonl", rows), schema, columns, again=reply_as_label("text")
    )


def sounds(folder: Path, work: Path) -> Case:
    """Each spoken digit as one segment with its label and its word."""
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    place = work / "digits"
    (place / "wav").mkdir(parents=True)
    rows = rows_of(folder / "labels.csv", 3_000)[::40][:60]
    with (place / "digits.jsonl").open("w") as file:
        for row in rows:
            shutil.copy(folder / row["file"], place / row["file"])
            with wave.open(str(folder / row["file"])) as sound:
                end = round(sound.getnframes() / sound.getframerate(), 3)
            part = {"start": 0.01, "end": end, "label": row["speaker"], "text": words[int(row["digit"])]}
            file.write(json.dumps({"key": row["file"], "file": row["file"], "segments": [part]}) + "\n")
    labels = named({row["speaker"] for row in rows})
    schema = asked([{"id": "file", "kind": "audio"}], question("segments", labels=labels, transcript=True))
    columns = [Column(name="key", role="key"), Column(name="file", role="field"), Column(name="segments", role="label")]
    again = {
        (form, column): {"role": role, **({"question": "asked"} if role == "label" else {})}
        for form in ("srt", "vtt", "textgrid")
        for column, role in (("labelled", "label"), ("segments", "ignore"))
    }
    return Case("audio_spoken_digits", place, schema, columns, media=tuple(row["file"] for row in rows), again=again)


def table(folder: Path, work: Path) -> Case:
    rows = [
        {"id": f"r{n}", "person": {name: row[name] for name in ("workclass", "education", "occupation")}}
        | {"age": int(row["age"]), "hours": min(5, max(1, int(row["hours_per_week"]) // 12)), "income": row["income"]}
        for n, row in enumerate(rows_of(folder / "test.csv", 300))
    ]
    schema = asked(
        [{"id": "person", "kind": "row"}],
        question("choice", "income", labels=named({row["income"] for row in rows})),
        question("number", "age", integer=True),
        question("rating", "hours", low=1, high=5),
        question("slider", "slide", low=0, high=100),
    )
    rows = [{**row, "slide": min(100, row["age"])} for row in rows]
    columns = [Column(name="id", role="key"), Column(name="person", role="field")]
    columns += [Column(name=name, role="label", question=name) for name in ("income", "age", "hours", "slide")]
    return Case("tab_adult", written(work / "adult.jsonl", rows), schema, columns)


def reply_as_label(kind: str) -> dict[tuple[str, str], dict[str, str]]:  # noqa: ARG001
    return {(form, "reply"): {"role": "label", "question": "asked"} for form in ("openai-chat", "sharegpt")} | {
        ("sharegpt", "id"): {"role": "key"}
    }


def pair_again() -> dict[tuple[str, str], dict[str, str]]:
    return {
        ("dpo", "prompt"): {"role": "field", "to": "ask"}, ("dpo", "chosen"): {"role": "field", "to": "first"},
        ("dpo", "rejected"): {"role": "field", "to": "second"},
    }  # fmt: skip


MADE = {
    entities: "ner_wnut17",
    shapes: "det_coco128",
    centres: "det_bccd",
    emotions: "text_emotion_tweets",
    many_emotions: "text_goemotions",
    preferences: "pref_llmbar",
    ranked: "pref_llmbar",
    rewritten: "pref_llmbar",
    dialogues: "dialogue_satisfaction",
    sounds: "audio_spoken_digits",
    table: "tab_adult",
}
