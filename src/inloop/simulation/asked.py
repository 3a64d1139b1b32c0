"""The question that known answers are answers to, where nobody has written a schema."""

import re
from collections.abc import Iterable
from typing import Any, NoReturn

from inloop.annotation.taxonomy import BETWEEN
from inloop.kernel.errors import InvalidInputError
from inloop.simulation.slips import simulated_kinds

QUESTION = "answer"
_MOST_STEPS = 100
_BETWEEN = re.compile(r"[|;]")


def asked_of(kind: str, answers: Iterable[str], *, column: str = QUESTION) -> dict[str, Any]:
    """Make the question that the known answers in a column are answers to, as schemas write it.

    Raises
    ------
    InvalidInputError
        The answers do not tell what is asked, or answers to this kind cannot be simulated.

    Examples
    --------
    >>> [label["name"] for label in asked_of("choices", ["late|rude", "late"])["labels"]]
    ['late', 'rude']
    >>> asked_of("rating", ["2", "5"])["high"]
    5
    """
    makers = {"choice": _choice, "choices": _choices, "rating": _rating, "hierarchy": _hierarchy}
    if kind in ("number", "text"):
        return {"id": QUESTION, "kind": kind, "name": "What?"}
    if kind in makers:
        return makers[kind](sorted(set(answers)), column)
    if kind in simulated_kinds():
        raise InvalidInputError(
            f"Known answers alone do not tell what a {kind} question asks.", hint="Give its schema, as a file of JSON."
        )
    raise InvalidInputError(
        f"'{kind}' cannot be simulated.", hint=f"Kinds that can be: {', '.join(simulated_kinds())}."
    )


def _choice(answers: list[str], column: str) -> dict[str, Any]:
    return _of_labels("choice", answers, column)


def _choices(answers: list[str], column: str) -> dict[str, Any]:
    parts = {part.strip() for cell in answers for part in _BETWEEN.split(cell)}
    return _of_labels("choices", sorted(parts - {""}), column)


def _of_labels(kind: str, names: list[str], column: str) -> dict[str, Any]:
    if len(names) < 2:
        _refuse(len(names), column)
    return {"id": QUESTION, "kind": kind, "name": "Which?", "labels": [{"name": name} for name in names]}


def _hierarchy(answers: list[str], column: str) -> dict[str, Any]:
    """Grow the tree of all paths, whose parts stand between slashes."""
    paths = [tuple(part.strip() for part in cell.split(BETWEEN.strip()) if part.strip()) for cell in answers]
    nodes = sorted({path[:depth] for path in paths for depth in range(1, len(path) + 1)})
    labels = [
        {"name": path[-1]} | ({"parent": BETWEEN.join(path[:-1])} if len(path) > 1 else {}) for path in nodes if path
    ]
    if len(set(paths)) < 2:
        _refuse(len(set(paths)), column)
    inner = {path[:-1] for path in nodes} & set(paths)
    return {"id": QUESTION, "kind": "hierarchy", "name": "Which?", "labels": labels, "leaves_only": not inner}


def _rating(answers: list[str], column: str) -> dict[str, Any]:
    wrong = [cell for cell in answers if not re.fullmatch(r"-?\d+", cell)]
    steps = [int(cell) for cell in answers if cell not in wrong]
    if wrong or len(set(steps)) < 2 or max(steps) - min(steps) > _MOST_STEPS:
        told = f"'{wrong[0]}' is no step of a scale." if wrong else "The answers are not on one scale."
        told = f"Column '{column}': {told}"
        raise InvalidInputError(told, hint="A rating is a whole number, such as 1 to 5.")
    return {"id": QUESTION, "kind": "rating", "name": "How much?", "low": min(steps), "high": max(steps)}


def _refuse(count: int, column: str) -> NoReturn:
    raise InvalidInputError(
        f"Column '{column}' gives {count} different answers.",
        hint="A simulation needs a column with the true answer to each text, and two different ones at least.",
    )
