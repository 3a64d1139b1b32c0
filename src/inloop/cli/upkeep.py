"""`inloop verify | doctor | backup | restore`: for whoever keeps the machine; they work on the data folder itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inloop.cli.errand import Errand, local_errand
from inloop.cli.exits import FAILED
from inloop.kernel.clock import now

if TYPE_CHECKING:
    from inloop.database.backup import Progress
    from inloop.record import Verification


@local_errand
def verify(
    run: Errand,
    file: Annotated[Path | None, typer.Argument(help="Exported record; without it, the one of this machine.")] = None,
) -> None:
    """Check the sealed record; ends with 1 when it was changed."""
    from inloop import record

    if file is not None:
        found = record.verify_file(file)
    else:
        from inloop.app.payloads import payload_of

        found = record.verify(run.system().database, payload_of=payload_of)
    problems = [{"what": each.what, "block": each.block, "event": each.event} for each in found.problems]
    result = {
        "verified": found.verified,
        "blocks": found.blocks,
        "events": found.events,
        "unsealed": found.unsealed,
        "problem_count": found.problem_count,
        "problems": problems,
        "head": found.head.hex(),
        "key": found.key,
    }
    run.tell(result, lambda: _say(found))
    if not found.verified:
        raise typer.Exit(FAILED)


def _say(found: "Verification") -> None:
    state = "verified" if found.verified else f"NOT verified: {found.problem_count} problems"
    typer.echo(f"The record is {state}: {found.events:,} events in {found.blocks:,} blocks.")
    if found.unsealed:
        typer.echo(f"{found.unsealed:,} events are younger than the last block; a running inloop seals them.")
    for each in found.problems:
        place = f"block {each.block}" if each.event is None else f"event {each.event}"
        typer.echo(f"  {place}: {each.what}")


@local_errand
def doctor(
    run: Errand, *, rebuild: Annotated[bool, typer.Option("--rebuild", help="Put what is derived right.")] = False
) -> None:
    """Compare what is derived with the facts; ends with 1 when they differ."""
    from inloop.app.doctor import examine, mend

    system = run.system()
    found = mend(system.database, system.published) if rebuild else examine(system.database)

    def tell() -> None:
        for each in found.findings:
            typer.echo(f"project {each.project}, {each.table}: {each.difference}")
        typer.echo(f"{found.projects} projects: " + ("all is as the facts say." if found.healthy else "see above."))
        for project, question in found.waiting:
            typer.echo(f"project {project}, question {question}: newest answers are not settled yet; not compared.")
        if not found.healthy and not rebuild:
            typer.echo("Put it right with: inloop doctor --rebuild")

    run.tell(
        {"healthy": found.healthy, "projects": found.projects, "findings": found.findings, "waiting": found.waiting},
        tell,
    )
    if not found.healthy:
        raise typer.Exit(FAILED)


@local_errand
def backup(
    run: Errand, target: Annotated[Path, typer.Argument(help="New folder, or a file that ends in .tar.")]
) -> None:
    """Copy everything that counts, while everybody works."""
    from inloop.database.backup import backup as save

    database = run.system().database
    with run.progress("Backing up") as progress:
        report = _reporter(progress)
        made = save(database, target, data_dir=run.settings.data_dir, shelf=run.system().shelf, at=now(), report=report)
    result = {"backup": str(made.path), "files": made.files, "bytes": made.size}
    run.tell(result, f"{made.files:,} files ({made.size:,} bytes) are in {made.path}.")


@local_errand
def restore(run: Errand, archive: Annotated[Path, typer.Argument(help="Folder or .tar file of a backup.")]) -> None:
    """Bring a backup back into an empty data folder."""
    from inloop.app.prepare import prepare
    from inloop.app.system import open_shelf
    from inloop.database.backup import restore as bring_back

    with run.progress("Restoring") as progress:
        made = bring_back(archive, run.settings, shelf=open_shelf(run.settings), report=_reporter(progress))
    prepare(run.settings)
    result = {"data_dir": str(run.settings.data_dir), "files": made.files, "bytes": made.size}
    run.tell(result, f"{made.files:,} files are back in {run.settings.data_dir}. Start it: inloop up")


def _reporter(tell: Callable[[int, int], None]) -> Callable[["Progress"], None]:
    return lambda progress: tell(progress.done, progress.total)
