"""A kind whose answers are shapes on a picture."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation.merging import dice, heaviest
from inloop.annotation.parts import Part, PartsKind
from inloop.annotation.shapes.matching import SAME_FROM, Drawn, clusters, pairs
from inloop.kernel.errors import InvalidInputError

MOST_PIXELS = 1_000_000
SLACK = 1.0
"""Pixels that a shape of another tool may lie outside of the picture: it is moved to the border."""
_canonical = msgspec.json.Encoder(order="sorted").encode


class ShapesKind(PartsKind):
    """The value is a list of shapes, those at the back first, in pixels of the picture as people see it.

    The same shape with the same label stands in the list once. Two answers are compared object by object: shapes of
    one label are paired by their likeness, the most alike first. The distance is one minus the panoptic quality of the
    pairs (Kirillov et al. 2019), in which a pair with other attributes counts less; an answer is wrong where an object
    is missing, too many, or less alike than one half.
    """

    points_into: ClassVar[tuple[str, ...]] = ("image",)

    @abstractmethod
    def read_place(self, given: Mapping[str, Any], settings: Any) -> Part:
        """Give where a shape is in normal form, or raise `InvalidInputError`."""

    @abstractmethod
    def move_inside(self, part: Part, width: int, height: int) -> Part | None:
        """Give a shape as it lies within a picture of this size; None where it does not, not even within `SLACK`."""

    @abstractmethod
    def likeness(self, a: Sequence[Part], b: Sequence[Part], settings: Any) -> NDArray[np.float64]:
        """Give how alike shapes are whatever their label, (len(a), len(b)), 0 to 1."""

    def middle(self, shapes: Sequence[Part], weights: Sequence[float], settings: Any) -> Part:
        """Give the place that stands for several shapes of one object: the one most alike to all."""
        alike = self.likeness(shapes, shapes, settings) @ np.array(weights)
        return {name: shapes[int(alike.argmax())][name] for name in self.places}

    def read(self, value: object, settings: Any) -> list[Part]:
        found: dict[bytes, Part] = {}
        for each in self.given_parts(value, settings, optional=self.optional(settings)):
            place = self.read_place(each, settings)
            key = _canonical([place, each["label"]])
            found.pop(key, None)
            found[key] = self.labelled(place, each, settings)
        return list(found.values())

    def optional(self, settings: Any) -> tuple[str, ...]:  # noqa: ARG002
        """Name what may say more of a place."""
        return ()

    def place(self, value: list[Part], settings: Any, content: Mapping[str, Any]) -> list[Part]:  # noqa: ARG002
        width, height = content.get("width") or 0, content.get("height") or 0
        if not width or not height:
            return value
        inside = []
        for number, part in enumerate(value, start=1):
            moved = self.move_inside(part, width, height)
            if moved is None:
                raise InvalidInputError(
                    f"The {self.part} number {number} lies outside of the picture, which has {width} × {height} pixels."
                )
            inside.append(moved)
        return inside

    def distance(self, a: list[Part], b: list[Part], settings: Any) -> float:
        if a == b:
            return 0.0
        alike = sum(likeness * _attributes(a[i], b[j]) for i, j, likeness in self._pairs(a, b, settings))
        return 1 - 2 * alike / (len(a) + len(b))

    def wrong(self, a: list[Part], b: list[Part], settings: Any) -> bool:
        return a != b and (len(a) != len(b) or len(self._pairs(a, b, settings)) < len(a))

    def merge(self, values: Sequence[list[Part]], settings: Any, *, skills: Sequence[float]) -> list[Part]:
        """Keep objects that more than half of the weight saw; each gets the label, attributes and place of most."""
        drawn = [Drawn(who, n, part) for who, value in enumerate(values) for n, part in enumerate(value)]
        if not drawn:
            return []
        shapes = [one.part for one in drawn]
        likeness = _same_label_first(self.likeness(shapes, shapes, settings), _same_label(shapes, shapes))
        kept: list[tuple[float, Part]] = []
        for members in clusters(drawn, likeness, weights=skills):
            weights = [skills[one.annotator] for one in members]
            if sum(weights) > sum(skills) / 2:
                height = float(np.average([one.place for one in members], weights=weights))
                kept.append((height, self._merged([one.part for one in members], weights, settings)))
        kept.sort(key=lambda entry: (entry[0], _canonical(entry[1])))
        unique = {_canonical([{**part, "attributes": None}]): part for _, part in kept}
        return list(unique.values())

    def _merged(self, shapes: Sequence[Part], weights: Sequence[float], settings: Any) -> Part:
        votes: dict[str, float] = defaultdict(float)
        for shape, weight in zip(shapes, weights, strict=True):
            votes[shape["label"]] += weight
        label = max(sorted(votes), key=lambda name: votes[name])
        agreed = [n for n, shape in enumerate(shapes) if shape["label"] == label]
        said = heaviest([shapes[n].get("attributes", {}) for n in agreed], [weights[n] for n in agreed])
        place = self.middle(shapes, weights, settings)
        return {**place, "label": label} | ({"attributes": said} if said else {})

    def _pairs(self, a: list[Part], b: list[Part], settings: Any) -> list[tuple[int, int, float]]:
        if not a or not b:
            return []
        return pairs(a, b, self.likeness(a, b, settings) * _same_label(a, b))


def pixel(value: object, name: str) -> float:
    """Read a coordinate: pixels, to a hundredth.

    >>> pixel(12.3456, "x")
    12.35
    """
    if type(value) not in {int, float} or not -MOST_PIXELS <= value <= MOST_PIXELS:  # type: ignore[operator]
        raise InvalidInputError(f"'{value}' is no {name} in pixels.", hint="Give a number.")
    return round(float(value), 2) + 0.0  # type: ignore[arg-type]  # no minus zero


def clamp(value: float, high: float) -> float | None:
    """Give a coordinate from 0 to `high`, moved there from at most `SLACK` outside; None from further away."""
    return None if not -SLACK <= value <= high + SLACK else min(max(value, 0.0), float(high))


def _same_label(a: Sequence[Part], b: Sequence[Part]) -> NDArray[np.bool_]:
    labels, others = (np.array([part["label"] for part in some], object) for some in (a, b))
    same: NDArray[np.bool_] = labels[:, None] == others[None, :]
    return same


def _same_label_first(likeness: NDArray[np.float64], same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Order what is alike enough by label and then by likeness; all else is not alike at all."""
    return np.where(likeness >= SAME_FROM, likeness / 2 + np.where(same, 0.5, SAME_FROM / 2), 0.0)


def _attributes(a: Part, b: Part) -> float:
    """Give 1 where all attributes are the same, one half where none is."""
    said, other = (set(part.get("attributes", {}).items()) for part in (a, b))
    return (1 + dice(said, other)) / 2
