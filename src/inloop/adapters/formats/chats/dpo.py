"""Preferences as JSON lines: ``{"prompt", "chosen", "rejected"}``."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

import msgspec

from inloop.adapters.formats.chats.turns import text_of, turns_of
from inloop.adapters.formats.jsonl import JsonlFormat
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, TextualFormat
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream
from inloop.annotation import Question, Schema
from inloop.annotation.fields import Field
from inloop.kernel.registry import register

ROLES = {
    "key": Suggestion("key", "the id of the pair"),
    "prompt": Suggestion("field", "what both are replies to"),
    "chosen": Suggestion("field", "the better reply"),
    "rejected": Suggestion("field", "the worse reply"),
    "preference": Suggestion("label", "the first of the two is better", answers="pairwise"),
}
_encode = msgspec.json.Encoder().encode
Pair = tuple[str, str]


@register("format/dpo.v1")
class DpoFormat(TextualFormat):
    """JSON lines of ``prompt``, ``chosen`` and ``rejected``, from comparisons, rankings and rewritten texts."""

    name = "dpo"
    extensions = ()
    shows = ("text", "conversation")
    kinds = ("pairwise", "ranking", "text")
    ending: ClassVar[str] = ".jsonl"
    media_type: ClassVar[str] = "application/x-ndjson"
    told_apart = False

    def column_of(self, question: Question) -> str:  # noqa: ARG002
        return "preference"

    def fit(self, schema: Schema) -> Fit:
        asked = sorted(schema.questions, key=lambda question: question.id != schema.target)
        able = [question for question in asked if not _refusal(question, schema)]
        held = tuple(able[:1])
        left = {each.id: _refusal(each, schema) or "a line holds one preference" for each in asked if each not in held}
        compared = set(_compared(held[0])) if held else set()
        free = [field for field in schema.fields if field.id not in compared and not field.blind]
        prompt = next((f for f in free if f.kind in self.shows and f.show in {"text", "title"}), None)
        shown = prompt or (next(f for f in schema.fields if f.id in compared) if held else None)
        lost = tuple(field.id for field in schema.fields if field.id not in compared and field is not prompt)
        return Fit(field=shown, held=held, left=left, fields_left=lost)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        lines, losses = JsonlFormat().open(path, options=options, start=start), Losses()
        return RowStream(
            (_row(row, losses) for row in lines),
            columns=("prompt", "chosen", "rejected", "preference"),
            format=self.name,
            size=lines.size,
            position=lambda: lines.position,
            close=lines.close,
            roles=ROLES,
            losses=losses,
        )

    def writer(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> ItemWriter:
        return DpoWriter(file, fit, losses=losses)


class DpoWriter(ItemWriter):
    """Writes one line a pair: of a ranking, each two of what was ranked."""

    def __init__(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> None:
        self._file, self._losses, self._question = file, losses, fit.held[0]
        self._prompt: Field | None = fit.field if fit.field and fit.field.id not in _compared(fit.held[0]) else None

    def write(self, item: Labelled) -> None:
        for number, (better, worse) in enumerate(self._pairs(item)):
            key = item.key if number == 0 else f"{item.key}#{number + 1}"
            prompt = self._content(self._prompt.id, item) if self._prompt else ""
            self._file.write(_encode({"key": key, "prompt": prompt, "chosen": better, "rejected": worse}) + b"\n")

    def close(self) -> None:
        self._file.flush()

    def _pairs(self, item: Labelled) -> Iterator[tuple[Any, Any]]:
        question, value = self._question, item.answers[self._question.id]
        if question.kind == "text":
            before = self._content(question.settings.source, item)
            if before == value:
                self._note("texts left as they are", "there is nothing better to choose", item)
            else:
                yield value, before
            return
        if question.kind == "pairwise":
            yield from self._compared(value, item)
            return
        self._note("that it was one ranking", "each two of it are a pair", item)
        for better, worse in combinations(value, 2):
            yield self._content(better, item), self._content(worse, item)

    def _compared(self, value: str, item: Labelled) -> Iterator[tuple[Any, Any]]:
        side, _, strength = value.partition("_")
        if side not in {"left", "right"}:
            self._note("ties", "one of two is chosen", item)
            return
        if strength:
            self._note("how much better", "a pair has no strength", item)
        self._note("which field it was", "the better one is called chosen", item)
        both = _compared(self._question)
        better, worse = both if side == "left" else both[::-1]
        yield self._content(better, item), self._content(worse, item)

    def _note(self, what: str, why: str, item: Labelled) -> None:
        self._losses.note(what, why, question=self._question.id, key=item.key)

    def _content(self, field: str, item: Labelled) -> Any:
        """Give text as it is, and a conversation as messages."""
        content = item.fields.get(field, {})
        if not isinstance(content.get("value"), list):
            return str(content.get("value") or "")
        turns = turns_of(content, self._losses, key=item.key)
        return [{"role": turn["role"], "content": turn["text"]} for turn in turns]


def _row(row: Row | BadRow, losses: Losses) -> Row | BadRow:
    if isinstance(row, BadRow):
        return row
    missing = [name for name in ("chosen", "rejected") if not row.values.get(name)]
    if missing:
        return BadRow(row.number, f"has no '{missing[0]}'", _encode(row.values)[:120].decode("utf-8", "ignore"))
    key = row.values.get("key") or row.values.get("id")
    sides = {name: _said(row.values[name], losses) for name in ("prompt", "chosen", "rejected") if row.values.get(name)}
    return Row(row.number, {**({"key": str(key)} if key else {}), **sides, "preference": "left"})


def _said(value: object, losses: Losses) -> object:
    """Give messages as a text where there is one only, else as the turns of a conversation."""
    if not isinstance(value, list) or not all(isinstance(turn, dict) for turn in value):
        return value
    turns = [{"role": str(turn.get("role")), "text": text_of(turn.get("content"), losses, key="")} for turn in value]
    return turns[0]["text"] if len(turns) == 1 else turns


def _compared(question: Question) -> Sequence[str]:
    settings = question.settings
    if question.kind == "pairwise":
        return settings.left, settings.right
    if question.kind == "ranking":
        return [each.id for each in settings.items]
    return [settings.source] if question.kind == "text" else []


def _refusal(question: Question, schema: Schema) -> str:
    if question.kind not in DpoFormat.kinds:
        return f"dpo holds no {question.kind}"
    if question.each:
        return f"dpo holds one answer about an item, not one for each {question.each}"
    texts = {field.id for field in schema.fields if field.kind in DpoFormat.shows}
    if not all(name in texts for name in _compared(question)):
        return "dpo compares texts and conversations of an item" if question.kind != "text" else "no text is rewritten"
    return ""
