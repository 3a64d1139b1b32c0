"""Say more of parts than place and label. A model takes this file along, so it needs numpy alone."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 1_024
LEAST = 0.6
"""A detail is said from this chance on; below it the part is left without."""
DOUBT = 2
"""So many parts for each option count as if they had been said otherwise: what was seen twice is never told."""
NOTHING = "null"
_NEAR = 4
_WORD = re.compile(r"\w+|[^\w\s]")
Part = dict[str, Any]
Arrays = Mapping[str, NDArray[Any]]


def traits_in(text: str, parts: Sequence[Part]) -> NDArray[np.float32]:
    """(parts, 1024): the words of each part, those before, behind and around it, and its label, hashed.

    >>> one, other = traits_in("no fever, but a cough", [{"start": a, "end": b, "label": "x"} for a, b in ((3, 8), (16, 21))])
    >>> bool(0.1 < one @ other < one @ one)
    True
    """  # noqa: E501
    words = [(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(text)]
    rows = np.zeros((len(parts), SIZE), np.float32)
    for row, part in zip(rows, parts, strict=True):
        for group in _groups(words, part):
            for trait in group:
                row[crc32(trait.encode()) % SIZE] += 1 / len(group) ** 0.5
    return rows


def _groups(words: Sequence[tuple[str, int, int]], part: Part) -> Iterator[list[str]]:
    """Stream sorts of traits; each sort weighs the same, however many there are."""
    sides = {"part": part} if "start" in part else {side: part[side] for side in ("target", "opinion") if part[side]}
    yield [f"label {part['label']}", *(f"with {side}" for side in sides)]
    for side, place in sides.items():
        inside = [word for word, start, end in words if start < place["end"] and end > place["start"]]
        before = [word for word, _, end in words if end <= place["start"]][-_NEAR:]
        behind = [word for word, start, _ in words if start >= place["end"]][:_NEAR]
        yield [
            f"{side} {trait}" for word in inside for trait in (f"is {word}", f"begins {word[:4]}", f"ends {word[-3:]}")
        ]
        yield [f"{side} {trait}" for word in before for trait in (f"before {word}",)]
        yield [f"{side} {trait}" for word in behind for trait in (f"behind {word}",)]


def tell(parts: Sequence[Part], traits: NDArray[np.float32], state: Arrays, *, model: int = 0) -> list[Part]:
    """Give the parts with what can be said of them: the likeliest option of each detail where it is likely enough."""
    counts = state["detail_counts"][model]
    labels = state["detail_labels"].tolist()
    scores = (traits @ state["detail_weights"][model] + state["detail_bias"][model]).astype(np.float64)
    told = [dict(part) for part in parts]
    for detail in dict.fromkeys(state["details"].tolist()):
        own = np.flatnonzero(state["details"] == detail)
        options = [json.loads(option) for option in state["detail_options"][own].tolist()]
        seen = counts[:, own].sum(axis=0)
        asked = counts[:, own[np.array([option is not None for option in options])]].sum(axis=1) > 0
        for part, row in zip(told, scores[:, own], strict=True):
            if part["label"] not in labels or not asked[labels.index(part["label"])]:
                continue
            chances = _chances(row, seen)
            best = int(chances.argmax())
            if options[best] is not None and chances[best] * seen[best] / (seen[best] + DOUBT) >= LEAST:
                _say(part, detail, options[best])
    return told


def _chances(scores: NDArray[np.float64], seen: NDArray[Any]) -> NDArray[np.float64]:
    able = np.where(seen > 0, scores, -np.inf)
    found = np.exp(able - able.max())
    return np.asarray(found / found.sum())


def _say(part: Part, detail: str, option: Any) -> None:
    """Put what is said where it belongs: `category` stands beside the label, the others among the attributes."""
    name = detail.removeprefix("attributes.")
    if name == detail:
        part[name] = option
    else:
        part["attributes"] = {**part.get("attributes", {}), name: option}
