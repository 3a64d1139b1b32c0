"""The contract of learners whose answers are one value that cannot be counted, or one of each turn or cell."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.loop.training.parts.model import Content, PartsLearner, Prediction
from inloop.testing.broken import require

FOLDS = 3


def check_value_learner(
    kind: Callable[[Question], PartsLearner], question: Question, contents: Sequence[Content], values: Sequence[Any]
) -> None:
    """Raise `BrokenContractError` unless it learns, says chances, keeps folds apart, and lives in plain arrays.

    Parameters
    ----------
    question
        What the answers answer.
    contents, values
        Two dozen contents or more that are easy to learn, and the right answer to each.
    """
    folds = np.arange(len(contents)) % FOLDS
    learner = kind(question)
    model = learner.fit(contents, values, labels=(), folds=folds)
    said = model.predict(contents)
    _check_answers(question, contents, said)
    unseen = model.predict(contents, folds=folds)
    apart = np.mean([_distance(question, one.value, value) for one, value in zip(unseen, values, strict=True)])
    others = np.mean([_distance(question, values[at - 1], value) for at, value in enumerate(values)])
    require(apart < others / 2, "what it says is nearer to the truth than another answer", apart=apart, others=others)
    require(kind(question).fit(contents, values, labels=(), folds=folds).predict(contents) == said, "it is repeatable")
    restored = kind(question).restore(_through_a_file(model.state()))
    require(restored.predict(contents) == said, "plain arrays hold the whole model")
    require(restored.predict(contents, folds=folds) == unseen, "plain arrays hold the folds")
    turned = [
        values[at - 1] if fold == 0 else value for at, (value, fold) in enumerate(zip(values, folds, strict=True))
    ]
    inside = np.flatnonzero(folds == 0).tolist()
    found = learner.fit(contents, turned, labels=(), folds=folds).predict(
        [contents[at] for at in inside], folds=folds[inside]
    )
    told = [one.value for one in found]
    require(told == [unseen[at].value for at in inside], "a fold is answered without its own answers")
    require(model.predict([]) == [], "no items give no predictions")
    require(len(model.predict([{}])) == 1, "an item without content is borne")


def _check_answers(question: Question, contents: Sequence[Content], said: Sequence[Prediction]) -> None:
    require(len(said) == len(contents), "one prediction an item")
    for one, content in zip(said, contents, strict=True):
        require(0 <= one.unsure <= 1, "doubt lies between 0 and 1", unsure=one.unsure)
        fields = {question.on: dict(content)} if question.on else None
        require(question.normal(one.value, fields) == one.value, "a prediction is an answer", value=one.value)


def _distance(question: Question, a: Any, b: Any) -> float:
    return question.part.distance(a, b, question.settings)


def _through_a_file(state: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **{name: np.asarray(array) for name, array in state.items()})
    buffer.seek(0)
    with np.load(buffer, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}
