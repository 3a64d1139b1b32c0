"""spaCy DocBin: tokens, entities, span groups and categories of many texts in one packed file."""

import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from struct import pack
from typing import IO, Any, BinaryIO, ClassVar

import msgspec

from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, TextualFormat
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.adapters.formats.texts.docbin_reader import ATTRIBUTES, ROLES, read_texts
from inloop.adapters.formats.texts.spaced import Placed, placed_tokens
from inloop.adapters.formats.texts.strings import number_of
from inloop.adapters.formats.texts.tokens import without_overlap
from inloop.adapters.formats.words import names_of
from inloop.annotation import Question, Schema
from inloop.kernel.registry import register

_CATEGORIES = ("choice", "choices")
_HELD = 8 << 20
_encode = msgspec.msgpack.encode
_BEGINS, _INSIDE, _OUTSIDE = 3, 1, 2


@register("format/docbin.v1")
class DocBinFormat(TextualFormat):
    """spaCy's DocBin: spans as span groups and, those that do not overlap, as entities; labels as categories."""

    name = "docbin"
    extensions = (".spacy",)
    shows = ("text",)
    kinds: ClassVar[tuple[str, ...]] = ("spans", "choice", "choices")
    ending: ClassVar[str] = ".spacy"
    media_type: ClassVar[str] = "application/octet-stream"

    def fit(self, schema: Schema) -> Fit:
        fit = super().fit(schema)
        cats = [question.id for question in fit.held if question.kind in _CATEGORIES]
        kept = schema.target if schema.target in cats else next(iter(cats), "")
        gone = {name: "a text has one set of categories" for name in cats if name != kept}
        held = tuple(question for question in fit.held if question.id not in gone)
        return Fit(field=fit.field, held=held, left={**fit.left, **gone}, fields_left=fit.fields_left)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        losses = Losses()
        texts = read_texts(path, losses, most=options.max_row_bytes)
        counted = Counted(texts.rows(start=start), at=start)
        return RowStream(
            counted,
            columns=("key", "text", *texts.columns),
            format=self.name,
            size=texts.count,
            position=counted.position,
            unit="rows",
            roles=ROLES,
            losses=losses,
        )

    def writer(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> ItemWriter:
        return DocBinWriter(file, fit, losses=losses)


class _Listed:
    """A list of msgpack that grows on the disk."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed when it is given
        self._count = 0

    def add(self, value: object) -> None:
        self._file.write(_encode(value))
        self._count += 1

    def pieces(self) -> Iterator[bytes]:
        yield pack(">BI", 0xDD, self._count)
        yield from _drained(self._file)


class _Packed:
    """Bytes of msgpack that grow on the disk."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed when it is given

    def add(self, raw: bytes) -> None:
        self._file.write(raw)

    def pieces(self) -> Iterator[bytes]:
        yield pack(">BI", 0xC6, self._file.tell())
        yield from _drained(self._file)


class DocBinWriter(ItemWriter):
    """Writes what `spacy.tokens.DocBin` reads; memory is for the strings, all else waits on the disk."""

    def __init__(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> None:
        self._file, self._losses = file, losses
        self._field = fit.field.id if fit.field else ""
        self._spans = [question for question in fit.held if question.kind == "spans"]
        self._cats = next((question for question in fit.held if question.kind in _CATEGORIES), None)
        self._strings: set[str] = set()
        self._columns = {name: _Packed() for name in ("tokens", "spaces", "lengths")}
        self._lists = {name: _Listed() for name in ("cats", "flags", "span_groups", "user_data")}

    def write(self, item: Labelled) -> None:
        text = str(item.fields.get(self._field, {}).get("value") or "")
        groups = {question.id: self._parts(question, item) for question in self._spans}
        tokens, cuts = placed_tokens(text, [span for group in groups.values() for span in group])
        self._losses.note(
            "tokens", "a span begins or ends inside of a word, which is cut there", key=item.key, count=cuts
        )
        entities = without_overlap(next(iter(groups.values()), []), Losses(), why="", question="", key="")
        numbers = [value for token in tokens for value in (number_of(token.text), *_entity(token, entities))]
        self._strings.update(token.text for token in tokens)
        self._columns["tokens"].add(pack(f"<{len(numbers)}Q", *numbers))
        self._columns["spaces"].add(bytes(token.space for token in tokens))
        self._columns["lengths"].add(pack("<i", len(tokens)))
        self._lists["cats"].add(self._categories(item))
        self._lists["flags"].add({"has_unknown_spaces": False})
        self._lists["span_groups"].add(self._groups(groups, tokens, item.key))
        self._lists["user_data"].add(_encode({"key": item.key}))

    def close(self) -> None:
        packer = zlib.compressobj()
        for piece in self._message():
            self._file.write(packer.compress(piece))
        self._file.write(packer.flush())
        self._file.flush()

    def _message(self) -> Iterator[bytes]:
        yield bytes([0x80 + 3 + len(self._columns) + len(self._lists)])
        yield _encode("version") + _encode("0.1") + _encode("attrs") + _encode(ATTRIBUTES)
        yield _encode("strings") + _encode(sorted(self._strings))
        parts: dict[str, _Packed | _Listed] = {**self._columns, **self._lists}
        for name, part in parts.items():
            yield _encode(name)
            yield from part.pieces()

    def _parts(self, question: Question, item: Labelled) -> list[dict[str, Any]]:
        names, found = names_of(question), []
        for span in item.answers.get(question.id) or ():
            lost = len(span.get("attributes", {}))
            self._losses.note("attributes", "a span is a label", question=question.id, key=item.key, count=lost)
            found.append({**span, "name": names.get(span["label"], span["label"])})
        return found

    def _groups(self, groups: Mapping[str, Sequence[dict[str, Any]]], tokens: Sequence[Placed], key: str) -> bytes:
        told: dict[bytes, list[str]] = {}
        for question, group in groups.items():
            spans = []
            for span in group:
                inside = [
                    at for at, token in enumerate(tokens) if token.start < span["end"] and token.end > span["start"]
                ]
                if not inside:
                    self._losses.note("spans of blanks", "they hold no token", question=question, key=key)
                    continue
                self._strings.add(span["name"])
                ends = (inside[0], inside[-1] + 1, span["start"], span["end"])
                spans.append(pack(">QQQllll", 0, 0, number_of(span["name"]), *ends))
            told[_encode({"name": question, "attrs": {}, "spans": spans})] = [question]
        return _encode(told) if told else b"\x80"

    def _categories(self, item: Labelled) -> dict[str, float]:
        question = self._cats
        if question is None or item.answers.get(question.id) is None:
            return {}
        value = item.answers[question.id]
        chosen = value if isinstance(value, list) else [value]
        return {name: float(label in chosen) for label, name in names_of(question).items()}


def _entity(token: Placed, entities: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    for span in entities:
        if span["start"] <= token.start < span["end"]:
            return (_BEGINS if token.start == span["start"] else _INSIDE), number_of(span["name"])
    return _OUTSIDE, 0


def _drained(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(1 << 16):
        yield piece
    file.close()
