"""Media: content that is bytes, kept by their hash or by reference, and what is known of them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from inloop.annotation.fields.field import Envelope, FieldKind
from inloop.kernel.errors import InvalidInputError

MOST_NAME = 1_024
LARGE = 24_000_000
"""Pixels from which on a picture is unpacked by the worker only, and looked at closely by tiles."""
VIEW = 2_048
"""The longest side of the copy of a picture that is shown."""
State = Literal["ok", "waiting", "broken"]
_Word = Annotated[str, Meta(max_length=MOST_NAME)]
_Count = Annotated[int, Meta(ge=0)]


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the envelope of a picture or a sound says.

    Attributes
    ----------
    blob, uri
        The bytes: kept here under their hash, or left where they are, under a root that the server's owner allows.
    etag
        Of a file by reference: what its bytes are told by, a sample of them or the word of its bucket; another etag is
        another file, though it has the same name and size.
    name
        How the file was called where it came from.
    state
        ``ok``; ``waiting`` for its file; ``broken``, and then `why` says what is wrong with it.
    width, height
        Pixels as people see them, after the rotation that the file asks for.
    pages
        Of a TIFF that has several: the first is shown.
    converted
        Browsers would show the file on its side, or dark: they get a copy, closely too.
    """

    state: State
    blob: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None
    uri: Annotated[str, Meta(max_length=4_096)] | None = None
    etag: _Word = ""
    type: _Word = ""
    name: _Word = ""
    bytes: _Count = 0
    width: _Count = 0
    height: _Count = 0
    pages: _Count = 0
    converted: bool = False
    seconds: Annotated[float, Meta(ge=0)] = 0.0
    rate: _Count = 0
    channels: _Count = 0
    why: _Word = ""


class MediaField(FieldKind):
    """Bytes that are shown or played: a cell names a file that came along, or a URI, or is what is already known.

    Reading resolves nothing: what only has a name is `waiting` until an import has found its file.
    """

    has_media = True

    def read(self, cell: object) -> dict[str, Any]:
        if isinstance(cell, str) and cell.strip():
            named = cell.strip()
            cell = {"uri": named} if "://" in named else {"name": named[-MOST_NAME:]}
        if not isinstance(cell, Mapping):
            raise InvalidInputError(
                f"A field of kind '{self.name}' names a file.", hint="Give a name, a path or a URI, as text."
            )
        known = {key: value for key, value in cell.items() if key != "kind" and value is not None}
        try:
            found = msgspec.convert({"state": "waiting", **known}, Media)
        except msgspec.ValidationError as problem:
            raise InvalidInputError(f"This is no content of kind '{self.name}': {problem}.") from None
        told: dict[str, Any] = msgspec.to_builtins(found)
        return told

    def is_empty(self, value: Any) -> bool:
        return not (value.get("blob") or value.get("uri") or value.get("name"))

    def text(self, content: Mapping[str, Any]) -> str:  # noqa: ARG002 - a name of a file is no content
        return ""

    def wrap(self, value: Any) -> Envelope:
        return {"kind": self.name, **value}

    def plain(self, content: Mapping[str, Any]) -> Any:
        return content.get("name") or content.get("uri")
