"""The built-in vectors of a sound: statistics of its mel spectrum, without a download."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.features.mel import MelSpectrum
from inloop.adapters.models.features.projection import Projection, Raw
from inloop.kernel.registry import register

Wave = NDArray[np.float32]
RATE = 16_000
DIMS = 128
_BANDS, _CEPSTRA = 40, 20
_SPECTRUM = MelSpectrum(rate=RATE, frame=400, hop=160, bands=_BANDS, low=50, high=7_600)
_QUIET_DB = 35.0
"""What is so much softer than the loudest frame, before and after it, is taken for silence."""
_PARTS = 4
_AT_ONCE = 256
MEASURES = 2 * 2 * _BANDS + 3 * 2 * _CEPSTRA + _PARTS * _CEPSTRA + 2


@register("featurizer/mel.v1")
@dataclass(frozen=True, slots=True, eq=False)
class Sounds:
    """Log-mel and cepstral statistics of a sound, turned onto the main directions of a sample.

    Silence before and after is cut. Of 40 mel bands: mean and deviation, and the same of their change from frame to
    frame; of 20 cepstra: mean, deviation, and those of their change and its change; their means in each quarter of the
    time, so that what comes first and what last are told apart; and how long it is and how much the loudness moves. A
    sound that is not there is the zero vector.

    Examples
    --------
    >>> time = np.arange(8_000) / RATE
    >>> deep, high = (np.sin(2 * np.pi * hertz * time).astype(np.float32) for hertz in (150, 3_000))
    >>> sounds = Sounds.fit([deep, high], rng=np.random.default_rng(0))
    >>> again, other, none = sounds.transform([deep * 0.5, high, None])
    >>> bool(again @ other < 0), float(none @ none)
    (True, 0.0)

    References
    ----------
    Davis & Mermelstein (1980). Comparison of parametric representations for monosyllabic word recognition.
    """

    reads: ClassVar[str] = "audio"
    projection: Projection

    @classmethod
    def fit(cls, waves: Iterable[Wave | None], *, rng: np.random.Generator, dims: int = DIMS) -> Self:  # noqa: ARG003  # nothing is drawn
        """Learn scale and main directions of some sounds, each mono at 16 kHz."""
        return cls(Projection.fit(map(measure, waves), measures=MEASURES, dims=dims, scaled=True))

    @property
    def dims(self) -> int:
        return self.projection.dims

    def transform(self, waves: Iterable[Wave | None]) -> Raw:
        """Give the vector of every sound: (sounds, dims), float32, rows of length 1 or 0."""
        return np.concatenate([np.zeros((0, self.dims), np.float32), *self._parts(waves)])

    def state(self) -> dict[str, NDArray[Any]]:
        return self.projection.state()

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        return cls(Projection.from_state(state))

    def _parts(self, waves: Iterable[Wave | None]) -> Iterator[Raw]:
        measured = map(measure, waves)
        while some := list(islice(measured, _AT_ONCE)):
            yield self.projection.apply(some)


def measure(wave: Wave | None) -> Raw | None:
    """Measure a sound, mono at 16 kHz; None where there is none."""
    if wave is None or not len(wave):
        return None
    bands = _without_silence(log_mel(wave))
    cepstra = bands @ _cosines()
    steps, moves = _change(bands), _change(cepstra)
    spans = np.array_split(np.arange(len(cepstra)), _PARTS)
    quarters = [cepstra[span].mean(axis=0) if len(span) else cepstra[-1] for span in spans]
    parts = [*_statistics(bands), *_statistics(steps), *_statistics(cepstra), *_statistics(moves)]
    length = np.array([np.log(len(bands)), bands.mean(axis=1).std()])
    return np.concatenate([*parts, *_statistics(_change(moves)), *quarters, length]).astype(np.float32)


def log_mel(wave: Wave) -> Raw:
    """Give the loudness in 40 mel bands, in nepers, of every hundredth of a second: (frames, bands)."""
    return np.asarray(np.log(_SPECTRUM.power(wave) + 1e-6), np.float32)


def _without_silence(bands: Raw) -> Raw:
    loudness = bands.max(axis=1)
    loud = np.flatnonzero(loudness >= loudness.max() - _QUIET_DB / 10 * np.log(10))
    return bands[loud[0] : loud[-1] + 1]


def _statistics(values: Raw) -> tuple[Raw, Raw]:
    return values.mean(axis=0), values.std(axis=0)


def _change(values: Raw) -> Raw:
    """Give the slope over five frames."""
    padded = np.pad(values, ((2, 2), (0, 0)), mode="edge")
    return np.asarray((2 * (padded[4:] - padded[:-4]) + padded[3:-1] - padded[1:-3]) / 10, np.float32)


@cache
def _cosines() -> Raw:
    """Give the cosine transform from bands to cepstra; the first, the loudness, is left out."""
    angles = np.pi / _BANDS * (np.arange(_BANDS)[:, None] + 0.5) * np.arange(1, _CEPSTRA + 1)
    return np.asarray(np.cos(angles) * np.sqrt(2 / _BANDS), np.float32)
