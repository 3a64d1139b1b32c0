from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from inloop import record
from inloop.app.doctor import examine, mend
from inloop.app.payloads import payload_of
from inloop.kernel.clock import MINUTE
from inloop.kernel.ids import item_id
from inloop.loop import cycle
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from tests.integration.loop.conftest import Stage, rows

Start = Callable[..., Stage]


def worked(start: Start) -> Stage:
    stage = start(answers_per_item=2, overlap=0)
    stage.bring([{**row, "mood": "bad"} for row in rows(4)] + rows(12)[4:])
    for person in (1, 2):
        for _ in range(6):
            stage.answer(person, stage.ask(person).assignments[0].id, None if person == 2 else "good")
    stage.skip(1, stage.ask(1).assignments[0].id)
    stage.bring([{"id": "r1", "text": "changed"}])
    return stage


def test_what_is_derived_equals_what_the_facts_amount_to(start: Start) -> None:
    assert examine(worked(start).database).findings == []


def test_what_was_damaged_is_named_and_put_right(start: Start, tmp_path: Path) -> None:
    stage = worked(start)

    def damage(connection: Any) -> None:
        connection.execute(text("UPDATE vote SET code = 1 - code WHERE code >= 0"))
        connection.execute(text("UPDATE progress SET answers = 1"))

    stage.database.write(damage)
    tables = {finding.table for finding in examine(stage.database).findings}
    assert tables == {"vote", "progress.answers"}
    assert mend(stage.database, PublishedPredictions(SegmentFiles(tmp_path))).healthy


def test_the_queue_is_compared_with_what_was_lent_and_answered(start: Start, tmp_path: Path) -> None:
    stage = worked(start)
    broken = "UPDATE ask SET given = given + 1, open = NOT open WHERE item = (SELECT min(item) FROM ask)"
    stage.database.write(lambda c: c.execute(text(broken)) and None)
    (found,) = examine(stage.database).findings
    assert found.table == "ask"
    assert "kept (given, open)" in found.difference
    assert mend(stage.database, PublishedPredictions(SegmentFiles(tmp_path))).healthy


def test_a_lease_that_runs_out_frees_no_place_of_a_newer_content_nor_of_an_item_that_is_gone(start: Start) -> None:
    stage = start(answers_per_item=1, overlap=0, control_rate=0)
    stage.bring(rows(2))
    items = [stage.ask(person).assignments[0].item for person in (1, 2)]
    assert len(set(items)) == 2
    stage.at += 10 * MINUTE
    stage.bring([{"id": "r0", "text": "changed"}])
    gone = item_id(stage.number, 1)
    stage.database.write(lambda c: cycle.delete(c, stage.project, [gone], at=stage.at, by="test"))
    (held,) = stage.ask(3).assignments
    assert held.fields[0]["value"] == "changed"
    stage.at += 6 * MINUTE
    assert stage.ask(4).assignments == []
    assert examine(stage.database).findings == []


def test_the_record_proves_what_people_said(start: Start) -> None:
    stage = worked(start)
    record.seal(stage.database, at=stage.at)
    assert record.verify(stage.database, payload_of=payload_of).verified
    stage.database.write(lambda c: c.execute(text('UPDATE annotation SET body = \'{"mood":"bad"}\'')) and None)
    assert not record.verify(stage.database, payload_of=payload_of).verified
