"""Answers that cannot be counted, such as spans, are merged, compared, and judged against what they point into."""

from collections.abc import Callable

import msgspec
import pytest

from inloop.app.doctor import examine
from inloop.kernel.errors import InvalidInputError
from inloop.loop.quality import store
from inloop.loop.quality.model import Standing
from inloop.loop.quality.service import quality_view
from tests.integration.learning.conftest import Place

Start = Callable[..., Place]
Span = dict[str, object]


def word(start: int, end: int) -> Span:
    return {"start": start, "end": end, "label": "word"}


def marks(place: Place) -> list[tuple[list[Span], Standing, float]]:
    rows = place.database.read(lambda c: store.known(c, place.number, "marks"))
    return [(msgspec.json.decode(row[6]), Standing(row[5]), row[3]) for row in rows]


def test_two_people_who_mark_the_same_words_agree(start: Start) -> None:
    place = start(12, answers_per_item=2, overlap=0)
    for person in (1, 2):
        place.answer_many(12, person=person, marks=[word(0, 6), word(7, 11)])
    place.learning.settle(place.number, whole=True)
    assert marks(place) == [([word(0, 6), word(7, 11)], Standing.SETTLED, 1.0)] * 12
    view = place.database.read(lambda c: quality_view(c, place.project, question="marks"))
    assert view.agreement.percent is not None
    assert (view.agreement.percent.estimate, view.agreement.items, view.agreement.alike) == (1.0, 12, True)
    assert [one.skill is not None and one.skill.estimate for one in view.annotators] == [1.0, 1.0]
    assert examine(place.database).healthy


def test_most_of_three_carry_the_day_and_who_stands_alone_has_less_skill(start: Start) -> None:
    place = start(12, answers_per_item=3, overlap=0)
    for person, end in ((1, 11), (2, 11), (3, 6)):
        place.answer_many(12, person=person, marks=[word(0, end)])
    place.learning.settle(place.number, whole=True)
    assert {each[0][0]["end"] for each in marks(place)} == {11}
    view = place.database.read(lambda c: quality_view(c, place.project, question="marks"))
    skills = [one.skill.estimate for one in view.annotators if one.skill]
    assert skills[0] == skills[1] > skills[2]
    assert examine(place.database).healthy


def test_a_damaged_merged_value_is_named(start: Start) -> None:
    place = start(2)
    place.answer_many(2, marks=[word(0, 6)])
    place.learning.settle(place.number, whole=True)
    sql = "UPDATE consensus SET value = '[]' WHERE question = 'marks'"
    place.database.write(lambda c: c.exec_driver_sql(sql))
    assert {finding.table for finding in examine(place.database).findings} == {"consensus"}


def test_a_span_behind_the_text_is_refused_with_the_question(start: Start) -> None:
    place = start(1)
    lent = place.ask(1)
    assert lent is not None
    with pytest.raises(InvalidInputError, match="ends behind the text") as problem:
        place.answer(1, lent, marks=[word(0, 5_000)])
    assert problem.value.where == "marks"
    place.answer(1, lent, marks=[word(0, 5)])
