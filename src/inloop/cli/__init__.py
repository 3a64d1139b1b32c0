"""`inloop …`: every command in a module of its own, told here."""

import sys

import typer

from inloop.cli import processes
from inloop.kernel.errors import InloopError

app = typer.Typer(
    help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
for command in (processes.up, processes.web, processes.worker):
    app.command()(command)


def main() -> None:
    """Run a command; what a person can act on ends as one sentence, not as a trace."""
    try:
        app()
    except InloopError as problem:
        print(f"inloop: {problem}", file=sys.stderr)
        sys.exit(1)
