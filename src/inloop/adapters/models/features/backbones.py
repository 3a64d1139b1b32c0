"""Trained networks as featurizers: a file that the owner of the server names, run in the worker alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.features.hearing import Hearing
from inloop.adapters.models.features.networks import Network, find_model, open_network
from inloop.adapters.models.features.projection import Projection, Raw
from inloop.kernel.errors import InvalidInputError

Reads = Literal["image", "audio"]
DIMS = 256
_SIDE, _ENLARGED = 224, 256
_CENTRE = np.array([0.485, 0.456, 0.406], np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
_AT_ONCE = 16
_EXTRA: Mapping[str, str] = {"image": "vision", "audio": "audio"}


@dataclass(frozen=True)
class Backbone:
    """A network whose last layer but one says what is in a picture or a sound.

    It is never trained here; its output is turned onto the main directions of the project's own items. Where the
    output is a map, its mean is taken; of a sound, mean and deviation over time.

    A picture goes in at 224 × 224 pixels (its shorter side at 256, the middle cut out), RGB, with the mean and spread
    of ImageNet taken off, as (1, 3, 224, 224) or, where the last axis of the input is 3, (1, 224, 224, 3). Scaling of
    another sort belongs into the file. How a sound goes in is said by `hearing`.

    Parameters
    ----------
    path
        The file. Its content and `hearing` are part of the name: with others, vectors are learnt anew.
    """

    reads: Reads
    path: Path
    hearing: Hearing = field(default_factory=Hearing)

    @classmethod
    def named(cls, reads: Reads, setting: str) -> Self:
        """Read a setting: a file, and for sounds behind a question mark what `Hearing` reads.

        Raises
        ------
        NotFoundError
            There is no such file.
        InvalidInputError
            What is behind the question mark cannot be, or the file is a pickle.
        """
        file, _, words = setting.partition("?")
        if words and reads == "image":
            raise InvalidInputError(f"A network that sees takes no '?{words}'.", hint="Put the scaling into the file.")
        return cls(reads, find_model(file), Hearing.read(words))

    @cached_property
    def name(self) -> str:
        """Say which network this is: runtime and kind, file name, and the beginning of its hash."""
        with self.path.open("rb") as file:
            content = file_digest(file, "sha256")
        if self.hearing != Hearing():
            content.update(repr(self.hearing).encode())
        runtime = "onnx" if self.path.suffix == ".onnx" else "torch"
        return f"{runtime}-{self.reads}/{self.path.stem}@{content.hexdigest()[:12]}"

    @property
    def rate(self) -> int:
        """Samples a second of the sounds that go in."""
        return self.hearing.rate

    def fit(self, things: Iterable[Any], *, rng: np.random.Generator) -> "OfBackbone":  # noqa: ARG002  # nothing is drawn
        found = list(self.outputs(things))
        size = next((len(row) for row in found if row is not None), 1)
        return OfBackbone(self, Projection.fit(found, measures=size, dims=DIMS, scaled=False))

    def from_state(self, state: Mapping[str, NDArray[Any]]) -> "OfBackbone":
        return OfBackbone(self, Projection.from_state(state))

    def outputs(self, things: Iterable[Any]) -> Iterator[Raw | None]:
        """Give what the network says of each picture or sound; None where there is none."""
        network = open_network(self.path, extra=_EXTRA[self.reads])
        read = self._see if self.reads == "image" else self._hear
        for thing in things:
            yield None if thing is None or not thing.size else read(network, thing)

    def _see(self, network: Network, picture: NDArray[np.uint8]) -> Raw:
        colour_last = bool(network.shape) and network.shape[-1] == 3
        pixels = _pixels(picture)
        output = network(pixels if colour_last else np.ascontiguousarray(pixels.transpose(0, 3, 1, 2)))[0]
        if output.ndim == 4:
            return np.asarray(output[0].mean(axis=(0, 1) if colour_last else (1, 2)), np.float32)
        return np.asarray(output.reshape(-1, output.shape[-1]).mean(axis=0), np.float32)

    def _hear(self, network: Network, wave: NDArray[np.float32]) -> Raw:
        heard = (network(_placed(piece, network.shape))[0] for piece in self.hearing.pieces(wave))
        times = np.concatenate([np.asarray(each, np.float32).reshape(-1, each.shape[-1]) for each in heard])
        return np.concatenate([times.mean(axis=0), times.std(axis=0)])


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


def _pixels(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Give the middle of a picture as (1, 224, 224, 3), on the scale of ImageNet."""
    from PIL import Image

    image = Image.fromarray(picture)
    scale = _ENLARGED / min(image.size)
    image = image.resize([max(round(side * scale), _ENLARGED) for side in image.size], Image.Resampling.BICUBIC)
    left, top = ((side - _SIDE) // 2 for side in image.size)
    cut = np.asarray(image.crop((left, top, left + _SIDE, top + _SIDE)), np.float32) / 255
    return np.asarray((cut - _CENTRE) / _SPREAD, np.float32)[None]


def _placed(piece: Raw, shape: tuple[int | None, ...]) -> Raw:
    """Give a piece as many axes as the input has: of one place each before it, or last where the input's last is 1."""
    if len(shape) == piece.ndim:
        return piece
    given = piece[None]
    while given.ndim < len(shape):
        given = given[..., None] if shape[-1] == 1 and given.shape[-1] != 1 else given[None]
    return given
