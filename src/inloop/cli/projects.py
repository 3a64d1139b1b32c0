"""`inloop project …`: start, list, look at, change and put away projects."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inloop.cli.errand import Errand, errand
from inloop.kernel.errors import InvalidInputError, UnreadableFileError

if TYPE_CHECKING:
    from inloop.client import Project

app = typer.Typer(help="Start, list, change and put away projects.", no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="PROJECT", help="Number or name of the project.")]
JsonFile = Annotated[Path | None, typer.Option(help="JSON file with the schema.", dir_okay=False)]


@app.command("list")
@errand
def list_projects(
    run: Errand, *, archived: Annotated[bool, typer.Option("--all", help="Those put away, too.")] = False
) -> None:
    """List the projects and how far they are."""
    from inloop.cli.telling import interval, table

    lines = [line for line in run.client().projects.list() if archived or line["state"] == "active"]
    rows = [{**line, "accuracy": interval(line["accuracy"])} for line in lines]
    columns = {"id": "id", "name": "name", "state": "state", "items": "items", "answers": "answers"}
    run.tell(lines, lambda: table(rows, {**columns, "answered": "answered_items", "accuracy": "accuracy"}))


@app.command("create")
@errand
def create(
    run: Errand,
    name: Annotated[str, typer.Argument(help="How people will call it.")],
    recipe: Annotated[str, typer.Option(help="Recipe to start from; see inloop recipes.")] = "",
    schema: JsonFile = None,
    guideline: Annotated[Path | None, typer.Option(help="Markdown file with the guideline.", dir_okay=False)] = None,
) -> None:
    """Start a project from a recipe, a schema, or both."""
    if not recipe and schema is None:
        raise InvalidInputError(
            "A project needs a recipe or a schema.", hint="Give --recipe (see inloop recipes) or --schema."
        )
    document = None if schema is None else read_json(schema)
    body = None if guideline is None else read_text(guideline)
    client = run.client(create=True)
    made = client.projects.create(name, recipe=recipe or None, schema=document, guideline=body)
    run.tell(
        made.told, f"Project {made.id} '{made.name}' is there. Bring items: inloop import FILE --project {made.id}"
    )


@app.command("show")
@errand
def show(run: Errand, project: Name) -> None:
    """Show a project: its questions, labels and settings."""
    found = run.project(project)

    def tell() -> None:
        typer.echo(f"{found.id}  {found.name}  ({found.told['state']}, you are {found.told['role']})")
        for question in found.schema["questions"]:
            labels = ", ".join(label["name"] for label in question.get("labels", ()) if not label.get("retired"))
            typer.echo(f"  {question['name']}  [{question['kind']}] {labels}")
        for name, value in found.told["settings"].items():
            typer.echo(f"  {name} = {value}")

    run.tell(found.told, tell)


@app.command("archive")
@errand
def archive(run: Errand, project: Name) -> None:
    """Put a project away; it can be read, and brought back."""
    _put(run, run.project(project).archive(), "archived; bring it back with inloop project unarchive")


@app.command("unarchive")
@errand
def unarchive(run: Errand, project: Name) -> None:
    """Bring an archived project back."""
    _put(run, run.project(project).unarchive(), "active")


@app.command("delete")
@errand
def delete(run: Errand, project: Name) -> None:
    """Take a project out of sight; nothing is removed."""
    _put(run, run.project(project).delete(), "deleted; bring it back with inloop project restore")


@app.command("restore")
@errand
def restore(run: Errand, project: Name) -> None:
    """Bring a deleted project back."""
    _put(run, run.project(project).restore(), "active")


@app.command("schema")
@errand
def schema(
    run: Errand,
    project: Name,
    put: Annotated[Path | None, typer.Option("--set", help="JSON file with the new schema.", dir_okay=False)] = None,
) -> None:
    """Print the schema, or put a new version in force."""
    found = run.project(project)
    if put is None:
        from inloop.cli.telling import tell_json

        tell_json(found.schema)
        return
    changes = found.change_schema(read_json(put))
    said = "\n".join(changes) or "Nothing changed."
    run.tell({"version": found.told["schema_version"], "changes": changes}, said)


@app.command("guideline")
@errand
def guideline(
    run: Errand,
    project: Name,
    put: Annotated[Path | None, typer.Option("--set", help="Markdown file with the new one.", dir_okay=False)] = None,
) -> None:
    """Print the guideline, or put a new one in force."""
    found = run.project(project)
    if put is None:
        body = found.guideline
        run.tell({"version": found.told["guideline_version"], "body": body}, body)
        return
    version = found.change_guideline(read_text(put))
    run.tell({"version": version}, f"Version {version} of the guideline is in force.")


@app.command("invite")
@errand
def invite(
    run: Errand,
    project: Name,
    role: Annotated[str, typer.Option(help="What they will be, such as annotator or reviewer.")] = "annotator",
    name: Annotated[str, typer.Option(help="Whom it is for.")] = "",
) -> None:
    """Make a link that brings one person in, once."""
    made = run.project(project).invite(role, name=name)
    run.tell(made, made["url"])


def _put(run: Errand, project: "Project", state: str) -> None:
    run.tell(project.told, f"Project {project.id} '{project.name}' is {state}.")


def read_text(path: Path) -> str:
    """Read a text file that a person named."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise UnreadableFileError(f"It cannot be read: {problem}.", where=str(path)) from None


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON document that a person named."""
    import msgspec

    try:
        return msgspec.json.decode(read_text(path), type=dict[str, Any])
    except msgspec.MsgspecError as problem:
        raise UnreadableFileError(f"It is not the JSON of a schema: {problem}.", where=str(path)) from None
