"""Vectors and probabilities as files that rows name."""

from collections.abc import Callable

import numpy as np

from inloop.loop import cycle
from inloop.loop.predictions import store
from inloop.loop.predictions.model import FEATURES
from tests.integration.learning.conftest import Place

Start = Callable[..., Place]


def vectors(place: Place) -> np.ndarray:
    (segment,) = place.database.read(lambda c: store.manifest(c, place.number, FEATURES, newest(place)))
    return np.array(place.files.open(segment)["values"], np.float32)


def newest(place: Place) -> int:
    found = place.database.read(lambda c: store.current(c, place.number))
    assert found is not None
    return found.version


def test_new_items_get_vectors_and_the_old_ones_keep_theirs(start: Start) -> None:
    place = start(60)
    place.learning.describe(place.number)
    before = vectors(place)
    place.bring(range(60, 90))
    assert place.number in place.database.read(place.learning.needing_features)
    place.learning.describe(place.number)
    after = vectors(place)
    assert len(after) == 90
    assert np.array_equal(after[:60], before)
    assert place.number not in place.database.read(place.learning.needing_features)


def test_vectors_are_learnt_anew_once_the_project_has_grown_fourfold(start: Start) -> None:
    place = start(20)
    place.learning.describe(place.number)
    place.bring(range(20, 90))
    place.learning.describe(place.number)
    assert newest(place) == 2
    assert len(vectors(place)) == 90


def test_a_revised_item_gets_the_vector_of_its_new_content_and_an_erased_one_none(start: Start) -> None:
    place = start(40)
    place.learning.describe(place.number)
    before = vectors(place)
    place.bring(range(3, 4), text=lambda _: "please help with my flight and hotel and visa case 3")
    project = place.project
    place.database.write(lambda c: cycle.erase(c, project, place.item(5), at=place.at, by="test"))
    place.learning.describe(place.number)
    after = vectors(place)
    assert not np.array_equal(after[3], before[3])
    assert not after[5].any()
    assert np.array_equal(np.delete(after, [3, 5], axis=0), np.delete(before, [3, 5], axis=0))


def test_blind_fields_leave_no_trace_in_the_vectors(start: Start) -> None:
    one, other = start(), start()
    one.bring(range(40), sex="f")
    other.bring(range(40), sex="m")
    for place in (one, other):
        place.learning.describe(place.number)
    # the projects draw their samples by different seeds, so texts are compared by their likeness to one another
    assert np.allclose(vectors(one) @ vectors(one).T, vectors(other) @ vectors(other).T, atol=0.02)


def test_files_that_no_row_names_are_swept_and_the_others_stay(start: Start) -> None:
    import os

    place = start(40)
    place.learning.describe(place.number)
    place.bring(range(40, 50))
    place.learning.describe(place.number)
    for path in place.files.folder.rglob("*.npy"):
        os.utime(path, (0, 0))
    named = place.database.read(store.named_paths)
    assert place.files.sweep(named) == 1
    assert len(vectors(place)) == 50
