"""What is measured of a version on items that it has not seen."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from inloop.loop.quality.model import Interval
from inloop.loop.training.answers import Answers, AnyOf
from inloop.loop.training.model import FOLDS, Confusion, Evidence, Mistake, PerClass, ReliabilityBin, Trained
from inloop.loop.training.pool import Pool
from inloop.methods import base
from inloop.methods.base import Floats, Ints, fold_of, wilson

MOST_MISTAKES = 50


def unseen_chances(model: Trained, pool: Pool, ordinals: Ints) -> Floats:
    """Give the probabilities of answered items, each by the fold model that was trained without it."""
    return model.chances_of(model.out_of_fold_scores(pool.vectors[ordinals], folds_of(pool, ordinals)))


def folds_of(pool: Pool, ordinals: Ints) -> Ints:
    """Give the fold of each item, by hash: the same in every version."""
    return fold_of(pool.items(ordinals), folds=FOLDS).astype(np.int64)


def measure_version(
    model: Trained, pool: Pool, ordinals: Ints, chances: Floats, *, answers: Answers, label_names: Mapping[int, str]
) -> Evidence:
    """Measure a version: by class, confusion and calibration on control items, mistakes on all answered ones."""
    codes, control = pool.code[ordinals], pool.control[ordinals]
    said = answers.said(chances)
    named = [label_names.get(code, str(code)) for code in answers.classes.tolist()]
    bins, ece = answers.calibration(chances[control], codes[control])
    told, confusion = _by_label(answers, codes[control], said[control], named)
    return Evidence(
        per_class=told,
        confusion=confusion,
        reliability=[
            ReliabilityBin(low=b.low, high=b.high, p=b.confidence, rate=b.accuracy.estimate, n=b.accuracy.n)
            for b in bins
        ],
        ece=None if ece is None else round(ece, 4),
        mistakes=_mistakes(pool, ordinals, codes, said, answers.sure(chances)),
        metrics={name: float(value) for name, value in model.metrics.items()},
    )


def _by_label(answers: Answers, right: Ints, said: Ints, named: Sequence[str]) -> tuple[list[PerClass], Confusion]:
    """Count by label; what is taken for what else, where one label excludes the others."""
    if isinstance(answers, AnyOf):
        ours, theirs = answers.targets(said), answers.targets(right)
        both = (ours & theirs).sum(axis=0)
        return _per_class(both, theirs.sum(axis=0), ours.sum(axis=0), named), Confusion(labels=[], counts=[])
    places = (np.searchsorted(answers.classes, codes) for codes in (right, said))
    counts = _confusion(*places, classes=len(named))
    told = _per_class(np.diag(counts), counts.sum(axis=1), counts.sum(axis=0), named)
    return told, Confusion(labels=list(named), counts=counts.tolist())


def _confusion(answers: NDArray[np.intp], predicted: NDArray[np.intp], *, classes: int) -> Ints:
    cells = np.bincount(answers * classes + predicted, minlength=classes * classes)
    return np.asarray(cells.reshape(classes, classes), np.int64)


def _per_class(right: Ints, given: Ints, told: Ints, named: Sequence[str]) -> list[PerClass]:
    lines = []
    for name, hits, n, said in zip(named, right.tolist(), given.tolist(), told.tolist(), strict=True):
        f1 = 2 * hits / (n + said) if n + said else None
        lines.append(PerClass(label=name, n=n, precision=_share(hits, said), recall=_share(hits, n), f1=f1))
    return lines


def _share(right: int, n: int) -> Interval | None:
    found: base.Interval = wilson(right, n)
    return Interval.of(found) if n else None


def _mistakes(pool: Pool, ordinals: Ints, codes: Ints, predicted: Ints, sure: Floats) -> list[Mistake]:
    """Give the wrong answers of which the version was surest: an odd item, or an odd label."""
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
