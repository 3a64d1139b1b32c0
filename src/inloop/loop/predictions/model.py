"""Featurizers, segments of columns, and what a published version thinks of an item."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from inloop.annotation import Question
from inloop.annotation.fields import Field
from inloop.kernel.clock import Micros

SEGMENT_ROWS = 65_536
FEATURES = "features"
PROBABILITIES = "probabilities"
PARTS = "parts"
"""Answers made of parts, as JSON; beside them the probabilities hold how sure the model is of each whole answer."""
WHOLE = ""
"""The field of a content that is given as one text, such as a bare text to predict for."""
Arrays = Mapping[str, NDArray[Any]]
Content = Mapping[str, Mapping[str, Any]]
"""What a model is given of an item: field id → envelope. An erased item has none."""


class Featurizer(Protocol):
    """What turns the contents of items into vectors, once it has been fitted."""

    @property
    def dims(self) -> int: ...

    def transform(self, contents: Sequence[Content]) -> NDArray[np.float32]: ...

    def state(self) -> dict[str, NDArray[Any]]: ...


class Vectoriser(Protocol):
    """What fits featurizers and finds them again; the loop is given one."""

    def featurizer_name(self, fields: Sequence[Field]) -> str:
        """Give the name of what would read these fields: another name means that vectors are learnt anew."""
        ...

    def for_question(self, question: Question) -> "Vectoriser":
        """Give the one whose vectors this question is best learnt from."""
        ...

    def fit_featurizer(
        self, contents: Sequence[Content], *, fields: Sequence[Field], rng: np.random.Generator
    ) -> Featurizer: ...

    def restore_featurizer(self, name: str, state: Arrays, *, fields: Sequence[str]) -> Featurizer: ...


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """One fitted featurizer of a project.

    Attributes
    ----------
    rows
        Items there were when it was fitted.
    ready
        Whether its features may be read: the first at once, a later one when it covers what its predecessor did.
    watermark
        The record up to which revised and erased items have been looked at.
    """

    project: int
    version: int
    name: str
    fields: list[str]
    dims: int
    rows: int
    path: str
    sha256: str
    ready: bool
    watermark: int
    at: Micros


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """One immutable file of columns: the items whose ordinals start at ``number · 65,536``.

    Attributes
    ----------
    basis
        Hash of the segment that this one was computed from; empty where it came from the items themselves.
    """

    project: int
    kind: str
    version: int
    number: int
    rows: int
    path: str
    sha256: str
    basis: str = ""


class Champion(msgspec.Struct, frozen=True, kw_only=True):
    """The version whose probabilities are shown, and the answer codes that its columns stand for."""

    project: int
    version: int
    question: str
    classes: list[int]


class Thought(NamedTuple):
    """What a version thinks of one item: the likeliest answer code and its chance."""

    code: int
    p: float
