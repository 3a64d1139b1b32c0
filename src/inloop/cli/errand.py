"""One command being carried out: whom it talks to, and how it tells what it found."""

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from inloop.cli.reach import check_there, reach, settings_of
from inloop.kernel.errors import InvalidInputError

if TYPE_CHECKING:
    from inloop.app import System
    from inloop.client import Client, Project
    from inloop.kernel.settings import Settings

F = TypeVar("F", bound=Callable[..., None])
DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder that holds everything; INLOOP_DATA_DIR.")]
Url = Annotated[str, typer.Option("--url", help="Address of a server elsewhere; INLOOP_URL.")]
Token = Annotated[str, typer.Option("--token", help="Token for that server; INLOOP_TOKEN.")]
AsJson = Annotated[bool, typer.Option("--json", help="Tell the result as JSON on one line.")]
_REMOTE = {"data_dir": (DataDir, None), "url": (Url, ""), "token": (Token, ""), "as_json": (AsJson, False)}
_LOCAL = {"data_dir": (DataDir, None), "as_json": (AsJson, False)}


@dataclass
class Errand:
    """What a command is given."""

    settings: "Settings"
    as_json: bool
    url: str = ""
    token: str = ""
    _open: ExitStack = field(default_factory=ExitStack)

    def client(self, *, work: bool = False, create: bool = False) -> "Client":
        """Open the way to the server or the folder; see `inloop.cli.reach`."""
        return self._open.enter_context(reach(self.settings, url=self.url, token=self.token, work=work, create=create))

    def project(self, name: str, *, work: bool = False) -> "Project":
        """Get a project by number or name; the only one there is where none is named."""
        client = self.client(work=work)
        if name:
            return client.projects.get(name)
        lines = [line for line in client.projects.list() if line["state"] == "active"]
        if len(lines) != 1:
            raise InvalidInputError(
                f"There are {len(lines)} projects.", hint="Say which: --project NUMBER or --project NAME."
            )
        return client.projects.get(lines[0]["id"])

    def system(self) -> "System":
        """Open the data folder itself, for what only the owner of the machine does."""
        check_there(self.settings)
        from inloop.app import open_system
        from inloop.app.prepare import prepare

        prepare(self.settings)
        system = open_system(self.settings)
        self._open.callback(system.close)
        return system

    def tell(self, result: Any, text: str | Callable[[], object]) -> None:
        """Tell the result: as JSON when that was asked for, else in words or by a function that prints it."""
        from inloop.cli.telling import tell_json

        if self.as_json:
            tell_json(result)
        elif isinstance(text, str):
            typer.echo(text)
        else:
            text()

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[int, int], None]]:
        """Show a bar on a terminal; give the function that is told done and total."""
        from inloop.cli.telling import bar

        with bar(title) as tell:
            yield tell

    def close(self) -> None:
        self._open.close()


def errand(function: F) -> F:
    """Make a command of a function whose first argument is an `Errand`; it may go to a server elsewhere."""
    return _command(function, _REMOTE)


def local_errand(function: F) -> F:
    """Make a command of a function whose first argument is an `Errand`; it works on the data folder of this machine."""
    return _command(function, _LOCAL)


def _command(function: F, options: dict[str, tuple[Any, Any]]) -> F:
    """Put the options that all commands share behind those of the function, where typer looks for them."""
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

    def run(**given: Any) -> None:
        shared = {name: given.pop(name) for name in options}
        carried = Errand(
            settings=settings_of(shared["data_dir"]),
            as_json=shared["as_json"],
            url=shared.get("url") or os.environ.get("INLOOP_URL", ""),
            token=shared.get("token") or os.environ.get("INLOOP_TOKEN", ""),
        )
        try:
            function(carried, **given)
        finally:
            carried.close()

    parameters = [
        *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own),
        *(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
            for name, (hint, default) in options.items()
        ),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__name__, run.__doc__ = function.__name__, function.__doc__
    return run  # type: ignore[return-value]  # called by typer alone
