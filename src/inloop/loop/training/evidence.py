"""What is measured of a version on items that it has not seen."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from inloop.loop.quality.model import Interval
from inloop.loop.training.model import FOLDS, Confusion, Evidence, Mistake, PerClass, ReliabilityBin, Trained
from inloop.loop.training.pool import Pool
from inloop.methods import base
from inloop.methods.base import Floats, Ints, fold_of, softmax, wilson
from inloop.methods.calibration import expected_calibration_error, reliability

MOST_MISTAKES = 50


def unseen_chances(model: Trained, pool: Pool, ordinals: Ints) -> Floats:
    """Give the probabilities of answered items, each by the fold model that was trained without it."""
    scores = model.out_of_fold_scores(pool.vectors[ordinals], folds_of(pool, ordinals))
    return softmax(scores, temperature=model.temperature)


def folds_of(pool: Pool, ordinals: Ints) -> Ints:
    """Give the fold of each item, by hash: the same in every version."""
    return fold_of(pool.items(ordinals), folds=FOLDS).astype(np.int64)


def hits_of(model: Trained, chances: Floats, codes: NDArray[np.integer]) -> NDArray[np.bool_]:
    return np.asarray(model.classes[chances.argmax(axis=1)] == codes)


def chance_of_answer(model: Trained, chances: Floats, codes: NDArray[np.integer]) -> Floats:
    """Give the chance that each item's answer was given."""
    places = np.minimum(np.searchsorted(model.classes, codes), len(model.classes) - 1)
    return np.asarray(chances[np.arange(len(codes)), places])


def measure_version(
    model: Trained, pool: Pool, ordinals: Ints, chances: Floats, *, label_names: Mapping[int, str]
) -> Evidence:
    """Measure a version: by class, confusion and calibration on control items, mistakes on all answered ones."""
    codes, control = pool.code[ordinals], pool.control[ordinals]
    predicted = model.classes[chances.argmax(axis=1)]
    named = [label_names.get(code, str(code)) for code in model.classes.tolist()]
    places = np.searchsorted(model.classes, codes[control]).astype(np.int32)
    counts = _confusion(places, np.searchsorted(model.classes, predicted[control]), classes=len(named))
    return Evidence(
        per_class=_per_class(counts, named),
        confusion=Confusion(labels=named, counts=counts.tolist()),
        reliability=[
            ReliabilityBin(low=b.low, high=b.high, p=b.confidence, rate=b.accuracy.estimate, n=b.accuracy.n)
            for b in reliability(chances[control], places)
        ],
        ece=round(expected_calibration_error(chances[control], places), 4) if control.any() else None,
        mistakes=_mistakes(pool, ordinals, codes, predicted, chances),
        metrics={name: float(value) for name, value in model.metrics.items()},
    )


def _confusion(answers: Ints | NDArray[np.int32], predicted: NDArray[np.intp], *, classes: int) -> Ints:
    cells = np.bincount(answers * classes + predicted, minlength=classes * classes)
    return np.asarray(cells.reshape(classes, classes), np.int64)


def _per_class(counts: Ints, named: Sequence[str]) -> list[PerClass]:
    lines = []
    for at, name in enumerate(named):
        right, given, told = int(counts[at, at]), int(counts[at].sum()), int(counts[:, at].sum())
        f1 = 2 * right / (given + told) if given + told else None
        lines.append(PerClass(label=name, n=given, precision=_share(right, told), recall=_share(right, given), f1=f1))
    return lines


def _share(right: int, n: int) -> Interval | None:
    found: base.Interval = wilson(right, n)
    return Interval.of(found) if n else None


def _mistakes(pool: Pool, ordinals: Ints, codes: NDArray[np.int32], predicted: Ints, chances: Floats) -> list[Mistake]:
    """Give the wrong answers of which the version was surest: an odd item, or an odd label."""
    sure = chances.max(axis=1)
    wrong = np.flatnonzero(predicted != codes)
    worst = wrong[np.argsort(-sure[wrong], kind="stable")[:MOST_MISTAKES]]
    items, revs = pool.items(ordinals), pool.rev[ordinals]
    return [
        Mistake(
            item=int(items[at]), rev=int(revs[at]), answer=int(codes[at]), predicted=int(predicted[at]),
            p=round(float(sure[at]), 4),
        )
        for at in worst.tolist()
    ]  # fmt: skip
