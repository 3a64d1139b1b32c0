"""Attributes of a labelled file that nobody asks for here: left out, and told in the report."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.annotation import Schema
from inloop.loop.items.model import Column


class Trimming:
    """Leaves out attributes that a question does not have, so that they keep no row from coming in.

    Parameters
    ----------
    columns
        Those of a format that names parts and their attributes in its own words.
    """

    def __init__(self, columns: Sequence[Column], schema: Schema) -> None:
        asked = {c.name: schema.question(c.question or schema.target) for c in columns if c.role == "label"}
        self._known = {
            name: {word.casefold() for each in question.settings.attributes for word in (each.id, each.name)}
            for name, question in asked.items()
            if hasattr(question.settings, "attributes")
        }
        self._told: set[str] = set()

    def trim(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        """Give a row without them, and a sentence the first time that one is left out."""
        found: dict[str, Any] = dict(values)
        new: list[str] = []
        for column, known in self._known.items():
            parts = found.get(column)
            if isinstance(parts, list):
                found[column] = [self._trimmed(part, known, new) for part in parts]
        names = ", ".join(f"'{name}'" for name in new)
        return found, f"taken without {names}: the question has no such attribute, here and below" if new else ""

    def _trimmed(self, part: Any, known: set[str], new: list[str]) -> Any:
        said = part.get("attributes") if isinstance(part, dict) else None
        if not isinstance(said, dict):
            return part
        kept = {name: value for name, value in said.items() if _fold(name) in known or name.casefold() in known}
        for name in said:
            if name not in kept and name not in self._told:
                self._told.add(name)
                new.append(name)
        return {**part, "attributes": kept}


def _fold(name: str) -> str:
    return name.replace("_", " ").casefold()
