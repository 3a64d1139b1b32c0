"""How a trained network wants to hear: at which rate, in what pieces, as samples or as a mel spectrum."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Self
from urllib.parse import parse_qsl

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.features.mel import MelSpectrum
from inloop.kernel.errors import InvalidInputError

Wave = NDArray[np.float32]
_GUIDE = "See docs/guides/models.md: rate, window, step, scale, mels, frame, hop, low, high, floor, times, plus."


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is done to a sound before a network hears it.

    Parameters
    ----------
    rate
        Samples a second.
    window, step
        Seconds of a piece, and how far pieces lie apart (half a piece where 0). 0: the whole sound at once. What is
        shorter than a piece is followed by silence.
    scale
        What samples are multiplied by; 32768 for a network that counts as 16-bit files do.
    mels
        Bands of a mel spectrum; 0: the samples themselves.
    frame, hop, low, high
        Of the spectrum: seconds of a frame and between frames, lowest and highest hertz (half the rate where 0).
    floor, times, plus
        ``times * ln(power + floor) + plus`` goes in.

    Examples
    --------
    >>> hearing = Hearing.read("rate=8000&window=1&step=0.5&mels=40&hop=0.01&frame=0.025")
    >>> [piece.shape for piece in hearing.pieces(np.zeros(16_000, np.float32))]
    [(98, 40), (98, 40), (98, 40)]
    >>> [piece.shape for piece in Hearing().pieces(np.zeros(9, np.float32))]
    [(9,)]
    """

    rate: int = 16_000
    window: float = 0.0
    step: float = 0.0
    scale: float = 1.0
    mels: int = 0
    frame: float = 0.025
    hop: float = 0.01
    low: float = 0.0
    high: float = 0.0
    floor: float = 1e-6
    times: float = 1.0
    plus: float = 0.0

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what stands behind the question mark of a setting.

        Raises
        ------
        InvalidInputError
            There is no such word, or its value is no number that can be.
        """
        kinds = {each.name: each.type for each in fields(cls)}
        found: dict[str, float] = {}
        for word, value in parse_qsl(text, keep_blank_values=True):
            if word not in kinds:
                raise InvalidInputError(f"A network that hears knows no '{word}'.", hint=_GUIDE)
            try:
                found[word] = int(value) if kinds[word] is int else float(value)
            except ValueError:
                raise InvalidInputError(f"{word}={value!r} is no number.", hint=_GUIDE) from None
        hearing = cls(**found)  # type: ignore[arg-type]  # whole numbers were read as such just above
        hearing.check()
        return hearing

    def check(self) -> None:
        """Raise where a number cannot be."""
        least = {"rate": 1_000, "window": 0, "step": 0, "mels": 0, "frame": 0.001, "hop": 0.001, "low": 0, "high": 0}
        for word, bound in least.items():
            if not bound <= getattr(self, word) <= 1_000_000:
                raise InvalidInputError(f"{word}={getattr(self, word)} cannot be: {bound} is the least.", hint=_GUIDE)

    def pieces(self, wave: Wave) -> Iterator[Wave]:
        """Give what goes in, piece by piece: (samples,), or (frames, bands) of a spectrum."""
        for piece in self._cut(wave * np.float32(self.scale)):
            yield self._loudness(piece) if self.mels else piece

    def _cut(self, wave: Wave) -> Iterator[Wave]:
        size = round(self.window * self.rate)
        step = max(round((self.step or self.window / 2) * self.rate), 1)
        padded = np.pad(wave, (0, max(size - len(wave), 0)))
        if not size:
            yield padded
            return
        for start in range(0, len(padded) - size + 1, step):
            yield padded[start : start + size]

    def _loudness(self, wave: Wave) -> Wave:
        frame, hop = (max(round(seconds * self.rate), 1) for seconds in (self.frame, self.hop))
        spectrum = MelSpectrum(self.rate, frame, hop, self.mels, self.low, self.high or self.rate / 2)
        return np.asarray(self.times * np.log(spectrum.power(wave) + self.floor) + self.plus, np.float32)
