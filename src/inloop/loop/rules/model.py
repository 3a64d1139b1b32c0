"""Rules, and what they find."""

from typing import Any, Literal, NamedTuple

import msgspec

from inloop.kernel.clock import Micros

MOST_RULES = 5_000
MOST_PATTERN = 500


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a text says this, a label is suggested.

    Attributes
    ----------
    kind
        ``words``: these words as they stand, in capitals or not. ``regex``: a regular expression.
    id
        Stable; empty on a new rule until it is kept.
    """

    question: str
    label: str
    pattern: str
    kind: Literal["words", "regex"] = "words"
    id: str = ""


class RuleSet(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of a project in one version; version 0 has none."""

    version: int = 0
    rules: list[Rule] = []
    at: Micros = 0
    by: str = ""


class Hit(NamedTuple):
    """A place in a text where a rule fits: its place among the rules, and code points from and to."""

    rule: int
    start: int
    end: int


class Found(NamedTuple):
    """What the rules find in a text, and the places of those that ran out of time on it."""

    hits: list[Hit]
    late: frozenset[int]


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """A label that a rule speaks for, and the words by which it does."""

    label: str
    words: str


class Help(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules suggest for an item: hints by question, and parts of answers that lie on a text."""

    hints: dict[str, list[Hint]]
    parts: dict[str, list[dict[str, Any]]]
