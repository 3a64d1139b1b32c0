"""From answers to a ranking, a published version and its honest accuracy."""

import time
from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import event

from inloop.adapters.jobs.calm import Calm
from inloop.kernel.errors import NotFoundError
from inloop.loop.predictions import store as columns
from inloop.loop.routing import store as queue
from inloop.loop.routing.model import Arm
from inloop.loop.training import service
from inloop.loop.training import store as versions
from inloop.loop.training.model import VersionState
from inloop.loop.training.predicting import Predictor
from inloop.loop.training.service import model_view, models_view
from tests.integration.learning.conftest import Place

Start = Callable[..., Place]


def taught(start: Start, answers: int = 40) -> Place:
    place = start(200)
    place.learn()
    place.answer_many(answers)
    place.learn()
    return place


def test_after_some_twenty_answers_a_version_speaks_with_an_interval(start: Start) -> None:
    place = start(200)
    assert place.learn() is None
    place.answer_many(24)
    assert place.learn() == 1
    view = place.database.read(lambda c: models_view(c, place.project))
    accuracy = view.versions[0].accuracy
    assert view.champion == 1
    assert accuracy is not None
    assert 0 <= accuracy.low <= accuracy.estimate <= accuracy.high <= 1
    assert [point.answers for point in view.curve] == [24]


def test_a_point_of_the_curve_stands_at_the_answers_its_version_has_learnt(start: Start) -> None:
    place = taught(start, 24)
    place.answer_many(3)
    place.learn()
    view = place.database.read(lambda c: models_view(c, place.project))
    assert [point.answers for point in view.curve] == [24]
    spoken = view.versions[0].accuracy
    assert spoken is not None
    assert view.curve[0].estimate == spoken.estimate, "the point follows what is measured later"


def test_the_head_of_the_queue_leaves_out_control_items_and_what_is_answered(start: Start) -> None:
    place = taught(start)
    control, _ = place.database.read(lambda c: versions.control_and_gone(c, place.number))
    begun = set(place.database.read(lambda c: queue.begun(c, place.number)))
    head = place.database.read(lambda c: queue.head(c, place.number, Arm.STRATEGY, most=500))
    assert len(head) >= 60
    assert not {ask.item for ask in head} & (set(control) | begun)


def test_a_suggestion_is_the_published_versions_answer_to_this_revision_only(start: Start) -> None:
    place = taught(start)
    project = place.project
    found = place.database.read(lambda c: place.published.of(c, project, place.item(7), 1))
    assert found is not None
    assert set(found) == {"topic"}
    assert sum(found["topic"].values()) == pytest.approx(1, abs=0.01)
    place.bring(range(7, 8), text=lambda _: "please help with my visa and hotel and trip case 7")
    assert place.database.read(lambda c: place.published.of(c, project, place.item(7), 2)) is None
    place.learning.describe(place.number)
    again = place.database.read(lambda c: place.published.of(c, project, place.item(7), 2))
    assert again is not None
    assert again["topic"]["travel"] > again["topic"]["money"]


def test_new_items_are_scored_by_the_version_that_speaks(start: Start) -> None:
    place = taught(start)
    place.bring(range(200, 230))
    place.learning.describe(place.number)
    found = place.database.read(lambda c: place.published.columns(c, place.number))
    assert found is not None
    assert len(found.code) == 230


def test_control_items_keep_what_was_predicted_before_anyone_learnt_their_answer(start: Start) -> None:
    place = taught(start, 30)
    before = place.database.read(lambda c: models_view(c, place.project)).versions[0].prequential
    assert before is None, "nothing had been published when the first answers came"
    place.answer_many(60)
    place.learn()
    after = place.database.read(lambda c: models_view(c, place.project)).versions[0].prequential
    assert after is not None
    assert after.n >= 5


def test_a_version_says_where_it_comes_from_and_where_it_errs(start: Start) -> None:
    place = taught(start)
    view = place.database.read(lambda c: model_view(c, place.project, 1))
    assert view.card.startswith("# Topics, version 1")
    assert view.confusion.labels == ["money", "travel"]
    assert any("hash" in line for line in view.lineage)
    assert sum(map(sum, view.confusion.counts)) == view.accuracy.n if view.accuracy else False
    msgspec.json.encode(view)


def test_a_training_that_is_asked_for_happens(start: Start) -> None:
    place = taught(start)
    assert place.learn() is None
    place.database.write(lambda c: service.ask_training(c, place.project, at=place.at, by="person:1"))
    assert place.learn() == 2
    assert place.learn() is None


def test_at_most_one_version_speaks_and_the_others_say_why_not(start: Start) -> None:
    place = taught(start)
    for _ in range(3):
        place.answer_many(25)
        place.learn()
    lines = place.database.read(lambda c: models_view(c, place.project)).versions
    speaking = [line.version for line in lines if line.state is VersionState.PUBLISHED]
    champion = place.database.read(lambda c: columns.find_champion(c, place.number))
    assert champion is not None
    assert speaking == [champion.version]
    assert all(line.note for line in lines if line.state is VersionState.RETIRED)


def test_texts_are_answered_by_the_version_that_speaks(start: Start) -> None:
    place = start(200)
    predictor = Predictor(place.files, place.learning._models)
    with pytest.raises(NotFoundError, match="No model is published"):
        place.database.read(lambda c: predictor.predict(c, place.project, ["a flight"]))
    place.learn()
    place.answer_many(60)
    place.learn()
    wanted = ["my hotel and my flight", {"text": "a bank transfer to my account"}]
    found = place.database.read(lambda c: predictor.predict(c, place.project, wanted))
    assert [one.label for one in found.predictions] == ["travel", "money"]
    bundle = place.database.read(lambda c: predictor.bundle(c, place.project, found.version))
    assert set(bundle) == {"model.npz", "model.onnx", "predict.py", "MODEL_CARD.md"}


def test_another_process_goes_on_where_the_first_one_stopped(start: Start) -> None:
    from inloop.adapters.jobs.learning import Learning
    from inloop.adapters.models.built_in import BuiltInModels

    place = taught(start)
    place.answer_many(70)
    place.learning = Learning(place.database, place.files, BuiltInModels(), place.published)
    assert place.number in place.database.read(place.learning.needing_attention)
    assert place.learn() == 2
    place.learning.attend(place.number)
    assert place.number not in place.database.read(place.learning.needing_training)


def test_a_project_is_left_alone_until_something_happens_in_it(start: Start) -> None:
    place, other, calm = start(20), 4_711, Calm()

    def leave_alone() -> None:
        for project in (place.number, other):
            calm.keep(project, calm.mark(project))

    place.database.read(calm.hear)
    leave_alone()
    place.database.read(calm.hear)
    assert calm.covers(place.number)
    place.answer_many(1)
    place.database.read(calm.hear)
    assert (calm.covers(place.number), calm.covers(other)) == (False, True)
    leave_alone()
    calm.stir(place.number)
    assert not calm.covers(place.number)
    mark = calm.mark(place.number)
    calm.stir(place.number)  # while somebody looks
    calm.keep(place.number, mark)
    assert not calm.covers(place.number)


def test_where_nothing_happens_a_look_asks_the_database_next_to_nothing(start: Start) -> None:
    place = taught(start)
    needing = place.learning.needing_attention
    until = time.monotonic() + 30
    asked: list[str] = []
    event.listen(place.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    while time.monotonic() < until:  # the ranking rests a while after it was refreshed
        for project in place.database.read(needing):
            place.learning.attend(project)
        asked.clear()
        place.database.read(needing)
        if len(asked) <= 2:
            return
    pytest.fail(f"A look asks {asked}")
