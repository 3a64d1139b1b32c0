"""What formats of one conversation a line have in common."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

import msgspec

from inloop.adapters.formats.chats.turns import Turn, turns_of, with_reply
from inloop.adapters.formats.jsonl import JsonlFormat
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, LabelledFormat, OpenFile, fitted
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream
from inloop.annotation import Question, Schema
from inloop.kernel.errors import InvalidInputError

ROLES = {
    "messages": Suggestion("ignore", "the whole conversation; take it instead of prompt where nobody wrote a reply"),
    "prompt": Suggestion("field", "the conversation up to the last reply"),
    "reply": Suggestion("label", "the last reply", answers="text"),
}
_encode = msgspec.json.Encoder().encode


class ChatFormat(LabelledFormat):
    """JSON lines of conversations; the answer of a person stands as the last reply."""

    extensions = ()
    shows = ("conversation", "text")
    kinds: ClassVar[tuple[str, ...]] = ("text", "choice")
    ending: ClassVar[str] = ".jsonl"
    media_type: ClassVar[str] = "application/x-ndjson"
    told_apart = False

    @abstractmethod
    def turns(self, values: Mapping[str, Any], losses: Losses) -> list[Turn]:
        """Read the conversation of a line; raise `InvalidInputError` where there is none."""

    @abstractmethod
    def line(self, key: str, turns: Sequence[Turn]) -> dict[str, Any]:
        """Give the line of a conversation."""

    def column_of(self, question: Question) -> str:  # noqa: ARG002
        return "reply"

    def fit(self, schema: Schema) -> Fit:
        fit = super().fit(schema)
        first, others = fit.held[:1], fit.held[1:]
        if schema.target in {question.id for question in others}:
            first = tuple(question for question in others if question.id == schema.target)
        left = {question.id: "a reply holds one answer" for question in fit.held if question not in first}
        return Fit(field=fit.field, held=first, left={**fit.left, **left}, fields_left=fit.fields_left)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        lines, losses = JsonlFormat().open(path, options=options, start=start), Losses()
        return RowStream(
            (self._row(row, losses) for row in lines),
            columns=("messages", "prompt", "reply"),
            format=self.name,
            size=lines.size,
            position=lambda: lines.position,
            close=lines.close,
            roles=ROLES,
            losses=losses,
        )

    def _row(self, row: Row | BadRow, losses: Losses) -> Row | BadRow:
        if isinstance(row, BadRow):
            return row
        try:
            turns = self.turns(row.values, losses)
        except InvalidInputError as problem:
            return BadRow(row.number, problem.message, _encode(row.values)[:120].decode("utf-8", "ignore"))
        answered = bool(turns) and turns[-1]["role"] == "assistant" and len(turns) > 1
        known = {name: row.values[name] for name in ("id", "key") if row.values.get(name) is not None}
        split = {"prompt": turns[:-1], "reply": turns[-1]["text"]} if answered else {"prompt": turns}
        return Row(row.number, {**known, "messages": turns, **split})

    def write_items(
        self,
        file: BinaryIO,
        *,
        schema: Schema,
        losses: Losses,
        open_file: OpenFile | None = None,  # noqa: ARG002
    ) -> ItemWriter:
        return ChatWriter(file, self, fitted(self, schema), losses=losses)


class ChatWriter(ItemWriter):
    """Writes one conversation a line."""

    def __init__(self, file: BinaryIO, form: ChatFormat, fit: Fit, *, losses: Losses) -> None:
        self._file, self._form, self._losses = file, form, losses
        self._field = fit.field.id if fit.field else ""
        self._question = fit.held[0]

    def write(self, item: Labelled) -> None:
        question, value = self._question, item.answers.get(self._question.id)
        reply = None if value is None else question.part.describe(value, question.settings)
        turns = turns_of(item.fields.get(self._field, {}), self._losses, key=item.key)
        line = self._form.line(item.key, with_reply(turns, reply, self._losses, key=item.key))
        self._file.write(_encode(line) + b"\n")

    def close(self) -> None:
        self._file.flush()


def messages_in(values: Mapping[str, Any], *names: str) -> Iterable[Mapping[str, Any]]:
    """Give the list of messages that stands under one of some names."""
    found: list[Any] | None = next((values[name] for name in names if isinstance(values.get(name), list)), None)
    if not found or not all(isinstance(each, Mapping) for each in found):
        raise InvalidInputError(f"has no list of messages called {' or '.join(names)}")
    return found
