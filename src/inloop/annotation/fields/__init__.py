"""The kinds of content that an item may show, one file each; a plug-in adds its own through the same registry."""

from inloop.annotation.fields import audio, conversation, image, row, text  # noqa: F401  # importing registers them
from inloop.annotation.fields.field import (
    Envelope,
    Field,
    FieldKind,
    Fields,
    Show,
    envelope,
    field_kind,
    plain,
    words_of,
)

__all__ = ["Envelope", "Field", "FieldKind", "Fields", "Show", "envelope", "field_kind", "plain", "words_of"]
