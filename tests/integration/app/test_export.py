from collections.abc import Callable
from pathlib import Path

from inloop.app.export.tables import rows_of
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from tests.integration.loop.conftest import Stage


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
