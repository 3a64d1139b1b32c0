"""From the rows of a file to items: a plan made once from the columns, then a pure function a row."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from inloop.annotation import Schema
from inloop.annotation.confidence import confidence_in
from inloop.annotation.fields import Fields, field_kind
from inloop.kernel.errors import InvalidInputError
from inloop.loop.items.model import Column, Item, KnownRole, NewItem

FIELD_ROLES = ("field", "metadata", "blind")
ROLES = (*FIELD_ROLES, "key", "group", "annotator", "label", "prediction", "gold", "outcome", "confidence", "ignore")
MOST_KEY = 512
_encode = msgspec.json.Encoder().encode


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that came with a row; `who` is empty for predictions, gold answers and outcomes."""

    question: str
    value: Any
    who: str = ""
    confidence: float | None = None


class NewRow(msgspec.Struct, kw_only=True, gc=False):
    """A row that was understood."""

    item: NewItem
    labels: Sequence[Answer] = ()
    known: Sequence[tuple[KnownRole, Answer]] = ()


class Plan:
    """How the columns of one file become items of one schema.

    Raises
    ------
    InvalidInputError
        The columns do not fit: an unknown role, two keys, nothing to show, an answer without a question.
    """

    def __init__(self, columns: Sequence[Column], schema: Schema) -> None:
        for column in columns:
            if column.role not in ROLES:
                raise InvalidInputError(f"'{column.role}' is not a role.", hint=f"Known: {', '.join(ROLES)}.")
        fields = [(c.name, c.to or c.name, c.role) for c in columns if c.role in FIELD_ROLES]
        shown = [name for _, name, role in fields if role != "blind"]
        if not shown:
            raise InvalidInputError("No column would be shown.", hint="Make at least one column a field.")
        known = {field.id for field in schema.fields}
        missing = [name for _, name, _ in fields if name not in known]
        if missing:
            raise InvalidInputError(f"The schema has no field '{missing[0]}'.", hint=f"Fields: {', '.join(known)}.")
        kinds = {field.id: field_kind(field.kind) for field in schema.fields}
        texts = {field.id for field in schema.fields if not field.blind and field.show != "metadata"}
        self.fields = [(source, name, kinds[name], name in texts) for source, name, _ in fields]
        self.media = [(source, kind.name) for source, _, kind, _ in self.fields if kind.has_media]
        self.key = _single(columns, "key")
        self.group = _single(columns, "group")
        self.annotator = _single(columns, "annotator")
        self.sure = {_asked(c, schema): c.name for c in columns if c.role == "confidence"}
        self._schema = schema
        self.answers = [_answer_reader(c, schema) for c in columns if c.role in ("label", *KnownRole)]

    def read(self, values: Mapping[str, Any], *, number: int = 0) -> NewRow:
        """Turn one row into an item and its answers; raise `InvalidInputError` saying why it cannot be."""
        fields: Fields = {}
        shown = False
        for source, target, kind, is_text in self.fields:
            cell = values.get(source)
            if cell is not None:
                value = kind.read(cell)
                fields[target] = kind.wrap(value)
                shown = shown or (is_text and not kind.is_empty(value))
        if not shown:
            raise InvalidInputError("Nothing to show: every field that would be shown is empty.")
        body, digest, untagged = _sealed(fields)
        group = values.get(self.group) if self.group else None
        row = NewRow(
            item=NewItem(
                key=self._key(values, untagged),
                body=body,
                content_hash=digest,
                untagged=untagged,
                group=None if group is None else str(group),
                number=number,
            )
        )
        if self.answers:
            self._read_answers(values, row, fields)
        return row

    def _key(self, values: Mapping[str, Any], digest: bytes) -> str:
        if self.key is None:
            return digest.hex()
        key = str(values.get(self.key, "") if values.get(self.key) is not None else "").strip()
        if not key:
            raise InvalidInputError(f"The key column '{self.key}' is empty.")
        if len(key) > MOST_KEY:
            raise InvalidInputError(f"The key has {len(key)} characters, more than {MOST_KEY}.")
        return key

    def _sure(self, values: Mapping[str, Any], question: str) -> float | None:
        cell = values.get(self.sure.get(question, ""))
        return None if cell is None or cell == "" else confidence_in(cell)

    def _read_answers(self, values: Mapping[str, Any], row: NewRow, fields: Fields) -> None:
        labels: list[Answer] = []
        known: list[tuple[KnownRole, Answer]] = []
        named = str(values.get(self.annotator) or "").strip() if self.annotator else ""
        for column, question, read in self.answers:
            raw = values.get(column.name)
            if raw is None or raw == "":
                continue
            value = read(raw, fields)
            if column.role == "label":
                who = named or column.annotator or "import"
                labels.append(Answer(question=question, value=value, who=who, confidence=self._sure(values, question)))
            else:
                known.append((KnownRole(column.role), Answer(question=question, value=value)))
        self._check_beside(labels)
        row.labels, row.known = labels, known

    def _check_beside(self, labels: Sequence[Answer]) -> None:
        """Refuse answers that speak of what the row does not say, as relations of spans that are not there."""
        for answer in labels:
            said = {other.question: other.value for other in labels if other.who == answer.who}
            question = self._schema.question(answer.question)
            if answer.value is not None:
                question.part.beside(answer.value, question.settings, said)


def revised(item: Item, fields: Fields) -> NewRow:
    """Give an item with other content, as a row that is on its way in."""
    body, digest, untagged = _sealed(fields)
    return NewRow(item=NewItem(key=item.key, body=body, content_hash=digest, untagged=untagged, group=item.group))


def _sealed(fields: Fields) -> tuple[str, bytes, bytes]:
    """Give fields as they are stored, and what tells them from others: with the etags of files, and without."""
    body = _encode(fields)
    digest = blake2b(body, digest_size=16).digest()
    if not any("etag" in content for content in fields.values()):
        return body.decode(), digest, digest
    bare = {name: {key: told for key, told in content.items() if key != "etag"} for name, content in fields.items()}
    return body.decode(), digest, blake2b(_encode(bare), digest_size=16).digest()


def _asked(column: Column, schema: Schema) -> str:
    """Name the question of whose answers a column says how sure people were."""
    name = column.question or column.name.removesuffix(".confidence")
    question = schema.question(name if name in {each.id for each in schema.questions} else schema.target)
    if not question.confidence:
        raise InvalidInputError(
            f"Column '{column.name}': '{question.name}' does not ask how sure people are.",
            hint="Let the question ask it, or leave the column out.",
        )
    return question.id


def _single(columns: Sequence[Column], role: str) -> str | None:
    found = [column.name for column in columns if column.role == role]
    if len(found) > 1:
        raise InvalidInputError(f"Two columns are the {role}: {found[0]}, {found[1]}.", hint="Choose one.")
    return found[0] if found else None


def _answer_reader(column: Column, schema: Schema) -> tuple[Column, str, Callable[[object, Fields], Any]]:
    question = schema.question(column.question or schema.target)
    parse = question.part.parser(question.settings)

    def read(raw: object, fields: Fields) -> Any:  # a value of the question's kind
        try:
            return question.normal(parse(raw), fields)
        except InvalidInputError as problem:
            raise InvalidInputError(f"Column '{column.name}': {problem.message}", hint=problem.hint) from None

    return column, question.id, read
