"""Every kind of answer that is learnt: what is asked next is chosen by the strategy, but for the share of chance."""

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.media.contents import MediaContents
from inloop.adapters.models.built_in import BuiltInModels
from inloop.app.media import Media
from inloop.database import Database
from inloop.database.shelf import FolderShelf
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Assignment, Lent, Submission
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.routing.model import BY_CHANCE, Reason
from inloop.loop.training import store as versions
from inloop.loop.training.service import models_view
from tests.integration.learning.conftest import KEY, Place, text_of, topic_of
from tests.squares import drawing

TOPICS = [{"id": "money", "name": "Money"}, {"id": "travel", "name": "Travel"}]
MOODS = [{"id": "joy", "name": "Joy"}, {"id": "fear", "name": "Fear"}]
TREE = [
    {"id": top, "name": top} for top in ("money", "travel")
] + [
    {"id": f"{top}-{leaf}", "name": f"{leaf}", "parent": top} for top in ("money", "travel") for leaf in range(90)
]  # fmt: skip
ITEMS, TAUGHT, THEN = 100, 24, 12
Row = Mapping[str, Any]


def text_row(number: int) -> Row:
    return {"text": text_of(number)}


def talk(number: int) -> Row:
    return {"text": [{"role": "user", "text": text_of(number)}, {"role": "agent", "text": f"so it is, {number}"}]}


def pair(number: int) -> Row:
    good, bad = f"Of course, it is quite near, case {number}.", f"dont know dont know {number}"
    return {"text": good, "other": bad} if topic_of(number) == "money" else {"text": bad, "other": good}


def meal(number: int) -> Row:
    rng = np.random.default_rng(number)
    word = {"money": ("great", "lovely"), "travel": ("awful", "slow")}[topic_of(number)][int(rng.integers(2))]
    return {"text": f"the {rng.choice(['soup', 'waiter', 'wine', 'room'])} was {word} , case {number}"}


def marked(number: int) -> list[dict[str, Any]]:
    words = meal(number)["text"].split(" ")
    start = len(" ".join(words[:3])) + 1
    return [{"start": start, "end": start + len(words[3]), "label": topic_of(number)}]


def judged(number: int) -> list[dict[str, Any]]:
    opinion = marked(number)[0]
    thing = {"start": 4, "end": opinion["start"] - 5}
    return [{"target": thing, "opinion": {k: opinion[k] for k in ("start", "end")}, "label": opinion["label"]}]


@dataclass(frozen=True)
class Case:
    """A question, the items it is about and what people answer."""

    question: Row
    truth: Callable[[int], Any]
    row: Callable[[int], Row] = text_row
    fields: tuple[Row, ...] = field(default=({"id": "text"},))


def by_topic(money: Any, travel: Any) -> Callable[[int], Any]:
    return lambda number: {"money": money, "travel": travel}[topic_of(number)]


TALK = ({"id": "text", "kind": "conversation"},)
CASES = {
    "choice": Case({"labels": TOPICS}, topic_of),
    "choices": Case({"labels": TOPICS}, lambda n: [topic_of(n)]),
    "rating": Case({"low": 1, "high": 5}, by_topic(1, 5)),
    "slider": Case({"low": 0, "high": 1, "step": 0.25}, by_topic(0.25, 1)),
    "pairwise": Case(
        {"left": "text", "right": "other"}, by_topic("left", "right"), pair, ({"id": "text"}, {"id": "other"})
    ),
    "hierarchy": Case({"labels": TREE}, by_topic("money-3", "travel-7")),
    "emotions": Case({"labels": MOODS}, by_topic({"fear": 2}, {"joy": 3})),
    "affect": Case({}, by_topic({"valence": -0.5, "arousal": 0.5}, {"valence": 0.75, "arousal": 0})),
    "number": Case({"min": 0, "max": 10}, by_topic(2, 9)),
    "ranking": Case({"items": [{"name": "a"}, {"name": "b"}]}, by_topic(["a", "b"], ["b", "a"])),
    "each": Case(
        {"kind": "choice", "labels": TOPICS, "each": "turn", "on": "text"},
        lambda n: {"0": topic_of(n), "1": "money"}, talk, TALK,
    ),
    "spans": Case({"labels": TOPICS, "on": "text"}, marked, meal),
    "aspects": Case({"labels": TOPICS, "on": "text"}, judged, meal),
}  # fmt: skip


EACH_TIME = ("choices", "number", "spans")
"""One of each way to learn: the others are run where time does not matter."""


class Asked(Place):
    """A project about one question."""

    case: Case

    def fill(self, rows: list[Row]) -> None:
        schema = self.database.read(lambda c: projects.schema_of(c, self.project))
        plan = Plan([Column(name=str(one["id"]), role="field") for one in self.case.fields], schema)
        new, project = [plan.read(row, number=n) for n, row in enumerate(rows)], self.project
        self.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=self.at, by="test"))

    def lease(self, lent: Lent) -> Assignment:
        return self.database.read(lambda c: labels.get_assignment(c, lent.id))

    def answer(self, person: int, lent: Lent, *, seconds: float = 0, **_: Any) -> Any:
        self.at += 1
        project, number = self.project, self.lease(lent).item - self.item(0)
        sent = Submission(
            id=str(uuid.uuid4()),
            assignment=lent.id,
            values={"asked": self.case.truth(number)},
            schema_version=1,
            active_ms=int(1_000 * seconds) + number % 7,
        )
        who = self.database.read(lambda c: labels.annotator_of(c, project, person=person, name=""))
        return self.database.write(lambda c: cycle.answer(c, project, who, sent, at=self.at))

    def lent(self, count: int) -> list[Assignment]:
        """Let a person answer so many; give what was lent."""
        found = []
        for _ in range(count):
            lent = self.ask(1)
            assert lent is not None
            found.append(self.lease(lent))
            self.answer(1, lent)
        return found

    def control(self) -> set[int]:
        return set(self.database.read(lambda c: versions.control_and_gone(c, self.number))[0])


Opening = Callable[..., Asked]


@pytest.fixture
def opening(database: Database, data_dir: Path, tmp_path: Path) -> Opening:
    def make(kind: str, case: Case, **settings: float) -> Asked:
        schema = {
            "fields": list(case.fields), "questions": [{"id": "asked", "name": "What?", "kind": kind, **case.question}],
        }  # fmt: skip
        project = database.write(
            lambda c: projects.create(
                c, name="Arms", schema=schema, settings={"control_rate": 0.3, **settings}, at=1, by="test", key=KEY
            )
        )
        files = SegmentFiles(data_dir)
        published = PublishedPredictions(files)
        models = BuiltInModels(media=MediaContents(FolderShelf(data_dir), roots=(str(tmp_path),)))
        place = Asked(database, project.id, files, published, Learning(database, files, models, published))
        place.case = case
        return place

    return make


def check_arms(place: Asked, *, taught: int, then: int) -> None:
    """Teach; then most of what is lent was chosen by the strategy of the project, and the rest by chance."""
    place.learn()
    first = place.lent(taught)
    assert {one.strategy for one in first if one.reason is Reason.UNCERTAIN} <= {"query/typical.v1", BY_CHANCE}
    assert place.learn() == 1
    first += place.lent(1)
    place.learn()
    view = place.database.read(lambda c: models_view(c, place.project))
    assert view.champion == 1
    assert view.ranking is not None
    assert view.ranking.strategy == "query/margin-clusters.v1"
    later = place.lent(then)
    chosen = Counter((one.reason, one.strategy) for one in later)
    assert set(chosen) == {(Reason.UNCERTAIN, view.ranking.strategy), (Reason.CONTROL, None)}
    control = place.control()
    assert all((one.reason is Reason.CONTROL) == (one.item in control) for one in [*first, *later])
    by_chance = sum(one.reason is Reason.CONTROL for one in [*first, *later])
    assert by_chance == pytest.approx(0.3 * (taught + then + 1), abs=1), "thirty of the first hundred"


@pytest.mark.parametrize(
    "kind", [one if one in EACH_TIME else pytest.param(one, marks=pytest.mark.slow) for one in CASES]
)
def test_what_is_asked_is_chosen_by_the_strategy_but_for_the_share_of_chance(opening: Opening, kind: str) -> None:
    case = CASES[kind]
    place = opening(kind, case)
    place.fill([case.row(n) for n in range(ITEMS)])
    check_arms(place, taught=TAUGHT, then=THEN)


@pytest.mark.parametrize("kind", ["spans", "emotions"])
def test_seconds_saved_compare_what_the_coin_withheld_and_never_what_is_blind(opening: Opening, kind: str) -> None:
    case = CASES[kind]
    place = opening(kind, case, hidden_share=0.5, overlap=0)
    place.fill([case.row(n) for n in range(150)])
    place.learn()
    place.lent(TAUGHT)
    assert place.learn() == 1
    place.lent(1)
    place.learn()
    view = place.database.read(lambda c: models_view(c, place.project))
    assert (view.champion, view.help) == (1, None), "what came before the first version says nothing"
    place.at = view.versions[0].created_at + 1
    lent = Counter[tuple[bool, bool]]()
    for _ in range(90):
        one = place.ask(1)
        assert one is not None
        blind, shown = place.lease(one).reason is Reason.CONTROL, one.suggestion is not None
        lent[blind, shown] += 1
        place.answer(1, one, seconds=30 if blind else 3 if shown else 8)
    found = place.database.read(lambda c: models_view(c, place.project)).help
    assert found is not None
    assert lent[True, True] == 0, "a control item is answered without a suggestion"
    assert (found.shown, found.withheld) == (lent[False, True], lent[False, False])
    assert (round(found.with_s), round(found.without_s)) == (3, 8)
    assert 4.9 < found.saved.low <= found.saved.estimate <= found.saved.high < 5.1


@pytest.mark.slow
def test_pictures_to_draw_on_are_chosen_by_the_strategy_but_for_the_share_of_chance(
    opening: Opening, data_dir: Path, tmp_path: Path
) -> None:
    names = [{"id": "square", "name": "Square"}, {"id": "disc", "name": "Disc"}]
    place = opening(
        "boxes", Case({"labels": names}, lambda n: drawing(n)[1], fields=({"id": "picture", "kind": "image"},))
    )
    media = Media(FolderShelf(data_dir), roots=(str(tmp_path),))
    for number in range(64):
        Image.fromarray(drawing(number)[0]).save(tmp_path / f"{number}.png")
    place.fill([{"picture": media.take(str(tmp_path / f"{n}.png"), kind="image")} for n in range(64)])
    check_arms(place, taught=20, then=10)


SHAPES = {"labels": TOPICS, "on": "picture"}
UNLEARNT: dict[str, tuple[Row, tuple[Row, ...]]] = {
    "text": ({}, ({"id": "text"},)),
    "polygons": (SHAPES, ({"id": "text"}, {"id": "picture", "kind": "image"})),
    "points": (SHAPES, ({"id": "text"}, {"id": "picture", "kind": "image"})),
    "segments": ({**SHAPES, "on": "sound"}, ({"id": "text"}, {"id": "sound", "kind": "audio"})),
}


@pytest.mark.parametrize("kind", UNLEARNT)
def test_what_no_model_learns_is_named_with_its_reason_and_asked_by_chance(opening: Opening, kind: str) -> None:
    settings, fields = UNLEARNT[kind]
    place = opening(kind, Case(settings, lambda _: None, fields=fields))
    place.fill([{"text": text_of(n)} for n in range(20)])
    assert place.learn() is None
    lent = place.ask(1)
    assert lent is not None
    lease = place.lease(lent)
    assert (lease.reason, lease.strategy) in {(Reason.UNCERTAIN, BY_CHANCE), (Reason.CONTROL, None)}
    view = place.database.read(lambda c: models_view(c, place.project))
    assert [one.question for one in view.unlearnt] == ["asked"]
    assert view.unlearnt[0].why.endswith("are not learnt; items are asked in random order.")
    assert view.ranking is None


def test_a_question_beside_the_one_that_is_learnt_says_so(start: Callable[..., Place]) -> None:
    view = (place := start(5)).database.read(lambda c: models_view(c, place.project))
    assert [one.question for one in view.unlearnt] == ["tags", "stars", "why", "marks"]
    assert view.unlearnt[0].why == "A model learns one question of a project, here “Topic?”."
