"""The linear head over boxes: which label, how to move the box, and how far its chance can be believed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.boxes.examples import Examples, shifted
from inloop.adapters.models.boxes.grid import SIZES, grid, keep_best, sizes_of
from inloop.adapters.models.boxes.maps import WIDTH, Boxes, Maps
from inloop.adapters.models.multinomial import Multinomial
from inloop.adapters.models.trained import Examples as Classified
from inloop.methods.base import Floats, Ints, softmax

WAVES = 128
STRENGTH = 24.0
MOST_EXAMPLES = 30_000
MOST_SHARED = 0.5
FAINT = 0.1
MOST_FOUND = 300
_FAR = 5.0
_STRIDE = 0.3
_LOUD = np.float32(3.0)
"""How much louder what a trained detector says is than a trait of colours or edges: few labels are to suffice."""


class Head(NamedTuple):
    """One model as arrays.

    Attributes
    ----------
    sizes : (10, 2), rows of nought where there are fewer
    centre, spread : (traits,)
    weights, bias : (traits + waves + what a detector says, labels + 1), (labels + 1,); the last column is "nothing"
    moves : (traits + waves + what a detector says + 1, 4)
    belief : (labels, 2), slope and offset by which the log-odds of each label are corrected
    """

    sizes: Floats
    centre: NDArray[np.float32]
    spread: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    moves: NDArray[np.float32]
    belief: Floats


class Found(NamedTuple):
    """Boxes found in one picture."""

    boxes: Boxes
    label: Ints
    chance: Floats


def waves() -> NDArray[np.float32]:
    """Give the random directions, (traits + 1, waves), whose cosines let a linear head bend; last their phases."""
    rng = np.random.default_rng(0)
    directions = rng.normal(size=(WIDTH, WAVES)) / np.sqrt(WIDTH)
    return np.concatenate([directions, rng.uniform(0, 2 * np.pi, (1, WAVES))]).astype(np.float32)


def fit_head(examples: Examples, drawn: Boxes, *, labels: int, rng: np.random.Generator) -> Head:
    """Learn from examples, and from the sizes of the boxes that were drawn; without any it finds nothing."""
    if not len(drawn):
        return _blank(labels, more=examples.traits.shape[1] - WIDTH)
    some = np.sort(rng.permutation(len(examples.label))[:MOST_EXAMPLES])
    traits, label, shift = examples.traits[some], examples.label[some], examples.shift[some]
    plain = traits[:, :WIDTH]
    centre, spread = plain.mean(axis=0), plain.std(axis=0) + 1e-3
    seen = lift(traits, centre, spread, waves())
    codes = np.where(label < 0, labels, label)
    fitted = Multinomial.of(Classified.of(seen, codes, classes=np.arange(labels + 1))).fit(STRENGTH)
    on = label >= 0
    rows = np.concatenate([seen[on], np.ones((int(on.sum()), 1), np.float32)], axis=1)
    moves = np.linalg.solve(rows.T @ rows + np.eye(rows.shape[1]), rows.T @ shift[on])
    sizes = np.zeros((SIZES, 2))
    typical = sizes_of(drawn, rng=rng)
    sizes[: len(typical)] = typical
    bias, weights = np.asarray(fitted.bias, np.float32), np.asarray(fitted.weights, np.float32)
    return Head(sizes, centre, spread, weights, bias, moves.astype(np.float32), as_it_is(labels))


def find(maps: Maps, head: Head, directions: NDArray[np.float32]) -> Found:
    """Rate all places of the typical sizes, move the better ones, rate them again, keep the best of each heap."""
    places = np.concatenate([grid(head.sizes[head.sizes.min(axis=1) > 0], *maps.size), maps.offered])
    seen = lift(maps.describe(places), head.centre, head.spread, directions)
    first = _chances(seen, head)
    able = np.flatnonzero(first.max(axis=1, initial=0.0) > FAINT)
    rows = np.concatenate([seen[able], np.ones((len(able), 1), np.float32)], axis=1)
    boxes = shifted(places[able], rows @ head.moves)
    again = _chances(lift(maps.describe(boxes), head.centre, head.spread, directions), head)
    chances = np.sqrt(first[able] * again)
    kept = []
    for label in range(chances.shape[1]):
        some = np.flatnonzero(chances[:, label] > FAINT)
        best = keep_best(boxes[some], chances[some, label], most_shared=MOST_SHARED, most=MOST_FOUND)
        kept.append((some[best], np.full(len(best), label)))
    at, label_of = (np.concatenate([pair[side] for pair in kept]).astype(np.int64) for side in (0, 1))
    return Found(boxes[at], label_of, believed(chances[at, label_of], head.belief[label_of]))


def lift(
    traits: NDArray[np.float32], centre: NDArray[np.float32], spread: NDArray[np.float32], waves: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Standardise traits and put the cosines beside them (random Fourier features); what a detector says comes last."""
    plain = np.clip((traits[:, :WIDTH] - centre) / spread, -_FAR, _FAR).astype(np.float32)
    bent = np.cos(plain @ waves[:-1] + waves[-1]) * np.float32(2 * np.sqrt(2 / waves.shape[1]))
    return np.concatenate([plain / np.float32(np.sqrt(plain.shape[1])), bent, traits[:, WIDTH:] * _LOUD], axis=1)


def as_it_is(labels: int) -> Floats:
    """Give the belief that takes every chance as it is."""
    return np.tile([1.0, 0.0], (labels, 1))


def believed(chance: Floats, belief: Floats) -> Floats:
    """Correct chances by what became of those of the model."""
    odds = np.log(np.clip(chance, 1e-6, 1 - 1e-6) / np.clip(1 - chance, 1e-6, 1 - 1e-6))
    return np.asarray(1 / (1 + np.exp(-np.clip(belief[:, 0] * odds + belief[:, 1], -30, 30))))


def fit_belief(chance: Floats, right: NDArray[np.bool_]) -> Floats:
    """Fit the correction (Platt 1999) by Newton's method, held near "as it is" where little is known."""
    belief = np.array([1.0, 0.0])
    odds = np.log(np.clip(chance, 1e-6, 1 - 1e-6) / np.clip(1 - chance, 1e-6, 1 - 1e-6))
    rows = np.stack([odds, np.ones_like(odds)], axis=1)
    for _ in range(50):
        now = 1 / (1 + np.exp(-np.clip(rows @ belief, -30, 30)))
        slope = rows.T @ (now - right) + (belief - [1.0, 0.0])
        curve = (rows * (now * (1 - now))[:, None]).T @ rows + np.eye(2)
        belief = belief - np.clip(np.linalg.solve(curve, slope), -_STRIDE, _STRIDE)
    return np.array([np.clip(belief[0], 0.1, 10.0), np.clip(belief[1], -10.0, 10.0)])


def _blank(labels: int, *, more: int) -> Head:
    seen = WIDTH + WAVES + more
    nought = np.zeros(WIDTH, np.float32)
    weights, moves = np.zeros((seen, labels + 1), np.float32), np.zeros((seen + 1, 4), np.float32)
    return Head(np.zeros((SIZES, 2)), nought, nought, weights, weights[0], moves, as_it_is(labels))


def _chances(seen: NDArray[np.float32], head: Head) -> Floats:
    return np.asarray(softmax((seen @ head.weights + head.bias).astype(np.float64)))[:, :-1]
