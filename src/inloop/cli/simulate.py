"""`inloop simulate`: the real loop with simulated people, on a file whose answers are known."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inloop.cli.errand import Errand, local_errand
from inloop.kernel.errors import InvalidInputError

if TYPE_CHECKING:
    from inloop.simulation import Curve, CurveStep

RANDOM = "random"


@local_errand
def simulate(
    run: Errand,
    *,
    data: Annotated[Path, typer.Option(help="File with texts and their answers.")],
    text: Annotated[str, typer.Option(help="Column that holds the text.")],
    answer: Annotated[str, typer.Option(help="Column that holds the true answer.")],
    people: Annotated[int, typer.Option(help="How many people answer.", min=1)] = 3,
    accuracy: Annotated[float, typer.Option(help="How often each of them is right.", min=0.0, max=1.0)] = 0.92,
    answers: Annotated[int, typer.Option(help="How many answers they give together.", min=1)] = 600,
    strategy: Annotated[str, typer.Option(help="What chooses the items.")] = "margin-clusters",
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.", min=0)] = 0,
) -> None:
    """Run the loop with simulated people; print its learning curve beside chance's."""
    from inloop import simulation

    rows = _read(data, text=text, answer=answer)
    curves: dict[str, Curve] = {}
    for name in dict.fromkeys((strategy, RANDOM)):
        with run.progress(f"Simulating {name}") as progress:
            curves[name] = simulation.simulate(
                rows,
                text=text,
                answer=answer,
                people=people,
                accuracy=accuracy,
                answers=answers,
                strategy=name,
                seed=seed,
                told=_teller(progress, answers),
            )
    result = {"data": str(data), **_told(curves[strategy]), "random": _told(curves[RANDOM])}
    run.tell(result, lambda: _show(curves))


def _read(path: Path, *, text: str, answer: str) -> list[dict[str, Any]]:
    from inloop.adapters.formats import Row, open_rows

    with open_rows(path) as stream:
        good = [row.values for row in stream if isinstance(row, Row)]
    for column in (text, answer):
        if not any(column in row for row in good):
            known = ", ".join(good[0]) if good else "none"
            raise InvalidInputError(f"The file has no column '{column}'.", hint=f"Columns: {known}.", where=str(path))
    return [row for row in good if row.get(text) and row.get(answer)]


def _teller(tell: Callable[[int, int], None], answers: int) -> "Callable[[CurveStep], None]":
    return lambda step: tell(step.answers, answers)


def _told(curve: "Curve") -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(curve)
    last = curve.steps[-1].true_accuracy if curve.steps else None
    return {**told, "true_accuracy": last}


def _show(curves: "dict[str, Curve]") -> None:
    from inloop.cli.telling import interval, table

    for name, curve in curves.items():
        typer.echo(f"{name}: {curve.answers} answers by {curve.people} people on {curve.items:,} items")
        told = _told(curve)["steps"]
        rows = [{**step, "accuracy": interval(step["accuracy"])} for step in told]
        columns = {"answers": "answers", "hours": "hours", "as measured": "accuracy", "in truth": "true_accuracy"}
        table(rows, columns)
