"""The vectors of whole items: what each field gives by its kind, end to end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.features.backbones import Backbone
from inloop.adapters.models.features.sounds import RATE as BUILT_IN_RATE
from inloop.adapters.models.hashed_svd import join_fields
from inloop.annotation.fields import Field, field_kind, words_of
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import lookup
from inloop.loop.predictions.model import WHOLE, Arrays, Content

WORDS = "featurizer/hashed-svd.v1"
BUILT_IN: Mapping[str, str] = {
    "text": WORDS,
    "image": "featurizer/looks.v1",
    "audio": "featurizer/mel.v1",
    "row": "featurizer/row.v1",
}
"""What reads each kind of content; whatever has no line is read by its words."""
_AND = " + "


class Fittable(Protocol):
    """A registered featurizer or a backbone: of texts, pictures, sounds or rows, as `reads` says."""

    @property
    def reads(self) -> str: ...

    def fit(self, things: Any, *, rng: np.random.Generator) -> "Part": ...

    def from_state(self, state: Arrays) -> "Part": ...


class Part(Protocol):
    """A featurizer that has been fitted."""

    @property
    def dims(self) -> int: ...

    def transform(self, things: Any) -> NDArray[np.float32]: ...

    def state(self) -> dict[str, NDArray[Any]]: ...


class Opens(Protocol):
    """What gives pixels and waves of the media of an item."""

    def picture(self, content: Mapping[str, Any]) -> NDArray[np.uint8] | None: ...

    def sound(self, content: Mapping[str, Any], *, rate: int) -> NDArray[np.float32] | None: ...


class Portion(Protocol):
    """One part of the vectors: which fields it reads, and by which registered featurizer."""

    @property
    def name(self) -> str: ...

    @property
    def fields(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Planned:
    """A portion before it is fitted."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads each kind of content, and what opens files for it.

    Parameters
    ----------
    media
        None where nothing reads pictures or sounds.
    backbones
        Networks in place of what is built in, by the kind of field.
    """

    media: Opens | None = None
    backbones: Mapping[str, Backbone] = field(default_factory=dict)

    def of(self, kind: str) -> list[str]:
        """Name what reads a kind of field.

        A network that hears stands beside what is built in, since it averages over time: which sound comes first
        tells words apart, and is lost to it. A network that sees stands alone.
        """
        own = [self.backbones[kind].name] if kind in self.backbones else []
        return own if own and kind != "audio" else [*own, BUILT_IN[kind]]

    def part(self, name: str) -> Fittable:
        """Find what reads by its name."""
        own = self._backbone(name)
        return cast("Fittable", lookup(name) if own is None else own)

    def rate(self, name: str) -> int:
        """Say at how many samples a second it hears."""
        own = self._backbone(name)
        return BUILT_IN_RATE if own is None else own.rate

    def _backbone(self, name: str) -> Backbone | None:
        return next((each for each in self.backbones.values() if each.name == name), None)


def plan(fields: Sequence[Field], *, readers: Readers) -> list[Planned]:
    """Say what reads the fields: each picture, sound and row by itself, all that has words together, last.

    >>> fields = [Field(id="title"), Field(id="photo", kind="image"), Field(id="body")]
    >>> [one.fields for one in plan(fields, readers=Readers())]
    [('photo',), ('title', 'body')]
    """
    apart = [Planned(name, (f.id,)) for f in fields if _is_apart(f) for name in readers.of(f.kind)]
    words = tuple(f.id for f in fields if not _is_apart(f) and not field_kind(f.kind).has_media)
    return [*apart, Planned(WORDS, words)] if words or not apart else apart


def name_of(planned: Sequence[Portion]) -> str:
    """Give the one name under which the parts are found again."""
    return _AND.join(portion.name for portion in planned)


@dataclass(frozen=True, slots=True, eq=False)
class FittedPortion:
    """A part of the vectors of items."""

    name: str
    fields: tuple[str, ...]
    part: Part


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """Vectors of items: of each portion one after the other, each at most 1 long.

    The state of a single portion of words is that of its featurizer: such a project is as it was before there were
    other kinds, and so are its exports.

    Examples
    --------
    >>> items = [{"say": {"value": "my card"}, "row": {"kind": "row", "value": {"age": 20 + n}}} for n in range(4)]
    >>> planned = plan([Field(id="say"), Field(id="row", kind="row")], readers=Readers())
    >>> found = fit(planned, items, readers=Readers(), rng=np.random.default_rng(0))
    >>> again = restore(name_of(planned), found.state(), fields=["say", "row"], readers=Readers())
    >>> bool((again.transform(items) == found.transform(items)).all())
    True
    """

    portions: tuple[FittedPortion, ...]
    readers: Readers

    @property
    def dims(self) -> int:
        return sum(portion.part.dims for portion in self.portions)

    @property
    def words(self) -> Part | None:
        """What reads the texts, where nothing else is read."""
        only = self.portions[0]
        return only.part if len(self.portions) == 1 and only.name == WORDS else None

    def transform(self, contents: Sequence[Content]) -> NDArray[np.float32]:
        """Give the vector of every item: (items, dims), float32."""
        return np.hstack([each.part.transform(things(each, contents, readers=self.readers)) for each in self.portions])

    def state(self) -> dict[str, NDArray[Any]]:
        """Give everything that is needed to be this featurizer again, as plain arrays."""
        if self.words is not None:
            return self.words.state()
        return {
            f"{number}.{name}": array
            for number, portion in enumerate(self.portions)
            for name, array in {**portion.part.state(), "fields": np.array(portion.fields, np.str_)}.items()
        }


def fit(
    planned: Sequence[Planned], contents: Sequence[Content], *, readers: Readers, rng: np.random.Generator
) -> Composite:
    """Fit every portion to the contents of some items."""
    portions = []
    for each in planned:
        part = readers.part(each.name).fit(things(each, contents, readers=readers), rng=rng)
        portions.append(FittedPortion(each.name, each.fields, part))
    return Composite(tuple(portions), readers)


def restore(name: str, state: Arrays, *, fields: Sequence[str], readers: Readers) -> Composite:
    """Be again what was fitted, of its name and state; `fields` are those of a featurizer of words alone."""
    if name == WORDS:
        return Composite((FittedPortion(name, tuple(fields), readers.part(name).from_state(state)),), readers)
    return Composite(tuple(_portions(name.split(_AND), state, readers)), readers)


def things(portion: Portion, contents: Sequence[Content], *, readers: Readers) -> Any:
    """Give what a portion reads of every item, pictures and sounds one at a time."""
    reads = readers.part(portion.name).reads
    if reads == "text":
        return [_words(content, portion.fields) for content in contents]
    if reads == "row":
        return [content.get(portion.fields[0], {}).get("value") for content in contents]
    if readers.media is None:
        raise InvalidInputError(
            f"The field '{portion.fields[0]}' names a file, and files are not read here.",
            hint="Bring the items: the worker reads their files.",
        )
    rate = readers.rate(portion.name)
    return _opened(reads, (content.get(portion.fields[0], {}) for content in contents), readers.media, rate=rate)


def _opened(reads: str, contents: Iterable[Mapping[str, Any]], media: Opens, *, rate: int) -> Iterator[Any]:
    for content in contents:
        yield media.picture(content) if reads == "image" else media.sound(content, rate=rate)


def _words(content: Content, fields: Sequence[str]) -> str:
    if WHOLE in content:
        return words_of(content[WHOLE])
    return join_fields({name: words_of(content.get(name, {})) for name in fields}) if content else ""


def _is_apart(shown: Field) -> bool:
    return shown.kind != "text" and shown.kind in BUILT_IN


def _portions(names: Sequence[str], state: Arrays, readers: Readers) -> Iterator[FittedPortion]:
    for number, name in enumerate(names):
        mine = {key.removeprefix(f"{number}."): v for key, v in state.items() if key.startswith(f"{number}.")}
        if "fields" not in mine:
            raise InvalidInputError(f"The featurizer lacks its part '{name}'.", hint="Export the model again.")
        yield FittedPortion(name, tuple(mine.pop("fields").tolist()), readers.part(name).from_state(mine))
