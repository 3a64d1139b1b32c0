"""The verbs of rules: keep them, and let them help with an item."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection

from inloop import record
from inloop.annotation import Question, Schema
from inloop.annotation.fields import words_of
from inloop.kernel.clock import Micros
from inloop.kernel.errors import ConflictError, InvalidInputError
from inloop.kernel.ids import new_id
from inloop.loop.projects import Project
from inloop.loop.rules import store
from inloop.loop.rules.matching import Matcher, compiled, words_in
from inloop.loop.rules.model import MOST_PATTERN, MOST_RULES, Found, Help, Hint, Rule, RuleSet

KINDS = frozenset({"choice", "choices", "spans"})
"""Kinds of questions that a rule can speak to."""
_SPANS = "spans"


def current(connection: Connection, project: Project) -> RuleSet:
    """Get the rules in force."""
    return store.newest(connection, project.id)


def change(
    connection: Connection,
    project: Project,
    schema: Schema,
    rules: Sequence[Rule],
    *,
    base_version: int,
    at: Micros,
    by: str,
) -> RuleSet:
    """Put rules in force, in place of those before; give them as they are kept.

    Raises
    ------
    ConflictError
        Somebody else changed them since `base_version`.
    InvalidInputError
        A rule makes no sense; `where` gives its place.
    """
    before = current(connection, project)
    if base_version != before.version:
        raise ConflictError(
            f"The rules are at version {before.version}, not {base_version}.",
            hint="Load the current version and make the change again.",
        )
    checked = check(schema, rules)
    kept = [rule if rule.id else msgspec.structs.replace(rule, id=new_id()) for rule in checked]
    new = RuleSet(version=before.version + 1, rules=kept, at=at, by=by)
    store.add(connection, project.id, new)
    payload = msgspec.json.encode(kept)
    record.append(
        connection, project=project.id, at=at, actor=by, act="rules.changed", subjects={"version": new.version},
        payload=payload,
    )  # fmt: skip
    return new


def check(schema: Schema, rules: Sequence[Rule]) -> list[Rule]:
    """Give rules that the schema has a use for, or raise `InvalidInputError`."""
    if len(rules) > MOST_RULES:
        raise InvalidInputError(f"{len(rules):,} rules are more than {MOST_RULES:,}.", hint="Leave some out.")
    for place, rule in enumerate(rules):
        try:
            _check(schema, rule)
        except InvalidInputError as problem:
            raise InvalidInputError(problem.message, hint=problem.hint, where=f"rules.{place}") from None
    return list(rules)


def are_any(connection: Connection, project: Project) -> bool:
    """Say whether a project has rules."""
    return len(store.newest_body(connection, project.id)) > len("[]")


def help_with(
    connection: Connection, project: Project, schema: Schema, fields: Mapping[str, Mapping[str, Any]]
) -> Help | None:
    """Say what the rules suggest for an item that shows these fields; None where they say nothing."""
    ready = _ready(store.newest_body(connection, project.id) or "[]")
    hints: dict[str, list[Hint]] = {}
    parts: dict[str, list[dict[str, Any]]] = {}
    for question in schema.questions:
        if question.id not in ready:
            continue
        rules, matcher = ready[question.id]
        text = text_for(question, schema, fields)
        found = matcher.find(text)
        if question.kind == _SPANS:
            parts[question.id] = parts_of(rules, found)
        elif said := hints_of(rules, found, text):
            hints[question.id] = said
    return Help(hints=hints, parts={name: each for name, each in parts.items() if each}) if hints or parts else None


def text_for(question: Question, schema: Schema, fields: Mapping[str, Mapping[str, Any]]) -> str:
    """Give the text that rules on a question look at: the one it points into, else all that annotators read."""
    if question.on:
        return str(fields.get(question.on, {}).get("value") or "")
    shown = [field.id for field in schema.fields if not field.blind and field.id in fields]
    return "\n".join(words_of(fields[name]) for name in shown)


def hints_of(rules: Sequence[Rule], found: Found, text: str) -> list[Hint]:
    """Give each label once, by the first words that speak for it."""
    said: dict[str, Hint] = {}
    for hit in found.hits:
        label = rules[hit.rule].label
        said.setdefault(label, Hint(label=label, words=text[hit.start : hit.end][:80]))
    return list(said.values())


def parts_of(rules: Sequence[Rule], found: Found) -> list[dict[str, Any]]:
    """Give the places as parts of an answer, without a chance; of two that overlap with one label, the longer."""
    kept: list[dict[str, Any]] = []
    for hit in sorted(found.hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        label = rules[hit.rule].label
        if not any(p["label"] == label and p["start"] < hit.end and hit.start < p["end"] for p in kept):
            kept.append({"start": hit.start, "end": hit.end, "label": label})
    return sorted(kept, key=lambda part: (part["start"], part["end"]))


@lru_cache(maxsize=16)
def _ready(body: str) -> dict[str, tuple[list[Rule], Matcher]]:
    """Make the rules of each question ready."""
    by_question: dict[str, list[Rule]] = {}
    for rule in msgspec.json.decode(body, type=list[Rule]):
        by_question.setdefault(rule.question, []).append(rule)
    return {name: (rules, Matcher(rules)) for name, rules in by_question.items()}


def _check(schema: Schema, rule: Rule) -> None:
    question = next((each for each in schema.questions if each.id == rule.question), None)
    if question is None or question.kind not in KINDS or question.each:
        able = [each.id for each in schema.questions if each.kind in KINDS and not each.each]
        raise InvalidInputError(
            f"A rule cannot speak to '{rule.question}'.",
            hint=f"It can to: {', '.join(able) or 'none of the questions'}.",
        )
    offered = [label.id for label in question.settings.labels if not label.retired]
    if rule.label not in offered:
        raise InvalidInputError(f"'{rule.label}' is no label on offer.", hint=f"Choose from: {', '.join(offered)}.")
    if not rule.pattern.strip():
        raise InvalidInputError("A rule has no words.", hint="Write what a text says, or remove the rule.")
    if rule.kind == "regex":
        compiled(rule.pattern)
    elif len(rule.pattern) > MOST_PATTERN or not words_in(rule.pattern):
        raise InvalidInputError(f"'{rule.pattern[:60]}' are no words to look for.", hint=f"At most {MOST_PATTERN}.")
