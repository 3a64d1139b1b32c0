"""What each column of a file is, in short words."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.kernel.errors import InvalidInputError

FIELD_ROLES = ("field", "metadata", "blind")
ANSWER_ROLES = ("label", "prediction", "gold", "outcome")
ROLES = (*FIELD_ROLES, "key", "group", "annotator", *ANSWER_ROLES, "ignore")


def read_columns(columns: Mapping[str, str]) -> list[dict[str, str]]:
    """Read column → ``role`` or ``role:target``; the target is a field, or the question that is answered.

    >>> read_columns({"body": "field:text", "intent": "label"})
    [{'name': 'body', 'role': 'field', 'to': 'text'}, {'name': 'intent', 'role': 'label'}]
    """
    return [_read(name, *text.split(":", 1)) for name, text in columns.items()]


def _read(name: str, role: str, target: str = "") -> dict[str, str]:
    if role not in ROLES:
        raise InvalidInputError(f"'{role}' is not a role of a column.", hint=f"Known: {', '.join(ROLES)}.", where=name)
    column = {"name": name, "role": role}
    if not target:
        return column
    if role not in (*FIELD_ROLES, *ANSWER_ROLES):
        raise InvalidInputError(f"A column of role '{role}' has no target.", hint=f"Write {name}={role}.", where=name)
    return {**column, "to" if role in FIELD_ROLES else "question": target}


def suggested_columns(preview: Mapping[str, Any], schema: Mapping[str, Any]) -> list[dict[str, str]]:
    """Take the suggested roles, as far as the schema has a place for them.

    A column that is to be shown but has another name than the fields of the schema goes to the first field that no
    column has; what has no place is ignored.
    """
    fields = [field["id"] for field in schema["fields"]]
    columns: Sequence[Mapping[str, Any]] = preview["columns"]
    free = [name for name in fields if name not in {column["name"] for column in columns}]
    return [_place(column, fields, free) for column in columns]


def _place(column: Mapping[str, Any], fields: list[str], free: list[str]) -> dict[str, str]:
    name, role = column["name"], column["role"]
    if name in fields and role not in ANSWER_ROLES:
        return {"name": name, "role": role if role in FIELD_ROLES else "field", "to": name}
    if role not in FIELD_ROLES:
        return {"name": name, "role": role}
    if role == "field" and free:
        return {"name": name, "role": role, "to": free.pop(0)}
    return {"name": name, "role": "ignore"}
