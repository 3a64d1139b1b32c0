"""Every registered learner of answers made of parts keeps its contract."""

from functools import partial
from typing import Any

import pytest
from tests.squares import SIZE, Drawings, drawing

import inloop.adapters.models  # noqa: F401  # importing it registers what is tested
from inloop.annotation.question import read_question
from inloop.kernel.registry import lookup, names
from inloop.testing import check_parts_learner

Example = tuple[dict[str, Any], list[dict[str, Any]], list[list[dict[str, Any]]]]


def spans() -> Example:
    people, forms = ("Ann", "Bob", "Eve", "Kim", "Lou"), ("we met {} today", "ask {} for it", "it rains", "{} is here")
    contents, values = [], []
    for number in range(40):
        who = people[number % 5]
        text = forms[number % 4].format(who)
        at = text.find(who)
        contents.append({"kind": "text", "value": text})
        values.append([{"start": at, "end": at + 3, "label": "person"}] if at >= 0 else [])
    labels = [{"id": "person", "name": "Person", "code": 0}]
    question = {"id": "names", "kind": "spans", "name": "Who?", "on": "text", "labels": labels}
    return question, contents, values


def boxes() -> Example:
    labels = [{"id": name, "name": name, "code": code} for code, name in enumerate(("square", "disc"))]
    question = {"id": "things", "kind": "boxes", "name": "Where?", "on": "picture", "labels": labels}
    contents = [{"kind": "image", "number": n, "width": SIZE[0], "height": SIZE[1]} for n in range(15)]
    return question, contents, [drawing(n)[1] for n in range(15)]


EXAMPLES = {"parts-learner/spans.v1": spans, "parts-learner/boxes.v1": boxes}


@pytest.mark.parametrize("name", names("parts-learner"))
def test_every_learner_of_parts_keeps_its_contract(name):
    question, contents, values = EXAMPLES[name]()
    found = lookup(name)
    made = partial(found, media=Drawings()) if found.reads_media else found
    check_parts_learner(made, read_question(question), contents, values)
