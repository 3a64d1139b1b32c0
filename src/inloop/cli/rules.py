"""`inloop rules …`: words and patterns that suggest answers."""

from pathlib import Path
from typing import Annotated

import typer

from inloop.cli.errand import Errand, errand
from inloop.cli.files import ProjectName

app = typer.Typer(help="Words and patterns that suggest answers.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
@errand
def list_rules(run: Errand, project: ProjectName = "") -> None:
    """List the rules in force."""
    from inloop.cli.telling import table

    told = run.project(project).rules
    columns = {"question": "question", "kind": "kind", "words": "pattern", "label": "label"}
    run.tell(told, lambda: table(told["rules"], columns))


@app.command("try")
@errand
def try_rules(run: Errand, project: ProjectName = "") -> None:
    """Say how far each rule reaches, and how often it is right."""
    from inloop.cli.telling import interval, table

    asked = run.project(project)
    rules, found = asked.rules["rules"], asked.try_rules()
    rows = [
        {**rule, "reaches": interval(each["coverage"]), "right": interval(each["precision"]), "late": each["late"]}
        for rule, each in zip(rules, found["rules"], strict=True)
    ]
    columns = {"words": "pattern", "label": "label", "reaches": "reaches", "right": "right", "ran out of time": "late"}
    run.tell(found, lambda: table(rows, columns))


@app.command("import")
@errand
def bring(
    run: Errand,
    file: Annotated[Path, typer.Argument(help="Lines of words and label, as CSV.", exists=True, dir_okay=False)],
    project: ProjectName = "",
    *,
    question: Annotated[str, typer.Option(help="Whose labels they are; by default the target question.")] = "",
) -> None:
    """Add a dictionary to the rules."""
    told = run.project(project).import_rules(file, question=question)
    lines = [f"line {each['number']}: {each['reason']}" for each in told["problems"]]
    run.tell(told, "\n".join([f"{told['added']} rules added, {len(lines)} lines not taken.", *lines]))
