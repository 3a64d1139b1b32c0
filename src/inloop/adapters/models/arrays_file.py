"""Named arrays in one npz file, never a pickle; the same arrays give the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from inloop.kernel.errors import UnreadableFileError


def save_arrays(file: Path | IO[bytes], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the arrays, in the order of their names."""
    np.savez(file, allow_pickle=False, **{name: arrays[name] for name in sorted(arrays)})


def to_bytes(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Give the content of the file that `save_arrays` writes."""
    buffer = io.BytesIO()
    save_arrays(buffer, arrays)
    return buffer.getvalue()


def load_arrays(file: Path | IO[bytes]) -> dict[str, NDArray[Any]]:
    """Read what `save_arrays` wrote.

    Raises
    ------
    UnreadableFileError
        It is no npz file, it is cut short, or it holds Python objects.
    """
    try:
        with np.load(file, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except (ValueError, EOFError, AttributeError, zipfile.BadZipFile) as error:
        raise UnreadableFileError(
            f"This is not a model file: {error}.", hint="Give the model.npz of an export."
        ) from None
