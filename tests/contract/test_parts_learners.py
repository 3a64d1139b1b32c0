"""Every registered learner of answers made of parts keeps its contract."""

from functools import partial
from typing import Any

import pytest
from tests.squares import SIZE, Drawings, drawing

import inloop.adapters.models  # noqa: F401  # importing it registers what is tested
from inloop.annotation.question import read_question
from inloop.kernel.registry import lookup, names
from inloop.testing import check_parts_learner

FOOD = {"soup", "wine", "bread"}
Example = tuple[dict[str, Any], list[dict[str, Any]], list[list[dict[str, Any]]]]


def spans() -> Example:
    people, forms = ("Ann", "Bob", "Eve", "Kim", "Lou"), ("we met {} today", "ask {} for it", "it rains", "{} is here")
    contents, values = [], []
    for number in range(40):
        who = people[number % 5]
        text = forms[number % 4].format(who)
        at = text.find(who)
        contents.append({"kind": "text", "value": text})
        values.append(
            [{"start": at, "end": at + 3, "label": "person", "attributes": {"form": who[-1]}}] if at >= 0 else []
        )
    labels = [{"id": "person", "name": "Person", "code": 0}]
    form = {
        "id": "form",
        "name": "Ends in",
        "options": [{"id": end, "name": end, "code": n} for n, end in enumerate("nbemu")],
    }
    question = {"id": "names", "kind": "spans", "name": "Who?", "on": "text", "labels": labels, "attributes": [form]}
    return question, contents, values


def boxes() -> Example:
    labels = [{"id": name, "name": name, "code": code} for code, name in enumerate(("square", "disc"))]
    question = {"id": "things", "kind": "boxes", "name": "Where?", "on": "picture", "labels": labels}
    contents = [{"kind": "image", "number": n, "width": SIZE[0], "height": SIZE[1]} for n in range(15)]
    return question, contents, [drawing(n)[1] for n in range(15)]


def aspects() -> Example:
    things, forms = (
        ("soup", "waiter", "wine", "room", "bread"),
        ("the {} was {}", "{1} {0} today", "we ate", "too {1}!"),
    )
    contents, values = [], []
    for number in range(60):
        thing, (word, label) = (
            things[number % 5],
            (("great", "good"), ("awful", "bad"), ("slow", "bad"))[number // 4 % 3],
        )
        text = forms[number % 4].format(thing, word)
        target, opinion = (
            {"start": text.index(said), "end": text.index(said) + len(said)} if said in text else None
            for said in (thing, word)
        )
        contents.append({"kind": "text", "value": text})
        category = {"category": "food" if thing in FOOD else "place"} if target else {}
        values.append([{"target": target, "opinion": opinion, **category, "label": label}] if opinion else [])
    labels = [{"id": name, "name": name, "code": code} for code, name in enumerate(("good", "bad"))]
    categories = [{"id": name, "name": name, "code": code} for code, name in enumerate(("food", "place"))]
    question = {"id": "said", "kind": "aspects", "name": "What?", "on": "text", "labels": labels}
    return {**question, "categories": categories}, contents, values


EXAMPLES = {
    "parts-learner/aspects.v1": aspects,
    "parts-learner/spans.v1": spans,
    "parts-learner/boxes.v1": boxes,
}


@pytest.mark.parametrize("name", names("parts-learner"))
def test_every_learner_of_parts_keeps_its_contract(name):
    question, contents, values = EXAMPLES[name]()
    found = lookup(name)
    made = partial(found, media=Drawings()) if found.reads_media else found
    check_parts_learner(made, read_question(question), contents, values)
