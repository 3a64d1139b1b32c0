"""What suggestions are worth is measured against items from which a coin withheld them."""

import uuid
from collections.abc import Callable

from inloop.loop import cycle
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Submission
from inloop.loop.training.service import models_view
from tests.integration.learning.conftest import Place, topic_of

Start = Callable[..., Place]


def answer_in(place: Place, count: int, *, helped_s: float, alone_s: float) -> None:
    project = place.project
    for _ in range(count):
        lent = place.ask(1)
        assert lent is not None
        place.at += 1
        seconds = alone_s if lent.suggestion is None else helped_s
        number = int(str(lent.fields[0]["value"]).rsplit(" ", 1)[1])
        sent = Submission(
            id=str(uuid.uuid4()),
            assignment=lent.id,
            values={"topic": topic_of(number)},
            schema_version=1,
            active_ms=int(1_000 * seconds) + number % 7,
        )
        who = place.database.read(lambda c: labels.annotator_of(c, project, person=1, name=""))
        place.database.write(lambda c, sent=sent, who=who: cycle.answer(c, project, who, sent, at=place.at))


def test_seconds_saved_are_the_difference_between_shown_and_withheld(start: Start) -> None:
    place = start(400, hidden_share=0.4, overlap=0)
    place.learn()
    answer_in(place, 30, helped_s=9, alone_s=9)
    place.learn()
    view = place.database.read(lambda c: models_view(c, place.project))
    assert view.champion == 1
    assert view.help is None, "what came before the first version says nothing"
    place.at = view.versions[0].created_at + 1
    answer_in(place, 120, helped_s=2, alone_s=5)
    found = place.database.read(lambda c: models_view(c, place.project)).help
    assert found is not None
    assert (round(found.with_s), round(found.without_s)) == (2, 5)
    assert 2.9 < found.saved.low <= found.saved.estimate <= found.saved.high < 3.1
    assert found.shown > found.withheld >= 20


def test_nothing_is_said_before_the_coin_has_withheld_enough(start: Start) -> None:
    place = start(200, hidden_share=0.05, overlap=0)
    place.learn()
    answer_in(place, 30, helped_s=3, alone_s=3)
    place.learn()
    place.at = place.database.read(lambda c: models_view(c, place.project)).versions[0].created_at + 1
    answer_in(place, 40, helped_s=3, alone_s=4)
    assert place.database.read(lambda c: models_view(c, place.project)).help is None
