"""What a sound looks like by pitch: pictures of how loud each pitch is, over time."""

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inloop.adapters.media.readable import Readable
from inloop.adapters.media.sounds import reading
from inloop.adapters.media.waves import read_mono

BANDS = 96
TILE_SECONDS = 20
COLUMNS = 128
"""Columns of a tile for each second."""
MOST_COLUMNS = 4_096
"""Of the picture of the whole sound."""
_WINDOW_S = 0.03
_LOOKS = 4
_AT_ONCE = 32
_RANGE_DB = (-85.0, -12.0)
_SHADES = ((9, 8, 20), (38, 24, 84), (86, 40, 130), (160, 60, 120), (226, 100, 84), (250, 172, 90), (255, 250, 214))


def draw_whole(source: Readable, *, loudest: float) -> bytes:
    """Draw the whole sound, coarse where it is long; each column is the loudest of a few moments in it."""
    with reading(source) as sound:
        rate = sound.samplerate
        columns = int(np.clip(round(sound.frames / rate * COLUMNS), 16, MOST_COLUMNS))
        width = max(1, -(-sound.frames // columns))
        looks = max(1, min(_LOOKS, round(width / rate * COLUMNS)))
        steps = (np.arange(_AT_ONCE * looks) + 0.5) * width / looks
        drawn = []
        for block in sound.blocks(_AT_ONCE * width, dtype="float32", always_2d=True):
            mixed = np.nan_to_num(block).mean(axis=1)
            levels = _levels(mixed, steps[steps < len(mixed)], rate=rate, loudest=loudest)
            whole = levels.shape[1] // looks * looks
            drawn.append(levels[:, :whole].reshape(BANDS, -1, looks).max(axis=2))
    return _picture(np.concatenate(drawn, axis=1))


def draw_tile(source: Readable, number: int, *, loudest: float) -> bytes:
    """Draw `TILE_SECONDS` of a sound, the first with number 0."""
    margin = _WINDOW_S
    start, seconds = number * TILE_SECONDS - margin, TILE_SECONDS + 2 * margin
    samples, rate = read_mono(source, start=start, seconds=seconds)
    moments = (margin + (np.arange(TILE_SECONDS * COLUMNS) + 0.5) / COLUMNS) * rate
    return _picture(_levels(samples, moments, rate=rate, loudest=loudest))


def _levels(
    samples: NDArray[np.float32], moments: NDArray[np.float64], *, rate: int, loudest: float
) -> NDArray[np.float32]:
    """Give how loud each band is around each moment, (bands, moments), 0 to 1, the highest pitch first."""
    size = 1 << max(6, round(np.log2(rate * _WINDOW_S)))
    padded = np.pad(samples, (size // 2, size))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[np.rint(moments).astype(int)]
    power = np.abs(np.fft.rfft(frames * np.hanning(size).astype(np.float32), axis=1)) ** 2
    relative = power / (max(loudest, 1e-4) * size / 4) ** 2
    decibels = 10 * np.log10(_bands(size, rate) @ relative.T.astype(np.float32) + 1e-12)
    low, high = _RANGE_DB
    levels: NDArray[np.float32] = np.clip((decibels - low) / (high - low), 0, 1).astype(np.float32)
    return levels[::-1]


@lru_cache(maxsize=16)
def _bands(size: int, rate: int) -> NDArray[np.float32]:
    """Give the weights of the bins of a transform in each band, (bands, bins); bands are as wide as they sound."""
    top = 2_595 * np.log10(1 + rate / 2 / 700)
    edges = 700 * (10 ** (np.linspace(0, top, BANDS + 2) / 2_595) - 1)
    pitches = np.arange(size // 2 + 1) * rate / size
    rising = (pitches - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - pitches) / (edges[2:] - edges[1:-1])[:, None]
    weights = np.clip(np.minimum(rising, falling), 0, None)
    nearest = np.eye(len(pitches))[np.rint(edges[1:-1] * size / rate).astype(int)]
    total = weights.sum(axis=1, keepdims=True)
    found: NDArray[np.float32] = np.where(total > 0.5, weights / np.maximum(total, 1e-9), nearest).astype(np.float32)
    return found


def _picture(levels: NDArray[np.float32]) -> bytes:
    shades = np.array(_SHADES, np.float32)
    places = np.linspace(0, 1, len(shades))
    colours = np.stack([np.interp(np.linspace(0, 1, 256), places, shades[:, channel]) for channel in range(3)], axis=1)
    pixels = colours.astype(np.uint8)[(levels * 255).astype(np.uint8)]
    made = io.BytesIO()
    Image.fromarray(pixels).save(made, "WEBP", quality=72, method=1)
    return made.getvalue()
