"""The contract of learners whose answers are made of parts."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.loop.training.parts.model import Content, Part, PartsLearner, PartsPrediction, TrainedParts, labels_of
from inloop.testing.broken import require

FOLDS = 3


def check_parts_learner(
    kind: type[PartsLearner], question: Question, contents: Sequence[Content], values: Sequence[Sequence[Part]]
) -> None:
    """Raise `BrokenContractError` unless it learns, says chances, keeps folds apart, and lives in plain arrays.

    Parameters
    ----------
    question
        What the answers answer.
    contents, values
        A dozen contents or more that are easy to learn, and the right answer to each; some of it not empty.
    """
    folds = np.arange(len(contents)) % FOLDS
    labels, learner = labels_of(question), kind()
    model = learner.fit(contents, values, labels=labels, folds=folds)
    said = cast("list[PartsPrediction]", model.predict(contents))
    _check_answers(question, contents, said)
    found = sum(len(learner.same(one.parts, value)) for one, value in zip(said, values, strict=True))
    given = sum(map(len, values))
    require(2 * found > given, "it finds most of what it was shown", found=found, given=given)
    again = kind().fit(contents, values, labels=labels, folds=folds)
    require(again.predict(contents) == said, "the same examples give the same model")
    restored = kind().restore(_through_a_file(model.state()))
    require(restored.predict(contents) == said, "plain arrays hold the whole model")
    unseen = cast("list[PartsPrediction]", model.predict(contents, folds=folds))
    require(restored.predict(contents, folds=folds) == unseen, "plain arrays hold the fold models")
    _check_folds(kind(), question, contents, values, unseen)
    _check_little(kind(), question, contents)
    same = learner.same(values[0], values[0])
    require(sorted(same) == [(n, n) for n in range(len(values[0]))], "an answer is the same as itself", same=same)


def _check_answers(question: Question, contents: Sequence[Content], said: Sequence[PartsPrediction]) -> None:
    require(len(said) == len(contents), "one prediction an item")
    for one, content in zip(said, contents, strict=True):
        require(0 <= one.unsure <= 1, "doubt lies between 0 and 1", unsure=one.unsure)
        require(all(0 < part["p"] <= 1 for part in one.parts), "each part has its chance", parts=one.parts)
        clean = question.normal(one.value, {question.on: dict(content)})
        require(len(clean) == len(one.value), "a prediction is an answer of the kind", value=one.value)


def _check_folds(
    learner: PartsLearner,
    question: Question,
    contents: Sequence[Content],
    values: Sequence[Sequence[Part]],
    unseen: Sequence[PartsPrediction],
) -> None:
    """Another answer within a fold must not change what is said out of fold of that fold."""
    folds = np.arange(len(contents)) % FOLDS
    turned = [[] if fold == 0 else value for value, fold in zip(values, folds.tolist(), strict=True)]
    model = learner.fit(contents, turned, labels=labels_of(question), folds=folds)
    inside = np.flatnonzero(folds == 0).tolist()
    found = model.predict([contents[at] for at in inside], folds=folds[inside])
    require(found == [unseen[at] for at in inside], "a fold model knows nothing of its fold")


def _check_little(learner: PartsLearner, question: Question, contents: Sequence[Content]) -> None:
    empty = cast("Sequence[list[Any]]", [[] for _ in contents])
    nothing = learner.fit(contents, empty, labels=labels_of(question), folds=np.arange(len(contents)) % FOLDS)
    require(not any(one.value for one in nothing.predict(contents)), "who was shown nothing tells nothing")
    one: TrainedParts = learner.fit(contents[:1], [[]], labels=labels_of(question), folds=np.zeros(1, np.int64))
    require(len(one.predict([{}, contents[0]])) == 2, "an item without content is borne")
    require(one.predict([]) == [], "no items give no predictions")


def _through_a_file(state: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **{name: np.asarray(array) for name, array in state.items()})
    buffer.seek(0)
    with np.load(buffer, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}
