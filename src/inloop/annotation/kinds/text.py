"""Free text."""

import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, ClassVar

import msgspec

from inloop.annotation.fields import Field
from inloop.annotation.kind import Kind
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register


class TextSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a text may be.

    Attributes
    ----------
    source
        The field that is to be rewritten; the answer may start from its text, and may stay as it is.
    """

    max_length: int = 2_000
    multiline: bool = True
    source: str = ""


class Text(Kind):
    """The value is text in NFC; votes only count that it was answered."""

    name: ClassVar[str] = "text"
    repeats: ClassVar[bool] = True
    settings_type: ClassVar[type[msgspec.Struct]] = TextSettings

    def check(self, settings: TextSettings) -> None:
        if not 1 <= settings.max_length <= 100_000:
            raise InvalidInputError(f"A length of {settings.max_length} cannot be used.", hint="Use 1 to 100,000.")

    def fit(self, settings: TextSettings, fields: Sequence[Field]) -> TextSettings:
        able = [field.id for field in fields if field.kind == "text" and not field.blind]
        if settings.source and settings.source not in able:
            raise InvalidInputError(
                f"'{settings.source}' is no text that could be rewritten.",
                hint=f"Set `source` to one of: {', '.join(able) or 'add a text field first'}.",
            )
        return settings

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
        """One minus the similarity of the two texts, in one order: the matcher is not the same both ways."""
        return 1 - SequenceMatcher(None, min(a, b), max(a, b), autojunk=False).ratio()

    def json_schema(self, settings: TextSettings) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": settings.max_length}


register("kind/text.v1")(Text())
