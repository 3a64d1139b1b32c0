"""The contract of formats that keep items with their answers: what goes out comes back, or is told as lost."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from inloop.annotation import Question, Schema


def check_labelled_format(
    format: Any,  # noqa: A002 - the word of the interface
    *,
    schema: Schema,
    items: Sequence[Any],
    folder: Path,
    tools: Any,
) -> list[Any]:
    """Fail with an AssertionError unless answers come back as they were, or the report says what was lost.

    Parameters
    ----------
    format
        An instance of a subclass of `inloop.adapters.formats.LabelledFormat`.
    items
        What is written: `inloop.adapters.formats.Labelled`.
    folder
        An empty folder.
    tools
        The module `inloop.adapters.formats`.

    Returns
    -------
    The losses that were told.
    """
    losses = tools.Losses()
    path = folder / f"written{format.ending}"
    path.write_bytes(_written(format, schema, items, losses, tools))
    report = losses.report()
    fit = format.fit(schema)
    with format.open(path, options=tools.ReadOptions()) as stream:
        rows = list(stream)
    bad = [row for row in rows if hasattr(row, "reason")]
    _require(not bad, f"{format.name} cannot read what it wrote: {bad[:1]}")
    found = tools.detect_format(path).name
    _require(found == format.name or not format.told_apart, f"{format.name} is not found out from its own files")
    with format.open(path, options=tools.ReadOptions(), start=1) as stream:
        _require(list(stream) == rows[1:], f"{format.name} resumes wrongly")
    for question in fit.held:
        _check_answers(format, question, items, rows, report)
    return list(report)


def _written(form: Any, schema: Schema, items: Sequence[Any], losses: Any, tools: Any) -> bytes:
    file = BytesIO()
    with form.write_items(file, schema=schema, losses=losses) as writer:
        for item in tools.noted(items, form, schema, losses):
            writer.write(item)
    _require(not file.closed, f"{form.name} closes a file that is not its own")
    return file.getvalue()


def _check_answers(form: Any, question: Question, items: Sequence[Any], rows: Sequence[Any], report: Any) -> None:
    wanted = [item.answers[question.id] for item in items if item.answers.get(question.id) is not None]
    parse = question.part.parser(question.settings)
    column = form.column_of(question)
    found = [question.normal(parse(row.values[column]), None) for row in rows if row.values.get(column) is not None]
    told = any(loss.question in {"", question.id} for loss in report)
    _require(
        found == wanted or told, f"{form.name} changes {question.kind} and tells no loss: {wanted[:2]} to {found[:2]}"
    )


def _require(kept: object, complaint: str) -> None:
    if not kept:
        raise AssertionError(complaint)
