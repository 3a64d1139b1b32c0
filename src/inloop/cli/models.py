"""`inloop model …`: versions of the model, learning on demand, the model as files."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inloop.cli.errand import Errand, errand
from inloop.cli.files import ProjectName
from inloop.kernel.errors import InloopError, NotFoundError

if TYPE_CHECKING:
    from inloop.client import Project

app = typer.Typer(
    help="Look at, train and take away the model of a project.", no_args_is_help=True, rich_markup_mode=None
)
Version = Annotated[int | None, typer.Option("--version", help="Number of the version; by default the one in use.")]
POLL_S = 0.5


@app.command("list")
@errand
def list_models(run: Errand, project: ProjectName = "") -> None:
    """List the versions of the model with their accuracy."""
    from inloop.cli.telling import day, interval, table

    told = run.project(project).models
    rows = [
        {**each, "accuracy": interval(each.get("accuracy")), "created_at": day(each["created_at"])}
        for each in told["versions"]
    ]
    columns = {
        "version": "version",
        "state": "state",
        "answers": "answers",
        "accuracy": "accuracy",
        "made": "created_at",
    }
    run.tell(told, lambda: table(rows, columns))


@app.command("show")
@errand
def show(run: Errand, project: ProjectName = "", version: Version = None) -> None:
    """Print the card of a version: data, quality, limits."""
    told = run.project(project).model(version)
    run.tell(told, str(told["card"]))


@app.command("train")
@errand
def train(
    run: Errand,
    project: ProjectName = "",
    *,
    wait: Annotated[bool, typer.Option(help="Wait until the version is there.")] = True,
    timeout_s: Annotated[float, typer.Option(help="Longest time to wait.")] = 600.0,
) -> None:
    """Learn from the answers there are now."""
    found = run.project(project, work=wait)
    before = {each["version"] for each in found.models["versions"]}
    found.train()
    if not wait:
        run.tell({"asked": True}, "Asked for a new version; inloop model list shows it.")
        return
    made = _await(found, before, timeout_s=timeout_s)
    run.tell(made, f"Version {made['version']} is {made['state']}. {made.get('note') or ''}".strip())


def _await(project: "Project", before: set[int], *, timeout_s: float) -> dict[str, Any]:
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        for each in project.models["versions"]:
            if each["version"] not in before and each["state"] != "training":
                if each["state"] == "failed":
                    raise InloopError(f"The training failed: {each.get('note') or 'see the log of the worker'}.")
                found: dict[str, Any] = each
                return found
        time.sleep(POLL_S)
    raise NotFoundError(f"No new version within {timeout_s:.0f} s.", hint="Is a worker running? Start it: inloop up.")


@app.command("export")
@errand
def export(
    run: Errand,
    folder: Annotated[Path, typer.Argument(help="Folder to write into.", file_okay=False)],
    project: ProjectName = "",
    version: Version = None,
) -> None:
    """Take the model away: npz, ONNX, a reader of twenty lines and its card."""
    place = run.project(project).download_model(folder, version=version)
    names = sorted(path.name for path in place.iterdir() if path.is_file())
    run.tell({"folder": str(place), "files": names}, f"In {place}: {', '.join(names)}")
