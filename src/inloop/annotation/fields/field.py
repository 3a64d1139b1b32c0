"""What is shown: the fields of an item, as typed envelopes, so that media need no migration."""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar, Literal, cast

import msgspec

from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import lookup, names

Show = Literal["text", "title", "metadata", "blind"]
Envelope = dict[str, Any]
Fields = dict[str, Envelope]
"""Field id → ``{"kind": "text", "value": …}``; media carry ``blob`` or ``uri`` in place of ``value``."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a schema.

    Attributes
    ----------
    show
        How it meets the annotator: as body text, as title, as a line of metadata, or not at all (``blind``: it never
        leaves the server towards an annotator, nor does anything computed from it).
    format
        How text is to be read; Markdown is sanitised where it is shown. Answers point into the text as it is written.
    """

    id: str
    kind: str = "text"
    name: str = ""
    show: Show = "text"
    format: Literal["plain", "markdown"] = "plain"

    @property
    def blind(self) -> bool:
        return self.show == "blind"


class FieldKind(ABC):
    """One kind of content; registered as ``field/<name>.v1``, with its twin in ``web/src/fields``.

    Attributes
    ----------
    name
        The word used in schemas and envelopes.
    has_media
        Whether the content is bytes that lie elsewhere, so that an import has to find them.
    unit
        What the content consists of, so that each can be asked about: ``turn``, ``cell``; empty where it is one whole.
    """

    name: ClassVar[str]
    has_media: ClassVar[bool] = False
    unit: ClassVar[str] = ""

    @abstractmethod
    def read(self, cell: object) -> Any:
        """Give the value of the envelope for what a row says, or raise `InvalidInputError` saying why it is none."""

    @abstractmethod
    def is_empty(self, value: Any) -> bool:
        """Say whether there is nothing to show."""

    @abstractmethod
    def text(self, content: Mapping[str, Any]) -> str:
        """Give the words that search finds and models read; none where there are no words."""

    def wrap(self, value: Any) -> Envelope:
        """Make the envelope of a value that was read."""
        return {"kind": self.name, "value": value}

    def plain(self, content: Mapping[str, Any]) -> Any:
        """Give the value that stands for an envelope in a table."""
        return content.get("value")

    def units(self, content: Mapping[str, Any], *, only: Sequence[str] = ()) -> list[str]:  # noqa: ARG002
        """Name the units of an envelope in their order, or those of some sorts alone."""
        return []

    def is_unit(self, name: str) -> bool:  # noqa: ARG002
        """Say whether some content could have a unit of this name."""
        return False

    def unit_words(self, content: Mapping[str, Any], name: str) -> tuple[str, str]:  # noqa: ARG002
        """Give what a unit says, and what is read beside it."""
        return name, ""

    def unit_name(self, name: str) -> str:
        """Say which unit it is in the words of a person."""
        return f"{self.unit} '{name}'"


@lru_cache
def field_kind(name: str) -> FieldKind:
    """Get a kind of field by the word used in schemas.

    >>> field_kind("text").text({"value": 3})
    '3'
    """
    import inloop.annotation.fields  # noqa: F401  # registers ours

    full = f"field/{name}.v1"
    if full not in names("field"):
        known = ", ".join(entry.split("/")[1].split(".")[0] for entry in names("field"))
        raise InvalidInputError(f"There is no kind of field called '{name}'.", hint=f"Known: {known}.")
    return cast("FieldKind", lookup(full))


def envelope(value: object, *, kind: str = "text") -> Envelope:
    r"""Wrap a plain value as the content of a field; text becomes NFC.

    >>> envelope("Cafe\u0301")
    {'kind': 'text', 'value': 'Café'}
    """
    return {"kind": kind, "value": unicodedata.normalize("NFC", value) if isinstance(value, str) else value}


def plain(fields: Mapping[str, Envelope]) -> dict[str, Any]:
    """Unwrap fields to their plain values."""
    return {name: field_kind(content.get("kind", "text")).plain(content) for name, content in fields.items()}


def words_of(content: Mapping[str, Any]) -> str:
    """Give the words in an envelope.

    >>> words_of({"kind": "text", "value": "My card is lost"})
    'My card is lost'
    """
    return field_kind(content.get("kind", "text")).text(content)
