"""Learning curves of simulated projects: the real loop, in process, by one strategy beside another."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import names
from inloop.loop.quality.model import Interval
from inloop.simulation.people import SimulatedPerson, crew
from inloop.simulation.truth import Truth, truth_of, truth_of_column
from inloop.simulation.world import World, choose_strategy, found

Told = Callable[[str, int], None]


class CurveStep(msgspec.Struct, frozen=True, kw_only=True):
    """Where the project stood when a version was trained, and at the end.

    Attributes
    ----------
    hours
        Time that people had spent on answers together.
    accuracy
        What the project says of itself: on answered control items.
    true_accuracy
        What only the simulation knows: the published predictions against the truth of all items. Of answers that
        cannot be counted it is how alike they are on average. None while nothing is published.
    consensus
        How alike what the votes come to and the truth are on average, 0 to 1, on the items answered so far.
    agreement
        How alike people's answers to the same item are, as the project says; None while no item has two.
    """

    answers: int
    hours: float
    accuracy: Interval | None
    true_accuracy: float | None
    consensus: float | None
    agreement: Interval | None


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One person at the end.

    Attributes
    ----------
    skill
        As told to the simulation.
    measured
        As the project says, from answers to the same items; None where too few can be compared.
    in_truth
        How alike their answers and the truth are on average.
    """

    person: int
    answers: int
    skill: float
    measured: Interval | None
    in_truth: float | None


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """The learning curve of one simulated project.

    Attributes
    ----------
    left_out
        Rows that show nothing or have no known answer.
    learnt
        Whether a model learns the target question; without, no version is ever trained.
    """

    strategy: str
    people: int
    person_accuracy: float | list[float]
    answers: int
    items: int
    left_out: int
    seed: int
    learnt: bool
    steps: list[CurveStep]
    crew: list[Measured]


def simulate(
    rows: Sequence[Mapping[str, Any]],
    *,
    text: str = "text",
    answer: str = "answer",
    kind: str = "choice",
    schema: Mapping[str, Any] | None = None,
    people: int = 3,
    accuracy: float | Sequence[float] = 0.92,
    answers: int = 600,
    answers_per_item: int = 1,
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
        What is asked, where that follows from the answers: ``choice``, ``choices`` (labels with ``|`` between them),
        ``rating`` (whole numbers), ``hierarchy`` (paths with ``/`` between names), ``number`` or ``text``.
    schema
        In place of these three, a whole schema document of any kinds; the columns are called as its fields and
        questions, and hold the true answers.
    accuracy
        How often each person is right; of several labels or parts, about each. Several numbers: one for each person.
    answers_per_item
        Answers wanted on every item; with 1, a tenth of the items get a second one.
    strategies
        What chooses the items, one curve for each.
    told
        Called with strategy and answers so far, after every few answers.

    Raises
    ------
    InvalidInputError
        A column is missing, there are fewer than two different answers, an answer cannot be read or simulated, or there
        is no such strategy.
    """
    _check(strategies)
    truth = truth_of_column(rows, text=text, answer=answer, kind=kind) if schema is None else truth_of(schema, rows)
    crowd = crew(people, accuracy=accuracy)
    given = accuracy if isinstance(accuracy, float | int) else list(accuracy)
    with tempfile.TemporaryDirectory(prefix="inloop-simulate-") as place:
        start = Path(place) / "start"
        start.mkdir()
        found(start, truth, answers_per_item=answers_per_item, seed=seed)
        curves = []
        for strategy in strategies:
            folder = Path(place) / strategy
            shutil.copytree(start, folder)
            choose_strategy(folder, truth, strategy)
            play = _play(folder, truth, crowd, strategy=strategy, answers=answers, seed=seed, told=told)
            curves.append(
                Curve(
                    strategy=strategy, people=people, person_accuracy=given, items=len(truth.items),
                    left_out=truth.left_out, seed=seed, **play,
                )
            )  # fmt: skip
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
) -> dict[str, Any]:
    """Give what a curve says of how it went."""
    steps: list[CurveStep] = []

    def stand(world: World) -> None:
        steps.append(CurveStep(answers=world.answers, hours=round(world.seconds / 3_600, 3), **world.stand()._asdict()))

    def look(world: World) -> None:
        if world.learn(last=world.answers >= answers):
            stand(world)
        told(strategy, world.answers)

    world = World(folder, truth, rng=np.random.default_rng(seed))
    try:
        world.play(crowd, answers=answers, told=look)
        if not steps or steps[-1].answers < world.answers:
            stand(world)
        measured = [Measured(**each) for each in world.measured(crowd)]
        return {"answers": world.answers, "learnt": world.is_learnt, "steps": steps, "crew": measured}
    finally:
        world.close()


def _check(strategies: Sequence[str]) -> None:
    known = [name.removeprefix("query/").split(".")[0] for name in names("query")]
    for strategy in strategies:
        if strategy not in known:
            raise InvalidInputError(f"There is no strategy '{strategy}'.", hint=f"Known: {', '.join(known)}.")
