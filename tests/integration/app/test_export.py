import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from inloop.app.export import stream_export
from inloop.app.export.tables import rows_of
from inloop.app.system import NoSuggestions, System
from inloop.kernel.settings import Settings
from inloop.loop import cycle
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from tests.integration.loop.conftest import Stage, Suggesting


def test_an_answer_is_exported_before_the_worker_has_settled_it(start: Callable[..., Stage], tmp_path: Path) -> None:
    stage = start(4)
    for mood in ("good", "bad", None):
        stage.answer(1, stage.ask(1).assignments[0].id, mood)
    published = PublishedPredictions(SegmentFiles(tmp_path))
    rows = stage.database.read(
        lambda c: [row for run in rows_of(c, stage.project, "labels", published=published) for row in run]
    )
    assert sorted((row["mood"], row["mood.posterior"], row["mood.answers"]) for row in rows) == [
        ("bad", None, 1),
        ("good", None, 1),
    ]


def written(stage: Stage) -> None:
    """Let two people write, and the first one change their mind."""
    lent: dict[int, str] = {}
    for person, why in ((1, "too slow"), (2, "=cheap, and good"), (1, "slow, still")):
        if person not in lent:
            lent[person] = stage.ask(person).assignments[0].id
        stage.answer(person, lent[person], values={"mood": "good", "why": why})
        stage.at += 1


def exported(stage: Stage, folder: Path, form: str) -> bytes:
    settings = Settings(data_dir=folder)
    system = System(settings=settings, database=stage.database, suggestions=NoSuggestions())
    return b"".join(stream_export(system, stage.project, what="labels", form=form))


def test_labels_hold_what_people_wrote_the_newest_first_of_all(start: Callable[..., Stage], tmp_path: Path) -> None:
    stage = start(1, answers_per_item=2, overlap=0)
    written(stage)
    row = json.loads(exported(stage, tmp_path, "jsonl"))
    assert (row["why"], row["why.answers"]) == ("slow, still", 2)
    assert row["why.all"] == ["=cheap, and good", "slow, still"]
    [cells] = csv.DictReader(io.StringIO(exported(stage, tmp_path, "csv").decode("utf-8-sig")))
    assert json.loads(cells["why.all"]) == row["why.all"]
    columns = pq.read_table(io.BytesIO(exported(stage, tmp_path, "parquet"))).to_pylist()[0]
    assert (columns["why"], columns["why.answers"]) == ("slow, still", 2)
    assert json.loads(columns["why.all"]) == row["why.all"]


def test_an_item_with_a_text_alone_is_among_the_labels_until_it_is_taken_back(
    start: Callable[..., Stage], tmp_path: Path
) -> None:
    stage = start(2)
    receipt = stage.answer(1, stage.ask(1).assignments[0].id, values={"mood": None, "why": "cannot tell"})
    assert json.loads(exported(stage, tmp_path, "jsonl"))["why"] == "cannot tell"
    project, who = stage.project, stage.annotator(1)
    stage.database.write(lambda c: cycle.withdraw(c, project, who, receipt.id, suggestions=Suggesting(), at=stage.at))
    assert exported(stage, tmp_path, "jsonl") == b""
