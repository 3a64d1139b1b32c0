"""Learning curves of one labelled set: fixed splits, growing shares of the labels, seconds per training."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.built_in import BuiltInModels
from inloop.annotation.fields import Field
from inloop.annotation.question import read_question
from inloop.methods.base import Floats, Ints

SHARES = (0.25, 0.5, 1.0)
Score = Callable[[Floats, Ints], float]


@dataclass(frozen=True)
class Labelled:
    """A set with answers, and how it is cut into training and test.

    Attributes
    ----------
    splits
        Pairs of positions (training, test); numbers are means over them, weighed by the size of the test.
    score
        Chances (items, classes) and right classes → a number.
    """

    field: Field
    contents: Sequence[dict[str, Any]]
    answers: Ints
    splits: Sequence[tuple[Ints, Ints]]
    score: Score


def accuracy(chances: Floats, right: Ints) -> float:
    return float((chances.argmax(axis=1) == right).mean())


def area_under_curve(chances: Floats, right: Ints) -> float:
    """Give the AUC of the second class."""
    order = np.argsort(np.argsort(chances[:, 1], kind="stable"), kind="stable") + 1
    positive = right == 1
    n = int(positive.sum())
    return float((order[positive].sum() - n * (n + 1) / 2) / (n * (len(right) - n)))


def measure(labelled: Labelled, models: BuiltInModels) -> dict[str, float]:
    """Give the score at each share of the labels, seconds per training with all, and milliseconds to read an item.

    Both are of the processor, which other work on the machine does not change.
    """
    question = read_question(
        {"id": "what", "kind": "choice", "name": "What?", "labels": [{"name": "a"}, {"name": "b"}]}
    )
    learner = models.learner_for(question, featurizer=models.featurizer_name([labelled.field]))
    started = time.process_time()
    X = _vectors(labelled, models)
    reading = (time.process_time() - started) / len(labelled.contents) / 2  # each is read to fit, and to transform
    scores: dict[float, list[float]] = {share: [] for share in SHARES}
    seconds, classes = [], np.unique(labelled.answers)
    for train, test in labelled.splits:
        shuffled = np.random.default_rng(0).permutation(train)
        for share in SHARES:
            some = np.sort(shuffled[: round(share * len(train))])
            started = time.process_time()
            model = learner.fit(X[some], labelled.answers[some], classes=classes)
            if share == 1:
                seconds.append(time.process_time() - started)
            scores[share].append(labelled.score(model.probabilities(X[test]), labelled.answers[test]))
    sizes = [len(test) for _, test in labelled.splits]
    found = {
        f"at_{share:.0%}".rstrip("%"): round(float(np.average(s, weights=sizes)), 3) for share, s in scores.items()
    }
    return {**found, "train_cpu_s": round(float(np.mean(seconds)), 2), "read_cpu_ms": round(reading * 1_000, 1)}


def _vectors(labelled: Labelled, models: BuiltInModels) -> NDArray[np.float32]:
    """Read all items as a project does: without their labels, and kept in half precision."""
    fields = [labelled.field]
    fitted = models.fit_featurizer(labelled.contents, fields=fields, rng=np.random.default_rng(0))
    return fitted.transform(labelled.contents).astype(np.float16).astype(np.float32)
