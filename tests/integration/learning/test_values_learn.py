"""From answers that cannot be counted to a version that suggests them: feelings, numbers, orders, each turn."""

import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.app.export import tables
from inloop.database import Database
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Lent, Submission
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.training.predicting import Predictor
from inloop.loop.training.service import model_view, models_view
from tests.integration.learning.conftest import KEY, Place, text_of, topic_of

MOODS = [{"id": "joy", "name": "Joy"}, {"id": "fear", "name": "Fear"}]
GOOD = [{"id": "good", "name": "Good"}, {"id": "bad", "name": "Bad"}]
ASKED: dict[str, tuple[dict[str, Any], Mapping[str, Any]]] = {
    "emotions": ({"labels": MOODS}, {"money": {"fear": 2}, "travel": {"joy": 3}}),
    "affect": ({}, {"money": {"valence": -0.5, "arousal": 0.5}, "travel": {"valence": 0.75, "arousal": 0}}),
    "number": ({"min": 0, "max": 10}, {"money": 2, "travel": 9}),
    "ranking": ({"items": [{"name": "a"}, {"name": "b"}]}, {"money": ["a", "b"], "travel": ["b", "a"]}),
}


def turns_of(number: int) -> list[dict[str, str]]:
    return [{"role": "user", "text": text_of(number)}, {"role": "agent", "text": f"so it is, case {number}"}]


class Valued(Place):
    """A project in which people say what cannot be counted."""

    def bring(self, numbers: range, **_: Any) -> None:
        schema = self.database.read(lambda c: projects.schema_of(c, self.project))
        plan, is_talk = Plan([Column(name="text", role="field")], schema), schema.fields[0].kind == "conversation"
        new = [plan.read({"text": turns_of(n) if is_talk else text_of(n)}, number=n) for n in numbers]
        project = self.project
        self.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=self.at, by="test"))

    def truth(self, number: int) -> Any:
        question = self.database.read(lambda c: projects.schema_of(c, self.project)).question("asked")
        if question.each:
            return {"0": "good" if topic_of(number) == "travel" else "bad", "1": "good"}
        return ASKED[question.kind][1][topic_of(number)]

    def answer(self, person: int, lent: Lent, **_: Any) -> Any:
        self.at += 1
        project, shown = self.project, lent.fields[0]["value"]
        number = int((shown if isinstance(shown, str) else shown[0]["text"]).rsplit(" ", 1)[1])
        sent = Submission(
            id=str(uuid.uuid4()), assignment=lent.id, values={"asked": self.truth(number)}, schema_version=1
        )
        who = self.database.read(lambda c: labels.annotator_of(c, project, person=person, name=""))
        return self.database.write(lambda c: cycle.answer(c, project, who, sent, at=self.at))


Start = Callable[..., Valued]


@pytest.fixture
def valued(database: Database, data_dir: Path) -> Start:
    def make(items: int, question: Mapping[str, Any], *, field: str = "text") -> Valued:
        schema = {
            "fields": [{"id": "text", "kind": field}], "questions": [{"id": "asked", "name": "What?", **question}],
        }  # fmt: skip
        project = database.write(lambda c: projects.create(c, name="Values", schema=schema, at=1, by="test", key=KEY))
        files = SegmentFiles(data_dir)
        published = PublishedPredictions(files)
        place = Valued(database, project.id, files, published, Learning(database, files, BuiltInModels(), published))
        place.bring(range(items))
        return place

    return make


def strategy(place: Place) -> tuple[str, ...]:
    """Give what chose what is asked next, and why."""
    asked = text("SELECT strategy, why FROM ranking WHERE project = :project")
    return place.database.read(lambda c: tuple(c.execute(asked, {"project": place.number}).one()))


def suggested(place: Place, count: int) -> list[Any]:
    def of(number: int) -> Any:
        return place.database.read(lambda c: place.published.of(c, place.project, place.item(number), 1))

    return [of(number)["asked"] for number in range(count)]


@pytest.mark.parametrize("kind", ASKED)
def test_answers_about_the_item_are_learnt_suggested_and_told_at_every_door(valued: Start, kind: str) -> None:
    place = valued(160, {"kind": kind, **ASKED[kind][0]})
    place.learn()
    place.answer_many(60)
    assert place.learn() == 1
    said = suggested(place, 160)
    right = [one["value"] == place.truth(n) for n, one in enumerate(said)]
    assert sum(right) > 0.8 * 160
    assert all(0 < one["p"] < 1 for one in said)
    predictor = Predictor(place.files, BuiltInModels())
    wanted = [place.item(7), text_of(7)]
    told = place.database.read(lambda c: predictor.predict(c, place.project, wanted)).predictions
    assert told[0].value == told[1].value == said[7]["value"]
    assert told[0].label
    rows = place.database.read(
        lambda c: [r for run in tables.rows_of(c, place.project, "predictions", published=place.published) for r in run]
    )
    assert [row["predicted"] for row in rows] == [one["value"] for one in said]
    view = place.database.read(lambda c: model_view(c, place.project, 1))
    assert f"value-learner/{kind}.v1" in view.card
    line = place.database.read(lambda c: models_view(c, place.project)).versions[0]
    assert line.accuracy is not None
    assert line.accuracy.estimate > 0.7
    place.answer_many(1)
    place.learn()
    assert strategy(place) == ("query/margin-clusters.v1", "a version speaks")


def test_answers_to_each_turn_are_learnt_turn_by_turn(valued: Start) -> None:
    question = {"kind": "choice", "labels": GOOD, "each": "turn", "on": "text"}
    place = valued(120, question, field="conversation")
    place.learn()
    place.answer_many(50)
    assert place.learn() == 1
    said = suggested(place, 120)
    assert sum(one["value"] == place.truth(n) for n, one in enumerate(said)) > 0.8 * 120
    assert all(set(one["units"]) == {"0", "1"} for one in said)
    assert strategy(place)[0] == "query/typical.v1"
    place.answer_many(1)
    place.learn()
    assert strategy(place) == ("query/margin-clusters.v1", "a version speaks")
    assert place.learning.refresh(place.number, at_once=True) is None
