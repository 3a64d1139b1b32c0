"""What the Data page gives is what one finds by looking at every item."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Connection

from inloop.app import browse
from inloop.app.browse.model import Filter, ItemRow, Sort, Status, View
from inloop.app.browse.pages import rows_of
from inloop.database import Database
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop import cycle, projects
from inloop.loop.items import search
from inloop.loop.items.model import Column
from inloop.loop.predictions import store as predictions
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.model import Champion
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.quality.service import keep
from inloop.loop.quality.settle import Settler
from tests.integration.loop.conftest import Stage

ITEMS = 2_000
WRONG = 0.15
WORDS = ["card", "lost", "money", "transfer", "weather"]
LABELS = [{"name": name} for name in ("bank", "talk", "home")]
ONE = {"id": "mood", "kind": "choice", "name": "Topic?", "labels": LABELS}
MANY = {**ONE, "kind": "choices"}


@dataclass
class Site:
    """A project with every sort of item in it."""

    stage: Stage
    published: PublishedPredictions

    def read(self, query: Callable[[View], Any]) -> Any:
        def look(connection: Connection) -> Any:
            return query(View.of(connection, self.stage.project, self.published, with_blind=True))

        return self.stage.database.read(look)

    def pages(self, asked: Filter, sort: Sort, *, limit: int = 170) -> list[ItemRow]:
        rows: list[ItemRow] = []
        cursor: str | None = ""
        while cursor is not None:
            page = self.read(lambda v, at=cursor: browse.page_of(v, asked, sort=sort, cursor=at, limit=limit))
            assert page.total_exact
            rows, cursor = rows + page.rows, page.next
        assert page.total == len(rows)
        return rows


def fill(database: Database, data_dir: Path, question: dict[str, Any]) -> Site:
    """Bring items, let people answer, skip and flag, change and delete some, settle, index, predict."""
    rng = random.Random(5)
    schema = {"fields": [{"id": "text"}], "questions": [question]}
    project = database.write(lambda c: projects.create(c, name="Topics", schema=schema, settings={}, at=1, by="test"))
    stage = Stage(database, project.id)
    stage.bring([row(rng, n, question, share=0.3) for n in range(ITEMS)], COLUMNS)
    for person in range(60):
        [held] = stage.ask(person).assignments
        if person % 3:
            value = ["home"] if question is MANY else "home"
            stage.answer(person, held.id, values={"mood": value}, flag=person % 3 == 1)
        else:
            stage.skip(person, held.id)
    stage.bring([row(rng, n, question, share=0.2) for n in range(0, ITEMS, 25)], COLUMNS)
    gone = [item_id(project.id, ordinal) for ordinal in rng.sample(range(ITEMS), 40)]
    database.write(lambda c: cycle.delete(c, stage.project, gone, at=2, by="test"))
    files = SegmentFiles(data_dir)
    published = PublishedPredictions(files)
    for settling in Settler(database, published).find(project.id, whole=True):
        database.write(lambda c, one=settling: keep(c, one.rows, one.foretold))
    while database.bulk(lambda c: search.index_chunk(c, project.id, projects.schema_of(c, stage.project))):
        pass
    if question is ONE:
        predict(stage, files)
    return Site(stage, published)


COLUMNS = [
    Column(name="id", role="key"),
    Column(name="text", role="field"),
    *(Column(name=who, role="label", question="mood", annotator=who) for who in ("first", "second", "third")),
]


def row(rng: random.Random, number: int, question: dict[str, Any], *, share: float) -> dict[str, Any]:
    def said() -> Any:
        if rng.random() > share:
            return None
        names = rng.sample(["bank", "talk", "home"], 2) if rng.random() < WRONG else right
        return names if question is MANY else names[0]

    right = [["bank"], ["talk"], ["home"], ["talk", "bank"]][number % 4]

    told = {who: value for who in ("first", "second", "third") if (value := said()) is not None}
    return {"id": f"r{number}", "text": " ".join(rng.choices(WORDS, k=3)), **told}


def predict(stage: Stage, files: SegmentFiles) -> None:
    """Publish a version that has seen all items but the last hundred, and those that changed as they were."""
    chances = np.random.default_rng(3).dirichlet(np.ones(3), ITEMS - 100).astype(np.float16)
    segment = files.write(
        chances, np.ones(len(chances), np.int32), project=stage.number, kind="probabilities", version=1, number=0
    )

    def publish(connection: Connection) -> None:
        predictions.put_segments(connection, [segment])
        predictions.crown(
            connection, Champion(project=stage.number, version=1, question="mood", classes=[0, 1, 2]), at=3
        )

    stage.database.write(publish)


@dataclass
class Truth:
    """Every living item as its row and its own columns tell it."""

    rows: dict[int, ItemRow]
    control: dict[int, bool]

    def fitting(self, asked: Filter) -> set[int]:
        return {number for number in self.rows if self._fits(number, asked)}

    def _fits(self, number: int, asked: Filter) -> bool:
        row = self.rows[number]
        words = asked.q.split()
        has_words = all(word in row.text.split() for word in words[:-1]) and (
            not words or any(word.startswith(words[-1]) for word in row.text.split())
        )
        return (
            has_words
            and (not asked.label or (row.consensus is not None and asked.label in row.consensus.labels))
            and (not asked.predicted or (row.prediction is not None and row.prediction.label == asked.predicted))
            and (asked.status is None or (row.flagged if asked.status == "flagged" else row.status == asked.status))
            and (asked.control is None or self.control[number] == asked.control)
        )


def truth_of(site: Site) -> Truth:
    def look(view: View) -> Truth:
        found = view.connection.exec_driver_sql("SELECT id, control FROM item WHERE deleted_at IS NULL").fetchall()
        rows = [row for at in range(0, len(found), 400) for row in rows_of(view, [n for n, _ in found[at : at + 400]])]
        return Truth({row.id: row for row in rows}, {number: bool(control) for number, control in found})

    return site.read(look)


def filters(count: int) -> list[Filter]:
    """Give filters of chance that combine everything, after each condition alone."""
    rng = random.Random(11)
    choices: dict[str, list[Any]] = {
        "q": ["card", "card lost", "m", "weather tran", "nothing"],
        "status": list(Status),
        "label": ["bank", "home", "unheard of"],
        "predicted": ["bank", "talk", "unheard of"],
        "control": [True, False],
    }
    alone = [Filter(**{name: value}) for name, values in choices.items() for value in values]
    mixed = [
        Filter(**{name: rng.choice(choices[name]) for name in rng.sample(sorted(choices), rng.randint(2, 4))})
        for _ in range(count)
    ]
    return [Filter(), *alone, *mixed]


@pytest.mark.parametrize("question", [ONE, MANY], ids=["one label", "many labels"])
def test_every_filter_gives_what_looking_at_each_item_gives(
    database: Database, data_dir: Path, question: dict[str, Any]
) -> None:
    site = fill(database, data_dir, question)
    truth = truth_of(site)
    met = Counter[bool]()
    for asked in filters(40):
        expected = truth.fitting(asked)
        met[bool(expected)] += 1
        newest = [row.id for row in site.pages(asked, Sort.NEW)]
        assert newest == sorted(expected, reverse=True), asked
        facets = site.read(lambda v, asked=asked: browse.facets_of(v, asked))
        assert told(facets) == counted([truth.rows[number] for number in expected]), asked
    assert met[True] > 15


def told(facets: browse.Facets) -> dict[str, dict[str, int]]:
    groups = {"status": facets.status, "label": facets.label, "predicted": facets.predicted}
    return {name: {key: n for key, n in group.items() if n} for name, group in groups.items()}


def counted(rows: list[ItemRow]) -> dict[str, dict[str, int]]:
    status = Counter(row.status for row in rows) + Counter({"flagged": sum(row.flagged for row in rows)})
    label = Counter(name for row in rows if row.consensus for name in row.consensus.labels)
    predicted = Counter(row.prediction.label for row in rows if row.prediction)
    return {"status": dict(status), "label": dict(label), "predicted": dict(predicted)}


def test_the_least_certain_come_first_each_once_and_those_without_a_prediction_last(
    database: Database, data_dir: Path
) -> None:
    site = fill(database, data_dir, ONE)
    truth = truth_of(site)
    margin = site.read(lambda v: v.columns()).margin
    for asked in [Filter(), Filter(q="card"), Filter(status=Status.UNANSWERED, control=False)]:
        rows = site.pages(asked, Sort.UNCERTAIN)
        assert {row.id for row in rows} == truth.fitting(asked)
        assert len(rows) == len(truth.fitting(asked))
        known = [row.prediction is not None for row in rows]
        assert known == sorted(known, reverse=True)
        gaps = [float(margin[ordinal_of(row.id)]) for row in rows if row.prediction is not None]
        assert all(a <= b + 2e-5 for a, b in pairwise(gaps))


def test_an_item_counts_under_each_label_that_people_gave_it(database: Database, data_dir: Path) -> None:
    site = fill(database, data_dir, MANY)
    facets = site.read(lambda v: browse.facets_of(v, Filter()))
    rows = site.pages(Filter(label="talk"), Sort.OLD)
    assert facets.label["talk"] == len(rows) > 100
    assert any(len(row.consensus.labels) > 1 for row in rows if row.consensus)
    assert all(row.consensus and "talk" in row.consensus.labels for row in rows)


def test_what_the_model_said_of_another_question_is_not_shown(database: Database, data_dir: Path) -> None:
    site = fill(database, data_dir, ONE)
    database.write(
        lambda c: predictions.crown(
            c, Champion(project=site.stage.number, version=1, question="gone", classes=[0, 1, 2]), at=4
        )
    )
    assert site.read(lambda v: browse.facets_of(v, Filter(q="card"))).predicted == {}
    assert not any(row.prediction for row in site.pages(Filter(q="card"), Sort.NEW))
