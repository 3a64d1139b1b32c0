"""Vectors of items that show two texts to be compared: they change their sign when the two change places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.hashed_svd import HashedSvd, join_fields
from inloop.adapters.models.style import styles
from inloop.annotation import Question
from inloop.annotation.fields import Field, words_of
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register
from inloop.loop.predictions.model import WHOLE, Content

NAME = "featurizer/sides.v1"
BETWEEN = "\x1e"
DIMS = 128
_WORDS, _STYLE = 0.4, 0.9
"""Shares of words and of style in a vector; the squares sum to less than one."""
_OWN = ("centre", "spread", "left", "right")


@register(NAME)
@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """The difference of two texts: of their words (`HashedSvd`), and of how they are written.

    A text is ``context␞left␞right``, as `join_sides` makes it. All coordinates but the last are odd: they change their
    sign when left and right change places. The last is even, it fills the vector up to length 1 and so says how near
    the two are, which a tie depends on.

    Parameters
    ----------
    words
        Fitted on the texts of both sides.
    centre, spread : (traits,)
        Mean and standard deviation of the traits of style over both sides.

    Examples
    --------
    >>> texts = [join_sides("2 + 2?", "4", "5, I think"), join_sides("3 + 3?", "six", "eight or so")]
    >>> sides = Sides.fit(texts, rng=np.random.default_rng(0))
    >>> there, back = sides.transform([join_sides("1 + 1?", "2", "3"), join_sides("1 + 1?", "3", "2")])
    >>> bool(np.allclose(there * mirror_signs(sides.dims), back, atol=1e-6))
    True
    """

    reads: ClassVar[str] = "text"
    words: HashedSvd
    centre: NDArray[np.float32]
    spread: NDArray[np.float32]
    left: str = ""
    right: str = ""

    @classmethod
    def fit(cls, texts: Sequence[str], *, rng: np.random.Generator, left: str = "", right: str = "") -> Self:
        contexts, ours, theirs = _cut(texts)
        found = styles([*contexts, *contexts], [*ours, *theirs])
        return cls(
            words=HashedSvd.fit([*ours, *theirs], rng=rng, dims=DIMS),
            centre=found.mean(axis=0) if len(found) else np.zeros(found.shape[1], np.float32),
            spread=np.maximum(found.std(axis=0), 1e-3) if len(found) else np.ones(found.shape[1], np.float32),
            left=left,
            right=right,
        )

    @property
    def dims(self) -> int:
        return self.words.dims + len(self.centre) + 1

    def transform(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the vector of every pair: (texts, dims), float32, of length 1."""
        contexts, left, right = _cut(texts)
        words = (self.words.transform(left) - self.words.transform(right)) / 2
        style = np.tanh(self._style(contexts, left) - self._style(contexts, right)) / np.sqrt(len(self.centre))
        odd = np.concatenate([_WORDS * words, _STYLE * style], axis=1)
        even = np.sqrt(np.maximum(1 - (odd * odd).sum(axis=1, keepdims=True), 0))
        return np.concatenate([odd, even], axis=1).astype(np.float32)

    def state(self) -> dict[str, NDArray[Any]]:
        own = {name: np.asarray(getattr(self, name)) for name in _OWN}
        return {**self.words.state(), **own}

    def join(self, fields: Mapping[str, str]) -> str:
        return join_fields_of(fields, self.left, self.right)

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        missing = set(_OWN) - set(state)
        if missing:
            raise InvalidInputError(f"The featurizer lacks {sorted(missing)}.", hint="Export the model again.")
        words, left, right = HashedSvd.from_state(state), str(state["left"]), str(state["right"])
        return cls(words, state["centre"], state["spread"], left, right)

    def _style(self, contexts: Sequence[str], texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray((styles(contexts, texts) - self.centre) / (2 * self.spread), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class SidesOfItems:
    """`Sides` of the fields of items."""

    words: Sides
    fields: tuple[str, ...]

    @property
    def dims(self) -> int:
        return self.words.dims

    def transform(self, contents: Sequence[Content]) -> NDArray[np.float32]:
        sides = self.words
        return sides.transform([_text(content, self.fields, sides.left, sides.right) for content in contents])

    def state(self) -> dict[str, NDArray[Any]]:
        return self.words.state()

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]], fields: Sequence[str]) -> Self:
        return cls(Sides.from_state(state), tuple(fields))


@dataclass(frozen=True, slots=True)
class SidesVectoriser:
    """Makes vectors of items whose question compares two fields; all other fields are what these answer."""

    left: str
    right: str

    def for_question(self, question: Question) -> Self:  # noqa: ARG002
        return self

    def featurizer_name(self, fields: Sequence[Field]) -> str:  # noqa: ARG002  # whatever they are, by their words
        return NAME

    def fit_featurizer(
        self, contents: Sequence[Content], *, fields: Sequence[Field], rng: np.random.Generator
    ) -> SidesOfItems:
        names = tuple(field.id for field in fields)
        texts = [_text(content, names, self.left, self.right) for content in contents]
        return SidesOfItems(Sides.fit(texts, rng=rng, left=self.left, right=self.right), names)

    def restore_featurizer(
        self,
        name: str,  # noqa: ARG002  # there is but one
        state: Mapping[str, NDArray[Any]],
        *,
        fields: Sequence[str],
    ) -> SidesOfItems:
        return SidesOfItems.from_state(state, fields)


def mirror_signs(dims: int) -> NDArray[np.float32]:
    """Give what each coordinate is multiplied by when left and right change places."""
    signs = np.full(dims, -1, np.float32)
    signs[-1] = 1
    return signs


def join_fields_of(fields: Mapping[str, str], left: str, right: str) -> str:
    """Make the text of an item from its fields; all but the two compared are what these answer."""
    context = {name: text for name, text in fields.items() if name not in (left, right)}
    asked = join_fields(context) if context else ""
    return join_sides(asked, fields.get(left, ""), fields.get(right, ""))


def join_sides(context: str, left: str, right: str) -> str:
    """Make one text of a pair and what it answers."""
    return BETWEEN.join(part.replace(BETWEEN, " ") for part in (context, left, right))


def _text(content: Content, fields: Sequence[str], left: str, right: str) -> str:
    if WHOLE in content:
        return words_of(content[WHOLE])
    return join_fields_of({name: words_of(content.get(name, {})) for name in fields}, left, right) if content else ""


def _cut(texts: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Give contexts, left and right texts; a text that is no pair is on the left."""
    parts = [text.split(BETWEEN) if text.count(BETWEEN) == 2 else ["", text, ""] for text in texts]
    contexts, left, right = ([part[side] for part in parts] for side in range(3))
    return contexts, left, right
