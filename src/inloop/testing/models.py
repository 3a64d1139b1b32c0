"""The contracts of models: what turns texts into vectors, and what learns from vectors and answers."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from inloop.testing.broken import require

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
State = dict[str, NDArray[Any]]

TEXTS = (
    "Where is my card?",
    "my card is lost, please block it",
    "book a flight to Rome",
    "a FLIGHT to Paris on Monday",
    "Größe? naïve café",
    "飞往东京的航班",
    "рейс в Токио",
    "🙂🙂 👩‍👩‍👧",
    "…",
    "",
    "  \n\t ",
    "word " * 3_000,
)


class Featurizer(Protocol):
    """A fitted featurizer; its class is registered as ``featurizer/name.vN``.

    Attributes
    ----------
    reads
        What it turns into vectors: ``text`` (strings), ``image`` (pixels, height × width × 3), ``audio`` (samples at
        16 kHz, mono), ``row`` (names and cells). Of all but text an item may have none: None.
    """

    reads: ClassVar[str]

    @classmethod
    def fit(cls, things: Sequence[Any], *, rng: np.random.Generator) -> Self: ...

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self: ...

    @property
    def dims(self) -> int: ...

    def transform(self, things: Sequence[Any]) -> NDArray[np.float32]: ...

    def state(self) -> State: ...


class Model(Protocol):
    """What a learner gives."""

    @property
    def classes(self) -> Ints: ...

    def scores(self, features: Floats) -> Floats: ...

    def probabilities(self, features: Floats) -> Floats: ...

    def predict(self, features: Floats) -> Ints: ...

    def state(self) -> State: ...


class Learner(Protocol):
    """Made without arguments; its class is registered as ``learner/name.vN``."""

    def fit(
        self,
        X: Floats,
        y: NDArray[Any],
        *,
        classes: Ints | None = None,
        weights: NDArray[np.float64] | None = None,
    ) -> Model: ...


def check_featurizer(kind: type[Featurizer]) -> None:
    """Raise `BrokenContractError` unless vectors are finite, repeatable, independent of their neighbours and storable.

    Vectors are float32 and at most 1 long, 0 where nothing is there or nothing is known. Whatever a field may hold is
    accepted. The same sample and chance give the same featurizer; plain arrays hold all of it.
    """
    samples = SAMPLES[kind.reads]()
    fitted = kind.fit(samples, rng=np.random.default_rng(3))
    vectors = fitted.transform(samples)
    require(vectors.shape == (len(samples), fitted.dims), "one row a sample, `dims` wide", shape=vectors.shape)
    require(vectors.dtype == np.float32, "vectors are float32", dtype=vectors.dtype)
    require(np.isfinite(vectors).all(), "vectors are finite")
    lengths = np.linalg.norm(vectors, axis=1)
    require((lengths < 1 + 1e-4).all() and (lengths > 0).any(), "rows are at most 1 long, not all 0", lengths=lengths)
    nothing = np.array([thing is None for thing in samples])
    require((lengths[nothing] == 0).all(), "what is not there has the zero vector")
    require(fitted.transform([]).shape == (0, fitted.dims), "nothing gives no rows")
    alone = np.concatenate([fitted.transform([thing]) for thing in samples])
    many = fitted.transform(samples * 60)[-len(samples) :]
    require(np.allclose(alone, vectors, atol=1e-5), "each has the same vector alone and among others")
    require(np.allclose(many, vectors, atol=1e-5), "each has the same vector in a large batch")
    again = kind.fit(samples, rng=np.random.default_rng(3)).transform(samples)
    require(np.array_equal(again, vectors), "the same sample and chance give the same vectors")
    restored = kind.from_state(_through_a_file(fitted.state()))
    require(np.array_equal(restored.transform(samples), vectors), "plain arrays hold the whole featurizer")
    _check_odd_samples(kind, samples)


def check_learner(kind: type[Learner]) -> None:
    """Raise `BrokenContractError` unless it learns what can be learnt and bears what real answers look like.

    Codes with gaps, classes that nobody gave, one class only, one example a class, chances instead of answers, weights,
    150 classes: always finite scores and probabilities that sum to one, in the order of `classes`.
    """
    X, y = _blobs(classes=3, each=40)
    model = _checked_fit(kind(), X, y * 10 + 2)
    require((model.predict(X) == y * 10 + 2).mean() > 0.95, "it learns classes that lie apart")
    again = kind().fit(X, y * 10 + 2)
    require(np.array_equal(again.scores(X), model.scores(X)), "the same examples give the same model")
    _check_classes(kind)
    _check_weights(kind, X, y)


def check_labels_learner(learner: Learner) -> None:
    """Raise `BrokenContractError` unless it learns each of several labels by itself.

    Labels that nobody or everybody gave, a single example, weights of 0: always finite chances between 0 and 1.
    """
    X, y = _blobs(classes=3, each=40)
    held = np.stack([y == 0, y != 1, np.zeros(len(y)), np.ones(len(y))], axis=1).astype(np.int64)
    bits = np.array([0, 2, 5, 61])
    model = learner.fit(X, held, classes=bits)
    require(np.array_equal(model.classes, bits), "columns stand for the labels, ascending", classes=model.classes)
    chances = model.probabilities(X)
    require(chances.shape == held.shape and np.isfinite(chances).all(), "chances are items × labels, and finite")
    require(((chances >= 0) & (chances <= 1)).all(), "chances lie between 0 and 1")
    right = ((chances >= 0.5) == held).mean(axis=0)
    require(
        (right > 0.95).all(), "it learns labels that lie apart, and those that nobody or everybody gave", right=right
    )
    again = learner.fit(X, held, classes=bits)
    require(np.array_equal(again.scores(X), model.scores(X)), "the same examples give the same model")
    require(np.isfinite(learner.fit(X[:1], held[:1], classes=bits).probabilities(X)).all(), "one example is enough")
    _through_a_file(model.state())


def _check_odd_samples(kind: type[Featurizer], samples: list[Any]) -> None:
    for sample in (samples[:1], samples[-1:], samples[-2:], [samples[0]] * 30):
        fitted = kind.fit(sample, rng=np.random.default_rng(0))
        vectors = fitted.transform(samples)
        require(np.isfinite(vectors).all() and len(vectors) == len(samples), "any sample can be fitted")


def _pictures() -> list[NDArray[np.uint8] | None]:
    rng = np.random.default_rng(5)
    noisy = [rng.integers(0, 256, (*size, 3), np.uint8) for size in ((40, 60), (1, 1), (300, 20))]
    plain = [np.full((30, 30, 3), shade, np.uint8) for shade in (0, 128, 255)]
    return [*noisy, *plain, None]


def _sounds() -> list[NDArray[np.float32] | None]:
    rng = np.random.default_rng(5)
    time = np.arange(8_000, dtype=np.float32) / 16_000
    tones = [np.sin(2 * np.pi * hertz * time).astype(np.float32) for hertz in (110, 440, 3_000)]
    noise = rng.normal(0, 0.1, 4_000).astype(np.float32)
    return [*tones, noise, noise[:5], np.zeros(2_000, np.float32), np.zeros(0, np.float32), None]


def _rows() -> list[dict[str, Any] | None]:
    rng = np.random.default_rng(5)
    plain: list[dict[str, Any] | None] = [
        {
            "age": int(age),
            "paid": f"{age * 3.5}",
            "work": "clerk" if age % 2 else "cook",
            "note": f"was {age} years old",
        }
        for age in rng.integers(18, 80, 20)
    ]
    return [*plain, {"age": "old", "work": None, "new": True}, {"age": float("inf")}, {}, None]


SAMPLES: Mapping[str, Callable[[], list[Any]]] = {
    "text": lambda: list(TEXTS),
    "image": _pictures,
    "audio": _sounds,
    "row": _rows,
}


def _check_classes(kind: type[Learner]) -> None:
    X, y = _blobs(classes=3, each=10)
    wide = _checked_fit(kind(), X, y, classes=np.arange(6))
    require((wide.predict(X) < 3).mean() > 0.95, "a class that nobody gave is not predicted")
    constant = _checked_fit(kind(), X, np.full(len(X), 7), classes=np.array([4, 7]))
    require((constant.predict(X) == 7).all(), "with one class seen, that class is the answer")
    _checked_fit(kind(), X, np.full(len(X), 7))
    _checked_fit(kind(), X[:1], y[:1])
    _checked_fit(kind(), X[::10], y[::10])
    many_X, many = _blobs(classes=150, each=2)
    require(_checked_fit(kind(), many_X, many).scores(many_X).shape == (300, 150), "150 classes have 150 columns")


def _check_weights(kind: type[Learner], X: Floats, y: Ints) -> None:
    soft = 0.9 * np.eye(3)[y] + 0.1 / 3
    model = _checked_fit(kind(), X, soft, classes=np.array([2, 12, 22]))
    require((model.predict(X) == y * 10 + 2).mean() > 0.95, "it learns from chances")
    wrong = np.concatenate([y, (y + 1) % 3])
    trust = np.concatenate([np.ones(len(y)), np.zeros(len(y))])
    model = _checked_fit(kind(), np.concatenate([X, X]), wrong, weights=trust)
    require((model.predict(X) == y).mean() > 0.95, "an example of weight 0 does not count")


def _checked_fit(
    learner: Learner,
    X: Floats,
    y: NDArray[Any],
    *,
    classes: Ints | None = None,
    weights: NDArray[np.float64] | None = None,
) -> Model:
    model = learner.fit(X, y, classes=classes, weights=weights)
    expected = np.unique(y) if classes is None else classes
    require(np.array_equal(model.classes, expected), "columns stand for the classes, ascending", classes=model.classes)
    scores, probabilities = model.scores(X), model.probabilities(X)
    require(scores.shape == (len(X), len(expected)), "scores are items × classes", shape=scores.shape)
    require(np.isfinite(scores).all() and np.isfinite(probabilities).all(), "scores and probabilities are finite")
    require(np.allclose(probabilities.sum(axis=1), 1, atol=1e-4), "probabilities sum to one")
    same = np.take_along_axis(probabilities, scores.argmax(axis=1)[:, None], axis=1)[:, 0]
    require(np.allclose(same, probabilities.max(axis=1)), "the highest score is the likeliest class")
    _through_a_file(model.state())
    return model


def _blobs(*, classes: int, each: int) -> tuple[NDArray[np.float32], Ints]:
    """Draw `each` vectors of length 1 around every one of `classes` random directions, classes taking turns."""
    rng = np.random.default_rng(1)
    y = np.tile(np.arange(classes, dtype=np.int64), each)
    X = rng.normal(size=(classes, 24))[y] + 0.3 * rng.normal(size=(len(y), 24))
    return (X / np.linalg.norm(X, axis=1, keepdims=True)).astype(np.float32), y


def _through_a_file(state: State) -> State:
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **{name: np.asarray(array) for name, array in state.items()})
    buffer.seek(0)
    with np.load(buffer, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}
