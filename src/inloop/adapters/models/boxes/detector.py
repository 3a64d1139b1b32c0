"""A trained detector that the owner of the server names: what it sees in a picture is told to the learner of boxes."""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.boxes.maps import Boxes
from inloop.adapters.models.features.networks import Arrays, find_model, open_network
from inloop.annotation.shapes import box_overlap
from inloop.kernel.errors import InvalidInputError
from inloop.methods.base import Floats, Ints

MOST_LABELS = 16
MOST_SEEN = 300
FAINT = 0.05
_SHARED = 0.5
_REMEMBERED = 4_096


class Seen(NamedTuple):
    """What a detector sees in one picture: boxes in its pixels, its own number of each label, its chance."""

    boxes: Boxes
    label: Ints
    chance: Floats


NOTHING = Seen(np.zeros((0, 4)), np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, slots=True, eq=False)
class Detector:
    """A detection network, run in the worker alone.

    A picture goes in as (1, 3, height, width) float32, RGB from 0 to 1, without the first axis where the input has
    three; where height and width are fixed, it is made to fit into the left upper corner. Three outputs come back, in
    any order: boxes (n, 4) as left, top, right, bottom in pixels of the input; scores (n,) from 0 to 1; labels (n,) as
    whole numbers. One more axis of one place before them is taken off.
    """

    path: Path
    _before: "OrderedDict[bytes, Seen]" = field(default_factory=OrderedDict, repr=False)

    @classmethod
    def named(cls, setting: str) -> Self:
        """Find the file that a setting names."""
        return cls(find_model(setting))

    def see(self, pixels: NDArray[np.uint8]) -> Seen:
        """Say what is in a picture (height, width, 3); the last few thousand are remembered."""
        key = sha256(np.ascontiguousarray(pixels).tobytes()).digest()
        if key not in self._before:
            self._before[key] = self._look(pixels)
            while len(self._before) > _REMEMBERED:
                self._before.popitem(last=False)
        return self._before[key]

    def _look(self, pixels: NDArray[np.uint8]) -> Seen:
        network = open_network(self.path, extra="vision")
        fitted, scale = _fitted(pixels, network.shape[-2:] if len(network.shape) >= 3 else ())
        ready = np.ascontiguousarray(fitted.transpose(2, 0, 1), np.float32) / np.float32(255)
        seen = _read(network(ready if len(network.shape) == 3 else ready[None]), name=self.path.name)
        clear = np.flatnonzero(seen.chance >= FAINT)
        clear = clear[np.argsort(-seen.chance[clear], kind="stable")][:MOST_SEEN]
        return Seen(seen.boxes[clear] / scale, seen.label[clear], seen.chance[clear])


def labels_worth_knowing(seen: Sequence[Seen], drawn: Sequence[Boxes]) -> Ints:
    """Give the labels of a detector that lie on what people drew, at most 16, ascending."""
    met: Counter[int] = Counter()
    for one, boxes in zip(seen, drawn, strict=True):
        if len(one.label) and len(boxes):
            met.update(one.label[box_overlap(one.boxes, boxes).max(axis=1) >= _SHARED].tolist())
    return np.array(sorted(label for label, _ in met.most_common(MOST_LABELS)), np.int64)


def traits_of(boxes: Boxes, seen: Seen, known: Ints) -> NDArray[np.float32]:
    """Say how boxes lie to what was seen: (boxes, known labels + 4).

    For each label the most that a box shares with one seen, times its chance; then how the box would have to be moved
    and stretched to lie on the one it shares most with.
    """
    found = np.zeros((len(boxes), len(known) + 4), np.float32)
    mine = np.flatnonzero(np.isin(seen.label, known))
    if not len(mine) or not len(boxes):
        return found
    shared = box_overlap(boxes, seen.boxes[mine]) * seen.chance[mine]
    for place, label in enumerate(known.tolist()):
        own = seen.label[mine] == label
        found[:, place] = shared[:, own].max(axis=1, initial=0.0)
    nearest = shared.argmax(axis=1)
    wanted, sides = seen.boxes[mine][nearest], boxes[:, 2:] - boxes[:, :2]
    moved = (wanted[:, :2] + wanted[:, 2:] - boxes[:, :2] - boxes[:, 2:]) / 2 / sides
    stretched = np.log(np.maximum(wanted[:, 2:] - wanted[:, :2], 1e-3) / sides)
    near = shared.max(axis=1) > 0
    found[near, len(known) :] = np.clip(np.concatenate([moved, stretched], axis=1)[near], -1, 1)
    return found


def _fitted(pixels: NDArray[np.uint8], sides: tuple[int | None, ...]) -> tuple[NDArray[np.uint8], float]:
    """Make a picture fit into fixed sides, and say by how much it was scaled."""
    from PIL import Image

    height, width = (side for side in (*sides, None, None)[:2])
    if height is None or width is None:
        return pixels, 1.0
    scale = min(height / pixels.shape[0], width / pixels.shape[1])
    size = max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1)
    fitted = np.zeros((height, width, 3), np.uint8)
    fitted[: size[1], : size[0]] = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BILINEAR))
    return fitted, scale


def _read(outputs: Arrays, *, name: str) -> Seen:
    whole = [each for each in outputs if np.issubdtype(each.dtype, np.integer)]
    real = sorted((each for each in outputs if np.issubdtype(each.dtype, np.floating)), key=lambda each: each.size)
    shapes = [f"{each.dtype}{each.shape}" for each in outputs]
    if len(whole) != 1 or len(real) != 2 or real[1].size != 4 * real[0].size or whole[0].size != real[0].size:
        raise InvalidInputError(
            f"The detector '{name}' gives {', '.join(shapes)}.",
            hint="Let it give boxes (n, 4), scores (n,) and labels (n,) of whole numbers; see the guide on models.",
        )
    return Seen(real[1].reshape(-1, 4).astype(np.float64), whole[0].ravel().astype(np.int64), real[0].ravel() * 1.0)
