"""A kind of answer: what a valid value is, how it becomes a vote, and when two of them differ."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, cast

import msgspec

from inloop.annotation.fields.field import Field
from inloop.annotation.json_cell import from_json
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import lookup, names

ABSTAIN = -1
NOT_SHOWN = -2


class Sides(NamedTuple):
    """Two fields that are compared, and what each answer becomes when they change places.

    Attributes
    ----------
    mirror
        Vote code → the code that says the same of exchanged fields; what is not named stays.
    """

    left: str
    right: str
    mirror: Mapping[int, int]


class Kind(ABC):
    """One kind of answer, without state; its settings are part of the question.

    Subclasses stand in `inloop.annotation.kinds`, one file each, and are registered as ``kind/<name>.v1``; their twins
    stand in ``web/src/kinds``. `inloop.testing.check_annotation_kind` holds them to this contract.

    Attributes
    ----------
    name
        The word used in schemas.
    settings_type
        The struct that holds what a question of this kind can be told.
    points_into
        Kinds of fields that an answer points into, as a span into text; empty where it is about the item as a whole.
    ordered
        Whether a larger vote code says more, as on a scale.
    repeats
        Whether it may be asked of each turn of a conversation or each cell of a row: see `Question.each`.
    """

    name: ClassVar[str]
    settings_type: ClassVar[type[msgspec.Struct]]
    points_into: ClassVar[tuple[str, ...]] = ()
    ordered: ClassVar[bool] = False
    repeats: ClassVar[bool] = False

    def settings(self, given: Mapping[str, Any]) -> Any:  # the struct of the subclass
        """Read the settings of a question; unknown or wrong ones raise `InvalidInputError`."""
        try:
            settings = msgspec.convert(dict(given), self.settings_type, strict=True)
        except msgspec.ValidationError as problem:
            raise InvalidInputError(f"A {self.name} question cannot be read: {problem}.") from None
        self.check(settings)
        return settings

    @abstractmethod
    def check(self, settings: Any) -> None:
        """Raise `InvalidInputError` where the settings contradict themselves."""

    @abstractmethod
    def read(self, value: object, settings: Any) -> Any:
        """Give the value in its one normal form, or raise `InvalidInputError`; None (abstain) never arrives here."""

    def place(self, value: Any, settings: Any, content: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """Give a value in normal form as it lies on the content of its field.

        Raises
        ------
        InvalidInputError
            It points to where nothing is.
        """
        return value

    def parser(self, settings: Any) -> Callable[[object], Any]:  # noqa: ARG002
        """Give what turns a cell of a table into what `read` takes; by default, text that is JSON is decoded."""
        return from_json

    @abstractmethod
    def encode(self, value: Any, settings: Any) -> int:
        """Give the vote code, an integer ≥ 0, of a value in normal form."""

    @abstractmethod
    def decode(self, code: int, settings: Any) -> Any:
        """Give the value that a vote code stands for."""

    @abstractmethod
    def describe(self, value: Any, settings: Any) -> str:
        """Say the value in plain words."""

    @abstractmethod
    def json_schema(self, settings: Any) -> dict[str, Any]:
        """Give the JSON schema of a value, null for abstaining not included."""

    def classes(self, settings: Any) -> list[int] | None:  # noqa: ARG002
        """List the vote codes that exclude one another; None where votes of this kind cannot be counted."""
        return None

    def offered(self, settings: Any) -> list[int] | None:
        """List those of `classes` that may still be chosen."""
        return self.classes(settings)

    def bits(self, settings: Any) -> list[int] | None:  # noqa: ARG002
        """List the bits of a vote code that are answers of their own; None where codes are no bit masks."""
        return None

    def merges(self, settings: Any) -> bool:  # noqa: ARG002
        """Say whether several values, which cannot be counted, have one that stands for all: see `merge`."""
        return False

    def fill(self, code: int, values: Sequence[Any], settings: Any, *, skills: Sequence[float]) -> Any:  # noqa: ARG002
        """Give the value with a counted code whose other parts, which cannot be counted, are merged from several.

        Only for kinds that have `bits` and merge too: the bits say what is there, the rest comes from `values`.
        """
        return self.decode(code, settings)

    def sides(self, settings: Any) -> Sides | None:  # noqa: ARG002
        """Name the two fields that an answer compares; None where it compares none."""
        return None

    def evolve(self, old: Any, new: Any) -> list[str]:  # noqa: ARG002
        """Say in plain words what changes; raise `InvalidInputError` where earlier answers would lose their meaning."""
        return []

    def complete(self, settings: Any, *, earlier: Any = None) -> Any:  # noqa: ARG002
        """Fill in what a person leaves out of new settings, keeping the codes of `earlier`."""
        return settings

    def fit(self, settings: Any, fields: Sequence[Field]) -> Any:  # noqa: ARG002
        """Give the settings as they fit the fields of the schema: those they name are there, those left out are found.

        Raises
        ------
        InvalidInputError
            The question speaks of a field that is not there, or that annotators never see.
        """
        return settings

    def lean(self, settings: Any, before: Mapping[str, str]) -> Any:  # noqa: ARG002
        """Give the settings as they fit earlier questions on the same field, given as id → kind.

        Raises
        ------
        InvalidInputError
            The question speaks of the answer to one that is not there, or of a kind that it cannot speak of.
        """
        return settings

    def beside(self, value: Any, settings: Any, values: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """Give a value in normal form as it fits the answers to earlier questions of the same submission.

        Raises
        ------
        InvalidInputError
            It speaks of something that they do not say.
        """
        return value

    def distance(self, a: Any, b: Any, settings: Any) -> float:
        """Give the distance of two values, 0 (the same) to 1."""
        return float(self.wrong(a, b, settings))

    def wrong(self, a: Any, b: Any, settings: Any) -> bool:  # noqa: ARG002
        """Say whether `a` counts as wrong when `b` is right."""
        return bool(a != b)

    def merge(self, values: Sequence[Any], settings: Any, *, skills: Sequence[float]) -> Any:
        """Give the consensus of several values: the one with the least weighted distance to all."""

        def cost(candidate: Any) -> float:
            return sum(w * self.distance(candidate, v, settings) for v, w in zip(values, skills, strict=True))

        return min(values, key=cost)


def kind_of(name: str) -> Kind:
    """Get a kind by the word used in schemas.

    >>> kind_of("rating").name
    'rating'
    """
    import inloop.annotation.kinds  # noqa: F401  # registers ours

    full = f"kind/{name}.v1"
    if full not in names("kind"):
        known = ", ".join(entry.split("/")[1].split(".")[0] for entry in names("kind"))
        raise InvalidInputError(f"There is no kind of question called '{name}'.", hint=f"Known: {known}.")
    return cast("Kind", lookup(full))
