"""Speech by loudness: needs nothing but numpy, and takes any loud sound for speech."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.media.speech.frames import FRAME, FRAME_S, RATE, Chances

_LOW_HZ, _HIGH_HZ = 150, 4_000
_AROUND_S = 15
_ABOVE_DB = 9.0
_SOFT_DB = 2.0
_DEEPEST_DB = 60.0


def levels(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give how loud each frame is in the pitches of voices, in decibels."""
    pitches = np.fft.rfftfreq(FRAME, 1 / RATE)
    band = (pitches >= _LOW_HZ) & (pitches <= _HIGH_HZ)
    power = np.abs(np.fft.rfft(frames * np.hanning(FRAME).astype(np.float32), axis=1)[:, band]) ** 2
    loud: NDArray[np.float32] = (10 * np.log10(power.sum(axis=1) + 1e-9)).astype(np.float32)
    return loud


def chances(blocks: Iterator[NDArray[np.float32]]) -> Chances:
    """Give the chance of speech in each frame: how far it stands out of the quietest fifth around it.

    Notes
    -----
    Where there is never a pause there is no background to stand out of; music, barks and engines are loud too.
    """
    loud = np.concatenate([levels(frames) for frames in blocks])
    size = max(1, round(_AROUND_S / FRAME_S))
    parts = [loud[at : at + size] for at in range(0, len(loud), size)]
    floors = np.repeat([np.percentile(part, 20) for part in parts], [len(part) for part in parts])
    top = float(np.percentile(loud, 98))
    floor = np.maximum(np.minimum(floors, np.percentile(loud, 40)), top - _DEEPEST_DB)
    smooth = np.convolve(loud, np.ones(3, np.float32) / 3, mode="same")
    found: Chances = (1 / (1 + np.exp(-(smooth - floor - _ABOVE_DB) / _SOFT_DB))).astype(np.float32)
    return found
