"""What is measured of a version whose answers are made of parts, on items that it has not seen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.loop.quality.model import Accuracy, Interval
from inloop.loop.training.model import Evidence, Mistake, PerClass, ReliabilityBin
from inloop.loop.training.parts.material import Material
from inloop.loop.training.parts.model import (
    Part,
    PartsLearner,
    PartsPrediction,
    Prediction,
    ValuePrediction,
    details_of,
    tells_parts,
)
from inloop.methods.agreement import mean_likeness
from inloop.methods.base import Floats, bootstrap, confidence_sequence, wilson

MOST_MISTAKES = 50
_BINS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Predictions beside what people said, item by item.

    Attributes
    ----------
    likeness
        (items,): one minus the distance of the kind.
    counts
        (items, 3): parts told that people gave too, parts told, parts given.
    told
        (label, chance, whether people gave it too) of each part told, by item.
    given
        The labels of the parts that people gave, by item.
    details
        (items, 3), of the parts that both gave: categories and attributes that both said, told, given.
    """

    likeness: Floats
    counts: NDArray[np.int64]
    told: Sequence[Sequence[tuple[str, float, bool]]]
    given: Sequence[Sequence[str]]
    details: NDArray[np.int64]

    def standing(self, some: NDArray[np.bool_]) -> tuple[float, float]:
        """Give the F1 of the parts and the mean likeness, on some of the items."""
        return f1_of(self.counts[some]), float(self.likeness[some].mean()) if some.any() else 0.0

    def at(self, some: NDArray[np.bool_]) -> "Compared":
        places = np.flatnonzero(some).tolist()
        told, given = [self.told[n] for n in places], [self.given[n] for n in places]
        return Compared(self.likeness[some], self.counts[some], told, given, self.details[some])


def compare(learner: PartsLearner, found: Material, said: Sequence[Prediction]) -> Compared:
    """Put predictions beside the answers of a training."""
    question = found.question
    if not tells_parts(question):
        return _compare_values(found, said)
    likeness, counts, told, given, details = [], [], [], [], []
    for prediction, value in zip(said, found.values, strict=True):
        if not isinstance(prediction, PartsPrediction):
            continue
        pairs = learner.same(prediction.parts, value)
        alike = {i for i, _ in pairs}
        details.append(_details([(prediction.parts[i], value[j]) for i, j in pairs]))
        likeness.append(1 - question.part.distance(prediction.value, value, question.settings))
        counts.append((len(alike), len(prediction.parts), len(value)))
        told.append([(str(part.get("label")), part["p"], i in alike) for i, part in enumerate(prediction.parts)])
        given.append([str(part.get("label")) for part in value])
    tables = (np.array(each, np.int64).reshape(-1, 3) for each in (counts, details))
    return Compared(np.array(likeness, np.float64), next(tables), told, given, next(tables))


def _details(pairs: Sequence[tuple[Part, Part]]) -> tuple[int, int, int]:
    """Count the categories and attributes that both say, that the first says and that the second says."""
    said = [(details_of(told), details_of(given)) for told, given in pairs]
    return sum(len(a & b) for a, b in said), sum(len(a) for a, _ in said), sum(len(b) for _, b in said)


def _compare_values(found: Material, said: Sequence[Prediction]) -> Compared:
    """Put predictions that are one value beside the answers: each is told once, and right as its kind counts it."""
    kind, settings = found.question.part, found.question.settings
    likeness, told = [], []
    for prediction, value in zip(said, found.values, strict=True):
        known = isinstance(prediction, ValuePrediction) and prediction.answer is not None
        likeness.append(1 - kind.distance(prediction.value, value, settings) if known else 0.0)
        right = known and not kind.wrong(prediction.value, value, settings)
        told.append([("", prediction.p, right)] if isinstance(prediction, ValuePrediction) and known else [])
    nought = np.zeros((len(told), 3), np.int64)
    return Compared(np.array(likeness, np.float64), nought, told, [[] for _ in told], nought)


def f1_of(counts: NDArray[Any]) -> float:
    """Give the F1 of all parts together; 1 where nothing was there and nothing told.

    >>> round(f1_of(np.array([[1, 2, 1], [0, 0, 1]])), 2)
    0.5
    """
    alike, told, given = counts.sum(axis=0).tolist()
    return 2 * alike / (told + given) if told + given else 1.0


def accuracy_of(compared: Compared) -> Accuracy:
    """Bound the mean likeness on the population from which control items are drawn by coin."""
    likeness = compared.likeness
    if not len(likeness):
        return Accuracy()
    return Accuracy(
        accuracy=Interval.of(mean_likeness(likeness)), anytime=Interval.of(confidence_sequence(np.clip(likeness, 0, 1)))
    )


def evidence_of(
    found: Material, compared: Compared, said: Sequence[Prediction], metrics: Mapping[str, float]
) -> Evidence:
    """Measure: by label and by chance on control items, mistakes on all answered ones."""
    control = compared.at(found.control)
    bins = _reliability(control)
    total = sum(one.n for one in bins)
    return Evidence(
        per_class=_per_label(control, found.question),
        reliability=bins,
        ece=round(sum(one.n * abs(one.p - one.rate) for one in bins) / total, 4) if total else None,
        mistakes=_mistakes(found, compared, said),
        metrics={
            **(_f1(control) if tells_parts(found.question) else _right(control)),
            **{name: float(value) for name, value in metrics.items()},
        },
    )


def _f1(control: Compared) -> dict[str, float]:
    """Give the F1 of the parts with the interval of items drawn again."""
    if len(control.counts) < 2:
        return {}
    found = bootstrap(f1_of, control.counts, rng=np.random.default_rng(len(control.counts)), replicates=200)
    alike, told, given = control.counts.sum(axis=0).tolist()
    shares = {"precision of parts": alike / told if told else 0.0, "recall of parts": alike / given if given else 0.0}
    return {"F1 of parts": found.estimate, "F1 from": found.low, "F1 to": found.high, **shares, **_of_details(control)}


def _of_details(control: Compared) -> dict[str, float]:
    """Give how often categories and attributes are right where they are told, and how often they are told."""
    alike, told, given = control.details.sum(axis=0).tolist()
    right = {"details right": alike / told} if told else {}
    return {**right, "details told": told / given} if given else right


def _right(control: Compared) -> dict[str, float]:
    """Give the share of the answers that count as right."""
    rights = [right for parts in control.told for _, _, right in parts]
    return {"share counted right": float(np.mean(rights))} if rights else {}


def _per_label(control: Compared, question: Question) -> list[PerClass]:
    if not tells_parts(question):
        return []
    given = Counter(label for labels in control.given for label in labels)
    told = Counter(label for parts in control.told for label, _, _ in parts)
    alike = Counter(label for parts in control.told for label, _, right in parts if right)
    lines = []
    for name in [label.id for label in question.settings.labels]:
        n, said, right = given[name], told[name], alike[name]
        f1 = 2 * right / (n + said) if n + said else None
        lines.append(PerClass(label=name, n=n, precision=_share(right, said), recall=_share(right, n), f1=f1))
    return lines


def _share(right: int, n: int) -> Interval | None:
    return Interval.of(wilson(right, n)) if n else None


def _reliability(control: Compared) -> list[ReliabilityBin]:
    """Say whether parts are right as often as their chances claim."""
    pairs = np.array([(p, right) for parts in control.told for _, p, right in parts], np.float64).reshape(-1, 2)
    place = np.minimum((pairs[:, 0] * _BINS).astype(np.int64), _BINS - 1)
    return [
        ReliabilityBin(
            low=at / _BINS, high=(at + 1) / _BINS, p=float(pairs[place == at, 0].mean()),
            rate=float(pairs[place == at, 1].mean()), n=int((place == at).sum()),
        )
        for at in np.unique(place).tolist()
    ]  # fmt: skip


def _mistakes(found: Material, compared: Compared, said: Sequence[Prediction]) -> list[Mistake]:
    """Give the answers least like the prediction of which the version was surest: an odd item, or an odd answer."""
    question, sure = found.question, np.array([1 - one.unsure for one in said])
    off = (1 - compared.likeness) * sure
    worst = [at for at in np.argsort(-off, kind="stable")[:MOST_MISTAKES].tolist() if compared.likeness[at] < 1]
    describe, settings = question.part.describe, question.settings
    return [
        Mistake(
            item=int(found.items[at]), rev=int(found.revs[at]), answer=describe(found.values[at], settings),
            predicted="nothing" if said[at].value is None else describe(said[at].value, settings),
            p=round(float(sure[at]), 4),
        )
        for at in worst
    ]  # fmt: skip
