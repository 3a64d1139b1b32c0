"""Yes or no to one answer, and many items at once: by mouse and by keyboard alone."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.test_kinds_compare import picture
from tests.e2e.visitor import Visitor
from tests.live import until

axe = Axe()
GOOD, BAD = "The food was a joy number", "The soup was cold number"


def is_clean(visitor: Visitor) -> None:
    findings = axe.run(visitor.page).response["violations"]
    assert not findings, [(each["id"], each["nodes"][0]["html"]) for each in findings]


def reviews(n: int) -> list[str]:
    return [f"{GOOD if k % 2 else BAD} {k}, on a {'sunny' if k % 3 else 'rainy'} day." for k in range(n)]


def given(visitor: Visitor, project: int) -> list[tuple[str, Any]]:
    rows = visitor.call(f"/projects/{project}/history")["rows"]
    return [(row["text"], row["values"].get("mood")) for row in rows]


def choose_way(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_label("How to go through the items").select_option(label=name)


def test_one_answer_is_accepted_and_rejected_by_keyboard(owner: Visitor) -> None:
    project = owner.project("Yes or no", reviews(8))
    owner.start_labelling(project)
    choose_way(owner, "Yes or no")
    expect(owner.page.get_by_text("Nothing is suggested here: answer as usual.")).to_be_visible()
    expect(owner.page.get_by_role("radio", name="Good")).to_be_visible()
    owner.page.get_by_label("Ask about").select_option(label="Good")
    expect(owner.page.get_by_text("Good?", exact=True)).to_be_visible()
    owner.item.click()
    said: list[tuple[str, Any]] = []
    for count, (key, value) in enumerate([("y", "good"), ("n", "bad"), ("u", None), ("ArrowRight", "good")], start=1):
        said.insert(0, (owner.item.inner_text(), value))
        owner.press(key)
        owner.sees_answers(count)
    until(lambda: given(owner, project) == said, what=lambda: (given(owner, project), said))
    is_clean(owner)
    owner.press("z")
    expect(owner.item).to_have_text(said[0][0])
    expect(owner.page.get_by_text("Good?", exact=True)).to_be_visible()
    owner.press("Enter", "n")
    owner.sees_answers(4)
    until(lambda: given(owner, project)[0] == (said[0][0], "bad"), what=lambda: given(owner, project))
    owner.press("o")
    expect(owner.page.get_by_role("radio", name="Good")).to_be_visible()
    owner.press("1", "Enter")
    owner.sees_answers(5)
    expect(owner.page.get_by_text("Good?", exact=True)).to_be_visible()
    owner.page.reload()
    expect(owner.page.get_by_text("Good?", exact=True)).to_be_visible()


def test_a_no_among_several_labels_opens_the_whole_question_by_mouse(owner: Visitor) -> None:
    labels = [{"name": name} for name in ("Food", "Drink", "Service")]
    question = {"id": "mood", "kind": "choice", "name": "What is it about?", "labels": labels}
    more = {"id": "sure", "kind": "rating", "name": "How sure are you?", "low": 1, "high": 3}
    schema = {"fields": [{"id": "text", "name": "Text"}], "questions": [question, more]}
    project = owner.project("One of three", reviews(4), schema=schema)
    owner.start_labelling(project)
    choose_way(owner, "Yes or no")
    owner.page.get_by_label("Ask about").select_option(label="Drink")
    owner.button("No", exact=True).click()
    owner.page.get_by_role("radio", name="Food").click()
    owner.page.get_by_role("radio", name="2").click()
    owner.button("Submit").click()
    owner.sees_answers(1)
    owner.button("Yes", exact=True).click()
    expect(owner.page.get_by_role("radio", name="Drink")).to_be_checked()
    expect(owner.page.get_by_role("alert")).to_have_text(["", ""])
    owner.press("3", "Enter")
    owner.sees_answers(2)
    until(
        lambda: [value for _, value in given(owner, project)] == ["drink", "food"], what=lambda: given(owner, project)
    )
    is_clean(owner)


def test_what_the_model_suggests_is_confirmed_on_a_phone(owner: Visitor, enter: Enter, signed_in: Any) -> None:
    project = owner.project("Confirmed", reviews(80))
    owner.answer(project, 30, lambda text: 0 if text.startswith(GOOD) else 1)
    until(lambda: owner.call(f"/projects/{project}/models")["champion"], what="No model speaks.")
    phone = enter(state=signed_in, width=390, height=844, dark=True)
    phone.start_labelling(project)
    choose_way(phone, "Yes or no")
    for _ in range(12):
        text = phone.item.inner_text()
        asked = phone.button("Unsure").or_(phone.page.get_by_role("radio", name="Good"))
        expect(asked).to_be_visible()
        if phone.page.get_by_text("suggested with").count():
            is_clean(phone)
            picture(phone, "binary-390-dark")
            right = "Good?" if text.startswith(GOOD) else "Bad?"
            phone.button("Yes" if phone.page.get_by_text(right, exact=True).count() else "No", exact=True).click()
            until(
                lambda text=text: text in [one for one, _ in given(owner, project)], what=lambda: given(owner, project)
            )  # type: ignore[misc]
            return
        # A control item, or one of those on which the suggestion is withheld: the ordinary screen.
        phone.page.get_by_role("radio", name="Good" if text.startswith(GOOD) else "Bad").click()
        phone.button("Submit").click()
        expect(phone.item).not_to_have_text(text)
    raise AssertionError("Nothing was suggested on twelve items.")


def alike_is_known(visitor: Visitor, project: int) -> None:
    """Wait until the worker has made the vectors by which items are alike."""
    first = visitor.call(f"/projects/{project}/items?limit=1")["rows"][0]["id"]
    until(lambda: visitor.call(f"/projects/{project}/items/{first}/similar")["ready"], what="No vectors come.")


def cards(visitor: Visitor) -> Any:
    return visitor.page.get_by_role("grid", name="Items that are alike").get_by_role("gridcell")


def test_many_alike_are_answered_at_once_by_keyboard_and_taken_back_as_one(owner: Visitor) -> None:
    project = owner.project("Many alike", reviews(60))
    alike_is_known(owner, project)
    owner.start_labelling(project)
    choose_way(owner, "Many alike")
    owner.item.click()
    first = owner.item.inner_text()
    owner.press("1" if first.startswith(GOOD) else "2", "Enter")
    expect(cards(owner).first).to_be_visible()
    assert cards(owner).count() > 3
    is_clean(owner)
    owner.press("Space", "Shift+ArrowRight", "Shift+ArrowRight")
    expect(owner.page.get_by_text("3 chosen: one key answers all of them.")).to_be_visible()
    picture(owner, "grid-1440-light")
    before = cards(owner).count()
    meant = {cards(owner).nth(place).inner_text().strip() for place in range(3)}
    owner.press("Enter")
    expect(cards(owner)).to_have_count(before - 3)
    until(lambda: len(given(owner, project)) == 4, what=lambda: given(owner, project))
    assert {text for text, _ in given(owner, project)} == {first, *meant}
    assert len({value for _, value in given(owner, project)}) == 1
    spent = [row["active_ms"] for row in owner.call(f"/projects/{project}/history")["rows"]]
    assert len(set(spent[:3])) == 1, "each has its share of the time"
    owner.press("z")
    until(lambda: len(given(owner, project)) == 1, what=lambda: given(owner, project))
    expect(cards(owner).filter(has_text=meant.pop())).to_be_visible()
    owner.press("Escape")
    expect(owner.page.get_by_role("radio", name="Good")).to_be_visible()
    expect(owner.item).not_to_have_text(first)
    owner.press("1", "Enter")
    expect(cards(owner).first).to_be_visible()
    owner.press("Control+a", "1")
    expect(owner.page.get_by_role("radio", name="Good")).to_be_visible()
    until(lambda: len(given(owner, project)) > 5, what=lambda: given(owner, project))
    owner.press("z")  # takes back all of them, though their group has closed
    until(lambda: len(given(owner, project)) == 2, what=lambda: given(owner, project))


def test_an_answer_to_many_that_could_not_be_sent_goes_out_by_itself(owner: Visitor) -> None:
    project = owner.project("Many alike, away", reviews(40))
    alike_is_known(owner, project)
    owner.start_labelling(project)
    choose_way(owner, "Many alike")
    owner.page.get_by_role("radio", name="Good").click()
    owner.button("Submit").click()
    expect(cards(owner).first).to_be_visible()
    owner.sees_answers(1)
    before = cards(owner).count()
    with owner.tolerating():
        owner.context.set_offline(True)
        cards(owner).first.focus()
        owner.press("Space", "Shift+ArrowRight", "Enter")
        expect(owner.page.get_by_text("2 answers kept on this device")).to_be_visible()
        expect(cards(owner)).to_have_count(before - 2)
        owner.context.set_offline(False)
    until(lambda: len(given(owner, project)) == 3, what=lambda: given(owner, project))


def test_what_one_person_has_in_the_grid_nobody_else_gets(owner: Visitor, enter: Enter) -> None:
    project = owner.project("Two grids", reviews(50))
    alike_is_known(owner, project)
    bob = enter(width=390, height=844, dark=True).join(owner, project, "Bob")
    texts = []
    for visitor in (owner, bob):
        visitor.start_labelling(project)
        choose_way(visitor, "Many alike")
        texts.append(visitor.item.inner_text())
        visitor.page.get_by_role("radio", name="Good").click()
        visitor.button("Submit").click()
        expect(cards(visitor).first).to_be_visible()
    is_clean(bob)
    picture(bob, "grid-390-dark")
    seen = [set(cards(visitor).all_inner_texts()) for visitor in (owner, bob)]
    assert seen[0]
    assert seen[1]
    assert not seen[0] & seen[1]
    cards(bob).first.get_by_role("checkbox").check()
    bob.button("Bad").click()
    until(lambda: len(given(bob, project)) == 2, what=lambda: given(bob, project))
    for visitor in (owner, bob):
        visitor.button("Go on", exact=True).click()
        expect(visitor.page.get_by_role("radio", name="Good")).to_be_visible()
    held = {text for visitor in (owner, bob) for text in waiting(visitor, project)}
    assert len(held) <= 6, "what was not answered was handed back"


def waiting(visitor: Visitor, project: int) -> list[str]:
    def held() -> list[str]:
        lent = visitor.call(f"/projects/{project}/assignments", {"want": 0})["assignments"]
        return [one["fields"][0]["value"] for one in lent]

    until(lambda: len(held()) <= 3, what=held)
    return held()
