"""Text: whatever a cell says, as it is written."""

from collections.abc import Mapping
from typing import Any, ClassVar

from inloop.annotation.fields.field import FieldKind
from inloop.kernel.registry import register


class TextField(FieldKind):
    """Any value; numbers and truth values are kept as such and read as text."""

    name: ClassVar[str] = "text"

    def read(self, cell: object) -> Any:
        return cell

    def is_empty(self, value: Any) -> bool:
        return isinstance(value, str) and not value.strip()

    def text(self, content: Mapping[str, Any]) -> str:
        value = content.get("value")
        return "" if value is None else str(value)


register("field/text.v1")(TextField())
