"""A row of a table: names and values."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from inloop.annotation.fields.field import FieldKind
from inloop.annotation.json_cell import from_json
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_CELLS = 1_000
Cell = str | int | float | bool | None


class RowField(FieldKind):
    r"""An object of names and plain values, in the order given.

    Examples
    --------
    >>> RowField().text({"value": {"age": 39, "work": "private"}})
    'age: 39\nwork: private'
    """

    name: ClassVar[str] = "row"
    unit: ClassVar[str] = "cell"

    def read(self, cell: object) -> dict[str, Cell]:
        found = from_json(cell)
        if not isinstance(found, Mapping) or not found:
            raise InvalidInputError("A row is an object of names and values.", hint='Write {"name": value, …}.')
        if len(found) > MOST_CELLS:
            raise InvalidInputError(f"The row has {len(found)} cells, more than {MOST_CELLS}.")
        for name, value in found.items():
            if value is not None and not isinstance(value, str | int | float | bool):
                raise InvalidInputError(f"The cell '{name}' holds {type(value).__name__}, no plain value.")
        return {str(name): value for name, value in found.items()}

    def is_empty(self, value: Any) -> bool:
        return all(cell is None or cell == "" for cell in value.values())

    def text(self, content: Mapping[str, Any]) -> str:
        return "\n".join(f"{name}: {cell}" for name, cell in (content.get("value") or {}).items() if cell is not None)

    def units(self, content: Mapping[str, Any], *, only: Sequence[str] = ()) -> list[str]:
        """Give the columns, or those of some names that the row has; an empty cell can be asked about too."""
        return [name for name in content.get("value") or () if not only or name in only]

    def unit_words(self, content: Mapping[str, Any], name: str) -> tuple[str, str]:
        """Give a cell with its column, and the whole row."""
        return f"{name}: {(content.get('value') or {}).get(name)}", self.text(content)

    def is_unit(self, name: str) -> bool:
        return bool(name.strip())


register("field/row.v1")(RowField())
