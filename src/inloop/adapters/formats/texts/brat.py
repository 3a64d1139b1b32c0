"""brat standoff: each text as ``name.txt``, what is said of it as ``name.ann``."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from inloop.adapters.formats.archives import Bundle, ZipItems
from inloop.adapters.formats.bundles import open_bundle
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, TextualFormat
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.adapters.formats.texts.brat_reader import read_document
from inloop.adapters.formats.words import attributes_in_words, one_word, tags_of
from inloop.annotation import Question
from inloop.kernel.registry import register

ROLES = {
    "key": Suggestion("key", "the name of the document"),
    "text": Suggestion("field", "the text that is annotated"),
    "spans": Suggestion("label", "the entities of the .ann file", answers="spans"),
    "relations": Suggestion("label", "the relations of the .ann file", answers="relations"),
}
_CONFIGURATION = "annotation.conf"
_TAG = re.compile(r"[^\w-]", re.ASCII)


@register("format/brat.v1")
class BratFormat(TextualFormat):
    """A zip or folder of ``.txt`` with ``.ann`` beside: entities, attributes and relations."""

    name = "brat"
    extensions = ()
    shows = ("text",)
    kinds: ClassVar[tuple[str, ...]] = ("spans", "relations")

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:  # noqa: ARG002
        there = set(names)
        return any(name.endswith(".ann") and f"{name[:-4]}.txt" in there for name in names)

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        losses, related = Losses(), _relates(path)

        def name_rows(bundle: Bundle) -> list[str]:
            there = set(bundle.names)
            return [name for name in bundle.names if name.endswith(".txt") and f"{name[:-4]}.ann" in there]

        def row(bundle: Bundle, name: str) -> dict[str, Any]:
            text = bundle.text(name, most=options.max_row_bytes)
            marks = bundle.text(f"{name[:-4]}.ann", most=options.max_row_bytes * 4)
            return related | read_document(name[:-4], text, marks, losses)

        return open_bundle(
            path, self.name, columns=tuple(ROLES), names=name_rows, row=row, roles=ROLES, losses=losses, start=start
        )

    def writer(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> ItemWriter:
        return BratWriter(file, fit, losses=losses)


class BratWriter(ZipItems):
    """Writes one pair of files an item, and ``annotation.conf`` with all types at the end."""

    def __init__(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> None:
        super().__init__(file, losses=losses)
        self._field = fit.field.id if fit.field else ""
        self._questions = fit.held
        self._tags = {each.id: {a: _plain(b) or a for a, b in tags_of(each).items()} for each in fit.held}
        self._spans = count(1)
        self._types: dict[str, dict[str, None]] = {"entities": {}, "relations": {}, "attributes": {}}
        for question in fit.held:
            if question.kind == "relations":  # that they were asked shows where there are none
                self._types["relations"] |= {_of_entities(tag): None for tag in self._tags[question.id].values()}

    def write(self, item: Labelled) -> None:
        text = str(item.fields.get(self._field, {}).get("value") or "")
        name = self.own_name(item.key, key=item.key)
        self._spans = count(1)
        lines: list[tuple[str, str]] = []
        marks: dict[tuple[Any, ...], int] = {}
        for question in self._questions:
            if question.kind == "spans":
                for span in item.answers.get(question.id) or ():
                    number = marks[_place(span)] = next(self._spans)
                    lines += self._span(question, span, number, text, item.key)
        for question in self._questions:
            if question.kind == "relations":
                lines += self._relations(question, item, marks)
        numbered = _numbered(lines)
        self.add(f"{name}.txt", text)
        self.add(f"{name}.ann", "".join(f"{line}\n" for line in numbered))

    def finish(self) -> None:
        parts = [f"[{title}]\n" + "".join(f"{name}\n" for name in names) for title, names in self._types.items()]
        self.add(_CONFIGURATION, "\n".join([*parts, "[events]\n"]))

    def _span(
        self, question: Question, span: Mapping[str, Any], number: int, text: str, key: str
    ) -> Iterator[tuple[str, str]]:
        tag = self._tags[question.id].get(span["label"], span["label"])
        self._types["entities"][tag] = None
        pieces = [
            (m.start() + span["start"], m.end() + span["start"]) for m in re.finditer(r"[^\r\n]+", _of(text, span))
        ]
        where = ";".join(f"{a} {b}" for a, b in pieces)
        said = " ".join(text[a:b] for a, b in pieces)
        yield "T", f"T{number}\t{tag} {where}\t{said}"
        for name, value in attributes_in_words(span.get("attributes", {}), question, name_as=_plain).items():
            if isinstance(value, str) and one_word(value) != value:
                self.losses.note("blanks in attributes", "a value is one word", question=question.id, key=key)
            word = one_word(name)
            rest = "" if value is True else f" {one_word(str(value))}"
            self._types["attributes"][f"{word}\tArg:<ENTITY>" + (f", Value:{rest.strip()}" if rest else "")] = None
            yield "A", f"{word} T{number}{rest}"

    def _relations(
        self, question: Question, item: Labelled, marks: Mapping[tuple[Any, ...], int]
    ) -> Iterator[tuple[str, str]]:
        for relation in item.answers.get(question.id) or ():
            ends = [marks.get(_place(relation[side])) for side in ("from", "to")]
            if None in ends:
                self.losses.note(
                    "relations", "one of their spans is not among those taken away", question=question.id, key=item.key
                )
                continue
            tag = self._tags[question.id].get(relation["label"], relation["label"])
            self._types["relations"][_of_entities(tag)] = None
            lost = len(relation.get("attributes", {}))
            self.losses.note("attributes", "of relations", question=question.id, key=item.key, count=lost)
            yield "R", f"{tag} Arg1:T{ends[0]} Arg2:T{ends[1]}"


def _of_entities(tag: str) -> str:
    return f"{tag}\tArg1:<ENTITY>, Arg2:<ENTITY>"


def _relates(path: Path) -> dict[str, list[Any]]:
    """Say that a document without relations has none, where its configuration has types of them."""
    with Bundle(path) as bundle:
        told = bundle.text(_CONFIGURATION, most=1 << 20) if _CONFIGURATION in bundle.names else ""
    section = told.partition("[relations]")[2].partition("\n[")[0]
    typed = [line for line in section.splitlines() if line.strip() and line.lstrip()[:1] not in "#!<"]
    return {"relations": []} if typed else {}


def _numbered(lines: list[tuple[str, str]]) -> Iterator[str]:
    counts = {"A": 0, "R": 0}
    for letter, line in lines:
        if letter == "T":
            yield line
        else:
            counts[letter] += 1
            yield f"{letter}{counts[letter]}\t{line}"


def _place(span: Mapping[str, Any]) -> tuple[Any, ...]:
    return span["start"], span["end"], span["label"]


def _plain(name: str) -> str:
    """Give a name that brat takes as a type, or nothing."""
    return "" if _TAG.search(word := one_word(name)) else word


def _of(text: str, span: Mapping[str, Any]) -> str:
    return text[span["start"] : span["end"]]
