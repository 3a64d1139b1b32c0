"""A sound in short frames, and what chances of speech in each amount to."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.media.readable import Readable
from inloop.adapters.media.sounds import reading

RATE = 16_000
FRAME = 512
FRAME_S = FRAME / RATE
_BLOCK_S = 60
ON, OFF = 0.5, 0.35
_PAUSE_S, _SPEECH_S, _MARGIN_S = 0.25, 0.2, 0.05
Chances = NDArray[np.float32]


class Heard(NamedTuple):
    """A stretch in which somebody speaks, in seconds, and the mean chance that somebody does."""

    start: float
    end: float
    p: float


def iter_frames(source: Readable) -> Iterator[tuple[NDArray[np.float32], float]]:
    """Stream (frames, 512) of a sound at 16 kHz in one channel, and which share of it has been read."""
    from scipy.signal import resample_poly

    with reading(source) as sound:
        rate, read = sound.samplerate, 0
        shared = int(np.gcd(rate, RATE))
        left = np.zeros(0, np.float32)
        for block in sound.blocks(_BLOCK_S * rate, dtype="float32", always_2d=True):
            read += len(block)
            mixed = np.nan_to_num(block).mean(axis=1)
            at_rate = mixed if rate == RATE else resample_poly(mixed, RATE // shared, rate // shared)
            samples = np.concatenate([left, at_rate.astype(np.float32)])
            whole = len(samples) // FRAME * FRAME
            left = samples[whole:]
            yield samples[:whole].reshape(-1, FRAME), read / max(1, sound.frames)
        if len(left):
            yield np.pad(left, (0, FRAME - len(left))).reshape(1, FRAME), 1.0


def stretches(chances: Chances, *, seconds: float) -> list[Heard]:
    """Give where speech starts and ends: above `ON`, until it stays below `OFF` for a while.

    >>> quiet, loud = np.zeros(20, np.float32), np.ones(20, np.float32)
    >>> stretches(np.concatenate([quiet, loud, quiet]), seconds=1.92)
    [Heard(start=0.59, end=1.33, p=1.0)]
    """
    pause, least = round(_PAUSE_S / FRAME_S), _SPEECH_S / FRAME_S
    found: list[tuple[int, int]] = []
    start = last = -1
    for at, chance in enumerate(chances.tolist()):
        if start < 0 and chance >= ON:
            start = last = at
        elif start >= 0 and chance >= OFF:
            last = at
        elif start >= 0 and at - last > pause:
            found.append((start, last + 1))
            start = -1
    if start >= 0:
        found.append((start, last + 1))
    kept = [(first, end) for first, end in found if end - first >= least]
    return [_heard(chances, first, end, seconds) for first, end in kept]


def _heard(chances: Chances, first: int, end: int, seconds: float) -> Heard:
    start = max(0.0, first * FRAME_S - _MARGIN_S)
    return Heard(
        round(start, 3), round(min(seconds, end * FRAME_S + _MARGIN_S), 3), round(float(chances[first:end].mean()), 3)
    )
