"""Trained networks as featurizers: an ONNX file that the owner of the server names, run in the worker alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import file_digest
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.features.projection import Projection, Raw
from inloop.kernel.errors import InvalidInputError, NotFoundError

Reads = Literal["image", "audio"]
DIMS = 256
_SIDE, _ENLARGED = 224, 256
_CENTRE = np.array([0.485, 0.456, 0.406], np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
_AT_ONCE = 16
_EXTRA: Mapping[str, str] = {"image": "vision", "audio": "audio"}


def find_model(named: str) -> Path:
    """Find the file that a setting names: a path, or ``package:file`` for a file that an installed package ships.

    Raises
    ------
    NotFoundError
        There is no such file or package.
    """
    package, _, inside = named.partition(":")
    path = Path(named).expanduser()
    if inside and not path.exists():
        found = find_spec(package) if package.isidentifier() else None
        folders = list(found.submodule_search_locations or ()) if found is not None else []
        path = Path(folders[0]) / inside if folders else path
    if path.is_file() and path.suffix == ".onnx":
        return path
    raise NotFoundError(f"There is no ONNX file '{named}'.", hint="Give a path, or package:file.onnx; see the guide.")


@dataclass(frozen=True)
class Backbone:
    """A network whose last layer but one says what is in a picture or a sound.

    It is never trained here; its output is turned onto the main directions of the project's own items. Where the
    output is a map or a sequence, its mean is taken.

    A picture goes in at 224 × 224 pixels (its shorter side at 256, the middle cut out), RGB, with the mean and spread
    of ImageNet taken off, as (1, 3, 224, 224) or, where the last axis of the input is 3, (1, 224, 224, 3). A sound goes
    in as (1, samples) at 16 kHz. Scaling of another sort belongs into the file.

    Parameters
    ----------
    path
        The ONNX file. Its content is part of the name: with another file, vectors are learnt anew.
    """

    reads: Reads
    path: Path

    @cached_property
    def name(self) -> str:
        """Say which network this is: kind, file name, and the beginning of its hash."""
        with self.path.open("rb") as file:
            return f"onnx-{self.reads}/{self.path.stem}@{file_digest(file, 'sha256').hexdigest()[:12]}"

    def fit(self, things: Iterable[Any], *, rng: np.random.Generator) -> "OfBackbone":  # noqa: ARG002  # nothing is drawn
        found = list(self.outputs(things))
        size = next((len(row) for row in found if row is not None), 1)
        return OfBackbone(self, Projection.fit(found, measures=size, dims=DIMS, scaled=False))

    def from_state(self, state: Mapping[str, NDArray[Any]]) -> "OfBackbone":
        return OfBackbone(self, Projection.from_state(state))

    def outputs(self, things: Iterable[Any]) -> Iterator[Raw | None]:
        """Give what the network says of each picture or sound; None where there is none."""
        run = _open(self.path, self.reads)
        for thing in things:
            yield None if thing is None or not thing.size else run(thing)


@dataclass(frozen=True, slots=True, eq=False)
class OfBackbone:
    """The vectors of a network, fitted to the items of a project."""

    backbone: Backbone
    projection: Projection

    @property
    def dims(self) -> int:
        return self.projection.dims

    def transform(self, things: Iterable[Any]) -> Raw:
        """Give the vector of each: (things, dims), float32, rows of length 1 or 0."""
        outputs, parts = self.backbone.outputs(things), [np.zeros((0, self.dims), np.float32)]
        while some := list(islice(outputs, _AT_ONCE)):
            parts.append(self.projection.apply(some))
        return np.concatenate(parts)

    def state(self) -> dict[str, NDArray[Any]]:
        return self.projection.state()


class _Network:
    """An open ONNX file."""

    def __init__(self, path: Path, reads: Reads) -> None:
        try:
            import onnxruntime  # type: ignore[import-untyped]  # an extra, loaded where it is used: in the worker
        except ImportError:
            raise InvalidInputError(
                f"The model '{path.name}' needs onnxruntime.", hint=f"Install inloop[{_EXTRA[reads]}]."
            ) from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order on any machine
        try:
            self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except _problems_of(onnxruntime) as problem:
            raise InvalidInputError(f"The model '{path.name}' cannot be opened: {problem}") from None
        self._input = self._session.get_inputs()[0]
        self._prepare = self._pixels if reads == "image" else self._samples

    def __call__(self, thing: NDArray[Any]) -> Raw:
        output = np.asarray(self._session.run(None, {self._input.name: self._prepare(thing)})[0])
        if output.ndim == 4:
            return np.asarray(output[0].mean(axis=(0, 1) if self._last_is_colour else (1, 2)), np.float32)
        return np.asarray(output.reshape(-1, output.shape[-1]).mean(axis=0), np.float32)

    @property
    def _last_is_colour(self) -> bool:
        return bool(self._input.shape[-1] == 3)

    def _pixels(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        from PIL import Image

        image = Image.fromarray(picture)
        scale = _ENLARGED / min(image.size)
        image = image.resize([max(round(side * scale), _ENLARGED) for side in image.size], Image.Resampling.BICUBIC)
        left, top = ((side - _SIDE) // 2 for side in image.size)
        cut = np.asarray(image.crop((left, top, left + _SIDE, top + _SIDE)), np.float32) / 255
        ready = ((cut - _CENTRE) / _SPREAD).astype(np.float32)[None]
        return ready if self._last_is_colour else np.ascontiguousarray(ready.transpose(0, 3, 1, 2))

    def _samples(self, wave: NDArray[np.float32]) -> NDArray[np.float32]:
        return wave[None] if len(self._input.shape) == 2 else wave


def _problems_of(runtime: Any) -> tuple[type[Exception], ...]:
    """Give what it raises for a file that it cannot use; its errors share no base."""
    found = vars(runtime.capi.onnxruntime_pybind11_state).values()
    return tuple(each for each in found if isinstance(each, type) and issubclass(each, Exception))


@lru_cache(maxsize=2)
def _open(path: Path, reads: Reads) -> _Network:
    return _Network(path, reads)
