"""What may be asked and answered: fields, questions, schemas, and the kinds of answers."""

from inloop.annotation.fields import Field, Fields, envelope
from inloop.annotation.kind import ABSTAIN, NOT_SHOWN, Kind, kind_of
from inloop.annotation.question import Question, ShownIf
from inloop.annotation.schema import Schema

__all__ = [
    "ABSTAIN",
    "NOT_SHOWN",
    "Field",
    "Fields",
    "Kind",
    "Question",
    "Schema",
    "ShownIf",
    "envelope",
    "kind_of",
]
