"""What every error model of simulated people must hold to."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from inloop.annotation import Fields, Question
from inloop.testing.broken import require

SKILLS = (0.0, 0.5, 0.9, 1.0)


def check_slips(
    question: Question, *, truths: Sequence[Any], fields: Fields, said: Mapping[str, Any] | None = None, tools: Any
) -> None:
    """Hold the error model of a question's kind to its contract for some true answers.

    Parameters
    ----------
    truths
        Answers in normal form that may be true of what is shown.
    said
        What was said to earlier questions, where answers lean on them.
    tools
        The module `inloop.simulation.slips`.

    Raises
    ------
    BrokenContractError
        A promise does not hold; the message says which, and for which values.

    Examples
    --------
    >>> from inloop.annotation.question import read_question
    >>> from inloop.simulation import slips
    >>> asked = read_question({"id": "stars", "kind": "rating", "name": "How good?"})
    >>> check_slips(asked, truths=[1, 4], fields={}, tools=slips)
    """

    def says(truth: Any, skill: float, seed: int) -> Any:
        scene = tools.Scene(question, fields, said or {}, skill, np.random.default_rng(seed))
        return tools.said_by(truth, scene)

    for truth in truths:
        for seed in range(3):
            require(says(truth, 1.0, seed) == truth, "who never errs says what is true", truth=truth)
        for seed, skill in enumerate(SKILLS):
            heard = says(truth, skill, seed)
            clean = question.normal(heard, fields)
            require(clean == heard, "what is said is an answer in normal form", truth=truth, said=heard)
            beside = question.part.beside(heard, question.settings, said or {})
            require(beside == heard, "what is said fits the earlier answers", truth=truth, said=heard)
            require(says(truth, skill, seed) == heard, "the same chance gives the same slips", truth=truth)
    require(says(None, 0.5, 0) is None, "what nobody knows is left open")
