"""What may be asked and answered: fields, questions, schemas, and the kinds of answers."""

from inloop.annotation.fields import Field, FieldKind, Fields, envelope, field_kind
from inloop.annotation.kind import ABSTAIN, NOT_SHOWN, Kind, kind_of
from inloop.annotation.question import Question, ShownIf
from inloop.annotation.schema import Schema

__all__ = [
    "ABSTAIN",
    "NOT_SHOWN",
    "Field",
    "FieldKind",
    "Fields",
    "Kind",
    "Question",
    "Schema",
    "ShownIf",
    "envelope",
    "field_kind",
    "kind_of",
]
