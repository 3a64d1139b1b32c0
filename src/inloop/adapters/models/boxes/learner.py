"""The learner of boxes: typical sizes over the picture, a linear head on colours and edges, a model for each fold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, ClassVar, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.arrays_file import to_bytes
from inloop.adapters.models.boxes.detector import NOTHING, Detector, labels_worth_knowing, traits_of
from inloop.adapters.models.boxes.examples import Examples, examples_of
from inloop.adapters.models.boxes.head import Head, find, fit_belief, fit_head, lift, waves
from inloop.adapters.models.boxes.maps import Boxes, Maps
from inloop.adapters.models.details import Details, Lesson, fitted
from inloop.annotation.kinds.boxes import outline
from inloop.annotation.shapes import SAME_FROM, box_overlap
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register
from inloop.loop.training.parts.model import Content, Part, PartsPrediction
from inloop.methods.base import Floats, Ints

LEAST_CHANCE = 0.25
MOST_PICTURES = 1_000
_JUDGED = 12
_SMALLEST = 8
_OWN = ("labels", "waves", "fold_ids", "known")


class Pictures(Protocol):
    """What opens pictures."""

    def picture(self, content: Mapping[str, Any]) -> NDArray[np.uint8] | None:
        """Give the pixels (height, width, 3) of a small copy, as people see it; None where there are none."""


@dataclass(frozen=True, slots=True, eq=False)
class BoxFinder:
    """Finds boxes: every place of the typical sizes is rated by a linear head.

    Parameters
    ----------
    labels
        The label ids, in the order of the columns of the heads.
    heads
        The first has learnt from everything, each other one from all but the fold in `fold_ids`; arrays stacked.
    known
        The labels of the detector that it has learnt to read; none without one.
    media
        Opens the pictures; without it nothing is found.
    detector
        Where it is gone, the model speaks as if it had seen nothing.
    more
        What else is said of each box: its attributes.
    """

    labels: NDArray[np.str_]
    waves: NDArray[np.float32]
    heads: Head
    fold_ids: Ints
    known: Ints
    media: Pictures | None = None
    detector: Detector | None = None
    least: float = LEAST_CHANCE
    more: Details = field(default_factory=Details.none)
    metrics: Mapping[str, float] = field(default_factory=dict)

    def predict(self, contents: Sequence[Content], *, folds: Ints | None = None) -> list[PartsPrediction]:
        """Find the boxes of pictures; with `folds`, by models that have not seen the picture's fold."""
        number = {int(fold): place for place, fold in enumerate(self.fold_ids, start=1)}
        models = [0] * len(contents) if folds is None else [number.get(int(fold), 0) for fold in folds]
        return [self._find(content, model) for content, model in zip(contents, models, strict=True)]

    def state(self) -> dict[str, NDArray[Any]]:
        return {**{name: getattr(self, name) for name in _OWN}, **self.heads._asdict(), **self.more.state()}

    def _find(self, content: Content, model: int) -> PartsPrediction:
        opened = _opened(content, self.media, self.detector, self.known)
        if opened is None:
            return PartsPrediction([], 0.0)
        maps, scale = opened
        head = _model(self.heads, model)
        found = find(maps, head, self.waves)
        width, height = (side * scale for side in maps.size)
        parts, kept = [], []
        for at, (box, label, p) in enumerate(zip(found.boxes * scale, found.label, found.chance.tolist(), strict=True)):
            place = _place(box, width, height)
            if p >= self.least and place is not None:
                parts.append({**place, "label": str(self.labels[label]), "p": round(max(min(p, 1.0), 1e-4), 4)})
                kept.append(at)
        if len(self.more.details) and parts:
            parts = self.more.tell(parts, _seen(maps.describe(found.boxes[kept]), head), model=model)
        return PartsPrediction(parts, _doubt(found.chance))


@register("parts-learner/boxes.v1")
@dataclass(frozen=True, slots=True)
class BoxLearner:
    """Learns to draw boxes from boxes that people drew on small copies of the pictures (320 pixels).

    Boxes of the ten typical sizes are moved over the picture in steps; each is described by the means of nine channels
    (light, two colours, edges in four directions …) in 4 × 4 cells and around it. Cosines of 128 random directions let
    the linear head bend. It gives chances of the labels, a second one how to move the box; the best of each heap stay.

    With a trained detector, what it sees is looked at beside the grid, and its labels, chances and sides are told to
    the head, which learns what they are called here; see `Detector`.

    Turned boxes are learnt from as the upright ones around them. A part is told from a chance of 25 % on.

    Notes
    -----
    Good for things of few sizes that look alike: cells, parts, signs. Things that appear in every size and pose need a
    deep backbone. A picture takes about 0.2 s.

    References
    ----------
    Dalal & Triggs (2005). Histograms of oriented gradients for human detection. Rahimi & Recht (2007). Random features
    for large-scale kernel machines. Girshick et al. (2014). Rich feature hierarchies (box regression).
    """

    media: Pictures | None = None
    detector: Detector | None = None
    reads_media: ClassVar[bool] = True

    def fit(
        self, contents: Sequence[Content], values: Sequence[Any], *, labels: Sequence[str], folds: Ints
    ) -> BoxFinder:
        """Fit to pictures and the boxes of each; `folds` by hash of the item."""
        chosen = list(range(len(contents)))[-MOST_PICTURES:]
        places = {label: place for place, label in enumerate(labels)}
        known = self._known([contents[at] for at in chosen], [values[at] for at in chosen])
        lessons = [self._lesson(contents[at], values[at], places, known=known, number=at) for at in chosen]
        fold_of = np.asarray(folds)[chosen]
        ids = np.unique(fold_of) if len(np.unique(fold_of)) > 1 else np.zeros(0, np.int64)
        heads = [self._head(lessons, labels, known)]
        for fold in ids.tolist():
            kept = [lesson for lesson, own in zip(lessons, fold_of.tolist(), strict=True) if own != fold]
            heads.append(self._head(kept, labels, known))
        more = _more(lessons, heads, labels, fold_of, ids)
        unread = sum(not len(lesson.examples.label) for lesson in lessons)
        return BoxFinder(
            labels=np.array(labels, np.str_),
            waves=waves(),
            heads=_stacked(heads),
            fold_ids=np.asarray(ids, np.int64),
            known=known,
            media=self.media,
            detector=self.detector,
            more=more,
            metrics={"items": float(len(lessons)), "pictures that could not be read": float(unread)},
        )

    def restore(self, state: Mapping[str, NDArray[Any]]) -> BoxFinder:
        state = {"known": np.zeros(0, np.int64), **state}
        missing = {*_OWN, *Head._fields} - set(state)
        if missing:
            raise InvalidInputError(f"The model lacks {sorted(missing)}.", hint="Export the model again.")
        own: dict[str, Any] = {name: state[name] for name in _OWN}
        heads: dict[str, Any] = {name: state[name] for name in Head._fields}
        more = Details.from_state(state)
        return BoxFinder(**own, heads=Head(**heads), media=self.media, detector=self.detector, more=more)

    def files(self, state: Mapping[str, NDArray[Any]]) -> dict[str, bytes]:
        """Give the whole model as arrays; the fold models stay behind."""
        whole = {name: state[name][:1] for name in Head._fields}
        more = Details.from_state(state).whole()
        return {"model.npz": to_bytes({**state, **more, **whole, "fold_ids": np.zeros(0, np.int64)})}

    def same(self, told: Sequence[Part], given: Sequence[Part]) -> list[tuple[int, int]]:
        """Pair boxes of one label that share half of their union or more, the likeliest box told first (AP50)."""
        if not told or not given:
            return []
        shared = box_overlap(_upright(told), _upright(given))
        shared *= np.array([[one["label"] == other["label"] for other in given] for one in told])
        pairs = []
        for at in sorted(range(len(told)), key=lambda place: -told[place].get("p", 1.0)):
            best = int(shared[at].argmax())
            if shared[at, best] >= SAME_FROM:
                pairs.append((at, best))
                shared[:, best] = 0
        return pairs

    def _known(self, contents: Sequence[Content], values: Sequence[Any]) -> Ints:
        """Choose which labels of the detector are listened to, on what was drawn."""
        if self.detector is None or self.media is None:
            return np.zeros(0, np.int64)
        seen, drawn = [], []
        for content, value in zip(contents, values, strict=True):
            pixels = self.media.picture(content)
            if pixels is not None:
                seen.append(self.detector.see(pixels))
                drawn.append(_upright(value) * pixels.shape[1] / float(content.get("width") or pixels.shape[1]))
        return labels_worth_knowing(seen, drawn)

    def _lesson(
        self, content: Content, value: Sequence[Part], places: Mapping[str, int], *, known: Ints, number: int
    ) -> "_Lesson":
        opened = _opened(content, self.media, self.detector, known)
        if opened is None:
            return _Lesson(content, value, np.zeros((0, 4)), Examples.joined([]))
        maps, scale = opened
        mine = [part for part in value if part["label"] in places]
        drawn = _upright(mine) / scale
        labels = np.array([places[part["label"]] for part in mine], np.int64)
        examples = examples_of(maps, drawn, labels, rng=np.random.default_rng(number))
        return _Lesson(content, value, drawn, examples, Lesson(mine, maps.describe(drawn)))

    def _head(self, lessons: Sequence["_Lesson"], labels: Sequence[str], known: Ints) -> Head:
        rng = np.random.default_rng(len(lessons))
        examples = Examples.joined([lesson.examples for lesson in lessons])
        drawn = np.concatenate([np.zeros((0, 4)), *(lesson.drawn for lesson in lessons)])
        head = fit_head(examples, drawn, labels=len(labels), rng=rng)
        judged = [lesson for lesson in lessons if len(lesson.drawn)]
        some = [judged[at] for at in rng.permutation(len(judged))[:_JUDGED].tolist()]
        return head._replace(belief=self._belief(some, head, labels, known)) if some else head

    def _belief(self, lessons: Sequence["_Lesson"], head: Head, labels: Sequence[str], known: Ints) -> Floats:
        """See how often boxes are right that are told with some chance, on a few of the pictures."""
        finder = BoxFinder(
            labels=np.array(labels),
            waves=waves(),
            heads=_stacked([head]),
            fold_ids=np.zeros(0, np.int64),
            known=known,
            media=self.media,
            detector=self.detector,
            least=0.0,
        )
        told: list[tuple[str, float, bool]] = []
        for lesson in lessons:
            parts = finder.predict([lesson.content])[0].parts
            alike = {at for at, _ in self.same(parts, lesson.value)}
            told += [(part["label"], part["p"], at in alike) for at, part in enumerate(parts)]
        beliefs = []
        for label in labels:
            own = [(p, right) for name, p, right in told if name == label]
            chance, right = np.array([p for p, _ in own]), np.array([r for _, r in own], np.bool_)
            beliefs.append(fit_belief(chance, right))
        return np.stack(beliefs)


class _Lesson(NamedTuple):
    """One picture, what was drawn on it in pixels of its small copy, and what it teaches."""

    content: Content
    value: Sequence[Part]
    drawn: Boxes
    examples: Examples
    boxes: Lesson | None = None


def _more(lessons: Sequence[_Lesson], heads: Sequence[Head], labels: Sequence[str], folds: Ints, ids: Ints) -> Details:
    """Learn what else is said of boxes: a model beside each head, from the pictures that the head has learnt from."""
    there = [(lesson.boxes, fold) for lesson, fold in zip(lessons, folds.tolist(), strict=True) if lesson.boxes]
    parts = [part for boxes, _ in there for part in boxes.parts]
    if not any(part.get("attributes") for part in parts):
        return Details.none()
    traits = np.concatenate([boxes.traits for boxes, _ in there])
    fold = np.repeat([fold for _, fold in there], [len(boxes.parts) for boxes, _ in there])
    seen = [np.ones(len(parts), np.bool_), *(fold != one for one in ids.tolist())]
    return fitted(
        [Lesson(parts, _seen(traits, head)).some(kept) for head, kept in zip(heads, seen, strict=True)], labels=labels
    )


def _seen(traits: NDArray[np.float32], head: Head) -> NDArray[np.float32]:
    return lift(traits, head.centre, head.spread, waves())


def _stacked(heads: Sequence[Head]) -> Head:
    arrays: Any = [np.stack(each) for each in zip(*heads, strict=True)]
    return Head(*arrays)


def _model(heads: Head, number: int) -> Head:
    arrays: Any = [each[number] for each in heads]
    return Head(*arrays)


def _opened(
    content: Content, media: Pictures | None, detector: Detector | None, known: Ints
) -> tuple[Maps, float] | None:
    """Give the maps of a picture, and how many of its pixels one of the small copy stands for."""
    pixels = None if media is None else media.picture(content)
    if pixels is None or min(pixels.shape[:2]) < _SMALLEST:
        return None
    maps = Maps.of(pixels)
    if len(known):
        seen = NOTHING if detector is None else detector.see(pixels)
        offered = seen.boxes[np.isin(seen.label, known)]
        maps = replace(maps, told=partial(traits_of, seen=seen, known=known), offered=offered)
    return maps, float(content.get("width") or pixels.shape[1]) / pixels.shape[1]


def _upright(parts: Sequence[Part]) -> Boxes:
    corners = [outline(part) for part in parts]
    return np.array([[*each.min(axis=0), *each.max(axis=0)] for each in corners], np.float64).reshape(-1, 4)


def _place(box: NDArray[np.float64], width: float, height: float) -> Part | None:
    """Give a box within the picture; None where hardly anything of it is left."""
    left, right = np.clip(box[[0, 2]], 0, width)
    top, bottom = np.clip(box[[1, 3]], 0, height)
    if right - left < 1 or bottom - top < 1:
        return None
    found = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return {name: round(float(side), 2) for name, side in found.items()}


def _doubt(chance: Floats) -> float:
    """Give the mean of 4p(1 − p) over what might be a box: 1 where each is as likely as not."""
    return float((4 * chance * (1 - chance)).mean()) if len(chance) else 0.0
