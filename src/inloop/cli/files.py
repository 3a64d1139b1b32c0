"""`inloop import` and `inloop export`: files in, files out."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from inloop.cli.errand import Errand, errand
from inloop.cli.exits import FAILED
from inloop.kernel.errors import InvalidInputError

ProjectName = Annotated[str, typer.Option("--project", "-p", help="Number or name of the project.")]


class What(StrEnum):
    """What can be taken away."""

    LABELS = "labels"
    ANNOTATIONS = "annotations"
    PREDICTIONS = "predictions"
    ITEMS = "items"


@errand
def bring(
    run: Errand,
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A table, CoNLL, a folder or zip of texts, media, brat, COCO, YOLO …; "
            "or where they lie: s3://…, file:///…",
        ),
    ],
    *,
    project: ProjectName = "",
    column: Annotated[
        list[str] | None, typer.Option(help="name=role or name=role:target; without any, roles are suggested.")
    ] = None,
    format: Annotated[str, typer.Option(help="Format, where it is not to be found out.")] = "",  # noqa: A002 - the word of the interface
    encoding: Annotated[str, typer.Option(help="Encoding, where it is not to be found out.")] = "",
    sheet: Annotated[str, typer.Option(help="Sheet of a workbook.")] = "",
    report: Annotated[Path | None, typer.Option(help="Write the rows that were not taken to this CSV file.")] = None,
    add_labels: Annotated[
        bool, typer.Option("--add-labels", help="Add the labels of the file that no question has yet.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look: columns, roles, first rows.")] = False,
    wait: Annotated[bool, typer.Option(help="Wait until all rows are in.")] = True,
) -> None:
    """Bring a file into a project; bad rows are counted and named, and stop nothing."""
    columns = read_pairs(column or ())
    file = Path(source)
    if dry_run:
        _look(run, file, format=format, encoding=encoding, sheet=sheet)
        return
    given = {"format": format, "encoding": encoding, "sheet": sheet}
    options = {name: value for name, value in given.items() if value}
    target = run.project(project, work=wait)
    with run.progress(f"Importing {file.name}") as progress:
        brought = target.import_file(
            source if "://" in source else file,
            columns or None,
            wait=wait,
            progress=progress,
            add_labels=add_labels,
            **options,
        )
    if report is not None:
        brought.save_report(report)
    counts = ", ".join(f"{number:,} {name}" for name, number in brought.counts.items())
    run.tell(brought.told, f"Import {brought.id} is {brought.state}: {counts}.")


def read_pairs(columns: Sequence[str]) -> dict[str, str]:
    """Read ``name=role`` pairs.

    >>> read_pairs(["body=field:text", "a=b=label"])
    {'body': 'field:text', 'a=b': 'label'}
    """
    pairs = [text.rpartition("=") for text in columns]
    for name, _, role in pairs:
        if not name or not role:
            raise InvalidInputError(
                f"'{name or role}' is not name=role.", hint="Write --column text=field.", where="--column"
            )
    return {name: role for name, _, role in pairs}


def _look(run: Errand, file: Path, **options: str) -> None:
    """Show what an import would see; this needs no server."""
    from inloop.adapters.formats import ReadOptions, preview
    from inloop.cli.telling import table

    read = ReadOptions(encoding=options["encoding"] or None, sheet=options["sheet"] or None)
    seen = preview(file, format=options["format"] or None, options=read, rows=5)
    columns: list[dict[str, Any]] = [
        {
            "name": each.name,
            "type": each.stats.type,
            "kind": each.stats.kind,
            "distinct": each.stats.distinct,
            "role": each.suggested.role,
            "role_reason": each.suggested.reason,
            "examples": [*each.stats.examples],
        }
        for each in seen.columns
    ]
    bad = [{"number": row.number, "reason": row.reason, "excerpt": row.excerpt} for row in seen.bad_rows]
    result = {"format": seen.format, "columns": columns, "rows": seen.rows, "row_count": seen.row_count}

    def tell() -> None:
        about = "" if seen.row_count_exact else "about "
        typer.echo(f"{seen.format}, {about}{seen.row_count:,} rows, {len(bad)} of {seen.sampled:,} looked at are bad")
        table(columns, {"column": "name", "type": "type", "distinct": "distinct", "role": "role", "why": "role_reason"})
        for row in bad[:10]:
            place = row["excerpt"] if file.is_dir() else f"line {row['number']}"
            typer.echo(f"{place}: {row['reason']}")

    run.tell({**result, "row_count_exact": seen.row_count_exact, "bad": bad, "bytes": seen.bytes}, tell)


@errand
def look_again(
    run: Errand,
    project: ProjectName = "",
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Also at those that could be shown: some may be others now.")
    ] = False,
) -> None:
    """Look again at files by reference that could not be shown.

    Ends with 1 while some still cannot.
    """
    asked = run.project(project)
    items = [row["id"] for row in asked.items()] if every else None
    with run.progress("Looking again") as progress:
        told = asked.look_again(items, progress=progress)
    lines = [f"item {each['item']}: {each['why']}" for each in told["broken"]]
    lines += [f"item {item}: another file lies there now" for item in told["replaced"]]
    counts = f"{len(told['mended'])} can be shown now, {len(told['broken'])} still cannot."
    run.tell(told, "\n".join([counts, *lines]))
    if told["broken"]:
        raise typer.Exit(FAILED)


@errand
def take(
    run: Errand,
    project: ProjectName = "",
    what: Annotated[What, typer.Option(help="What to take away.")] = What.LABELS,
    format: Annotated[str, typer.Option(help="Format, as csv or coco; else as the file is called.")] = "",  # noqa: A002 - the word of the interface
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; without it, to the screen.")
    ] = None,
    *,
    files: Annotated[bool, typer.Option("--files", help="Take pictures and sounds along, in an archive.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what the format cannot hold.")] = False,
) -> None:
    """Take labels, annotations, predictions or items away as a file."""
    found = run.project(project)
    named = format or (output.suffix.lstrip(".") if output else "") or "csv"
    if dry_run:
        losses = found.export_losses(named, what=what.value)
        run.tell({"what": what.value, "format": named, "losses": losses}, lambda: _tell_losses(named, losses))
        return
    if output is None:
        found.write_export(sys.stdout.buffer, what=what.value, format=named, files=files)
        return
    path = found.export(output, what=what.value, format=named, files=files)
    result = {"file": str(path), "what": what.value, "bytes": path.stat().st_size}
    run.tell(result, f"{what.value} are in {path} ({path.stat().st_size:,} bytes).")


def _tell_losses(form: str, losses: Sequence[Any]) -> None:
    from inloop.cli.telling import table

    if not losses:
        typer.echo(f"{form} holds all of it.")
        return
    typer.echo(f"{form} does not hold:")
    table(losses, {"what": "what", "question": "question", "times": "count", "why": "why"})
