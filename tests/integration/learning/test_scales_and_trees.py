"""A place on a slider and a label of a tree are learnt, suggested and told as one label is."""

from collections.abc import Callable
from typing import Any

import pytest

from inloop.app.doctor import examine
from inloop.loop.training.service import models_view
from tests.integration.learning.conftest import SCHEMA, Place, text_of, topic_of

Start = Callable[..., Place]
TREE = [
    {"name": "Money", "id": "m"},
    {"name": "Cards", "id": "money", "parent": "m"},
    {"name": "Trips", "id": "t"},
    {"name": "Abroad", "id": "travel", "parent": "t"},
]
KINDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "slider": ({"kind": "slider", "low": 0, "high": 1, "step": 0.25}, {"money": 0.25, "travel": 1}),
    "hierarchy": ({"kind": "hierarchy", "labels": TREE}, {"money": "money", "travel": "travel"}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_say_is_learnt_and_suggested(start: Start, kind: str) -> None:
    asked, said = KINDS[kind]
    question = {"id": "topic", "name": "Which?", **asked}
    place = start(200, schema={"fields": SCHEMA["fields"], "questions": [question]}, answers_per_item=1)
    place.learn()
    numbers = []
    for _ in range(40):
        lent = place.ask(1)
        assert lent is not None
        numbers.append(int(str(lent.fields[0]["value"]).rsplit(" ", 1)[1]))
        place.answer(1, lent, topic=said[topic_of(numbers[-1])])
    assert place.learn() == 1
    view = place.database.read(lambda c: models_view(c, place.project))
    accuracy = view.versions[0].accuracy
    assert accuracy is not None
    assert accuracy.estimate > 0.8
    right = 0
    for number in (rest := sorted(set(range(200)) - set(numbers))[:40]):
        item = place.item(number)
        suggested = place.database.read(
            lambda c, item=item: place.published.of(c, place.project, item, 1)  # type: ignore[misc]
        )
        assert suggested is not None
        best = max(suggested["topic"], key=suggested["topic"].get)
        right += best == str(said[topic_of(number)])
    assert right > 0.8 * len(rest), f"{right} of {len(rest)}, for {text_of(0)!r} and others"
    assert examine(place.database).healthy
