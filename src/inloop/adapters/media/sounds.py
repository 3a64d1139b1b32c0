"""Sounds: what they are, and which of them browsers play."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from inloop.adapters.media.readable import Readable, as_file
from inloop.kernel.errors import UnreadableFileError

MOST_SECONDS = 24 * 3_600
PLAYED = frozenset({"audio/wav", "audio/flac", "audio/mpeg", "audio/ogg"})
"""What browsers play; of anything else a copy is made."""
_TYPES = {
    "WAV": "audio/wav",
    "WAVEX": "audio/wav",
    "FLAC": "audio/flac",
    "MP3": "audio/mpeg",
    "MPEG": "audio/mpeg",
    "OGG": "audio/ogg",
    "RF64": "audio/vnd.wave",
    "W64": "audio/x-w64",
    "AIFF": "audio/aiff",
    "AU": "audio/basic",
    "CAF": "audio/x-caf",
    "VOC": "audio/x-voc",
    "NIST": "audio/x-nist",
}
_PLAYED_WAVES = frozenset({"PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "ULAW", "ALAW"})
_HINT = "Use WAV, FLAC, MP3, Ogg or AIFF."


def probe_sound(source: Readable) -> dict[str, Any]:
    """Read the head of a sound and its last bytes."""
    with reading(source) as sound:
        kind, frames, rate, channels = sound.format, sound.frames, sound.samplerate, sound.channels
        known = _TYPES.get(kind)
        if known == "audio/wav" and sound.subtype not in _PLAYED_WAVES:
            known = "audio/vnd.wave"
        sound.read(min(frames, 1_024))
    if known is None:
        raise UnreadableFileError(f"This is no sound that can be played ({kind}).", hint=_HINT)
    if not 0 < frames <= rate * MOST_SECONDS:
        raise UnreadableFileError("The sound is empty, cut off, or longer than a day.")
    return {
        "type": known,
        "bytes": source.size,
        "seconds": round(frames / rate, 3),
        "rate": rate,
        "channels": channels,
    }


def wave_of(source: Readable, *, rate: int, seconds: float) -> NDArray[np.float32]:
    """Unpack the first seconds of a sound: its channels mixed, at so many samples a second."""
    from scipy.signal import resample_poly  # the worker measures sounds, the web process never does

    with reading(source) as sound:
        found = sound.read(int(seconds * sound.samplerate), dtype="float32", always_2d=True).mean(axis=1)
        own = int(sound.samplerate)
    return np.asarray(found if own == rate else resample_poly(found, rate, own), np.float32)


@contextmanager
def reading(source: Readable) -> Iterator[soundfile.SoundFile]:
    """Open a sound; what goes wrong while it is read is told as `UnreadableFileError`."""
    opened = False
    try:
        with soundfile.SoundFile(as_file(source)) as sound:
            opened = True
            yield sound
    except (soundfile.SoundFileError, OSError, ValueError, RuntimeError, TypeError) as problem:
        reason = (str(problem).splitlines() or [""])[0].partition(": ")[2][:120].rstrip(".")
        if opened:
            raise UnreadableFileError(
                f"The sound is damaged or cut off ({reason or type(problem).__name__})."
            ) from None
        raise UnreadableFileError(
            f"This is no sound that can be played ({reason or 'it is damaged'}).", hint=_HINT
        ) from None
