"""What somebody does with a project who answers from Python."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inloop.client.connection import Connection
from inloop.client.labelling import Desk, Work
from inloop.client.rows import Row

if TYPE_CHECKING:
    from inloop.client.wire import Project as Told


class Answering:
    """The part of `inloop.client.Project` that borrows items and answers them."""

    def __init__(self, connection: Connection, told: "Told") -> None:
        self._connection = connection
        self.told = told
        self._path = f"/projects/{told['id']}"
        self._desk = Desk(connection, told["id"])

    def ask(self, want: int = 1) -> list[Work]:
        """Borrow up to three items to answer; empty when nothing is left to ask."""
        return self._desk.ask(want)

    def answer(
        self,
        work: Work,
        values: Mapping[str, Any],
        *,
        confidence: Mapping[str, float] | None = None,
        seconds: float = 0.0,
        note: str = "",
        flag: bool = False,
    ) -> str:
        """Answer an item: question → value, with None for "I can't tell"; give the id of the answer.

        Where questions ask for it, `confidence` is question → how sure, from 0 to 1.
        """
        return self._desk.answer(work, values, confidence=confidence or {}, seconds=seconds, note=note, flag=flag)

    def skip(self, work: Work, reason: str, *, note: str = "") -> None:
        """Hand an item back: ``unclear``, ``not mine``, ``broken`` or ``other``."""
        self._desk.skip(work, reason, note=note)

    def withdraw(self, annotation: str) -> None:
        """Take an answer back."""
        self._desk.withdraw(annotation)

    def similar(self, item: int, *, limit: int = 50, **filters: str) -> list[Row]:
        """List the items most like one, the nearest first, each with its `likeness`; filters as for `items`."""
        found = self._connection.get(f"{self._path}/items/{item}/similar", limit=limit, **filters)
        return [{**each["row"], "likeness": each["likeness"]} for each in found["rows"]]

    def answer_many(self, items: Sequence[int], values: Mapping[str, Any], *, seconds: float = 0.0) -> dict[str, Any]:
        """Give one answer to several items as one act; its `id` takes it back. `left_out` says what got none."""
        return self._desk.answer_many(items, values, version=self.told["schema_version"], seconds=seconds)

    def withdraw_many(self, bulk: str) -> int:
        """Take the answers of a bulk act back, so that all is as it was before; give how many."""
        return self._desk.withdraw_many(bulk)
