"""Learning curves of simulated projects: the real loop, in process, by one strategy beside another."""

import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import names
from inloop.loop.quality.model import Interval
from inloop.simulation.asked import asked_of
from inloop.simulation.people import SimulatedPerson, crew
from inloop.simulation.world import Truth, World, choose_strategy, found

Told = Callable[[str, int], None]


class CurveStep(msgspec.Struct, frozen=True, kw_only=True):
    """Where the project stood when a version was trained.

    Attributes
    ----------
    hours
        Time that people had spent on answers together.
    accuracy
        What the project says of itself: on answered control items.
    true_accuracy
        What only the simulation knows: the published predictions against the truth of all items.
    """

    answers: int
    hours: float
    accuracy: Interval | None
    true_accuracy: float


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """The learning curve of one simulated project."""

    strategy: str
    people: int
    person_accuracy: float
    answers: int
    items: int
    seed: int
    steps: list[CurveStep]


def simulate(
    rows: Sequence[Mapping[str, Any]],
    *,
    text: str,
    answer: str,
    kind: str = "choice",
    people: int = 3,
    accuracy: float = 0.92,
    answers: int = 600,
    strategies: Sequence[str] = ("margin-clusters", "random"),
    seed: int = 0,
    told: Told = lambda _strategy, _answers: None,
) -> list[Curve]:
    """Let simulated people label a table by the real loop: import, queue, votes, consensus, ranking, versions.

    Every strategy goes on from the same import, with the same control items, vectors and people. The same arguments
    give the same curves, to the bit.

    Parameters
    ----------
    text, answer
        The columns that hold the text and its true answer; rows that lack one of them are left out.
    kind
        What is asked: ``choice``, ``choices`` (labels with ``|`` between them) or ``rating`` (whole numbers).
    accuracy
        How often each person is right; of several labels, about each.
    strategies
        What chooses the items, one curve for each.
    told
        Called with strategy and answers so far, after every few answers.

    Raises
    ------
    InvalidInputError
        A column is missing, there are fewer than two different answers, or no such strategy.
    """
    _check(strategies)
    truth = _truth(rows, text=text, answer=answer, kind=kind)
    crowd = crew(truth.names, people=people, accuracy=accuracy)
    with tempfile.TemporaryDirectory(prefix="inloop-simulate-") as place:
        start = Path(place) / "start"
        start.mkdir()
        found(start, truth, seed=seed)
        curves = []
        for strategy in strategies:
            folder = Path(place) / strategy
            shutil.copytree(start, folder)
            choose_strategy(folder, truth, strategy)
            given, steps = _play(folder, truth, crowd, strategy=strategy, answers=answers, seed=seed, told=told)
            curve = Curve(
                strategy=strategy, people=people, person_accuracy=accuracy, answers=given, items=len(truth.answers),
                seed=seed, steps=steps,
            )  # fmt: skip
            curves.append(curve)
            shutil.rmtree(folder)
    return curves


def _play(
    folder: Path,
    truth: Truth,
    crowd: Sequence[SimulatedPerson],
    *,
    strategy: str,
    answers: int,
    seed: int,
    told: Told,
) -> tuple[int, list[CurveStep]]:
    steps: list[CurveStep] = []

    def look(world: World) -> None:
        stand = world.learn(last=world.answers >= answers)
        if stand is not None:
            steps.append(CurveStep(answers=world.answers, hours=round(world.seconds / 3_600, 3), **stand._asdict()))
        told(strategy, world.answers)

    world = World(folder, truth, rng=np.random.default_rng(seed))
    try:
        world.play(crowd, answers=answers, told=look)
    finally:
        world.close()
    return world.answers, steps


def _check(strategies: Sequence[str]) -> None:
    known = [name.removeprefix("query/").split(".")[0] for name in names("query")]
    for strategy in strategies:
        if strategy not in known:
            raise InvalidInputError(f"There is no strategy '{strategy}'.", hint=f"Known: {', '.join(known)}.")


def _truth(rows: Sequence[Mapping[str, Any]], *, text: str, answer: str, kind: str) -> Truth:
    """Read texts and answers; of rows with the same text the last one counts."""
    for column in (text, answer):
        if not any(column in row for row in rows):
            known = ", ".join(map(str, rows[0])) if rows else "none"
            raise InvalidInputError(f"There is no column '{column}'.", hint=f"Columns: {known}.")
    pairs = ((_plain(row.get(text)), _plain(row.get(answer))) for row in rows)
    answers = {body: said for body, said in pairs if body and said}
    asked = asked_of(kind, answers.values())
    if len(asked.names) < 2:
        raise InvalidInputError(
            f"Column '{answer}' gives {len(asked.names)} different answers for {len(answers)} texts.",
            hint="A simulation needs a column with the true answer to each text, and two different ones at least.",
        )
    return Truth(answers, asked)


def _plain(value: Any) -> str:
    return "" if value is None else unicodedata.normalize("NFC", str(value)).strip()
