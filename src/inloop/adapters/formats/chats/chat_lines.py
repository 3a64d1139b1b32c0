"""What formats of one conversation a line have in common."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

import msgspec

from inloop.adapters.formats.chats.turns import Turn, turns_of, with_reply
from inloop.adapters.formats.jsonl import JsonlFormat
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, TextualFormat
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream
from inloop.annotation import Field, Question, Schema
from inloop.annotation.each import Each
from inloop.kernel.errors import InvalidInputError

ROLES = {
    "messages": Suggestion("ignore", "the whole conversation; take it instead of prompt where nobody wrote a reply"),
    "prompt": Suggestion("field", "the conversation up to the last reply"),
    "reply": Suggestion("label", "the last reply", answers="text"),
    "turns": Suggestion("label", "what is said of single turns", answers=Each.name),
}
_encode = msgspec.json.Encoder().encode


class ChatFormat(TextualFormat):
    """JSON lines of conversations; the answer of a person stands as the last reply.

    Attributes
    ----------
    answers_turns
        Whether a turn may carry an answer of its own.
    """

    extensions = ()
    shows = ("conversation", "text")
    kinds: ClassVar[tuple[str, ...]] = ("text", "choice")
    ending: ClassVar[str] = ".jsonl"
    media_type: ClassVar[str] = "application/x-ndjson"
    told_apart = False
    answers_turns: ClassVar[bool] = False

    @abstractmethod
    def turns(self, values: Mapping[str, Any], losses: Losses) -> list[Turn]:
        """Read the conversation of a line; raise `InvalidInputError` where there is none."""

    @abstractmethod
    def line(self, key: str, turns: Sequence[Turn]) -> dict[str, Any]:
        """Give the line of a conversation."""

    def column_of(self, question: Question) -> str:
        return "turns" if question.each else "reply"

    def fit(self, schema: Schema) -> Fit:
        fit = super().fit(schema)
        asked = sorted(fit.held, key=lambda question: question.id != schema.target)
        replies = [question for question in asked if not question.each]
        turns = [question for question in asked if question.each]
        held = (*replies[:1], *turns[:1])
        left = {question.id: "a reply or a turn holds one answer" for question in asked if question not in held}
        return Fit(field=fit.field, held=held, left={**fit.left, **left}, fields_left=fit.fields_left)

    def _refusal(self, question: Question, field: Field | None) -> str:
        if self.answers_turns and question.each == "turn" and field is not None and question.on == field.id:
            return ""
        return super()._refusal(question, field)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        lines, losses = JsonlFormat().open(path, options=options, start=start), Losses()
        return RowStream(
            (self._row(row, losses) for row in lines),
            columns=("messages", "prompt", "reply", *(["turns"] if self.answers_turns else [])),
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
        said = {str(at): turn.pop("answer") for at, turn in enumerate(turns) if turn.get("answer") is not None}
        answered = bool(turns) and turns[-1]["role"] == "assistant" and len(turns) > 1
        known = {name: row.values[name] for name in ("id", "key") if row.values.get(name) is not None}
        split = {"prompt": turns[:-1], "reply": turns[-1]["text"]} if answered else {"prompt": turns}
        return Row(row.number, {**known, "messages": turns, **split, **({"turns": said} if said else {})})

    def writer(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> ItemWriter:
        return ChatWriter(file, self, fit, losses=losses)


class ChatWriter(ItemWriter):
    """Writes one conversation a line."""

    def __init__(self, file: BinaryIO, form: ChatFormat, fit: Fit, *, losses: Losses) -> None:
        self._file, self._form, self._losses = file, form, losses
        self._field = fit.field.id if fit.field else ""
        self._reply = next((question for question in fit.held if not question.each), None)
        self._each = next((question for question in fit.held if question.each), None)

    def write(self, item: Labelled) -> None:
        turns = turns_of(item.fields.get(self._field, {}), self._losses, key=item.key)
        for unit, answer in self._of_turns(item).items():
            turns[int(unit)]["answer"] = answer
        reply = self._said(item)
        line = self._form.line(item.key, with_reply(turns, reply, self._losses, key=item.key))
        self._file.write(_encode(line) + b"\n")

    def close(self) -> None:
        self._file.flush()

    def _said(self, item: Labelled) -> str | None:
        question = self._reply
        value = None if question is None else item.answers.get(question.id)
        return None if question is None or value is None else question.part.describe(value, question.settings)

    def _of_turns(self, item: Labelled) -> dict[str, Any]:
        """Give what is said of each turn, labels by their names."""
        said = (item.answers.get(self._each.id) or {}) if self._each else {}
        names = {label.id: label.name for label in getattr(self._each and self._each.settings, "labels", ())}

        def told(value: Any) -> Any:
            return [told(one) for one in value] if isinstance(value, list) else names.get(value, value)

        lost = sum(value is None for value in said.values())
        self._losses.note("turns of which nobody can tell", "there is no word for it", key=item.key, count=lost)
        return {unit: told(value) for unit, value in said.items() if value is not None}


def messages_in(values: Mapping[str, Any], *names: str) -> Iterable[Mapping[str, Any]]:
    """Give the list of messages that stands under one of some names."""
    found: list[Any] | None = next((values[name] for name in names if isinstance(values.get(name), list)), None)
    if not found or not all(isinstance(each, Mapping) for each in found):
        raise InvalidInputError(f"has no list of messages called {' or '.join(names)}")
    return found
