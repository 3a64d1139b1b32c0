"""Which questions no model learns, and why: what is asked of them is drawn at random."""

import msgspec

from inloop.annotation import Question, Schema
from inloop.loop.predictions.sets import label_ids
from inloop.loop.training.parts.model import is_learnt


class Unlearnt(msgspec.Struct, frozen=True, kw_only=True):
    """A question that no model learns."""

    question: str
    name: str
    why: str


def unlearnt_of(schema: Schema) -> list[Unlearnt]:
    """Name the questions that no model learns, in their order.

    >>> from inloop.annotation import Schema
    >>> asked = {"id": "why", "kind": "text", "name": "Why?"}
    >>> unlearnt_of(Schema.read({"fields": [{"id": "text"}], "questions": [asked]}))[0].why
    'Answers in free words are not learnt; items are asked in random order.'
    """
    found = ((question, _why(question, schema)) for question in schema.questions)
    return [Unlearnt(question=one.id, name=one.name or one.id, why=why) for one, why in found if why]


def _why(question: Question, schema: Schema) -> str:
    if question.id != schema.target:
        target = schema.question(schema.target)
        return f"A model learns one question of a project, here “{target.name or target.id}”."
    if label_ids(question) or is_learnt(question):
        return ""
    if question.each:
        what = f"Answers of kind “{question.kind}” to each {question.each}"
    elif question.kind == "text":
        what = "Answers in free words"
    else:
        what = f"Answers of kind “{question.kind}”"
    return f"{what} are not learnt; items are asked in random order."
