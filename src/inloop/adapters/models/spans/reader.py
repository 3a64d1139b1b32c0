"""Mark spans with the model.npz beside this file, with numpy alone:  python predict.py "a text" "another"."""

import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from zlib import crc32

import numpy as np

ALONE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
Floats = np.typing.NDArray[np.float64]
Model = dict[str, np.typing.NDArray[Any]]
Places = list[tuple[int, int]]
WORD = re.compile(rf"[{ALONE}]|(?:(?![{ALONE}])[\w])+|[^\w\s]")


def shape(word: str) -> str:
    found: list[str] = []
    for sign in word.rstrip("\0"):
        kind = "X" if sign.isupper() else "d" if sign.isdigit() else "x" if sign.isalpha() else sign
        found += [kind] if found[-2:] != [kind] * 2 else []
    return "".join(found)


def traits(slot: str, unit: str) -> list[str]:
    plain = unit.rstrip("\0")
    word = plain.lower()
    if slot in ("looks", "pair"):
        return [unit]
    found = [f"is {word}", f"looks {shape(unit)}"]
    if slot in ("w-1", "w", "w+1"):
        found += [f"glued {unit.endswith(chr(0))}", f"ends {word[-2:]}", f"ends {word[-3:]}"]
    if slot == "w":
        found += ["", *(f"begins {word[:n]}" for n in (1, 2, 3, 4)), f"ends {word[-1:]}", f"ends {word[-4:]}"]
        found += [f"long {min(len(word), 12) // 2}", f"title {plain[:1].isupper() and plain[1:].islower()}"]
        found += [f"has {sign}" for sign in "0123456789-.@#" if sign in word]
    return found


def mark(line: str, start: int, m: Model) -> list[dict[str, Any]]:
    places = [(found.start(), found.end()) for found in WORD.finditer(line)]
    glued = [at > 0 and places[at - 1][1] == place[0] for at, place in enumerate(places)]
    words = [line[a:b] + "\0" * g for (a, b), g in zip(places, glued, strict=True)]
    padded = ["\1", "\1", *words, "\1", "\1"]
    rows = dict(zip(m["hashes"].tolist(), range(len(m["hashes"])), strict=True))
    scores = np.zeros((len(words), m["begins"].shape[1]))
    for at in range(len(words)):
        looks, pair = map(shape, padded[at + 1 : at + 4]), f"{padded[at + 1].lower()} {padded[at + 2].lower()}"
        slots = [*zip(("w-2", "w-1", "w", "w+1", "w+2"), padded[at:], strict=False)]
        slots += [("looks", "|".join(looks)), ("pair", pair)]
        hashes = [crc32(f"{slot} {trait}".encode()) for slot, unit in slots for trait in traits(slot, unit)]
        scores[at] = m["weights"][0][[rows[h] for h in hashes if h in rows]].sum(axis=0, dtype=float)
    eager = scores - m["eager"] * (np.arange(scores.shape[1]) == 0)
    best = eager[:1] + m["begins"][0]
    came = []
    for here in eager[1:]:
        ways = best.T + m["moves"][0]
        came.append(ways.argmax(axis=0))
        best = ways.max(axis=0, keepdims=True) + here
    path = [int(best.argmax())] if words else []
    for back in reversed(came):
        path.insert(0, int(back[path[0]]))
    return [span for span in spans(path, places, start, scores, m) if span["p"] >= m["least"]]


def spans(path: list[int], places: Places, start: int, scores: Floats, m: Model) -> Iterator[dict[str, Any]]:
    at = 0
    while at < len(path):
        last = at
        while path[at] and last + 1 < len(path) and path[last + 1] == path[at] + 1:
            last += 1
        if path[at]:
            label = str(m["labels"][(path[at] - 1) // 2])
            p = chance(scores, at, last, path[at], m)
            yield {"start": start + places[at][0], "end": start + places[last][1], "label": label, "p": round(p, 4)}
        at = last + 1


def chance(scores: Floats, first: int, last: int, tag: int, m: Model) -> float:
    held = scores.copy()
    keep = np.zeros(scores.shape[1], bool)
    for at in range(first, last + 2):
        keep[:] = at == last + 1
        keep[tag if at == first else tag + 1] = at <= last
        held[at : at + 1, ~keep] = -1e9
    return float(np.exp(log_sum(held, m) - log_sum(scores, m)))


def log_sum(scores: Floats, m: Model) -> float:
    total = scores[0] + m["begins"][0]
    for here in scores[1:]:
        total = np.logaddexp.reduce(total[:, None] + m["moves"][0], axis=0) + here
    return float(np.logaddexp.reduce(total))


if __name__ == "__main__":
    telling = import_module("telling")
    model = dict(np.load(__file__.removesuffix("predict.py") + "model.npz"))
    for text in sys.argv[1:] or sys.stdin:
        found = [span for line in re.finditer(r"[^\n]+", text) for span in mark(line[0], line.start(), model)]
        print(
            json.dumps(telling.tell(found, telling.traits_in(text, found), model) if len(model["details"]) else found)
        )
