"""`inloop …`: every command in a module of its own, told here."""

import sys

import typer

from inloop.cli import access, files, models, predict, processes, projects, recipes, simulate, upkeep
from inloop.cli.exits import report
from inloop.kernel.errors import InloopError

app = typer.Typer(
    help="People and models label, decide and learn together.",
    epilog="Ends with 0: done; 1: failed or not verified; 2: wrong usage or bad input; 3: nothing found or running.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 110},
)
app.command()(processes.up)
app.command()(processes.web)
app.command()(processes.worker)
app.add_typer(projects.app, name="project")
app.command("import")(files.bring)
app.command("export")(files.take)
app.command()(predict.predict)
app.add_typer(models.app, name="model")
app.command()(simulate.simulate)
app.command()(upkeep.verify)
app.command()(upkeep.doctor)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.add_typer(access.app, name="token")
app.command("sign-in-link")(access.sign_in_link)
app.command()(recipes.recipes)


def main() -> None:
    """Run a command; what a person can act on ends as one sentence, not as a trace."""
    try:
        app()
    except InloopError as problem:
        sys.exit(report(problem))
