"""What is asked changes while people answer; projects are put away and come back."""

from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor

TEXTS = [f"Sentence number {n} stands here." for n in range(12)]


def test_a_label_that_is_added_or_renamed_appears_while_somebody_labels(owner: Visitor, enter: Enter) -> None:
    project = owner.project("Changing", TEXTS)
    bob = enter().join(owner, project, "Bob")
    bob.start_labelling(project)
    bob.label(1)

    owner.open(f"/p/{project}/settings?part=schema")
    owner.page.get_by_role("textbox", name="Label 1", exact=True).fill("Very good")
    owner.button("Add a label").click()
    owner.page.get_by_role("textbox", name="Label 3", exact=True).fill("Mixed")
    expect(owner.page.get_by_role("main")).to_contain_text("“Good” is called “Very good”, in earlier answers too.")
    owner.button("Save as version 2").click()
    expect(owner.page.get_by_role("region", name="Notices")).to_contain_text("Saved.")

    expect(bob.page.get_by_role("radio", name="Mixed")).to_be_visible()
    expect(bob.page.get_by_role("radio", name="Very good")).to_be_visible()
    bob.press("3", "Enter")
    bob.sees_answers(2)
    names = {each["id"]: each["name"] for each in bob.call(f"/projects/{project}")["schema"]["questions"][0]["labels"]}
    rows = bob.call(f"/projects/{project}/history")["rows"]
    assert {names[row["values"]["mood"]] for row in rows} == {"Very good", "Mixed"}


def test_a_project_is_archived_deleted_and_brought_back(owner: Visitor) -> None:
    project = owner.project("Fleeting", TEXTS)
    page = owner.page
    notices = page.get_by_role("region", name="Notices")
    line = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Fleeting"))
    owner.open("/")
    for act, state in (("Archive", "archived"), ("Delete", "deleted")):
        owner.button("More for Fleeting").click()
        page.get_by_role("menuitem", name=act).click()
        expect(notices).to_contain_text(f"Fleeting is {state}")
        assert owner.call(f"/projects/{project}")["state"] == state
        notices.get_by_role("button", name="Undo").last.click()
        expect(line.first).to_be_visible()
        page.wait_for_timeout(300)
        assert owner.call(f"/projects/{project}")["state"] == "active"


def test_items_are_deleted_together_and_come_back(owner: Visitor) -> None:
    project = owner.project("Rows", TEXTS[:4])
    owner.open(f"/p/{project}/data")
    table = owner.page.get_by_role("table")
    expect(table.get_by_role("link")).to_have_count(4)
    table.get_by_role("checkbox").nth(0).check()
    table.get_by_role("checkbox").nth(1).check()
    owner.button("Delete", exact=False).first.click()
    expect(table.get_by_role("link")).to_have_count(2)
    owner.page.get_by_role("region", name="Notices").get_by_role("button", name="Undo").click()
    expect(table.get_by_role("link")).to_have_count(4)


def test_questions_are_put_in_another_order_by_keyboard(owner: Visitor) -> None:
    project = owner.project("Ordered", TEXTS[:2])
    schema = owner.call(f"/projects/{project}")["schema"]
    why = {"id": "why", "kind": "text", "name": "Why?", "required": False}
    later = {"base_version": 1, "schema": {**schema, "questions": [*schema["questions"], why]}}
    owner.call(f"/projects/{project}/schema", later, method="PUT")
    owner.open(f"/p/{project}/settings?part=schema")
    owner.page.get_by_role("region", name="Why?").get_by_role("button", expanded=False).focus()
    owner.press("Alt+ArrowUp")
    expect(owner.page.get_by_role("main")).to_contain_text("The questions are asked in another order.")
    owner.button("Save as version 3").click()
    expect(owner.page.get_by_role("region", name="Notices")).to_contain_text("Saved.")
    assert [one["id"] for one in owner.call(f"/projects/{project}")["schema"]["questions"]] == ["why", "mood"]


def test_the_page_of_an_item_names_its_group(owner: Visitor) -> None:
    project = owner.project("Grouped", [])
    rows = [{"key": "m-1", "group": "customer-7", "fields": {"text": "Where is my lamp?"}}]
    owner.call(f"/projects/{project}/items", {"items": rows})
    found = owner.call(f"/projects/{project}/items")["rows"][0]["id"]
    owner.open(f"/p/{project}/data/{found}")
    expect(owner.page.get_by_role("main")).to_contain_text("Group customer-7")
