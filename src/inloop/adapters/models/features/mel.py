"""The mel spectrum: how loud a sound is in each band of pitch, frame by frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Raw = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class MelSpectrum:
    """Power in mel bands of overlapping frames of a sound.

    Parameters
    ----------
    rate
        Samples a second.
    frame, hop
        Length of a frame, and how far frames lie apart, in samples.
    bands
        Triangles of even width on the mel scale between `low` and `high`, in hertz.

    Examples
    --------
    >>> spectrum = MelSpectrum(rate=16_000, frame=400, hop=160, bands=40, low=50, high=7_600)
    >>> high = np.sin(2 * np.pi * 3_000 * np.arange(16_000) / 16_000).astype(np.float32)
    >>> spectrum.power(high).shape, int(spectrum.power(high).mean(axis=0).argmax())
    ((98, 40), 26)
    """

    rate: int
    frame: int
    hop: int
    bands: int
    low: float
    high: float

    def power(self, wave: Raw) -> Raw:
        """Give the power in each band: (frames, bands); a sound shorter than a frame is one frame."""
        padded = np.pad(wave, (0, max(self.frame - len(wave), 0)))
        window = np.hanning(self.frame).astype(np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(padded, self.frame)[:: self.hop] * window
        power = np.abs(np.fft.rfft(frames, self._size, axis=1)) ** 2
        return np.asarray(power @ self._triangles(), np.float32)

    @property
    def _size(self) -> int:
        return 1 << (self.frame - 1).bit_length()

    def _triangles(self) -> Raw:
        """Give the bands over the lines of the spectrum: (lines, bands)."""
        low, high = (2_595 * np.log10(1 + hertz / 700) for hertz in (self.low, self.high))
        corners = 700 * (10 ** (np.linspace(low, high, self.bands + 2) / 2_595) - 1)
        lines = np.fft.rfftfreq(self._size, 1 / self.rate)[:, None]
        rising = (lines - corners[:-2]) / (corners[1:-1] - corners[:-2])
        falling = (corners[2:] - lines) / (corners[2:] - corners[1:-1])
        return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)
