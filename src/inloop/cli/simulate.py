"""`inloop simulate`: the real loop with simulated people, on a file whose answers are known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inloop.cli.errand import Errand, local_errand

if TYPE_CHECKING:
    from inloop.simulation import Curve

RANDOM = "random"


@local_errand
def simulate(
    run: Errand,
    *,
    data: Annotated[Path, typer.Option(help="File with texts and their answers.")],
    text: Annotated[str, typer.Option(help="Column that holds the text.")],
    answer: Annotated[str, typer.Option(help="Column that holds the true answer.")],
    kind: Annotated[str, typer.Option(help="What is asked: choice, choices or rating.")] = "choice",
    people: Annotated[int, typer.Option(help="How many people answer.", min=1)] = 3,
    accuracy: Annotated[float, typer.Option(help="How often each of them is right.", min=0.0, max=1.0)] = 0.92,
    answers: Annotated[int, typer.Option(help="How many answers they give together.", min=1)] = 600,
    strategy: Annotated[str, typer.Option(help="What chooses the items.")] = "margin-clusters",
    seed: Annotated[int, typer.Option(help="The same seed gives the same result, to the bit.", min=0)] = 0,
) -> None:
    """Run the loop with simulated people; print its learning curve beside chance's."""
    from inloop.simulation import simulate as play

    strategies = list(dict.fromkeys((strategy, RANDOM)))
    with run.progress(f"Simulating {' and '.join(strategies)}") as progress:

        def told(name: str, given: int) -> None:
            progress(strategies.index(name) * answers + given, len(strategies) * answers)

        curves = play(
            _read(data),
            text=text,
            answer=answer,
            kind=kind,
            people=people,
            accuracy=accuracy,
            answers=answers,
            strategies=strategies,
            seed=seed,
            told=told,
        )
    result = {"data": str(data), **_told(curves[0]), "random": _told(curves[-1])}
    run.tell(result, lambda: _show(curves))


def _read(path: Path) -> list[dict[str, Any]]:
    from inloop.adapters.formats import Row, open_rows

    with open_rows(path) as stream:
        return [row.values for row in stream if isinstance(row, Row)]


def _told(curve: "Curve") -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(curve)
    last = curve.steps[-1].true_accuracy if curve.steps else None
    return {**told, "true_accuracy": last}


def _show(curves: "list[Curve]") -> None:
    from inloop.cli.telling import interval, table

    for curve in curves:
        typer.echo(f"{curve.strategy}: {curve.answers} answers by {curve.people} people on {curve.items:,} items")
        told = _told(curve)["steps"]
        rows = [{**step, "accuracy": interval(step["accuracy"])} for step in told]
        columns = {"answers": "answers", "hours": "hours", "as measured": "accuracy", "in truth": "true_accuracy"}
        table(rows, columns)
