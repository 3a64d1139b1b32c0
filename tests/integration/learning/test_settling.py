"""From votes to consensus, agreement and skills."""

from collections.abc import Callable

from inloop.loop.labelling import service as labels
from inloop.loop.quality import store
from inloop.loop.quality.model import Standing
from inloop.loop.quality.service import quality_view
from tests.integration.learning.conftest import Place

Start = Callable[..., Place]


def known(place: Place, question: str = "topic") -> dict[int, tuple[int, float, int, int]]:
    rows = place.database.read(lambda c: store.known(c, place.number, question))
    return {row[0]: (row[2], row[3], row[4], row[5]) for row in rows}


def test_one_persons_answers_are_consensus_at_the_skill_assumed_beforehand(start: Start) -> None:
    place = start(10)
    place.answer_many(10)
    place.learning.settle(place.number)
    found = known(place)
    assert len(found) == 10
    assert {row[1:3] for row in found.values()} == {(0.9, 1)}
    view = place.database.read(lambda c: quality_view(c, place.project, question="topic"))
    assert view.agreement.alpha is None
    assert view.consensus.settled == 10


def test_two_people_give_agreement_with_intervals_and_skills(start: Start) -> None:
    place = start(40, answers_per_item=2, overlap=0)
    place.answer_many(40, person=1)
    place.answer_many(36, person=2)
    place.answer_many(4, person=2, topic=None)
    place.learning.settle(place.number, whole=True)
    view = place.database.read(lambda c: quality_view(c, place.project, question="topic"))
    assert view.agreement.percent is not None
    assert view.agreement.percent.estimate == 1
    assert view.agreement.items == 36
    assert all(one.skill is not None and one.skill.estimate > 0.9 for one in view.annotators)


def test_people_have_a_skill_on_questions_with_several_labels_too(start: Start) -> None:
    place = start(36, answers_per_item=3, overlap=0)
    for person, tags in ((1, ["a"]), (2, ["a"])):
        place.answer_many(36, person=person, tags=tags)
    place.answer_many(18, person=3, tags=["a"])
    place.answer_many(18, person=3, tags=["a", "b"])
    place.learning.settle(place.number, whole=True)
    view = place.database.read(lambda c: quality_view(c, place.project, question="tags"))
    skills = [one.skill for one in view.annotators]
    assert all(skill is not None and skill.n == 36 and skill.low < skill.estimate < skill.high for skill in skills)
    assert [round(skill.estimate, 1) for skill in skills if skill] == [1.0, 1.0, 0.5]


def test_a_difference_is_a_dispute_until_a_third_answer(start: Start) -> None:
    place = start(1, answers_per_item=3, overlap=0, control_rate=0)
    for person, topic in ((1, "money"), (2, "travel")):
        lent = place.ask(person)
        assert lent is not None
        place.answer(person, lent, topic=topic)
        place.learning.settle(place.number, whole=True)
    assert known(place)[place.item(0)][3] == Standing.DISPUTED


def test_answers_settled_one_by_one_agree_with_a_look_at_all(start: Start) -> None:
    place = start(30, answers_per_item=2, overlap=0)
    place.learning.settle(place.number)
    for _ in range(6):
        for person in (1, 2):
            place.answer_many(5, person=person, tags=["a"], stars=4)
        place.learning.settle(place.number)
    step_by_step = {q: {item: row[0] for item, row in known(place, q).items()} for q in ("topic", "tags", "stars")}
    place.learning.settle(place.number, whole=True)
    whole = {q: {item: row[0] for item, row in known(place, q).items()} for q in ("topic", "tags", "stars")}
    assert step_by_step == whole
    assert set(whole["tags"].values()) == {1}
    assert set(whole["stars"].values()) == {4}


def test_a_withdrawn_answer_leaves_the_item_open(start: Start) -> None:
    place = start(3)
    lent = place.ask(1)
    assert lent is not None
    receipt = place.answer(1, lent)
    place.learning.settle(place.number, whole=True)
    project = place.project
    who = place.database.read(lambda c: labels.annotator_of(c, project, person=1, name=""))
    from inloop.loop import cycle

    place.database.write(
        lambda c: cycle.withdraw(c, project, who, receipt.id, suggestions=place.published, at=place.at)
    )
    place.learning.settle(place.number, whole=True)
    assert [row[0] for row in known(place).values()] == [-1]
