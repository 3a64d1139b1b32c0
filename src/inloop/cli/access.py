"""`inloop token …` and `inloop sign-in-link`: ways in, made by whoever can read the data folder."""

from typing import TYPE_CHECKING, Annotated

import typer

from inloop.cli.errand import Errand, local_errand
from inloop.kernel.clock import now
from inloop.kernel.errors import InvalidInputError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from inloop.people.model import Issued

app = typer.Typer(help="Make, list and revoke tokens for programs.", no_args_is_help=True, rich_markup_mode=None)


@app.command("create")
@local_errand
def create(
    run: Errand,
    name: Annotated[str, typer.Argument(help="What it is for.")],
    role: Annotated[str, typer.Option(help="What it may do, such as manager, annotator, agent or viewer.")] = "manager",
    project: Annotated[int | None, typer.Option(help="The one project it is for; by default all.")] = None,
) -> None:
    """Make a token and print it, this once."""
    from inloop.app.running import owner_of
    from inloop.loop import projects
    from inloop.people import Role, service

    if role not in {*Role}:
        raise InvalidInputError(f"'{role}' is not a role.", hint=f"Known: {', '.join(Role)}.", where="--role")

    def make(connection: "Connection") -> "Issued":
        if project is not None:
            projects.get(connection, project)
        return service.make_token(
            connection, identity=owner_of(connection), name=name, project=project, role=Role(role), at=now()
        )

    issued = run.system().database.write(make)
    run.tell({"id": issued.id, "token": issued.secret}, issued.secret)


@app.command("list")
@local_errand
def list_tokens(run: Errand) -> None:
    """List the owner's tokens, without their secrets."""
    from inloop.app.running import owner_of
    from inloop.cli.telling import day, table
    from inloop.people import service

    database = run.system().database
    owner = database.write(lambda c: owner_of(c).person)
    rows = [row._asdict() for row in database.read(lambda c: service.tokens(c, owner))]
    shown = [{**row, "made_at": day(row["made_at"]), "used_at": day(row["used_at"])} for row in rows]
    columns = {"id": "id", "name": "name", "role": "role", "project": "project", "made": "made_at", "used": "used_at"}
    run.tell(rows, lambda: table(shown, columns))


@app.command("revoke")
@local_errand
def revoke(run: Errand, token: Annotated[int, typer.Argument(help="Number of the token.")]) -> None:
    """Take a token back."""
    from inloop.app.running import owner_of
    from inloop.people import service

    run.system().database.write(lambda c: service.revoke_token(c, identity=owner_of(c), token=token, at=now()))
    run.tell({"revoked": token}, f"Token {token} no longer works.")


@local_errand
def sign_in_link(run: Errand) -> None:
    """Make a link that signs the owner in, once, within a quarter of an hour."""
    from inloop.app.running import find_running, owner_of
    from inloop.people.service import make_sign_in_link

    made = run.system().database.write(lambda c: make_sign_in_link(c, person=owner_of(c).person, at=now()))
    running = find_running(run.settings.data_dir)
    base = running.url if running else f"http://{run.settings.host}:{run.settings.port}"
    url = f"{base}/sign-in#{made.secret}"
    run.tell({"url": url, "expires_at": made.expires_at, "running": running is not None}, url)
