"""What was erased is nowhere any more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from inloop.database import Database
from inloop.loop import cycle, projects
from inloop.loop.items import search
from inloop.loop.items.policies import Plan
from inloop.loop.items.store import search as search_store
from inloop.loop.labelling import service as labels
from tests.integration.learning.conftest import COLUMNS, Place, text_of

Start = Callable[..., Place]
MARK = "Zanzibarqx"
ITEM = 205


def secretive(number: int) -> str:
    return f"{MARK} asks {text_of(number)}" if number == ITEM else text_of(number)


def index(place: Place) -> None:
    schema = place.database.read(lambda c: projects.schema_of(c, place.project))
    while place.database.bulk(lambda c: search.index_chunk(c, place.number, schema)):
        pass


def bring(place: Place, numbers: list[int], *, text: Callable[[int], str]) -> None:
    """Bring items whose keys come in no order, so that the pages of their index are split again and again."""
    plan = Plan(COLUMNS, place.database.read(lambda c: projects.schema_of(c, place.project)))
    new = [
        plan.read({"key": f"{MARK if n == ITEM else ''}{n * 7919 % 4001}", "text": text(n), "sex": "f"}, number=n)
        for n in numbers
    ]
    project = place.project
    place.database.bulk(lambda c: cycle.bring(c, project, new, source=None, at=place.at, by="test"))


def spoken_of(place: Place) -> int:
    """Bring a secret in, talk about it, learn from it, and revise it and others; give its item."""
    for first in range(0, 2_000, 200):
        bring(place, list(range(first, first + 200)), text=secretive)
    index(place)
    given = 0
    while given < 40 and (lent := place.ask(1)) is not None:
        place.answer(1, lent, why=f"{MARK} said so")
        given += 1
    lent = place.ask(1)
    assert lent is not None
    project = place.project
    who = place.database.write(lambda c: labels.annotator_of(c, project, person=1, name=""))
    place.database.write(
        lambda c: labels.skip(c, project, who, lent.id, reason="unclear", note=f"who is {MARK}", at=place.at)
    )
    bring(place, [*range(0, 2_000, 3), ITEM], text=lambda n: secretive(n) + " once more")
    index(place)
    place.learn()
    return place.item(ITEM)


def erase_all_that_knows(place: Place, item: int) -> None:
    project = place.project
    query = "SELECT item FROM annotation WHERE body LIKE :s UNION SELECT item FROM assignment WHERE note LIKE :s"
    knowing = place.database.read(lambda c: list(c.execute(text(query), {"s": f"%{MARK}%"}).scalars()))
    for number in [item, *knowing]:
        place.database.write(lambda c, n=number: cycle.erase(c, project, n, at=place.at, by="test"))  # type: ignore[misc]


def traces(place: Place, folder: Path) -> list[str]:
    """Name every file and table that holds a word of the secret."""
    if not place.database.is_sqlite:
        return place.database.read(tables_with_secret)
    facts = Path(str(place.database.engine.url.database))
    files = [*facts.parent.glob(facts.name + "*"), *(path for path in folder.rglob("*") if path.is_file())]
    return [path.name for path in files if MARK.lower().encode() in path.read_bytes().lower()]


def tables_with_secret(connection: Connection) -> list[str]:
    names = [*inspect(connection).get_table_names()]
    query = 'SELECT count(*) FROM "{}" AS told WHERE told::text ILIKE :s'
    return [n for n in names if connection.execute(text(query.format(n)), {"s": f"%{MARK}%"}).scalar()]


def found(database: Database, project: int, words: str) -> int:
    query = search_store.found
    return len(database.read(lambda c: c.execute(query(c, project, words=search.match(words))).all()))


def test_what_was_erased_is_in_no_file_and_no_table(start: Start, data_dir: Path) -> None:
    place = start()
    item = spoken_of(place)
    assert traces(place, data_dir)
    erase_all_that_knows(place, item)
    assert place.database.scrub()
    assert traces(place, data_dir) == []


def test_erasing_one_item_leaves_the_others_to_be_found(start: Start, data_dir: Path) -> None:
    place = start()
    bring(place, list(range(200, 210)), text=secretive)
    index(place)
    project = place.project
    place.database.write(lambda c: cycle.erase(c, project, place.item(5), at=place.at, by="test"))
    assert place.database.scrub()
    assert traces(place, data_dir) == []
    assert found(place.database, place.number, MARK) == 0
    assert found(place.database, place.number, "please help") == 9
    index(place)
    assert found(place.database, place.number, "please help") == 9


@pytest.mark.parametrize("indexed", [True, False])
def test_an_item_may_be_erased_before_its_new_words_are_indexed(start: Start, indexed: bool) -> None:
    place = start()
    bring(place, [ITEM, 7], text=secretive)
    if indexed:
        index(place)
    bring(place, [ITEM], text=lambda n: "changed " + secretive(n))
    project = place.project
    place.database.write(lambda c: cycle.erase(c, project, place.item(0), at=place.at, by="test"))
    index(place)
    assert found(place.database, place.number, MARK) == found(place.database, place.number, "changed") == 0
    assert found(place.database, place.number, "please") == 1


def test_scrubbing_waits_no_longer_than_it_may_for_a_reader(start: Start) -> None:
    place = start(5)
    if not place.database.is_sqlite:
        pytest.skip("PostgreSQL keeps its own log.")
    with place.database.engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM item")).scalar()
        place.bring(range(5, 9))
        assert not place.database.scrub(patience_s=0.1)
    assert place.database.scrub()
