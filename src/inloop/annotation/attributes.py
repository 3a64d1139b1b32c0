"""Attributes of a part that is drawn or marked: a few short questions about each span, shape or segment."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from inloop.annotation.labels import Label, check_labels, label_changes, number_labels
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.ids import slug

MOST_ATTRIBUTES = 20
MOST_TEXT = 2_000


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """One thing asked of each part.

    Attributes
    ----------
    kind
        ``choice`` takes one of `options`, ``flag`` yes or no, ``text`` a line of text.
    labels
        Ids of the labels whose parts have it; empty for all.
    """

    name: str
    id: str = ""
    kind: Literal["choice", "flag", "text"] = "choice"
    options: list[Label] = []
    labels: list[str] = []


def number_attributes(attributes: Sequence[Attribute], earlier: Sequence[Attribute] = ()) -> list[Attribute]:
    """Give new attributes ids and their options ids and codes.

    >>> number_attributes([Attribute(name="Occluded", kind="flag")])[0].id
    'occluded'
    """
    before = {attribute.id: attribute for attribute in earlier}
    taken = frozenset(before) | {attribute.id for attribute in attributes if attribute.id}
    numbered = []
    for attribute in attributes:
        name = attribute.id or slug(attribute.name, taken=taken)
        taken |= {name}
        known = before[name].options if name in before else ()
        numbered.append(msgspec.structs.replace(attribute, id=name, options=number_labels(attribute.options, known)))
    return numbered


def check_attributes(attributes: Sequence[Attribute]) -> None:
    """Raise `InvalidInputError` for attributes that cannot be asked."""
    if len(attributes) > MOST_ATTRIBUTES:
        raise InvalidInputError(f"{len(attributes)} attributes are more than {MOST_ATTRIBUTES}.")
    names = [attribute.name.strip().casefold() for attribute in attributes]
    for attribute in attributes:
        if not attribute.name.strip() or names.count(attribute.name.strip().casefold()) > 1:
            raise InvalidInputError(f"The attribute '{attribute.name}' has no name of its own.", hint="Rename it.")
        if attribute.kind == "choice":
            check_labels(attribute.options)


def attribute_changes(old: Sequence[Attribute], new: Sequence[Attribute]) -> list[str]:
    """Say what differs; earlier answers keep what was said by an attribute that is no longer asked.

    Raises
    ------
    InvalidInputError
        An attribute is answered in another way than before, or one of its options would vanish.
    """
    now, before = ({each.id: each for each in some} for some in (new, old))
    changes = [f"attribute '{each.name}' added" for name, each in now.items() if name not in before]
    changes += [f"attribute '{each.name}' no longer asked" for name, each in before.items() if name not in now]
    for name in before.keys() & now.keys():
        was, becomes = before[name], now[name]
        if was.kind != becomes.kind:
            raise InvalidInputError(
                f"The attribute '{was.name}' is a {was.kind} and cannot become a {becomes.kind}.",
                hint="Add a new attribute.",
            )
        changes += [f"attribute '{becomes.name}': {change}" for change in label_changes(was.options, becomes.options)]
        if was.name != becomes.name:
            changes.append(f"attribute '{was.name}' renamed to '{becomes.name}'")
    return changes


def read_attributes(given: object, attributes: Sequence[Attribute], *, label: str) -> dict[str, Any]:
    """Bring the attributes of one part into normal form: in schema order, without those that say nothing.

    Raises
    ------
    InvalidInputError
        One is not known, does not belong to the label, or has no such option.
    """
    if not isinstance(given, Mapping):
        raise InvalidInputError(f"Attributes are an object, not {type(given).__name__}.")
    able = {each.id: each for each in attributes if not each.labels or label in each.labels}
    strange = [name for name in given if name not in able]
    if strange:
        known = ", ".join(able) or "none"
        raise InvalidInputError(f"'{strange[0]}' is no attribute of '{label}'.", hint=f"Known: {known}.")
    found = {name: _read(given[name], attribute) for name, attribute in able.items() if given.get(name) is not None}
    return {name: value for name, value in found.items() if value is not False and value != ""}


def _read(value: object, attribute: Attribute) -> Any:
    if attribute.kind == "flag" and isinstance(value, bool):
        return value
    if attribute.kind == "text" and isinstance(value, str) and len(value) <= MOST_TEXT:
        return value.strip()
    if attribute.kind == "choice" and value in [option.id for option in attribute.options if not option.retired]:
        return value
    raise InvalidInputError(f"'{value}' cannot be said of the attribute '{attribute.name}'.")
