"""What is shown: the fields of an item, as typed envelopes, so that media need no migration."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

Show = Literal["text", "title", "metadata", "blind"]
Envelope = dict[str, Any]
Fields = dict[str, Envelope]
"""Field id → ``{"kind": "text", "value": …}``; later kinds carry ``blob`` or ``uri`` in place of ``value``."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a schema.

    Attributes
    ----------
    show
        How it meets the annotator: as body text, as title, as a line of metadata, or not at all (``blind``: it never
        leaves the server towards an annotator, nor does anything computed from it).
    """

    id: str
    kind: str = "text"
    name: str = ""
    show: Show = "text"

    @property
    def blind(self) -> bool:
        return self.show == "blind"


def envelope(value: object, *, kind: str = "text") -> Envelope:
    r"""Wrap a plain value as the content of a field; text becomes NFC.

    >>> envelope("Cafe\u0301")
    {'kind': 'text', 'value': 'Café'}
    """
    return {"kind": kind, "value": unicodedata.normalize("NFC", value) if isinstance(value, str) else value}


def plain(fields: Mapping[str, Envelope]) -> dict[str, Any]:
    """Unwrap fields to their plain values."""
    return {name: content.get("value") for name, content in fields.items()}
