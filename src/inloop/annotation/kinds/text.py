"""Free text."""

import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any, ClassVar

import msgspec

from inloop.annotation.kind import Kind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register


class TextSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    max_length: int = 2_000
    multiline: bool = True


class Text(Kind):
    """The value is text in NFC; votes only count that it was answered."""

    name: ClassVar[str] = "text"
    settings_type: ClassVar[type[msgspec.Struct]] = TextSettings

    def check(self, settings: TextSettings) -> None:
        if not 1 <= settings.max_length <= 100_000:
            raise InvalidInputError(f"A length of {settings.max_length} cannot be used.", hint="Use 1 to 100,000.")

    def read(self, value: object, settings: TextSettings) -> str:
        if not isinstance(value, str):
            raise InvalidInputError(f"Text is expected, not {type(value).__name__}.")
        text = unicodedata.normalize("NFC", value).strip()
        if "\x00" in text:
            raise InvalidInputError("The text has a NUL character.", hint="Remove it.")
        if not text:
            raise InvalidInputError("The text is empty.", hint="Write something or leave the question out.")
        if len(text) > settings.max_length:
            raise InvalidInputError(f"{len(text)} characters are more than the {settings.max_length} allowed.")
        if not settings.multiline and "\n" in text:
            raise InvalidInputError("One line is expected.")
        return text

    def parser(self, settings: TextSettings) -> Callable[[object], object]:  # noqa: ARG002
        return str

    def encode(self, value: str, settings: TextSettings) -> int:  # noqa: ARG002
        return 0

    def decode(self, code: int, settings: TextSettings) -> str:  # noqa: ARG002
        raise InvalidInputError("A vote on free text does not hold the text.", hint="Read the annotation.")

    def describe(self, value: str, settings: TextSettings) -> str:  # noqa: ARG002
        return value

    def distance(self, a: str, b: str, settings: TextSettings) -> float:  # noqa: ARG002
        """One minus the similarity of the two texts."""
        return 1 - SequenceMatcher(None, a, b, autojunk=False).ratio()

    def json_schema(self, settings: TextSettings) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": settings.max_length}


register("kind/text.v1")(Text())
