"""What the tables of an export hold, row by row."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection

from inloop.adapters.formats.labelled import Labelled
from inloop.annotation import Question, Schema
from inloop.annotation.fields import Fields, plain
from inloop.app.export import store
from inloop.kernel.clock import iso
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop import projects
from inloop.loop.items.store import items as item_store
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.predictions.sets import labels_in
from inloop.loop.projects import Project
from inloop.loop.quality.model import NO_CODE, Standing

RUN = 2_000
Row = dict[str, Any]
Settled = Mapping[tuple[Any, ...], tuple[Any, ...]]
"""(Item, revision, question) → its consensus: code, posterior, votes, state, value."""
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_ITEM = ("item", "key", "revision", "group", "control")
_ANNOTATION = ("annotation", "item", "key", "revision", "annotator", "annotator_kind", "schema_version")
_LENT = ("reason", "strategy", "suggested")
_ANNOTATION_REST = ("at", "active_ms", *_LENT, "state", "late", "flag", "note", "supersedes", "bulk")
_ABOUT: Mapping[str, frozenset[str]] = {
    "labels": frozenset(_ITEM),
    "annotations": frozenset((*_ANNOTATION, *_ANNOTATION_REST)),
}
"""Table → its columns about an item or answer; what is said in answer to a question of such a name stands apart."""


class _Reader:
    """Reads one project within one snapshot."""

    def __init__(self, connection: Connection, project: Project, published: PublishedPredictions) -> None:
        self.connection = connection
        self.project = project
        self.published = published
        self.schema = projects.schema_of(connection, project)

    def runs(self) -> Iterator[tuple[int, int]]:
        ordinals, _ = item_store.count(self.connection, self.project.id)
        for start in range(0, ordinals, RUN):
            yield item_id(self.project.id, start), item_id(self.project.id, min(start + RUN, ordinals))

    def items(self, first: int, last: int) -> Iterator[tuple[Row, int]]:
        """Stream the items that are alive, with their revision."""
        for number, key, rev, control, group, deleted, fields in store.items_between(self.connection, first, last):
            if deleted is None and fields is not None:
                about = {"item": number, "key": key, "revision": rev, "group": group, "control": bool(control)}
                yield {**about, **_prefixed(plain(_decode(fields)))}, rev

    def item_rows(self, first: int, last: int) -> Iterator[Row]:
        for row, _ in self.items(first, last):
            yield row

    def label_rows(self, first: int, last: int) -> Iterator[Row]:
        if said := self._said(first, last):
            for row, rev in self.items(first, last):
                if (row["item"], rev) in said:
                    yield row | self._apart(said[row["item"], rev], "labels")

    def labelled(self, first: int, last: int) -> Iterator[Labelled]:
        """Stream the items that have an answer, with their content as it is stored."""
        said = self._said(first, last)
        for number, key, rev, _, _, deleted, fields in (
            store.items_between(self.connection, first, last) if said else ()
        ):
            if deleted is None and fields is not None and (number, rev) in said:
                yield _labelled(key, _decode(fields), said[number, rev], self.schema)

    def _said(self, first: int, last: int) -> dict[tuple[int, int], Row]:
        """Give what stands for all answers to the items, by (item, revision)."""
        readers = {question.id: _reader(question) for question in _countable(self.schema)}
        said: dict[tuple[int, int], Row] = {}
        settled = {row[:3]: row[3:] for row in store.consensus_between(self.connection, first, last)}
        for number, rev, question, *found in self._answers(first, last, settled):
            if question in readers:
                code, posterior, votes, disputed = found
                answer = {
                    question: readers[question](code),
                    f"{question}.posterior": None if posterior is None else round(posterior, 4),
                    f"{question}.answers": votes,
                    f"{question}.disputed": disputed,
                }
                said.setdefault((number, rev), {}).update(answer)
        for question in _written(self.schema):
            for place, values in self._values(first, last, question.id).items():
                told = _merged if question.part.merges(question.settings) else _told
                said.setdefault(place, {}).update(told(question, values, settled.get((*place, question.id))))
        return said

    def _answers(self, first: int, last: int, settled: Settled) -> Iterator[tuple[Any, ...]]:
        """Stream (item, rev, question, code, posterior, answers, disputed), exactly for the votes that stand.

        Where the worker has not settled the newest votes yet, the answer is their plurality and has no posterior.
        """
        standing: dict[tuple[int, int, str], list[int]] = {}
        for number, rev, question, code in store.votes_between(self.connection, first, last):
            standing.setdefault((number, rev, question), []).append(code)
        for place, codes in standing.items():
            code, posterior, votes, state, _ = settled.get(place, (NO_CODE, None, 0, None, None))
            if votes == len(codes) and (votes > 1 or code == codes[0]):
                yield *place, code, posterior, votes, state == Standing.DISPUTED
            else:
                yield *place, max(codes, key=codes.count), None, len(codes), len(set(codes)) > 1

    def _values(self, first: int, last: int, question: str) -> dict[tuple[int, int], list[Any]]:
        """Give what each person answers to a question that nobody can count, oldest first."""
        found: dict[tuple[int, int], list[Any]] = {}
        for number, rev, _, body in store.written_between(self.connection, first, last, question=question):
            found.setdefault((number, rev), []).append(_decode(body)[question])
        return found

    def prediction_rows(self, first: int, last: int) -> Iterator[Row]:
        columns = self.published.columns(self.connection, self.project.id)
        if columns is None:
            return
        question = self.schema.question(self.schema.target)
        between = self.published.parts_between(self.connection, self.project.id, first, last)
        parts = {(item, rev): said for item, rev, said in between}
        known = len(columns.code)
        for row, rev in self.items(first, last):
            place = ordinal_of(row["item"])
            if place < known and columns.rev[place] == rev:
                whole = "|".join(labels_in(int(columns.code[place]), question))
                said = parts.get((row["item"], rev), whole)
                yield row | {"predicted": said, "p": round(float(columns.p[place]), 4)}

    def annotation_rows(self, first: int, last: int) -> Iterator[Row]:
        found = store.annotations_between(self.connection, first, last)
        if not found:
            return
        keys = {row[0]: row[1] for row in store.items_between(self.connection, first, last)}
        people = store.annotators(self.connection, self.project.id)
        for (
            name, number, rev, who, version, body, at, active_ms, note, flag, late, supersedes, bulk, sure, how, *lent
        ) in found:  # fmt: skip
            reason, strategy, suggested = lent
            person, kind = people.get(who, ("", ""))
            about = (name, number, keys.get(number), rev, person, kind, version)
            rest = (
                iso(at),
                active_ms,
                reason or "import",
                strategy,
                bool(suggested),
                how or "standing",
                bool(late),
                bool(flag),
                note,
                supersedes,
                bulk,
            )
            said = {} if body is None else _decode(body)
            said |= {} if sure is None else {f"{name}.confidence": each for name, each in _decode(sure).items()}
            yield {
                **dict(zip(_ANNOTATION, about, strict=True)),
                **self._apart(said, "annotations"),
                **dict(zip(_ANNOTATION_REST, rest, strict=True)),
            }

    def _apart(self, said: Row, what: str) -> Row:
        """Keep answers apart from the columns about them: a question may be called ``reason``."""
        if _ABOUT[what].isdisjoint(question.id for question in self.schema.questions):
            return said
        return {_column(name, what): value for name, value in said.items()}


_TABLES: dict[str, Callable[[_Reader, int, int], Iterator[Row]]] = {
    "items": _Reader.item_rows,
    "labels": _Reader.label_rows,
    "predictions": _Reader.prediction_rows,
    "annotations": _Reader.annotation_rows,
}


def columns_of(connection: Connection, project: Project, what: str) -> list[str]:
    """Name the columns of a table."""
    schema = projects.schema_of(connection, project)
    if what == "annotations":
        asked = [_column(name, what) for question in schema.questions for name in _said_of(question)]
        return [*_ANNOTATION, *asked, *_ANNOTATION_REST]
    columns = [*_ITEM, *_prefixed({field.id: None for field in schema.fields})]
    if what == "labels":
        for question in schema.questions:
            told = [question.id, *(f"{question.id}.{part}" for part in _parts(question))]
            columns += [_column(name, what) for name in told]
    return columns + (["predicted", "p"] if what == "predictions" else [])


def rows_of(
    connection: Connection, project: Project, what: str, *, published: PublishedPredictions
) -> Iterator[Iterator[Row]]:
    """Stream the rows of a table in runs of some thousand items."""
    reader, table = _Reader(connection, project, published), _TABLES[what]
    for first, last in reader.runs():
        yield table(reader, first, last)


def labelled_of(connection: Connection, project: Project, *, published: PublishedPredictions) -> Iterator[Labelled]:
    """Stream the items with an answer and what stands for all answers to each."""
    reader = _Reader(connection, project, published)
    for first, last in reader.runs():
        yield from reader.labelled(first, last)


def _labelled(key: str, fields: Fields, said: Row, schema: Schema) -> Labelled:
    asked = [question.id for question in schema.questions if said.get(question.id) is not None]
    sure = {name: said[f"{name}.posterior"] for name in asked if said.get(f"{name}.posterior") is not None}
    return Labelled(
        key=key,
        fields=fields,
        answers={name: said[name] for name in asked},
        people={name: said[f"{name}.answers"] for name in asked},
        sure=sure,
    )


def _prefixed(fields: Row) -> Row:
    """Keep fields apart from the columns about them: a field may be called ``key``."""
    return {f"field.{name}": value for name, value in fields.items()}


def _column(name: str, what: str) -> str:
    return f"answer.{name}" if name.partition(".")[0] in _ABOUT[what] else name


def _said_of(question: Question) -> tuple[str, ...]:
    """Name the columns of one person's answer to a question."""
    return (question.id, f"{question.id}.confidence") if question.confidence else (question.id,)


def _is_countable(question: Question) -> bool:
    """Say whether counting says all about the answers to a question."""
    kind, settings = question.part, question.settings
    counted = kind.classes(settings) is not None or kind.bits(settings) is not None
    return counted and not kind.merges(settings)


def _parts(question: Question) -> tuple[str, ...]:
    """Name what is told about the answer to a question."""
    if _is_countable(question):
        return "posterior", "answers", "disputed"
    merged = ("posterior", "answers", "disputed", "all")
    return merged if question.part.merges(question.settings) else ("answers", "all")


def _countable(schema: Schema) -> list[Question]:
    return [question for question in schema.questions if _is_countable(question)]


def _written(schema: Schema) -> list[Question]:
    return [question for question in schema.questions if not _is_countable(question)]


def _told(question: Question, values: list[Any], settled: tuple[Any, ...] | None) -> Row:  # noqa: ARG001
    """Give the newest answer, how many people gave one, and all of them."""
    return {question.id: values[-1], f"{question.id}.answers": len(values), f"{question.id}.all": values}


def _merged(question: Question, values: list[Any], settled: tuple[Any, ...] | None) -> Row:
    """Give the value that stands for all; until the newest are settled, that of equal skills."""
    _, posterior, votes, state, value = settled or (NO_CODE, None, 0, None, None)
    if votes == len(values) and value is not None:
        known: tuple[Any, ...] = (msgspec.json.decode(value), round(posterior, 4), state == Standing.DISPUTED)
    else:
        merged = question.part.merge(values, question.settings, skills=[1.0] * len(values))
        known = (merged, None, any(question.part.wrong(one, merged, question.settings) for one in values))
    told = zip((question.id, f"{question.id}.posterior", f"{question.id}.disputed"), known, strict=True)
    return {**dict(told), f"{question.id}.answers": len(values), f"{question.id}.all": values}


def _reader(question: Question) -> Callable[[int], Any]:  # a value of the question's kind
    known: dict[int, Any] = {}

    def read(code: int) -> Any:  # a value of the question's kind
        if code not in known:
            known[code] = question.part.decode(code, question.settings)
        return known[code]

    return read
