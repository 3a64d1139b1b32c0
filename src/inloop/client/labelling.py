"""Answering from Python: an expert with a notebook, a rule, a model of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inloop.client.connection import Connection
from inloop.kernel.ids import new_id

Given = dict[str, Any]
_OF_FIELDS = frozenset({"id", "kind", "name", "show", "format"})
"""How a field is called and shown stays with the schema."""


@dataclass(frozen=True, slots=True)
class Work:
    """One item that is lent to the caller.

    Attributes
    ----------
    fields
        What is shown: field id → value; of a picture or sound what is known of it, such as ``width``, ``height`` or
        ``seconds``, and in ``src`` the address of its bytes on the server.
    reason
        Why it is asked, as far as annotators may know: ``new``, ``check``, ``second opinion`` …
    suggestion
        What the model suggests, where it may be shown.
    """

    assignment: str
    item: str
    fields: dict[str, Any]
    reason: str
    suggestion: dict[str, Any] | None
    schema_version: int


class Desk:
    """Lends items to the caller and takes their answers."""

    def __init__(self, connection: Connection, project: int) -> None:
        self._connection = connection
        self._path = f"/projects/{project}"

    def ask(self, want: int = 1) -> list[Work]:
        """Give the caller's open items, topped up to `want`, at most 3; empty when nothing is left to ask."""
        told = self._connection.post(f"{self._path}/assignments", {"want": want}, repeatable=True)
        return [_work(lent, told["schema_version"]) for lent in told["assignments"]]

    def answer(
        self,
        work: Work,
        values: Mapping[str, Any],
        *,
        confidence: Mapping[str, float],
        seconds: float,
        note: str,
        flag: bool,
    ) -> str:
        """Send an answer and give its id, by which it can be withdrawn; sending it again changes nothing."""
        body = {
            "id": new_id(),
            "assignment": work.assignment,
            "values": dict(values),
            "schema_version": work.schema_version,
            "active_ms": round(seconds * 1_000),
            "note": note,
            "flag": flag,
            "confidence": dict(confidence),
            "want": 0,
        }
        taken = self._connection.post(f"{self._path}/annotations", body, repeatable=True)
        return str(taken["id"])

    def skip(self, work: Work, reason: str, *, note: str = "") -> None:
        """Hand an item back: ``unclear``, ``not mine``, ``broken`` or ``other``."""
        body = {"reason": reason, "note": note, "want": 0}
        self._connection.post(f"{self._path}/assignments/{work.assignment}/skip", body)

    def withdraw(self, annotation: str) -> None:
        """Take an answer back; its item is lent to the caller again."""
        self._connection.post(f"{self._path}/annotations/{annotation}/withdraw")

    def answer_many(self, items: Sequence[int], values: Mapping[str, Any], *, version: int, seconds: float) -> Given:
        """Give one answer to several items, at most 1,000; give what became of them."""
        body = {
            "id": new_id(),
            "items": list(items),
            "values": dict(values),
            "schema_version": version,
            "active_ms": round(seconds * 1_000),
        }
        given: Given = self._connection.post(f"{self._path}/bulk", body, repeatable=True)
        return given

    def withdraw_many(self, bulk: str) -> int:
        """Take the answers of a bulk act back; give how many."""
        return int(self._connection.post(f"{self._path}/bulk/{bulk}/withdraw")["withdrawn"])


def _work(lent: Mapping[str, Any], schema_version: int) -> Work:
    return Work(
        assignment=lent["id"],
        item=lent["item"],
        fields={field["id"]: _content(field) for field in lent["fields"]},
        reason=lent["shown_reason"],
        suggestion=lent["suggestion"],
        schema_version=schema_version,
    )


def _content(field: Mapping[str, Any]) -> Any:
    """Give the value of a field, or what is known of a file."""
    if "value" in field or "state" not in field:
        return field.get("value")
    return {name: told for name, told in field.items() if name not in _OF_FIELDS}
