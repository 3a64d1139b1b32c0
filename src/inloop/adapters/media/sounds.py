"""Sounds: what they are."""

from typing import Any

import soundfile

from inloop.adapters.media.readable import Readable, as_file
from inloop.kernel.errors import UnreadableFileError

MOST_SECONDS = 24 * 3_600
_TYPES = {
    "WAV": "audio/wav",
    "WAVEX": "audio/wav",
    "RF64": "audio/wav",
    "FLAC": "audio/flac",
    "MP3": "audio/mpeg",
    "MPEG": "audio/mpeg",
    "OGG": "audio/ogg",
}


def probe_sound(source: Readable) -> dict[str, Any]:
    """Read the head of a sound and its last bytes."""
    try:
        with soundfile.SoundFile(as_file(source)) as sound:
            kind, frames, rate, channels = sound.format, sound.frames, sound.samplerate, sound.channels
            sound.read(min(frames, 1_024))
    except (soundfile.SoundFileError, OSError, ValueError, RuntimeError, TypeError) as problem:
        reason = (str(problem).splitlines() or [""])[0].partition(": ")[2][:120]
        raise UnreadableFileError(
            f"This is no sound that can be played ({reason or 'it is damaged'}).", hint="Use WAV, FLAC, MP3 or Ogg."
        ) from None
    if kind not in _TYPES:
        raise UnreadableFileError(f"Browsers do not play {kind}.", hint="Convert it to WAV, FLAC, MP3 or Ogg.")
    if not 0 < frames <= rate * MOST_SECONDS:
        raise UnreadableFileError("The sound is empty, cut off, or longer than a day.")
    return {
        "type": _TYPES[kind],
        "bytes": source.size,
        "seconds": round(frames / rate, 3),
        "rate": rate,
        "channels": channels,
    }
