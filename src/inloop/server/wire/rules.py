"""Words and patterns that suggest answers."""

from typing import Literal

from pydantic import Field

from inloop.server.wire.base import Asked, Interval, Micros, Told


class RuleAsked(Asked):
    """Where a text says this, a label is suggested."""

    question: str = Field(max_length=200)
    label: str = Field(max_length=200)
    pattern: str = Field(max_length=500)
    kind: Literal["words", "regex"] = "words"
    id: str = Field(default="", max_length=64, description="Stable; empty on a new rule")


class Rule(Told):
    """Where a text says this, a label is suggested."""

    question: str
    label: str
    pattern: str
    kind: Literal["words", "regex"]
    id: str


class Rules(Told):
    """The rules in force; version 0 says that there have never been any."""

    version: int
    rules: list[Rule]
    at: Micros
    by: str


class RulesChange(Asked):
    """Rules in place of those of the version that was read."""

    base_version: int = Field(ge=0, lt=2**31)
    rules: list[RuleAsked] = Field(max_length=5_000)


class RulesTried(Asked):
    """Rules to try; those in force where left out."""

    rules: list[RuleAsked] | None = Field(default=None, max_length=5_000)


class RuleExample(Told):
    """A place where a rule fits: words before it, its own, and words after."""

    item: int
    before: str
    words: str
    after: str


class RuleFound(Told):
    """How far a rule reaches, how often the consensus agrees with it, and where it fits."""

    coverage: Interval | None
    precision: Interval | None
    late: int = Field(description="Items on which it ran out of time and said nothing")
    examples: list[RuleExample]


class RulesFound(Told):
    """What rules do, in their order."""

    looked: int
    rules: list[RuleFound]


class DictionaryAsked(Asked):
    """Lines of words and label, to be added to the rules."""

    text: str = Field(max_length=5_000_000)
    question: str = Field(default="", max_length=200, description="Whose labels they are; by default the target")
    base_version: int = Field(ge=0, lt=2**31)


class BadLine(Told):
    """A line that was not taken, and why."""

    number: int
    reason: str


class DictionaryTaken(Rules):
    """The rules with those that were added, and the lines that were not taken."""

    added: int
    problems: list[BadLine]
