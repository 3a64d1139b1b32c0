"""A schema: the fields shown, the questions asked, and which question the routing is about."""

from collections.abc import Mapping
from typing import Any

import msgspec

from inloop.annotation.confidence import read_confidence
from inloop.annotation.fields import Field, Fields, field_kind
from inloop.annotation.question import Question, read_question, write_question
from inloop.kernel.errors import InvalidInputError

MOST_QUESTIONS = 50
_ASKS_HOW_SURE = {
    "": "no longer asks how sure one is",
    "levels": "asks how sure one is, in four levels",
    "slider": "asks how sure one is, from 0 to 100 %",
}


class Schema(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One version of what a project shows and asks.

    Examples
    --------
    >>> schema = Schema.read({
    ...     "fields": [{"id": "text"}],
    ...     "questions": [
    ...         {"id": "mood", "kind": "choice", "name": "Mood?", "labels": [{"name": "good"}, {"name": "bad"}]}
    ...     ],
    ... })
    >>> schema.read_values({"mood": "good"})
    {'mood': 'good'}
    >>> schema.votes({"mood": "bad"})
    {'mood': 1}
    """

    fields: tuple[Field, ...]
    questions: tuple[Question, ...]
    target: str

    @classmethod
    def read(cls, document: Mapping[str, Any], *, earlier: "Schema | None" = None) -> "Schema":
        """Read a schema document, filling in the ids and codes that are missing.

        Parameters
        ----------
        earlier
            The version before, whose ids and codes stay.

        Raises
        ------
        InvalidInputError
            Something contradicts itself, or an earlier answer would lose its meaning.
        """
        try:
            fields = msgspec.convert(document.get("fields", []), tuple[Field, ...])
        except msgspec.ValidationError as problem:
            raise InvalidInputError(f"The fields cannot be read: {problem}.", where="fields") from None
        asked = document.get("questions", [])
        if not isinstance(asked, list) or not all(isinstance(question, Mapping) for question in asked):
            raise InvalidInputError("The questions are not a list of objects.", where="questions")
        questions = _leaning([_fitted(_pointed(_complete(question, earlier), fields), fields) for question in asked])
        target = document.get("target") or (questions[0].id if questions else "")
        schema = cls(fields=fields, questions=questions, target=str(target))
        schema.check()
        return schema

    def write(self) -> dict[str, Any]:
        """Give the JSON document."""
        return {
            "fields": msgspec.to_builtins(self.fields),
            "questions": [write_question(question) for question in self.questions],
            "target": self.target,
        }

    def check(self) -> None:
        """Raise `InvalidInputError` where the schema contradicts itself."""
        _unique("field", [field.id for field in self.fields])
        for field in self.fields:
            field_kind(field.kind)
        _unique("question", [question.id for question in self.questions])
        if not any(not field.blind for field in self.fields):
            raise InvalidInputError("Nothing would be shown.", hint="Show at least one field.", where="fields")
        if not 1 <= len(self.questions) <= MOST_QUESTIONS:
            raise InvalidInputError(f"A schema has 1 to {MOST_QUESTIONS} questions, not {len(self.questions)}.")
        self.question(self.target)
        for question in self.questions:
            _check_on(question, self.fields)
        known: set[str] = set()
        for question in self.questions:
            if question.shown_if is not None and question.shown_if.question not in known:
                raise InvalidInputError(
                    f"It is shown depending on '{question.shown_if.question}', which does not come before it.",
                    where=question.id,
                )
            known.add(question.id)

    def question(self, name: str) -> Question:
        """Get a question by id."""
        for question in self.questions:
            if question.id == name:
                return question
        raise InvalidInputError(f"There is no question '{name}'.", where="target")

    @property
    def pointing(self) -> bool:
        """Whether an answer points into a field, so that its content is needed to judge it."""
        return any(question.on for question in self.questions)

    def read_values(self, values: Mapping[str, Any], fields: Fields | None = None) -> dict[str, Any]:
        """Bring a submission into its normal form, or raise `InvalidInputError` naming the question.

        Parameters
        ----------
        fields
            What the item shows, where answers may point into it.
        """
        unknown = set(values) - {question.id for question in self.questions}
        if unknown:
            raise InvalidInputError("There is no such question.", where=min(unknown))
        clean: dict[str, Any] = {}
        for question in self.questions:
            own = {question.id: values[question.id]} if question.id in values else {}
            answered, value = question.read({**clean, **own}, fields)
            if answered:
                clean[question.id] = value
        return clean

    def read_confidence(self, given: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, float]:
        """Give question id → how sure somebody is of a submission in normal form."""
        return read_confidence(given, values, self.questions)

    def votes(self, values: Mapping[str, Any]) -> dict[str, int]:
        """Give question id → vote code for a submission in normal form."""
        return {question.id: question.encode(values) for question in self.questions}

    def changes_since(self, earlier: "Schema") -> list[str]:
        """Say in plain words what differs; raise `InvalidInputError` where answers would lose their meaning."""
        before = {question.id: question for question in earlier.questions}
        now = {question.id: question for question in self.questions}
        gone = [name for name in before if name not in now]
        changes = [f"question '{before[name].name}' no longer asked" for name in gone]
        for question in self.questions:
            changes += _question_changes(before.get(question.id), question)
        _check_fields(earlier.fields, self.fields)
        shown = {field.id: field.show for field in earlier.fields}
        changes += [f"field '{f.name or f.id}' shown as {f.show}" for f in self.fields if shown.get(f.id) != f.show]
        read = {field.id: field.format for field in earlier.fields}
        changes += [
            f"field '{f.name or f.id}' read as {f.format}" for f in self.fields if read.get(f.id, "plain") != f.format
        ]
        return changes


def _question_changes(old: Question | None, new: Question) -> list[str]:
    if old is None:
        return [f"question '{new.name}' added"]
    if old.kind != new.kind:
        raise InvalidInputError(
            f"'{new.name}' was a {old.kind} and cannot become a {new.kind}.",
            hint="Add a new question instead.",
            where=new.id,
        )
    if old.each != new.each:
        was, now = (f"each {one.each}" if one.each else "the item as a whole" for one in (old, new))
        raise InvalidInputError(
            f"'{new.name}' was asked of {was} and cannot be asked of {now}.",
            hint="Add a new question instead.",
            where=new.id,
        )
    renamed = [f"question '{old.name}' renamed to '{new.name}'"] if old.name != new.name else []
    if old.on != new.on:
        raise InvalidInputError(
            f"'{new.name}' pointed into '{old.on}' and cannot point into '{new.on}'.",
            hint="Add a new question instead.",
            where=new.id,
        )
    if old.only != new.only:
        renamed.append(f"'{new.name}' asked of {', '.join(new.only) or f'every {new.each}'}")
    sure = [] if old.confidence == new.confidence else [f"'{new.name}' {_ASKS_HOW_SURE[new.confidence]}"]
    return renamed + sure + new.part.evolve(old.settings, new.settings)


def _complete(document: Mapping[str, Any], earlier: Schema | None) -> Question:
    question = read_question(document)
    before = None
    if earlier is not None:
        before = next((q.settings for q in earlier.questions if q.id == question.id and q.kind == question.kind), None)
    settings = question.part.complete(question.settings, earlier=before)
    settings = question.part.settings(msgspec.to_builtins(settings))
    return msgspec.structs.replace(question, given=msgspec.to_builtins(settings))


def _check_fields(old: tuple[Field, ...], new: tuple[Field, ...]) -> None:
    kinds = {field.id: field.kind for field in old}
    for field in new:
        if kinds.get(field.id, field.kind) != field.kind:
            raise InvalidInputError(
                f"The field '{field.id}' holds {kinds[field.id]} and cannot become {field.kind}.",
                hint="Add a new field instead.",
                where=field.id,
            )


def _pointed(question: Question, fields: tuple[Field, ...]) -> Question:
    """Let a question point into the only field that it can."""
    able = [field.id for field in fields if field.kind in question.points_into and not field.blind]
    return question if question.on or len(able) != 1 else msgspec.structs.replace(question, on=able[0])


def _fitted(question: Question, fields: tuple[Field, ...]) -> Question:
    """Let a question name the fields that it speaks of."""
    try:
        settings = question.part.fit(question.settings, fields)
    except InvalidInputError as problem:
        raise InvalidInputError(problem.message, hint=problem.hint, where=question.id) from None
    return msgspec.structs.replace(question, given=msgspec.to_builtins(settings))


def _leaning(questions: list[Question]) -> tuple[Question, ...]:
    """Let questions name the earlier ones whose answers they speak of."""
    found: list[Question] = []
    for question in questions:
        before = {one.id: one.kind for one in found if one.on == question.on}
        try:
            settings = question.part.lean(question.settings, before)
        except InvalidInputError as problem:
            raise InvalidInputError(problem.message, hint=problem.hint, where=question.id) from None
        found.append(msgspec.structs.replace(question, given=msgspec.to_builtins(settings)))
    return tuple(found)


def _check_on(question: Question, fields: tuple[Field, ...]) -> None:
    wanted = question.points_into
    able = [field.id for field in fields if field.kind in wanted and not field.blind]
    if wanted and question.on not in able:
        what = f"'{question.on}' is none" if question.on else "none is named"
        raise InvalidInputError(
            f"A {question.kind} question points into a field of kind {' or '.join(wanted)}; {what}.",
            hint=f"Set `on` to one of: {', '.join(able) or 'add such a field first'}.",
            where=question.id,
        )
    if question.on and not wanted:
        raise InvalidInputError(
            f"A {question.kind} question points into no field.", hint="Remove `on`.", where=question.id
        )


def _unique(what: str, names: list[str]) -> None:
    for name in names:
        if not name or names.count(name) > 1:
            problem = "without an id" if not name else f"doubled: '{name}'"
            raise InvalidInputError(f"A {what} is {problem}.", hint="Ids must be there and differ.", where=what)
