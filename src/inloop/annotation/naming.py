"""Parts as files say them: labels, attributes and options by name, where the schema has ids."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inloop.annotation.attributes import Attribute
from inloop.annotation.json_cell import from_json
from inloop.annotation.labels import Label, ids_by_name

_BLANK = re.compile(r"[\s_]+")


def named(names: Mapping[str, str]) -> Callable[[object], object]:
    """Give what turns a name into an id; blanks may be written as underscores, and what is not known stays as it is.

    >>> find = named(ids_by_name([Label(name="Work of art", id="art")]))
    >>> find("work_of_art"), find("Song")
    ('art', 'Song')
    """
    folded = {_fold(name): label for name, label in names.items()}

    def find(name: object) -> object:
        if not isinstance(name, str):
            return name
        return names.get(name.strip().casefold()) or folded.get(_fold(name), name)

    return find


def parts_by_name(labels: Sequence[Label], attributes: Sequence[Attribute] = ()) -> Callable[[object], object]:
    """Give what turns a cell with parts in the words of a file into what a kind reads.

    >>> parse = parts_by_name([Label(name="Person", id="per")])
    >>> parse('[{"start": 0, "end": 3, "label": "Person"}]')
    [{'start': 0, 'end': 3, 'label': 'per'}]
    """
    label = named(ids_by_name(labels))
    attribute = named({name: each.id for each in attributes for name in (each.name.casefold(), each.id)})
    options = {each.id: named(ids_by_name(each.options)) for each in attributes if each.kind == "choice"}

    def said(given: Mapping[Any, Any]) -> dict[Any, Any]:
        found = {attribute(name): value for name, value in given.items()}
        return {name: options[name](value) if name in options else value for name, value in found.items()}

    def part(given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        read = {name: part(value) if name in {"from", "to"} else value for name, value in given.items()}
        if "label" in read:
            read["label"] = label(read["label"])
        if isinstance(given := read.get("attributes"), Mapping):
            read["attributes"] = said(given)
        return read

    def parse(cell: object) -> object:
        found = from_json(cell)
        return [part(each) for each in found] if isinstance(found, list) else found

    return parse


def _fold(name: str) -> str:
    return _BLANK.sub(" ", name.strip()).casefold()
