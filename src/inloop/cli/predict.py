"""`inloop predict`: score a file, by a model that was taken away or by the server's."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Self, cast

import typer

from inloop.cli.errand import Errand, errand
from inloop.cli.files import ProjectName
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

if TYPE_CHECKING:
    from inloop.adapters.formats import RowStream

BATCH = 1_000
SAID = ("predicted", "p")
Values = Mapping[str, Any]
Score = Callable[[Sequence[Values]], list[Values]]


@errand
def predict(
    run: Errand,
    file: Annotated[Path, typer.Argument(help="File to score: CSV, TSV, JSONL, JSON, Parquet, Excel, or a folder.")],
    *,
    model: Annotated[Path | None, typer.Option(help="model.npz of an export; no server is asked.")] = None,
    project: ProjectName = "",
    text: Annotated[list[str] | None, typer.Option(help="Column to read; may be given more than once.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; without it, JSON lines.")
    ] = None,
) -> None:
    """Score a file: every row again, with the likeliest label and its probability."""
    from inloop.adapters.formats import open_rows

    known, ask = _bundle(model) if model else _server(run, project)
    score = Scorer(known, ask, text or ())
    with open_rows(file) as stream, run.progress(f"Scoring {file.name}") as progress, _Target(output) as out:
        rows, bad = _score(stream, score, out, progress)
    if bad:
        sys.stderr.write(f"{bad:,} bad rows of {file.name} were left out.\n")
    if output:
        result = {"file": str(output), "rows": rows, "bad": bad}
        run.tell(result, f"{rows:,} rows are scored in {output}.")


class _Target:
    """Where scored rows go; opened with the first of them, because the columns come from there."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._stack = ExitStack()
        self._writer: Any = None

    def write(self, rows: Sequence[Values], columns: Sequence[str]) -> None:
        if self._writer is None:
            self._writer = self._open(columns)
        self._writer.write(rows)

    def _open(self, columns: Sequence[str]) -> Any:
        from inloop.adapters.formats import open_writer

        if self._path is None:
            return self._stack.enter_context(open_writer(sys.stdout.buffer, format="jsonl", columns=columns))
        form = self._path.suffix.lstrip(".") or "csv"
        file = cast("BinaryIO", self._stack.enter_context(self._path.open("wb")))
        return self._stack.enter_context(open_writer(file, format=form, columns=columns))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def _score(stream: "RowStream", score: "Scorer", out: _Target, progress: Callable[[int, int], None]) -> tuple[int, int]:
    from inloop.adapters.formats import Row, iter_batches

    rows = bad = 0
    for batch in iter_batches(stream, BATCH):
        good = [row.values for row in batch if isinstance(row, Row)]
        rows, bad = rows + len(good), bad + len(batch) - len(good)
        if good:
            out.write([{**row, **said} for row, said in zip(good, score(good), strict=True)], [*good[0], *SAID])
        progress(stream.position, stream.size)
    return rows, bad


@dataclass(slots=True)
class Scorer:
    """Reads the fields that a model knows out of the columns of a file, and asks the model.

    Parameters
    ----------
    columns
        Columns in the order of the fields; empty where they have the names of the fields.
    """

    known: Sequence[str]
    ask: Score
    columns: Sequence[str]

    def __call__(self, rows: Sequence[Values]) -> list[Values]:
        fields = self._fields(rows[0])
        return self.ask([{field: row.get(column) for column, field in fields.items()} for row in rows])

    def _fields(self, row: Values) -> dict[str, str]:
        missing = [name for name in self.columns if name not in row]
        if missing:
            raise InvalidInputError(f"The file has no column '{missing[0]}'.", hint=f"Columns: {', '.join(row)}.")
        if self.columns:
            return dict(zip(self.columns, self.known, strict=False))
        named = {name: name for name in self.known if name in row}
        if not named and len(row) > 1:
            hint = f"Say it, such as: --text {next(iter(row))}"
            raise InvalidInputError("It is not clear which column holds the text.", hint=hint, where="--text")
        return named or dict(zip(row, self.known, strict=False))


def _bundle(path: Path) -> tuple[list[str], Score]:
    from inloop.adapters.models import TextClassifier, load_arrays

    if not path.is_file():
        hint = "Take one away: inloop model export DIR."
        raise UnreadableFileError("There is no such model.", hint=hint, where=str(path))
    arrays = load_arrays(path)
    if "learner" in arrays:
        return _parts(arrays)
    classifier = TextClassifier.load(path)
    known = [name.strip() for name in classifier.about.get("fields", "").split(",") if name.strip()]

    def ask(rows: Sequence[Values]) -> list[Values]:
        texts = [classifier.join({name: _text(value) for name, value in row.items()}) for row in rows]
        probas = classifier.predict_proba(texts)
        likeliest = zip(probas.argmax(axis=1).tolist(), probas.max(axis=1).tolist(), strict=True)
        return [{"predicted": classifier.label_ids[at], "p": round(p, 6)} for at, p in likeliest]

    return known or ["text"], ask


def _parts(arrays: Mapping[str, Any]) -> tuple[list[str], Score]:
    """Read a model whose answers are made of parts."""
    from inloop.kernel.registry import lookup

    model = cast("Any", lookup(str(arrays["learner"])))().restore(arrays)

    def ask(rows: Sequence[Values]) -> list[Values]:
        said = model.predict([{"value": _text(next(iter(row.values()), ""))} for row in rows])
        return [{"predicted": one.parts, "p": round(1 - one.unsure, 6)} for one in said]

    return [json.loads(str(arrays["about"]))["fields"]], ask


def _server(run: Errand, project: str) -> tuple[list[str], Score]:
    found = run.project(project)

    def ask(rows: Sequence[Values]) -> list[Values]:
        items = [{name: _text(value) for name, value in row.items()} for row in rows]
        said = found.predict(items)
        return [{"predicted": one["label"] if one["parts"] is None else one["parts"], "p": one["p"]} for one in said]

    return [field["id"] for field in found.schema["fields"] if field["show"] in {"text", "title"}], ask


def _text(value: object) -> str:
    return "" if value is None else str(value)
