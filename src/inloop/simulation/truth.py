"""What only a simulation knows: the items, and how each is rightly answered."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from inloop.annotation import Fields, Schema
from inloop.kernel.errors import InvalidInputError
from inloop.loop.items.model import Column
from inloop.loop.items.policies import NewRow, Plan
from inloop.simulation.asked import QUESTION, asked_of
from inloop.simulation.slips import simulated_kinds

Rows = Sequence[Mapping[str, Any]]


class Known(NamedTuple):
    """An item, and the true answer to each question of it, in normal form."""

    row: NewRow
    fields: Fields
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Truth:
    """The items in the order in which they are brought.

    Attributes
    ----------
    left_out
        Rows that show nothing, or to whose target question nobody knows the answer.
    """

    schema: Schema
    items: tuple[Known, ...]
    left_out: int = 0

    @property
    def target(self) -> list[Any]:
        """The true answers to the target question."""
        return [item.answers[self.schema.target] for item in self.items]


def truth_of_column(rows: Rows, *, text: str, answer: str, kind: str) -> Truth:
    """Read texts and the answers to one question about them, which is made from the answers."""
    for column in (text, answer):
        if not any(column in row for row in rows):
            known = ", ".join(map(str, rows[0])) if rows else "none"
            raise InvalidInputError(f"There is no column '{column}'.", hint=f"Columns: {known}.")
    pairs = [{"text": _plain(row.get(text)), QUESTION: _plain(row.get(answer))} for row in rows]
    whole = [pair for pair in pairs if all(pair.values())]
    asked = asked_of(kind, (pair[QUESTION] for pair in whole), column=answer)
    return truth_of({"fields": [{"id": "text"}], "questions": [asked]}, pairs)


def truth_of(schema: Mapping[str, Any], rows: Rows) -> Truth:
    """Read items and the answers to them from columns called as the fields and questions of a schema.

    Of rows that show the same the last one counts.

    Raises
    ------
    InvalidInputError
        A question cannot be simulated, a row cannot be read, or no row has an answer.
    """
    read = Schema.read(schema)
    for question in read.questions:
        if question.kind not in simulated_kinds():
            raise InvalidInputError(
                f"'{question.kind}' cannot be simulated.",
                hint=f"Leave '{question.name}' out. Kinds that can be: {', '.join(simulated_kinds())}.",
            )
    there = {name for row in rows for name in row}
    plan = Plan(_columns(read, there), read)
    found: dict[bytes, Known] = {}
    left_out = 0
    for number, row in enumerate(rows, start=1):
        if _has_nothing(row.get(read.target)) or all(_has_nothing(row.get(field.id)) for field in read.fields):
            left_out += 1
            continue
        known = _known(plan, row, number)
        found[known.row.item.content_hash] = known
    if not found:
        raise InvalidInputError(
            f"No row has both an item and the answer to '{read.target}'.",
            hint="Columns are called as the fields and the questions of the schema.",
        )
    return Truth(read, tuple(found.values()), left_out)


def _columns(schema: Schema, there: set[str]) -> list[Column]:
    fields = [Column(name=f.id, role="blind" if f.blind else "field") for f in schema.fields if f.id in there]
    asked = [Column(name=q.id, role="label", question=q.id) for q in schema.questions if q.id in there]
    return [*fields, *asked]


def _known(plan: Plan, row: Mapping[str, Any], number: int) -> Known:
    try:
        read = plan.read(row, number=number)
    except InvalidInputError as problem:
        raise InvalidInputError(f"Row {number}: {problem.message}", hint=problem.hint) from None
    answers = {answer.question: answer.value for answer in read.labels}
    read.labels = ()
    return Known(read, msgspec.json.decode(read.item.body), answers)


def _has_nothing(cell: object) -> bool:
    return cell is None or cell == ""


def _plain(value: Any) -> str:
    return "" if value is None else unicodedata.normalize("NFC", str(value)).strip()
