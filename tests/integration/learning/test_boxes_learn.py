"""From drawn boxes to a version that draws boxes on the next pictures."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from inloop.adapters.jobs.learning import Learning
from inloop.adapters.media.contents import MediaContents
from inloop.adapters.models.built_in import BuiltInModels
from inloop.app.export import tables
from inloop.app.media import Media
from inloop.database import Database
from inloop.database.shelf import FolderShelf
from inloop.kernel.errors import InvalidInputError
from inloop.loop import cycle, projects
from inloop.loop.items.model import Column
from inloop.loop.items.policies import Plan
from inloop.loop.labelling import service as labels
from inloop.loop.labelling.model import Lent, Submission
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.service import PublishedPredictions
from inloop.loop.training.predicting import Predictor
from inloop.loop.training.service import model_view
from tests.integration.learning.conftest import KEY, Place
from tests.squares import drawing

LABELS = [{"id": "square", "name": "Square"}, {"id": "disc", "name": "Disc"}]
SCHEMA = {
    "fields": [{"id": "number"}, {"id": "picture", "kind": "image"}],
    "questions": [{"id": "things", "kind": "boxes", "name": "Where?", "labels": LABELS}],
}


class Drawing(Place):
    def bring_pictures(self, count: int, folder: Path, media: Media) -> None:
        schema = self.database.read(lambda c: projects.schema_of(c, self.project))
        columns = [Column(name="number", role="field"), Column(name="picture", role="field")]
        plan, new = Plan(columns, schema), []
        for number in range(count):
            Image.fromarray(drawing(number)[0]).save(folder / f"{number}.png")
            taken = media.take(str(folder / f"{number}.png"), kind="image")
            new.append(plan.read({"number": f"number {number}", "picture": taken}, number=number))
        project = self.project
        self.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=self.at, by="test"))

    def answer(self, person: int, lent: Lent, **values: Any) -> Any:
        self.at += 1
        project, number = self.project, int(str(lent.fields[0]["value"]).rsplit(" ", 1)[1])
        said = {"things": drawing(number)[1], **values}
        sent = Submission(id=str(uuid.uuid4()), assignment=lent.id, values=said, schema_version=1)
        who = self.database.read(lambda c: labels.annotator_of(c, project, person=person, name=""))
        return self.database.write(lambda c: cycle.answer(c, project, who, sent, at=self.at))


@pytest.fixture
def drawing_place(database: Database, data_dir: Path, tmp_path: Path) -> Callable[[int], Drawing]:
    def make(items: int) -> Drawing:
        project = database.write(lambda c: projects.create(c, name="Shapes", schema=SCHEMA, at=1, by="test", key=KEY))
        files, folder = SegmentFiles(data_dir), tmp_path / "pictures"
        folder.mkdir()
        shelf = FolderShelf(data_dir)
        media = Media(shelf, roots=(str(folder),))
        published = PublishedPredictions(files)
        models = BuiltInModels(media=MediaContents(shelf, roots=(str(folder),)))
        learning = Learning(database, files, models, published)
        place = Drawing(database, project.id, files, published, learning)
        place.bring_pictures(items, folder, media)
        return place

    return make


def test_from_drawn_boxes_a_version_finds_the_boxes_of_the_next_pictures(
    drawing_place: Callable[[int], Drawing], data_dir: Path, tmp_path: Path
) -> None:
    place = drawing_place(48)
    place.learn()
    place.answer_many(30)
    assert place.learn() == 1
    found = [
        place.database.read(lambda c, n=n: place.published.of(c, place.project, place.item(n), 1)) for n in range(48)
    ]
    told = sum(len(one["things"]) for one in found if one is not None)
    assert all(0.25 <= part["p"] <= 1 for one in found if one is not None for part in one["things"])
    right = 0
    for number, one in enumerate(found):
        assert one is not None
        for box in drawing(number)[1]:
            near = [p for p in one["things"] if p["label"] == box["label"] and abs(p["x"] - box["x"]) < 6]
            right += any(abs(part["y"] - box["y"]) < 6 for part in near)
    given = sum(len(drawing(n)[1]) for n in range(48))
    assert right > 0.8 * given
    assert told < 1.5 * given
    view = place.database.read(lambda c: model_view(c, place.project, 1))
    assert [line.label for line in view.per_class] == ["square", "disc"]
    assert "parts-learner/boxes.v1" in view.card
    doubt = place.database.read(lambda c: place.published.columns(c, place.number))
    assert doubt is not None
    assert np.isfinite(doubt.p).all()
    _every_door_says_the_same(place, found[40], data_dir, tmp_path / "pictures")


def _every_door_says_the_same(place: Drawing, kept: Any, data_dir: Path, folder: Path) -> None:
    """By its number, by its file and in the export a picture has the boxes that were found in it."""
    shelf, roots = FolderShelf(data_dir), (str(folder),)
    media = Media(shelf, roots=roots)
    models = BuiltInModels(media=MediaContents(shelf, roots=roots))
    predictor = Predictor(place.files, models, take=lambda cell, kind: media.take(cell, kind=kind))
    asked = [place.item(40), {"picture": str(folder / "40.png")}]
    said = place.database.read(lambda c: predictor.predict(c, place.project, asked)).predictions
    assert [one.parts for one in said] == [kept["things"], kept["things"]]
    assert abs(said[0].p - said[1].p) < 0.01
    for elsewhere in (str(folder / "none.png"), "file:///etc/passwd"):
        with pytest.raises(InvalidInputError, match="cannot be read"):
            place.database.read(lambda c, named=elsewhere: predictor.predict(c, place.project, [{"picture": named}]))
    with pytest.raises(InvalidInputError, match="are the most"):
        place.database.read(lambda c: predictor.predict(c, place.project, [asked[1]] * 51))
    runs = place.database.read(
        lambda c: [
            row for run in tables.rows_of(c, place.project, "predictions", published=place.published) for row in run
        ]
    )
    assert [row["predicted"] for row in runs if row["item"] == place.item(40)] == [kept["things"]]
