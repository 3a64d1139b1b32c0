"""Formats that keep items together with what is said of them, each in the words of its own field."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, BinaryIO, ClassVar, Self

import msgspec

from inloop.adapters.formats.format import Format
from inloop.adapters.formats.losses import Losses
from inloop.annotation import Question, Schema
from inloop.annotation.fields import Field, Fields
from inloop.kernel.errors import InvalidInputError

OpenFile = Callable[[Mapping[str, Any]], Iterator[bytes]]
"""Gives the bytes of a picture or sound, by its envelope, piece by piece."""


class Labelled(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One item and what stands for all answers to it.

    Attributes
    ----------
    answers
        Question id → value in normal form.
    people
        Question id → how many people answered.
    sure
        Question id → how sure the consensus is, where it is known.
    """

    key: str
    fields: Fields
    answers: Mapping[str, Any]
    people: Mapping[str, int] = {}
    sure: Mapping[str, float] = {}


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How far a schema fits a format: what is shown, which questions are held, and why others are not."""

    field: Field | None
    held: tuple[Question, ...] = ()
    left: Mapping[str, str] = {}
    fields_left: tuple[str, ...] = ()


class ItemWriter(ABC):
    """Writes items with bounded memory; `close` ends the file but leaves the handle to its owner."""

    @abstractmethod
    def write(self, item: Labelled) -> None:
        """Append an item."""

    @abstractmethod
    def close(self) -> None:
        """Finish the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()


class LabelledFormat(Format):
    """A format of one field of work, such as COCO.

    Subclass it, register the class as ``format/<name>.v1`` and run `inloop.testing.check_labelled_format` over it.

    Attributes
    ----------
    shows
        Kinds of fields whose content it holds, one field of an item; empty where it holds any and several.
    kinds
        Kinds of answers it holds; empty where it holds every one.
    keeps_key
        Whether it holds the id of an item.
    told_apart
        Whether its files can be told from others by what is in them.
    ending
        How an export of it is called.
    """

    holds_text = False
    shows: ClassVar[tuple[str, ...]]
    kinds: ClassVar[tuple[str, ...]]
    keeps_key: ClassVar[bool] = True
    told_apart: ClassVar[bool] = True
    ending: ClassVar[str] = ".zip"
    media_type: ClassVar[str] = "application/zip"

    def claims(self, names: list[str], read: Callable[[str], bytes]) -> bool:  # noqa: ARG002
        """Say whether the files of an archive or folder are of this format; `read` gives how one begins."""
        return False

    def fit(self, schema: Schema) -> Fit:
        """Say what of a schema the format holds: one field, and the questions about it."""
        field = self._field(schema)
        held, left = [], {}
        for question in schema.questions:
            why = self._refusal(question, field)
            if why:
                left[question.id] = why
            else:
                held.append(question)
        others = tuple(each.id for each in schema.fields if field is None or each.id != field.id)
        return Fit(field=field, held=tuple(held), left=left, fields_left=others)

    def column_of(self, question: Question) -> str:
        """Name the column in which answers to a question come back when what was written is read."""
        return question.kind

    @abstractmethod
    def write_items(
        self, file: BinaryIO, *, schema: Schema, losses: Losses, open_file: OpenFile | None = None
    ) -> ItemWriter:
        """Start writing to an open binary file.

        Parameters
        ----------
        losses
            Where the writer notes what cannot be held.
        open_file
            Gives the bytes of media that are to come along; without it they are named only.

        Raises
        ------
        InvalidInputError
            The format holds nothing of this schema.
        """

    def _field(self, schema: Schema) -> Field | None:
        able = {field.id: field for field in schema.fields if field.kind in self.shows}
        asked = [schema.question(schema.target), *schema.questions]
        pointed = (able[each.on] for each in asked if each.kind in self.kinds and each.on in able)
        body = (field for field in able.values() if field.show == "text")
        return next(pointed, None) or next(body, None) or next(iter(able.values()), None)

    def _refusal(self, question: Question, field: Field | None) -> str:
        if question.kind not in self.kinds:
            return f"{self.name} holds no {question.kind}"
        if question.each:
            return f"{self.name} holds one answer about an item, not one for each {question.each}"
        if field is None or (question.on and question.on != field.id):
            return f"{self.name} holds answers about one field of an item"
        return ""


class TextualFormat(LabelledFormat):
    """A format of texts: its files hold no bytes of pictures or sounds."""

    @abstractmethod
    def writer(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> ItemWriter:
        """Start writing what fits to an open binary file."""

    def write_items(
        self,
        file: BinaryIO,
        *,
        schema: Schema,
        losses: Losses,
        open_file: OpenFile | None = None,  # noqa: ARG002  # there are no bytes to bring along
    ) -> ItemWriter:
        return self.writer(file, fitted(self, schema), losses=losses)


def fitted(form: LabelledFormat, schema: Schema) -> Fit:
    """Give how a schema fits; refuse where nothing of it does.

    Raises
    ------
    InvalidInputError
        The format holds no question of this schema.
    """
    fit = form.fit(schema)
    if not fit.held or fit.field is None:
        raise InvalidInputError(
            f"{form.name} holds none of the answers asked here.",
            hint=f"It holds {', '.join(form.kinds)} about {' or '.join(form.shows)}; jsonl holds everything.",
        )
    return fit


def noted(items: Iterable[Labelled], form: LabelledFormat, schema: Schema, losses: Losses) -> Iterator[Labelled]:
    """Pass on the items that say something the format holds, and note what of them it does not."""
    fit = fitted(form, schema)
    for item in items:
        for name, why in fit.left.items():
            losses.note("answers", why, question=name, key=item.key, count=int(item.answers.get(name) is not None))
        held = [question.id for question in fit.held if item.answers.get(question.id) is not None]
        if not held:
            losses.note("items", "nothing is said of them that the format holds", key=item.key)
            continue
        if len({question.kind for question in fit.held}) < len(fit.held):
            losses.note("which question was asked", "answers of one kind stand together", key=item.key)
        _note_people(item, held, losses)
        _note_fields(item, form, fit, losses)
        yield item


def _note_people(item: Labelled, held: list[str], losses: Losses) -> None:
    for name in held:
        if item.people.get(name, 1) > 1:
            losses.note(
                "what each person said",
                "one answer stands for all; 'annotations' as jsonl has each",
                question=name,
                key=item.key,
            )
        if item.sure.get(name) is not None:
            losses.note("how sure the answer is", "there is no place for it", question=name, key=item.key)


def _note_fields(item: Labelled, form: LabelledFormat, fit: Fit, losses: Losses) -> None:
    for name in fit.fields_left:
        if name in item.fields:
            losses.note(f"field '{name}'", "there is no place for it", key=item.key)
    if not form.keeps_key:
        losses.note("ids of items", "there is no place for them", key=item.key)
