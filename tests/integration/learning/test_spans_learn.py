"""From marked words to a version that marks the next texts, to a ranking by its doubt, and to honest numbers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.models.built_in import BuiltInModels
from inloop.annotation import Question
from inloop.app.doctor import examine
from inloop.database import Database
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Lent, Submission
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.routing import store as queue
from inloop.loop.routing.model import Arm
from inloop.loop.training import service
from inloop.loop.training import store as versions
from inloop.loop.training.parts.learning import restore
from inloop.loop.training.parts.model import learner_for
from inloop.loop.training.predicting import Predictor
from inloop.loop.training.service import model_view, models_view
from tests.integration.cli.place import Machine
from tests.integration.learning.conftest import KEY, Place

SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [
        {
            "id": "names",
            "kind": "spans",
            "name": "Who and where?",
            "overlap": False,
            "labels": [{"id": "person", "name": "Person"}, {"id": "town", "name": "Town"}],
        }
    ],
}
PEOPLE = ["Ann", "Bob", "Eve", "Kim", "Lou", "Max", "Zoe", "Ada", "Ben", "Cleo"]
TOWNS = ["Rome", "Oslo", "Lima", "Bonn", "Graz", "Kyiv", "Riga", "York", "Bern", "Cork"]


def pieces(number: int) -> tuple[str, list[dict[str, Any]]]:
    rng = np.random.default_rng(number)
    who, where = rng.choice(PEOPLE), rng.choice(TOWNS)
    form = [
        "we met {who} yesterday",
        "a letter from {who} who lives in {where}",
        "it rains in {where} today",
        "nothing here",
    ]
    text = str(rng.choice(form)).format(who=who, where=where) + f" , case {number}"
    marked = [("person", who), ("town", where)]
    spans = [
        {"start": text.index(word), "end": text.index(word) + len(word), "label": label}
        for label, word in marked
        if word in text
    ]
    return text, spans


class Marking(Place):
    """A project in which people mark names."""

    def bring(self, numbers: range, **_: Any) -> None:
        plan = Plan([Column(name="key", role="key"), Column(name="text", role="field")], self._schema)
        new = [plan.read({"key": f"k{n}", "text": pieces(n)[0]}, number=n) for n in numbers]
        project = self.project
        self.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=self.at, by="test"))

    @property
    def _schema(self) -> Any:
        return self.database.read(lambda c: projects.schema_of(c, self.project))

    def answer(self, person: int, lent: Lent, **values: Any) -> Any:
        self.at += 1
        project = self.project
        spans = pieces(int(str(lent.fields[0]["value"]).rsplit(" ", 1)[1]))[1]
        sent = Submission(
            id=f"{self.number:08x}-0000-4000-8000-{self.at:012x}", assignment=lent.id, schema_version=1,
            values={"names": spans, **values},
        )  # fmt: skip
        who = self.database.read(lambda c: labels.annotator_of(c, project, person=person, name=""))
        return self.database.write(lambda c: cycle.answer(c, project, who, sent, at=self.at))


Start = Callable[..., Marking]


@pytest.fixture
def marking(database: Database, data_dir: Path) -> Start:
    def make(items: int, **settings: Any) -> Marking:
        project = database.write(
            lambda c: projects.create(c, name="Names", schema=SCHEMA, settings=settings, at=1, by="test", key=KEY)
        )
        files = SegmentFiles(data_dir)
        published = PublishedPredictions(files)
        learning = Learning(database, files, BuiltInModels(), published)
        place = Marking(database, project.id, files, published, learning)
        place.bring(range(items))
        return place

    return make


def taught(marking: Start, answers: int = 60) -> Marking:
    place = marking(240)
    place.learn()
    place.answer_many(answers)
    place.learn()
    return place


def test_from_marked_words_a_version_learns_to_mark_the_next_texts(marking: Start) -> None:
    place = marking(240)
    assert place.learn() is None
    place.answer_many(60)
    assert place.learn() == 1
    project = place.project
    right = 0
    for ordinal in range(240):
        found = place.database.read(lambda c, o=ordinal: place.published.of(c, project, place.item(o), 1))
        assert found is not None
        assert all(0 < part["p"] <= 1 for part in found["names"])
        told = [{name: said for name, said in part.items() if name != "p"} for part in found["names"]]
        right += told == pieces(ordinal)[1]
    assert right > 200


def test_people_see_the_marks_on_most_items_and_none_on_blind_ones(marking: Start) -> None:
    place = taught(marking)
    seen = []
    for _ in range(60):
        lent = place.ask(2)
        assert lent is not None
        seen.append(lent.suggestion)
        place.answer(2, lent)
    shown = [one["names"] for one in seen if one is not None]
    assert any(shown)
    assert None in seen


def question_of(database: Database, number: int) -> Question:
    return database.read(lambda c: projects.schema_of(c, projects.get(c, number))).question("names")


def test_control_items_judge_the_version_by_models_that_have_not_seen_them(marking: Start) -> None:
    place = taught(marking)
    view = place.database.read(lambda c: models_view(c, place.project))
    accuracy = view.versions[0].accuracy
    assert accuracy is not None
    assert 0.5 < accuracy.low <= accuracy.estimate <= 1
    assert [point.answers for point in view.curve] == [60]
    found = place.database.read(lambda c: versions.find_version(c, place.number, 1))
    assert found is not None
    learner = learner_for(question_of(place.database, place.number))
    assert learner is not None
    model = restore(found, learner, files=place.files)
    strange = [{"value": "we met Quentin yesterday , case 9"}]
    by_fold = [model.predict(strange, folds=np.array([fold]))[0].unsure for fold in range(5)]
    assert len(set(by_fold)) > 1, "each fold has a model of its own"


def test_a_version_shows_each_label_its_chances_and_the_oddest_answers(marking: Start) -> None:
    place = taught(marking)
    view = place.database.read(lambda c: model_view(c, place.project, 1))
    assert [line.label for line in view.per_class] == ["person", "town"]
    assert view.card.startswith("# Names, version 1")
    assert "parts-learner/spans.v1" in view.card
    assert "F1 of parts" in view.card
    assert sum(one.n for one in view.reliability) > 0


def test_the_ranking_asks_first_where_the_version_is_unsure(marking: Start) -> None:
    place = taught(marking)
    place.learning.refresh(place.number, at_once=True)
    control, _ = place.database.read(lambda c: versions.control_and_gone(c, place.number))
    head = place.database.read(lambda c: queue.head(c, place.number, Arm.STRATEGY, most=500))
    assert head
    assert not {ask.item for ask in head} & set(control)
    columns = place.database.read(lambda c: place.published.columns(c, place.number))
    assert columns is not None
    asked = [float(columns.p[ask.item - place.item(0)]) for ask in head]
    assert np.mean(asked[:20]) < float(columns.p.mean())


def test_new_and_revised_texts_are_marked_by_the_version_that_speaks(marking: Start) -> None:
    place = taught(marking)
    place.bring(range(240, 260))
    place.learning.describe(place.number)
    found = place.database.read(lambda c: place.published.of(c, place.project, place.item(255), 1))
    assert found is not None
    assert place.number not in place.database.read(place.learning.needing_features)


def test_a_second_version_speaks_once_it_is_no_worse(marking: Start) -> None:
    place = taught(marking)
    place.answer_many(60)
    place.database.write(lambda c: service.ask_training(c, place.project, at=place.at, by="person:1"))
    assert place.learn() == 2
    view = place.database.read(lambda c: models_view(c, place.project))
    assert view.champion in {1, 2}
    assert all(line.note for line in view.versions if line.version != view.champion)
    assert place.learn() is None
    assert examine(place.database).healthy


def test_another_process_goes_on_where_the_first_one_stopped(marking: Start) -> None:
    place = taught(marking)
    place.answer_many(30)
    place.learning = Learning(place.database, place.files, BuiltInModels(), place.published)
    assert place.number in place.database.read(place.learning.needing_attention)
    place.learning.attend(place.number)
    assert place.learn() == 2


def test_a_version_marks_texts_at_once_and_elsewhere_with_numpy_alone(marking: Start, tmp_path: Path) -> None:
    place = taught(marking)
    predictor = Predictor(place.files, BuiltInModels())
    wanted = ["we met Lou yesterday\na letter from Zoe who lives in Bonn", {"text": "it rains in Riga today"}, ""]
    said = place.database.read(lambda c: predictor.predict(c, place.project, wanted))
    assert [[part["label"] for part in one.parts or ()] for one in said.predictions] == [
        ["person", "person", "town"], ["town"], [],
    ]  # fmt: skip
    looked_up = place.database.read(
        lambda c: predictor.predict(c, place.project, [place.item(0), wanted[0]])
    ).predictions
    kept = place.database.read(lambda c: place.published.of(c, place.project, place.item(0), 1))
    assert kept is not None
    assert [one.parts for one in looked_up] == [kept["names"], said.predictions[0].parts]
    bundle = place.database.read(lambda c: predictor.bundle(c, place.project, said.version))
    assert set(bundle) == {"model.npz", "predict.py", "telling.py", "MODEL_CARD.md"}
    for name, content in bundle.items():
        (tmp_path / name).write_bytes(content)
    texts = [one if isinstance(one, str) else one["text"] for one in wanted[:2]]
    read = subprocess.run([sys.executable, str(tmp_path / "predict.py"), *texts], capture_output=True, check=True)
    found = [json.loads(line) for line in read.stdout.splitlines()]
    assert found == [one.parts for one in said.predictions[:2]]
    (tmp_path / "texts.csv").write_text("body\nwe met Lou yesterday\nit rains\n", "utf-8")
    told = ("predict", str(tmp_path / "texts.csv"), "--model", str(tmp_path / "model.npz"))
    scored = Machine(tmp_path / "nothing").json(*told, "-o", str(tmp_path / "out.csv"))
    assert scored["rows"] == 2
    assert '""label"": ""person""' in (tmp_path / "out.csv").read_text("utf-8").replace('"":""', '"": ""')
