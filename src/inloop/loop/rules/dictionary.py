"""Reading a dictionary: one entry a line, with the label that it speaks for."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

from inloop.annotation import Schema
from inloop.annotation.labels import ids_by_name
from inloop.kernel.errors import InvalidInputError
from inloop.loop.rules.model import Rule
from inloop.loop.rules.service import check

_HEADS = {"words": "pattern", "term": "pattern", "pattern": "pattern", "label": "label", "kind": "kind"}
_MOST_PROBLEMS = 100


class Problem(NamedTuple):
    """A line that was not taken, and why."""

    number: int
    reason: str


class Dictionary(NamedTuple):
    """The rules of a file, and what was wrong with the rest."""

    rules: list[Rule]
    problems: list[Problem]


def read_dictionary(text: str, schema: Schema, *, question: str = "", known: Sequence[Rule] = ()) -> Dictionary:
    """Read lines of words and label, with commas, semicolons or tabs between; a first line may name the columns.

    A third column says ``regex`` where the words are a pattern. Labels go by name or id; what is known is left out.

    Raises
    ------
    InvalidInputError
        The question does not exist or has no labels, or a line is too long to be one.
    """
    asked = schema.question(question or schema.target)
    names = ids_by_name(getattr(asked.settings, "labels", []))
    rows = _rows(text)
    columns, rows, first = _columns(rows)
    there = {(rule.question, rule.kind, rule.pattern.casefold(), rule.label) for rule in known}
    rules: list[Rule] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=first):
        cells = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
        if not any(cells.values()):
            continue
        try:
            rule = _rule(cells, asked.id, names)
            check(schema, [rule])
        except InvalidInputError as problem:
            problems.append(Problem(number, problem.message))
            continue
        key = (rule.question, rule.kind, rule.pattern.casefold(), rule.label)
        if key not in there:
            there.add(key)
            rules.append(rule)
    return Dictionary(rules, problems[:_MOST_PROBLEMS])


def _rows(text: str) -> list[list[str]]:
    lines = StringIO(text.removeprefix("\ufeff"), newline=None)  # lines of old Macs, too
    try:
        return list(csv.reader(lines, delimiter=_delimiter(text)))
    except csv.Error as problem:
        raise InvalidInputError(
            f"The dictionary cannot be read: {problem}.", hint="Write one entry a line: words, label.", where="text"
        ) from None


def _rule(cells: dict[str, str], question: str, names: dict[str, str]) -> Rule:
    kind = cells.get("kind", "").lower() or "words"
    if kind not in ("words", "regex"):
        raise InvalidInputError(f"'{kind}' is no kind of rule.", hint="Write words or regex.")
    label = cells.get("label", "")
    return Rule(
        question=question,
        label=names.get(label.casefold(), label),
        pattern=cells.get("pattern", ""),
        kind="regex" if kind == "regex" else "words",
    )


def _columns(rows: list[list[str]]) -> tuple[dict[str, int], list[list[str]], int]:
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    named = {_HEADS[cell]: place for place, cell in enumerate(head) if cell in _HEADS}
    if {"pattern", "label"} <= named.keys():
        return named, rows[1:], 2
    return {"pattern": 0, "label": 1, "kind": 2}, rows, 1


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)
