"""One question asked of every turn of a conversation or every cell of a row, whatever the kind of its answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

import msgspec

from inloop.annotation.fields.field import Field, FieldKind, field_kind
from inloop.annotation.json_cell import from_json
from inloop.annotation.kind import Kind
from inloop.annotation.uncounted import UncountedKind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import names

Answers = dict[str, Any]
"""Unit → answer; None where somebody cannot tell."""


@lru_cache
def divided_into(unit: str) -> tuple[FieldKind, ...]:
    """Give the kinds of fields whose content consists of such units.

    >>> [kind.name for kind in divided_into("turn")]
    ['conversation']
    """
    import inloop.annotation.fields  # noqa: F401  # registers ours

    every = [field_kind(entry.split("/")[1].split(".")[0]) for entry in names("field")]
    found = tuple(kind for kind in every if kind.unit == unit)
    if not found:
        known = ", ".join(sorted({kind.unit for kind in every if kind.unit}))
        raise InvalidInputError(f"No field consists of '{unit}'.", hint=f"Set `each` to one of: {known}.")
    return found


class Each(UncountedKind):
    """The value is ``{unit: answer}``: one answer of the inner kind to each turn or cell.

    Turns are named by their place, from ``"0"``, cells by their column. The consensus is that of the inner kind, unit
    by unit. Where somebody cannot tell, the unit holds None; such units are compared with nothing.

    Parameters
    ----------
    inner
        The kind of the answers; it must be one that `repeats`.
    unit
        What is asked about one by one: ``turn`` or ``cell``.
    only
        The roles or columns that are asked about; all where it is empty.
    abstain
        Whether a unit may be left with "can't tell".

    Examples
    --------
    >>> from inloop.annotation import kind_of
    >>> each = Each(kind_of("rating"), unit="turn", only=("agent",), abstain=True)
    >>> scale = each.settings({"low": 1, "high": 5})
    >>> said = [{"1": 5, "3": 4}, {"1": 5, "3": 2}, {"1": 4, "3": 2}]
    >>> each.merge(said, scale, skills=[0.9, 0.9, 0.9])
    {'1': 5, '3': 2}
    >>> each.describe({"1": 5}, scale)
    'turn 2: 5 of 5'
    """

    name: ClassVar[str] = "each"

    def __init__(self, inner: Kind, *, unit: str, only: Sequence[str], abstain: bool) -> None:
        if not inner.repeats:
            raise InvalidInputError(
                f"A {inner.name} question speaks of the item as a whole and cannot be asked of each {unit}.",
                hint="Remove `each`.",
            )
        self.inner, self.unit = inner, unit
        self._only, self._abstain = only, abstain
        self._divided = divided_into(unit)

    def units(self, content: Mapping[str, Any]) -> list[str]:
        """Name what is asked about in the content of a field, in its order."""
        kind = next((one for one in self._divided if one.name == content.get("kind")), None)
        return kind.units(content, only=self._only) if kind else []

    def settings(self, given: Mapping[str, Any]) -> Any:  # the struct of the inner kind
        return self.inner.settings(given)

    def check(self, settings: Any) -> None:
        self.inner.check(settings)

    def complete(self, settings: Any, *, earlier: Any = None) -> Any:  # the struct of the inner kind
        return self.inner.complete(settings, earlier=earlier)

    def fit(self, settings: Any, fields: Sequence[Field]) -> Any:  # the struct of the inner kind
        return self.inner.fit(settings, fields)

    def evolve(self, old: Any, new: Any) -> list[str]:
        return self.inner.evolve(old, new)

    def read(self, value: object, settings: Any) -> Answers:
        if not isinstance(value, Mapping) or not value:
            raise InvalidInputError(
                f"An answer for each {self.unit} is expected, not {value!r}.", hint=f"Write {{{self.unit}: answer}}."
            )
        return {key: self._read_one(key, value[key], settings) for key in sorted(value, key=_in_order)}

    def place(self, value: Answers, settings: Any, content: Mapping[str, Any]) -> Answers:  # noqa: ARG002
        asked = self.units(content)
        strange = [key for key in value if key not in asked]
        if strange:
            raise InvalidInputError(f"There is no {self._say(strange[0])} to answer here.")
        return {key: value[key] for key in asked if key in value}

    def missing(self, value: Answers, content: Mapping[str, Any]) -> str | None:
        """Say which unit has no answer yet; None where all have one."""
        first = next((key for key in self.units(content) if key not in value), None)
        return None if first is None else self._say(first)

    def parser(self, settings: Any) -> Callable[[object], object]:
        """Read an object of units, or a list with one answer a turn in which null leaves a turn out."""
        inner = self.inner.parser(settings)

        def parse(cell: object) -> object:
            found = from_json(cell)
            if isinstance(found, list):
                return {str(place): inner(one) for place, one in enumerate(found) if one is not None}
            if not isinstance(found, Mapping):
                return found
            return {key: None if one is None else inner(one) for key, one in found.items()}

        return parse

    def describe(self, value: Answers, settings: Any) -> str:
        def said(one: Any) -> str:
            return "can't tell" if one is None else self.inner.describe(one, settings)

        return "; ".join(f"{self._say(key)}: {said(value[key])}" for key in sorted(value, key=_in_order))

    def distance(self, a: Answers, b: Answers, settings: Any) -> float:
        """Give the mean distance over the units; a unit that only one of the two answers counts as a whole one."""
        apart = [1.0 if x is _SILENT or y is _SILENT else self.inner.distance(x, y, settings) for x, y in _both(a, b)]
        return sum(apart) / len(apart) if apart else float(a != b)

    def wrong(self, a: Answers, b: Answers, settings: Any) -> bool:
        return any(x is _SILENT or y is _SILENT or self.inner.wrong(x, y, settings) for x, y in _both(a, b))

    def merge(self, values: Sequence[Answers], settings: Any, *, skills: Sequence[float]) -> Answers:
        """Merge unit by unit, among those who could tell."""
        merged: Answers = {}
        for key in sorted({key for value in values for key in value}, key=_in_order):
            said = [(v[key], w) for v, w in zip(values, skills, strict=True) if v.get(key) is not None]
            weights = [weight for _, weight in said]
            merged[key] = self.inner.merge([one for one, _ in said], settings, skills=weights) if said else None
        return merged

    def json_schema(self, settings: Any) -> dict[str, Any]:
        one = self.inner.json_schema(settings)
        may = {"anyOf": [one, {"type": "null"}]} if self._abstain else one
        return {"type": "object", "minProperties": 1, "additionalProperties": may}

    def _read_one(self, key: object, value: object, settings: Any) -> Any:  # a value of the inner kind
        if not isinstance(key, str) or not any(kind.is_unit(key) for kind in self._divided):
            raise InvalidInputError(f"'{key}' names no {self.unit}.")
        if value is None:
            if not self._abstain:
                raise InvalidInputError(f"The {self._say(key)} cannot be left open.")
            return None
        try:
            return self.inner.read(value, settings)
        except InvalidInputError as problem:
            raise InvalidInputError(f"On {self._say(key)}: {problem.message}", hint=problem.hint) from None

    def _say(self, key: str) -> str:
        return self._divided[0].unit_name(key)


_SILENT = msgspec.UNSET


def _both(a: Answers, b: Answers) -> Iterator[tuple[Any, Any]]:
    """Stream what two say of each unit on which neither is unable to tell."""
    for key in {**a, **b}:
        x, y = a.get(key, _SILENT), b.get(key, _SILENT)
        if x is not None and y is not None:
            yield x, y


def _in_order(key: object) -> tuple[int, str]:
    """Sort places of turns as numbers."""
    return len(str(key)), str(key)
