"""How the shipped samples of others' data are made from their sources; tests make them again and compare."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def _plain(cell: str) -> str | int | None:
    if not cell.strip():
        return None
    return int(cell) if cell.lstrip("-").isdigit() else cell.strip()


SHIPPED = {
    "conversation-quality": ("abcd/conversations.jsonl", conversation_quality),
    "response-preference": ("llmbar/pairs.jsonl", response_preference),
    "table-review": ("adult/rows.jsonl", table_review),
}
