"""Answers that are lists of labelled parts: spans of a text, shapes on a picture, segments of a sound."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import msgspec

from inloop.annotation.attributes import (
    Attribute,
    attribute_changes,
    check_attributes,
    number_attributes,
    read_attributes,
)
from inloop.annotation.labels import Label, check_labels, label_changes, number_labels
from inloop.annotation.naming import parts_by_name
from inloop.annotation.uncounted import UncountedKind
from inloop.kernel.errors import InvalidInputError

MOST_PARTS = 5_000
Part = dict[str, Any]


class PartsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every question whose answers are parts can be told; kinds add their own."""

    labels: list[Label]
    attributes: list[Attribute] = []


class PartsKind(UncountedKind):
    """The value is a list of objects with a ``label``, with ``attributes`` where there are any, and a place.

    Attributes
    ----------
    part, parts
        What one and several are called in sentences.
    places
        The names that say where a part is.
    """

    settings_type: ClassVar[type[msgspec.Struct]] = PartsSettings
    part: ClassVar[str]
    parts: ClassVar[str]
    places: ClassVar[tuple[str, ...]]

    def check(self, settings: Any) -> None:
        check_labels(settings.labels, fewest=1)
        check_attributes(settings.attributes)

    def complete(self, settings: Any, *, earlier: Any = None) -> Any:
        return msgspec.structs.replace(
            settings,
            labels=number_labels(settings.labels, earlier.labels if earlier else ()),
            attributes=number_attributes(settings.attributes, earlier.attributes if earlier else ()),
        )

    def parser(self, settings: Any) -> Callable[[object], object]:
        """Take a list, as JSON too, with labels, attributes and options by name or id."""
        return parts_by_name(settings.labels, settings.attributes)

    def evolve(self, old: Any, new: Any) -> list[str]:
        return label_changes(old.labels, new.labels) + attribute_changes(old.attributes, new.attributes)

    def describe(self, value: Sequence[Part], settings: Any) -> str:
        names = {label.id: label.name for label in settings.labels}
        counts = Counter(names.get(part["label"], part["label"]) for part in value)
        return ", ".join(f"{count} {name}" for name, count in counts.items()) or f"no {self.parts}"

    def json_schema(self, settings: Any) -> dict[str, Any]:
        names = [label.id for label in settings.labels if not label.retired]
        places = self.json_places(settings)
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {**places, "label": {"enum": names}, "attributes": {"type": "object"}},
                "required": [name for name in self.places if name in places] + ["label"],
                "additionalProperties": False,
            },
        }

    def json_places(self, settings: Any) -> dict[str, Any]:
        """Give the JSON schemas of what says where a part is, by name; those in `places` are required."""
        raise NotImplementedError

    def given_parts(self, value: object, settings: Any, *, optional: Sequence[str] = ()) -> list[Mapping[str, Any]]:
        """Give the objects of a list that name a place and a label on offer, or raise `InvalidInputError`."""
        if not isinstance(value, list):
            raise InvalidInputError(f"A list of {self.parts} is expected, not {type(value).__name__}.")
        if len(value) > MOST_PARTS:
            raise InvalidInputError(f"{len(value)} {self.parts} are more than {MOST_PARTS}.")
        offered = {label.id for label in settings.labels if not label.retired}
        known = {*self.places, *optional, "label", "attributes"}
        for each in value:
            if not isinstance(each, Mapping) or not set(each) <= known or not set(self.places) <= set(each):
                names = ", ".join(self.places)
                raise InvalidInputError(f"Each of the {self.parts} is an object of {names} and label.")
            if not isinstance(each.get("label"), str) or each["label"] not in offered:
                raise InvalidInputError(f"'{each.get('label')}' is not one of the labels on offer.")
        return value

    def labelled(self, place: Mapping[str, Any], given: Mapping[str, Any], settings: Any) -> Part:
        """Put the label and the attributes of a given part to its place in normal form."""
        said = read_attributes(given.get("attributes") or {}, settings.attributes, label=given["label"])
        return {**place, "label": given["label"]} | ({"attributes": said} if said else {})
