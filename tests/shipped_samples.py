"""How the shipped samples of others' data are made from their sources; tests make them again and compare."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import cv2
from PIL import Image

ROWS = 30
_LEFT_OUT = ("fnlwgt", "race", "sex")


def conversation_quality(shared: Path) -> Iterator[dict[str, Any]]:
    """Each dialogue up to each reply of the agent that follows a turn of the customer."""
    for line in (shared / "dialogue_abcd_sample" / "dialogues.jsonl").read_text("utf-8").splitlines():
        dialogue = json.loads(line)
        turns = dialogue["turns"]
        for end, turn in enumerate(turns, start=1):
            heard = any(earlier["role"] == "customer" for earlier in turns[: end - 1])
            if turn["role"] == "agent" and heard and (end == len(turns) or turns[end]["role"] != "agent"):
                yield {
                    "id": f"{dialogue['id']}-{end}",
                    "dialogue": str(dialogue["id"]),
                    "conversation": [{"role": each["role"], "text": each["text"]} for each in turns[:end]],
                }


def response_preference(shared: Path) -> Iterator[dict[str, Any]]:
    """The first pairs that fit a screen, without the answer of the experts."""
    taken = 0
    for line in (shared / "pref_llmbar" / "natural.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        names = ("instruction", "response_1", "response_2")
        if taken < ROWS and all(len(pair[name]) <= 900 for name in names):
            taken += 1
            yield {"id": pair["id"], **{name: pair[name].strip() for name in names}}


def table_review(shared: Path) -> Iterator[dict[str, Any]]:
    """The first rows of the test part, without weights and without race and sex."""
    with (shared / "tab_adult" / "test.csv").open(encoding="utf-8", newline="") as file:
        for number, row in zip(range(ROWS), csv.DictReader(file), strict=False):
            cells = {name: _plain(cell) for name, cell in row.items() if name not in _LEFT_OUT}
            yield {"id": f"adult-test-{number}", "row": cells}


def audio_events(shared: Path) -> Iterator[dict[str, Any]]:
    """The first clip of each class of ESC-10."""
    yield from ({"id": name.rsplit(".")[0], "clip": name} for name, _ in audio_event_files(shared))


def audio_event_files(shared: Path) -> Iterator[tuple[str, Path]]:
    """Each name in the sample with its source."""
    classes: dict[str, list[str]] = {}
    with (shared / "audio_esc10" / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            classes.setdefault(row["label"], []).append(row["file"])
    taken = [found[0] for found in classes.values()]
    for number, name in enumerate(taken, start=1):
        yield f"clip-{number:02}.ogg", shared / "audio_esc10" / name


def spoken_words(shared: Path) -> Iterator[dict[str, Any]]:
    """The first take of each digit by each speaker, the speakers in turn."""
    yield from ({"id": name.rsplit(".")[0], "recording": name} for name, _ in spoken_word_files(shared))


def spoken_word_files(shared: Path) -> Iterator[tuple[str, Path]]:
    """Each name in the sample with its source."""
    with (shared / "audio_spoken_digits" / "labels.csv").open(encoding="utf-8", newline="") as file:
        first = {(row["digit"], row["speaker"]): row["file"] for row in csv.DictReader(file) if row["take"] == "0"}
    digits, speakers = (sorted({key[side] for key in first}) for side in (0, 1))
    order = [(digits[(3 * place + turn) % 10], speaker) for place in range(10) for turn, speaker in enumerate(speakers)]
    for number, key in enumerate(order, start=1):
        yield f"recording-{number:02}.wav", shared / "audio_spoken_digits" / first[key]


COMMENTS = (1, 48, 50, 63, 78, 79, 86, 88, 107, 115, 120, 136, 150, 151, 190, 204, 259, 268, 278, 315, 369, 402, 444)
SMEARS = 12


def entities(shared: Path) -> Iterator[dict[str, Any]]:
    """Comments of the development part that were chosen by hand, without their entities."""
    wanted = {f"dev-{number}" for number in COMMENTS}
    for line in (shared / "ner_wnut17" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in wanted:
            yield {"id": row["id"], "text": row["text"].strip()}


def blood_cells(shared: Path) -> Iterator[dict[str, Any]]:
    """The first pictures of blood, without their boxes."""
    yield from ({"id": name.rsplit(".")[0], "smear": name} for name, _ in blood_cell_files(shared))


def blood_cell_files(shared: Path) -> Iterator[tuple[str, Path]]:
    """Each name in the sample with its source."""
    found = sorted((shared / "det_bccd" / "images").glob("*.jpg"))[:SMEARS]
    yield from ((f"smear-{number:02}.jpg", path) for number, path in enumerate(found, start=1))


CELLS_EACH = 32
SIDE = 96
DRIVE = 8
DRIVE_WIDTH = 960
_KINDS = {1: "red", 2: "white", 3: "platelet"}


def cell_pictures(shared: Path) -> Iterator[dict[str, Any]]:
    """The cut-out cells, without their kind."""
    yield from ({"id": f"cell-{n:02}", "cell": f"cell-{n:02}.jpg"} for n in range(1, 3 * CELLS_EACH + 1))


def cell_picture_files(shared: Path) -> Iterator[tuple[str, bytes]]:
    """As many cells of each kind, in an order that does not tell it, cut out with what lies around them."""
    folder = shared / "det_bccd"
    marked = json.loads((folder / "annotations.json").read_text("utf-8"))
    names = {image["id"]: image["file_name"] for image in marked["images"]}
    cells: dict[str, list[dict[str, Any]]] = {kind: [] for kind in _KINDS.values()}
    for box in marked["annotations"]:
        kept = cells[_KINDS[box["category_id"]]]
        if len(kept) < CELLS_EACH and not any(one["image_id"] == box["image_id"] for one in kept):
            kept.append(box)
    mixed = sorted(chain.from_iterable(cells.values()), key=lambda box: sha256(str(box["id"]).encode()).digest())
    for number, box in enumerate(mixed, start=1):
        with Image.open(folder / names[box["image_id"]]) as picture:
            yield f"cell-{number:02}.jpg", _jpeg(_around(picture, box["bbox"]).resize((2 * SIDE, 2 * SIDE)), quality=80)


def driving_scene(shared: Path) -> Iterator[dict[str, Any]]:
    """Moments of one drive."""
    yield from ({"id": f"moment-{n:02}", "scene": f"moment-{n:02}.jpg"} for n in range(1, DRIVE + 1))


def driving_scene_files(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Frames of the film, evenly spaced, first and last included."""
    film = cv2.VideoCapture(str(shared / "video_clips" / "test_video.mp4"))
    frames: list[Image.Image] = []
    while (read := film.read())[0]:
        frames.append(Image.fromarray(cv2.cvtColor(read[1], cv2.COLOR_BGR2RGB)))
    for number in range(DRIVE):
        frame = frames[number * (len(frames) - 1) // (DRIVE - 1)]
        small = frame.resize((DRIVE_WIDTH, DRIVE_WIDTH * frame.height // frame.width))
        yield f"moment-{number + 1:02}.jpg", _jpeg(small, quality=82)


def _around(picture: Image.Image, box: list[float]) -> Image.Image:
    """Cut a square out that holds the box and some of what is around it, inside the picture."""
    left, top, width, height = box
    side = min(max(width, height, SIDE) * 1.25, picture.width, picture.height)
    x = min(max(0, left + width / 2 - side / 2), picture.width - side)
    y = min(max(0, top + height / 2 - side / 2), picture.height - side)
    return picture.crop((round(x), round(y), round(x + side), round(y + side)))


def _jpeg(picture: Image.Image, *, quality: int) -> bytes:
    body = io.BytesIO()
    picture.convert("RGB").save(body, "JPEG", quality=quality, optimize=True)
    return body.getvalue()


def pack(place: Path, rows: Iterable[dict[str, Any]], files: Iterable[tuple[str, Path | bytes]]) -> None:
    """Write a sample with media: the same bytes at every run."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(zipfile.ZipInfo("rows.jsonl"), lines)
        for name, source in files:
            archive.writestr(zipfile.ZipInfo(name), source if isinstance(source, bytes) else source.read_bytes())


def _plain(cell: str) -> str | int | None:
    if not cell.strip():
        return None
    return int(cell) if cell.lstrip("-").isdigit() else cell.strip()


FILES = {"blood-cells": blood_cell_files, "audio-events": audio_event_files, "spoken-words": spoken_word_files}
MADE = {"image-classes": cell_picture_files, "driving-scene": driving_scene_files}
"""Pictures that are written anew: other versions of the libraries may write other bytes for the same picture."""
SHIPPED = {
    "entities": ("wnut17/comments.jsonl", entities),
    "blood-cells": ("bccd/smears.zip", blood_cells),
    "audio-events": ("esc10/clips.zip", audio_events),
    "spoken-words": ("digits/recordings.zip", spoken_words),
    "conversation-quality": ("abcd/conversations.jsonl", conversation_quality),
    "response-preference": ("llmbar/pairs.jsonl", response_preference),
    "table-review": ("adult/rows.jsonl", table_review),
    "image-classes": ("cells/cells.zip", cell_pictures),
    "driving-scene": ("drive/drive.zip", driving_scene),
    "emotion-in-sounds": ("esc10/clips.zip", audio_events),
}
