"""What is asked: a question of some kind, with its settings and when it is shown."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

import msgspec

from inloop.annotation.each import Each, divided_into
from inloop.annotation.fields import Fields
from inloop.annotation.kind import ABSTAIN, NOT_SHOWN, Kind, kind_of
from inloop.kernel.errors import InvalidInputError


class ShownIf(msgspec.Struct, frozen=True, kw_only=True):
    """Show a question only when an earlier one has one of these answers."""

    question: str
    answers: list[Any] = msgspec.field(name="is")


class Question(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One question of a schema.

    Attributes
    ----------
    on
        The field whose content the answer points into; empty for kinds that speak of the item as a whole.
    each
        ``turn`` or ``cell``: it is asked of every one of them in the field `on`; see `Each`.
    only
        The roles of the turns, or the columns of the cells, that it is asked of; all where it is empty.
    confidence
        Whether people may say how sure they are of their answer: by four levels, or on a line from 0 to 100 %.
    given
        The settings of its kind as they stand in the document.
    """

    id: str
    kind: str
    name: str
    help: str = ""
    required: bool = True
    abstain: bool = True
    shown_if: ShownIf | None = None
    on: str = ""
    each: str = ""
    only: list[str] = []
    confidence: Literal["", "levels", "slider"] = ""
    given: dict[str, Any] = {}

    @cached_property
    def part(self) -> Kind:
        return self._repeated or kind_of(self.kind)

    @cached_property
    def _repeated(self) -> Each | None:
        if not self.each:
            if self.only:
                raise InvalidInputError(
                    "`only` names turns or cells, but they are not asked about.", hint="Set `each`."
                )
            return None
        return Each(kind_of(self.kind), unit=self.each, only=self.only, abstain=self.abstain)

    @property
    def points_into(self) -> tuple[str, ...]:
        """Kinds of fields that its answers point into; none where it is about the item as a whole."""
        return tuple(kind.name for kind in divided_into(self.each)) if self.each else self.part.points_into

    @cached_property
    def settings(self) -> Any:  # the settings struct of the kind
        return self.part.settings(self.given)

    def is_shown(self, values: Mapping[str, Any]) -> bool:
        """Say whether the answers so far call for this question."""
        if self.shown_if is None:
            return True
        answer = values.get(self.shown_if.question)
        chosen = answer if isinstance(answer, list) else [answer]
        return any(value in self.shown_if.answers for value in chosen)

    def read(self, values: Mapping[str, Any], fields: Fields | None = None) -> tuple[bool, Any]:
        """Give (answered?, value in normal form); raise `InvalidInputError` naming the question.

        Where `fields` are given, an answer that points into one must lie on what it holds.
        """
        if self.id not in values or not self.is_shown(values):
            if self.required and self.is_shown(values) and self._asks(fields):
                raise InvalidInputError("This question needs an answer.", where=self.id)
            return False, None
        value = values[self.id]
        if value is None:
            if not self.abstain:
                raise InvalidInputError("This question cannot be left open.", where=self.id)
            return True, None
        try:
            clean = self.part.beside(self.normal(value, fields), self.settings, values)
            self._check_whole(clean, fields)
        except InvalidInputError as problem:
            raise InvalidInputError(problem.message, hint=problem.hint, where=self.id) from None
        return True, clean

    def _asks(self, fields: Fields | None) -> bool:
        """Say whether there is anything to answer: a conversation may have no turn in the roles asked about."""
        return self._repeated is None or fields is None or bool(self._repeated.units(fields.get(self.on, {})))

    def _check_whole(self, value: Any, fields: Fields | None) -> None:
        if self._repeated is None or fields is None or not self.required:
            return
        missing = self._repeated.missing(value, fields.get(self.on, {}))
        if missing:
            raise InvalidInputError(f"This question needs an answer for each {self.each}; {missing} has none.")

    def normal(self, value: object, fields: Fields | None) -> Any:  # a value of the kind
        """Give a value in its normal form and, where `fields` are given, as it lies on the one it points into."""
        clean = self.part.read(value, self.settings)
        if fields is None or not self.on:
            return clean
        return self.part.place(clean, self.settings, fields.get(self.on, {}))

    def encode(self, values: Mapping[str, Any]) -> int:
        """Give the vote code of a submission in normal form."""
        if self.id not in values:
            return NOT_SHOWN
        value = values[self.id]
        return ABSTAIN if value is None else self.part.encode(value, self.settings)


def read_question(document: Mapping[str, Any]) -> Question:
    """Read a question from its flat JSON form; what is not common to all kinds belongs to the kind."""
    common = {name for name in Question.__struct_fields__ if name != "given"}
    own = {name: value for name, value in document.items() if name in common}
    given = {name: value for name, value in document.items() if name not in common}
    try:
        question = msgspec.convert({**own, "given": given}, Question)
    except msgspec.ValidationError as problem:
        raise InvalidInputError(f"A question cannot be read: {problem}.", where=str(document.get("id", ""))) from None
    try:
        question.settings  # noqa: B018  # reading checks them
    except InvalidInputError as problem:
        raise InvalidInputError(problem.message, hint=problem.hint, where=question.id) from None
    return question


def write_question(question: Question) -> dict[str, Any]:
    """Give the flat JSON form."""
    flat: dict[str, Any] = msgspec.to_builtins(question)
    flat.pop("given")
    return {**flat, **msgspec.to_builtins(question.settings)}
