"""A folder for the Hugging Face hub: Parquet, a README that says where it lies, and what each column is."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, ClassVar

from inloop.adapters.formats.archives import Bundle, ZipItems
from inloop.adapters.formats.counting import Counted
from inloop.adapters.formats.hub.columns import answer_cell, answer_type, content_cell, content_type, unpacked
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, LabelledFormat, OpenFile, fitted
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.parquet import ParquetFormat
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream
from inloop.annotation import Question, Schema
from inloop.kernel.errors import UnreadableFileError
from inloop.kernel.registry import register

COLUMNS = "inloop.json"
_FILE = "data/train-00000-of-00001.parquet"
_README = """---
configs:
- config_name: default
  data_files:
  - split: train
    path: data/train-*.parquet
---

Labelled with inloop. Each row is an item with the answer that stands for all of its people.
"""
_GROUP = 2_000
_CHUNK = 1 << 20


@register("format/huggingface.v1")
class HuggingFaceFormat(LabelledFormat):
    """A folder that `datasets.load_dataset` reads: Parquet with every field and answer as a typed column."""

    name = "huggingface"
    extensions = ()
    shows = ()
    kinds: ClassVar[tuple[str, ...]] = ()

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:
        tables = any(name.endswith(".parquet") for name in names)
        said = b"configs:" in read("README.md") if "README.md" in names and tables else False
        return said or (tables and COLUMNS in names)

    def fit(self, schema: Schema) -> Fit:
        return Fit(field=schema.fields[0], held=schema.questions)

    def column_of(self, question: Question) -> str:
        return question.id

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        with Bundle(path) as bundle:
            tables = [name for name in bundle.names if name.endswith(".parquet")]
            roles = _roles(bundle)
        if not tables:
            raise UnreadableFileError("There is no Parquet file in it.", hint="Choose another file.", where=path.name)
        rows = Counted(islice(_rows(path, tables, options), start, None), at=start)
        first = next(_rows(path, tables, options), None)
        columns = tuple(first.values) if isinstance(first, Row) else ()
        size = sum(_height(path, name) for name in tables)
        return RowStream(
            rows, columns=columns, format=self.name, size=size, position=rows.position, unit="rows", roles=roles
        )

    def write_items(
        self, file: BinaryIO, *, schema: Schema, losses: Losses, open_file: OpenFile | None = None
    ) -> ItemWriter:
        fitted(self, schema)
        return HubWriter(file, schema, losses=losses, open_file=open_file)


class HubWriter(ZipItems):
    """Writes row groups to a file on the disk, which goes into the archive at the end."""

    def __init__(self, file: BinaryIO, schema: Schema, *, losses: Losses, open_file: OpenFile | None) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        super().__init__(file, losses=losses)
        self._schema, self._open = schema, open_file
        self._names = _column_names(schema)
        types = {"key": pa.string()}
        types |= {self._names["field", field.id]: content_type(field) for field in schema.fields}
        types |= {question.id: answer_type(question) for question in schema.questions}
        self._types = pa.schema(list(types.items()))
        self._table = tempfile.NamedTemporaryFile(prefix="inloop-hub-")  # noqa: SIM115 - closed when it is packed
        self._parquet: Any = pq.ParquetWriter(self._table.name, self._types, compression="zstd")
        self._held: list[dict[str, Any]] = []

    def write(self, item: Labelled) -> None:
        row: dict[str, Any] = {"key": item.key}
        for field in self._schema.fields:
            content = item.fields.get(field.id)
            row[self._names["field", field.id]] = content_cell(content, field)
            if content and content.get("kind") in {"image", "audio"} and self._open is not None:
                name = self.own_name(str(content.get("name") or item.key), key=item.key)
                self.add_pieces(name, self._open(content))
                row[self._names["field", field.id]] = name
        for question in self._schema.questions:
            row[question.id] = answer_cell(item.answers.get(question.id), question)
        self._held.append(row)
        if len(self._held) >= _GROUP:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._parquet.close()
        with Path(self._table.name).open("rb") as file:
            self.add_pieces(_FILE, iter(lambda: file.read(_CHUNK), b""))
        self._table.close()
        self.add("README.md", _README)
        self.add(COLUMNS, json.dumps(_told(self._schema, self._names), indent=2))

    def _flush(self) -> None:
        import pyarrow as pa

        if self._held:
            self._parquet.write_table(pa.Table.from_pylist(self._held, schema=self._types))
        self._held = []


def _column_names(schema: Schema) -> dict[tuple[str, str], str]:
    """Name the columns of fields; one that is called as a question, or ``key``, gets another name."""
    taken = {"key", *(question.id for question in schema.questions)}
    return {("field", f.id): f"field_{f.id}" if f.id in taken else f.id for f in schema.fields}


def _told(schema: Schema, names: dict[tuple[str, str], str]) -> dict[str, Any]:
    roles = {"key": {"role": "key", "reason": "the id of the item"}}
    for field in schema.fields:
        role = "blind" if field.blind else "metadata" if field.show == "metadata" else "field"
        roles[names["field", field.id]] = {
            "role": role,
            "reason": f"the field '{field.id}' of the project it came from",
        }
    for question in schema.questions:
        why = f"the answers to '{question.name}'"
        roles[question.id] = {"role": "label", "reason": why, "answers": "each" if question.each else question.kind}
    return {"columns": roles}


def _roles(bundle: Bundle) -> dict[str, Suggestion]:
    if COLUMNS not in bundle.names:
        return {}
    try:
        found = json.loads(bundle.text(COLUMNS, most=_CHUNK))["columns"]
        return {str(name): Suggestion(**about) for name, about in found.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise UnreadableFileError(
            f"'{COLUMNS}' is damaged ({problem}).", hint="Remove it.", where=bundle.where
        ) from None


def _rows(path: Path, tables: list[str], options: ReadOptions) -> Iterator[Row | BadRow]:
    """Stream the rows of all tables, numbered through, with the part of the set that each is in."""
    number = 0
    for name in tables:
        split = PurePosixPath(name).name.split("-")[0].removesuffix(".parquet")
        for row in _table_rows(path, name, options):
            number += 1
            if isinstance(row, BadRow):
                yield BadRow(number, row.reason, row.excerpt)
            else:
                more = {"split": split} if len(tables) > 1 else {}
                yield Row(number, {**{key: unpacked(cell) for key, cell in row.values.items()}, **more})


def _table_rows(path: Path, name: str, options: ReadOptions) -> Iterator[Row | BadRow]:
    with _placed(path, name) as place, ParquetFormat().open(place, options=options) as stream:
        yield from stream


@contextmanager
def _placed(path: Path, name: str) -> Iterator[Path]:
    """Give a file of a folder or archive as a file on the disk, for as long as the block lasts."""
    if path.is_dir():
        yield path / name
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet", prefix="inloop-hub-") as file, Bundle(path) as bundle:
        for piece in bundle.pieces(name):
            file.write(piece)
        file.flush()
        yield Path(file.name)


def _height(path: Path, name: str) -> int:
    """Count the rows of a table."""
    from pyarrow.parquet import read_metadata

    with _placed(path, name) as place:
        return int(read_metadata(place).num_rows)
