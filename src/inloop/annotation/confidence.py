"""How sure people say they are of an answer: a number from 0 to 1 beside it, never part of it."""

import math
from collections.abc import Mapping, Sequence

from inloop.annotation.question import Question
from inloop.kernel.errors import InvalidInputError

LEVELS = {0.25: "guess", 0.5: "unsure", 0.75: "sure", 1.0: "certain"}
"""What the four levels are stored as."""


def read_confidence(
    given: Mapping[str, object], values: Mapping[str, object], questions: Sequence[Question]
) -> dict[str, float]:
    """Give question id → how sure, 0 to 1 to two decimals; raise `InvalidInputError` where it makes no sense.

    It can be said of any answered question that asks for it; of "I can't tell" it is dropped.
    """
    asking = {question.id: question for question in questions if question.confidence}
    strange = [name for name in given if name not in asking]
    if strange:
        raise InvalidInputError("How sure one is, is not asked here.", where=f"confidence.{strange[0]}")
    sure = {name: confidence_in(given[name], name) for name in asking if given.get(name) is not None}
    return {name: found for name, found in sure.items() if values.get(name) is not None}


def confidence_in(given: object, where: str = "") -> float:
    """Give a number from 0 to 1, from a number or the word of a level.

    >>> confidence_in(0.333), confidence_in("sure"), confidence_in("80 %")
    (0.33, 0.75, 0.8)
    """
    found = _number(given)
    if found is None or not 0 <= found <= 1:
        known = ", ".join(LEVELS.values())
        raise InvalidInputError(
            f"{given!r} does not say how sure.", hint=f"Use a number from 0 to 1, or {known}.", where=where
        )
    return round(found, 2)


def level_of(confidence: float) -> float:
    """Give the nearest of the four levels.

    >>> level_of(0.8), level_of(0.1)
    (0.75, 0.25)
    """
    return min(LEVELS, key=lambda level: (abs(level - confidence), level))


def _number(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    if not isinstance(given, str):
        return float(given) if math.isfinite(given) else None
    text = given.strip().lower()
    words = {name: level for level, name in LEVELS.items()}
    if text in words:
        return words[text]
    try:
        found = float(text.removesuffix("%"))
    except ValueError:
        return None
    return found / 100 if text.endswith("%") else found
