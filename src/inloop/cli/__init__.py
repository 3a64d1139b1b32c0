"""`inloop …`: every command in a module of its own, told here."""

import os
import sys

import typer

from inloop.cli import access, files, models, predict, processes, projects, recipes, rules, simulate, upkeep
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
app.command("look-again")(files.look_again)
app.command()(predict.predict)
app.add_typer(models.app, name="model")
app.add_typer(rules.app, name="rules")
app.command()(simulate.simulate)
app.command()(upkeep.verify)
app.command()(upkeep.doctor)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.add_typer(access.app, name="token")
app.command("sign-in-link")(access.sign_in_link)
app.command()(recipes.recipes)


THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Run a command; what a person can act on ends as one sentence, not as a trace.

    The numeric libraries get one thread, for this process and those it starts, unless the environment says otherwise.
    Our matrices are small: a second thread mostly waits, and on a busy machine the waiting takes most of the time. It
    also keeps sums, and so simulations, the same to the bit on every number of cores.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")
    try:
        app()
    except InloopError as problem:
        sys.exit(report(problem))
