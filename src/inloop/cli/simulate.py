"""`inloop simulate`: the real loop with simulated people, on a file whose answers are known."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from inloop.cli.errand import Errand, local_errand
from inloop.kernel.errors import InvalidInputError

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
    seed: Annotated[int, typer.Option(help="The same seed gives the same run.")] = 0,
) -> None:
    """Run the loop with simulated people and print the learning curve, random choice beside it."""
    from inloop import simulation

    rows = _read(data, text=text, answer=answer)
    names = dict.fromkeys((strategy, RANDOM))
    told: dict[str, Any] = {}
    for name in names:
        with run.progress(f"Simulating {name}") as progress:
            told[name] = simulation.simulate(
                rows,
                people=people,
                accuracy=accuracy,
                answers=answers,
                strategy=name,
                seed=seed,
                progress=progress,
            )
    result = {"data": str(data), "items": len(rows), "people": people, "accuracy": accuracy, "answers": answers}
    curves = {"strategy": strategy, "seed": seed, "curve": told[strategy], "random_curve": told[RANDOM]}
    run.tell({**result, **curves}, lambda: _draw(told))


def _read(path: Path, *, text: str, answer: str) -> list[tuple[str, str]]:
    from inloop.adapters.formats import Row, open_rows

    with open_rows(path) as stream:
        good = [row.values for row in stream if isinstance(row, Row)]
    for column in (text, answer):
        if not any(column in row for row in good):
            known = ", ".join(good[0]) if good else "none"
            raise InvalidInputError(f"The file has no column '{column}'.", hint=f"Columns: {known}.", where=str(path))
    return [(str(row[text]), str(row[answer])) for row in good if row.get(text) and row.get(answer)]


def _draw(told: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    from inloop.cli.telling import table

    points: dict[int, dict[str, Any]] = {}
    for name, curve in told.items():
        for point in curve:
            points.setdefault(point["answers"], {"answers": point["answers"]})[name] = point["estimate"]
    table([points[at] for at in sorted(points)], {"answers": "answers", **{name: name for name in told}})
