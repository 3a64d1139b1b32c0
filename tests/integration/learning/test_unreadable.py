"""Items whose picture is broken or cannot be read are counted and found."""

from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Connection

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.media.contents import MediaContents
from inloop.adapters.models.built_in import BuiltInModels
from inloop.app import again
from inloop.app.browse import Filter, Sort, Status, facets, facets_of, page_of
from inloop.app.browse.model import View
from inloop.app.media import Media
from inloop.database import Database
from inloop.database.shelf import FolderShelf
from inloop.kernel.ids import item_id, ordinal_of
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from tests.integration.learning.conftest import KEY
from tests.squares import drawing

SCHEMA = {
    "fields": [{"id": "picture", "kind": "image"}, {"id": "told", "kind": "row", "show": "metadata"}],
    "questions": [{"id": "q", "kind": "choice", "name": "Which?", "labels": [{"name": "a"}, {"name": "b"}]}],
}


def test_pictures_that_are_broken_or_cannot_be_read_are_counted_and_listed(
    database: Database, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = database.write(lambda c: projects.create(c, name="P", schema=SCHEMA, at=1, by="t", key=KEY))
    shelf, roots = FolderShelf(data_dir), (str(tmp_path),)
    media = Media(shelf, roots=roots)
    for number in range(6):
        Image.fromarray(drawing(number)[0]).save(tmp_path / f"{number}.png")
    told = [media.take(str(tmp_path / f"{n}.png"), kind="image") for n in range(6)]
    (tmp_path / "5.png").unlink()
    told[4] = {"name": "4.png", "state": "broken", "why": "It is no picture."}
    plan = Plan(
        [Column(name=name, role="field") for name in ("picture", "told")],
        database.read(lambda c: projects.schema_of(c, project)),
    )
    new = [plan.read({"picture": one, "told": {"state": "broken"}}, number=n) for n, one in enumerate(told)]
    database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=2, by="t"))
    files = SegmentFiles(data_dir)
    published = PublishedPredictions(files)

    def listed() -> tuple[int, list[int]]:
        def read(connection: Connection) -> tuple[int, list[int]]:
            view = View.of(connection, project, published, with_blind=True)
            page = page_of(view, Filter(status=Status.UNREADABLE), sort=Sort.OLD, cursor="", limit=50)
            return facets_of(view, Filter()).status["unreadable"], [ordinal_of(row.id) for row in page.rows]

        return database.read(read)

    assert listed()[1] == [4]
    learning = Learning(database, files, BuiltInModels(media=MediaContents(shelf, roots=roots)), published)
    learning.describe(project.id)
    monkeypatch.setattr(facets, "FRESH_S", -1.0)
    assert listed() == (2, [4, 5])
    Image.fromarray(drawing(5)[0]).resize((40, 40)).save(tmp_path / "5.png")
    last = database.read(lambda c: again.those(c, project, [item_id(project.id, 5)]))
    database.write(lambda c: again.keep(c, project, again.look_at(media, last), at=3, by="t"))
    assert listed() == (1, [4]), "what was computed of an earlier revision says nothing of this one"
