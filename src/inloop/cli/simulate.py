"""`inloop simulate`: the real loop with simulated people, on a file whose answers are known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from inloop.cli.errand import Errand, local_errand
from inloop.cli.projects import read_json

if TYPE_CHECKING:
    from inloop.simulation import Curve

RANDOM = "random"
USUAL = 0.92
STEPS = {
    "answers": "answers",
    "hours": "hours",
    "as measured": "accuracy",
    "in truth": "true_accuracy",
    "consensus": "consensus",
    "agreement": "agreement",
}
OF_MODELS = ("as measured", "in truth")
PEOPLE = {"person": "person", "answers": "answers", "told": "skill", "in truth": "in_truth", "as measured": "measured"}


@local_errand
def simulate(
    run: Errand,
    *,
    data: Annotated[Path, typer.Option(help="File with items and their answers.")],
    text: Annotated[str, typer.Option(help="Column that holds the text.")] = "text",
    answer: Annotated[str, typer.Option(help="Column that holds the true answer.")] = "answer",
    kind: Annotated[
        str, typer.Option(help="What is asked: choice, choices, rating, hierarchy, number or text.")
    ] = "choice",
    schema: Annotated[
        Path | None,
        typer.Option(help="JSON file of a schema in place of these three; columns are called as its questions."),
    ] = None,
    people: Annotated[int, typer.Option(help="How many people answer.", min=1)] = 3,
    accuracy: Annotated[
        list[float] | None, typer.Option(help="How often each of them is right; once for all, or again for each.")
    ] = None,
    answers: Annotated[int, typer.Option(help="How many answers they give together.", min=1)] = 600,
    per_item: Annotated[int, typer.Option(help="Answers wanted on every item.", min=1)] = 1,
    strategy: Annotated[str, typer.Option(help="What chooses the items.")] = "margin-clusters",
    seed: Annotated[int, typer.Option(help="The same seed gives the same result, to the bit.", min=0)] = 0,
) -> None:
    """Run the loop with simulated people; print its learning curve beside chance's."""
    from inloop.kernel.registry import load_plugins
    from inloop.simulation import simulate as play

    load_plugins()

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
            schema=None if schema is None else read_json(schema),
            accuracy=_skills(accuracy),
            answers=answers,
            answers_per_item=per_item,
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


def _skills(given: list[float] | None) -> float | list[float]:
    skills = given or [USUAL]
    wrong = [skill for skill in skills if not 0 <= skill <= 1]
    if wrong:
        raise typer.BadParameter(f"{wrong[0]:g} is not from 0 to 1.", param_hint="--accuracy")
    return skills[0] if len(skills) == 1 else skills


def _told(curve: "Curve") -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(curve)
    last = curve.steps[-1].true_accuracy if curve.steps else None
    return {**told, "true_accuracy": last}


def _show(curves: "list[Curve]") -> None:
    from inloop.cli.telling import interval, table

    left_out = curves[0].left_out
    if left_out:
        typer.echo(f"{left_out:,} rows are left out: they show nothing, or have no answer.")
    if not curves[0].learnt:
        typer.echo("No model learns this from these items: no version is trained, whatever the strategy.")
    for curve in curves if curves[0].learnt else curves[:1]:
        typer.echo(f"{curve.strategy}: {curve.answers} answers by {curve.people} people on {curve.items:,} items")
        told = _told(curve)
        steps = [
            {**step, "accuracy": interval(step["accuracy"]), "agreement": interval(step["agreement"])}
            for step in told["steps"]
        ]
        table(steps, STEPS if curve.learnt else {name: STEPS[name] for name in STEPS if name not in OF_MODELS})
        table([{**one, "measured": interval(one["measured"])} for one in told["crew"]], PEOPLE)
