"""What a sound looks like, small enough to be sent whole: the reach of its wave, stretch by stretch."""

import struct
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import soundfile
from numpy.typing import NDArray

from inloop.adapters.media.readable import Readable
from inloop.adapters.media.sounds import reading
from inloop.kernel.errors import UnreadableFileError

MAGIC = b"INPK"
MOST_STRETCHES = 180_000
"""An hour has 50 of them a second, in 360 kB."""
FINEST = 1_000
_HEAD = struct.Struct("<4sffI")
HEAD_BYTES = _HEAD.size
_BLOCK = 1 << 20
_MISSING = 0.01


class Head(NamedTuple):
    """What is known of `Peaks` from their first bytes."""

    rate: float
    loudest: float
    stretches: int

    def pack(self) -> bytes:
        return _HEAD.pack(MAGIC, *self)

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        _, *told = _HEAD.unpack_from(packed)
        return cls(*told)


class Peaks(NamedTuple):
    """The lowest and the highest sample of each stretch of a sound.

    Attributes
    ----------
    rate
        Stretches a second.
    loudest
        The largest absolute sample, 1 where the sound uses all of its range; 0 for silence.
    low, high
        One entry a stretch, as a share of `loudest` in 127ths.
    """

    rate: float
    loudest: float
    low: NDArray[np.int8]
    high: NDArray[np.int8]

    @property
    def head(self) -> Head:
        return Head(self.rate, self.loudest, len(self.low))

    def pack(self) -> bytes:
        """Give them as bytes: a head of 16, then all that is low, then all that is high."""
        return self.head.pack() + self.low.tobytes() + self.high.tobytes()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Read what `pack` gave.

        >>> Peaks.unpack(Peaks(50.0, 0.5, np.array([-127], np.int8), np.array([3], np.int8)).pack()).high.tolist()
        [3]
        """
        head = Head.unpack(packed)
        low, high = np.frombuffer(packed, np.int8, offset=HEAD_BYTES).reshape(2, head.stretches)
        return cls(head.rate, head.loudest, low, high)


def find_peaks(source: Readable) -> Peaks:
    """Read all of a sound.

    Raises
    ------
    UnreadableFileError
        It is damaged, or ends before its head says.
    """
    with reading(source) as sound:
        size = max(1, sound.samplerate // FINEST, -(-sound.frames // MOST_STRETCHES))
        lows, highs, read = [], [], 0
        for block in sound.blocks(max(1, _BLOCK // size) * size, dtype="float32", always_2d=True):
            read += len(block)
            low, high = _reach(np.nan_to_num(block), size)
            lows.append(low)
            highs.append(high)
        if read < sound.frames * (1 - _MISSING):
            seconds = read / sound.samplerate
            raise UnreadableFileError(f"The sound is cut off after {seconds:.1f} seconds.", hint="Bring it whole.")
    low, high = np.concatenate(lows), np.concatenate(highs)
    loudest = float(max(-low.min(), high.max(), 0))
    scale = 127 / loudest if loudest else 0.0
    return Peaks(sound.samplerate / size, loudest, *((np.rint(side * scale)).astype(np.int8) for side in (low, high)))


def _reach(block: NDArray[np.float32], size: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give the lowest and the highest sample of each stretch, over all channels."""
    starts = np.arange(0, len(block), size)
    low: NDArray[np.float32] = np.minimum.reduceat(block.min(axis=1), starts)
    high: NDArray[np.float32] = np.maximum.reduceat(block.max(axis=1), starts)
    return low, high


def read_mono(source: Readable, *, start: float, seconds: float) -> tuple[NDArray[np.float32], int]:
    """Read a part of a sound, its channels mixed; what lies outside of it is silence.

    Returns
    -------
    samples, samples a second
    """
    with reading(source) as sound:
        rate = sound.samplerate
        first, wanted = round(start * rate), round(seconds * rate)
        before = min(max(0, -first), wanted)
        mixed = np.zeros(wanted, np.float32)
        if first + before < sound.frames:
            sound.seek(first + before)
            block = sound.read(wanted - before, dtype="float32", always_2d=True)
            mixed[before : before + len(block)] = np.nan_to_num(block).mean(axis=1)
        return mixed, rate


def as_flac(source: Readable, target: Path) -> None:
    """Write a copy that every browser plays, each moment where it was; more than two channels become one."""
    with reading(source) as sound:
        channels = min(sound.channels, 2) if sound.channels <= 2 else 1
        with soundfile.SoundFile(target, "w", sound.samplerate, channels, "PCM_16", format="FLAC") as copy:
            for block in sound.blocks(_BLOCK, dtype="float32", always_2d=True):
                copy.write(block if channels == sound.channels else block.mean(axis=1))
