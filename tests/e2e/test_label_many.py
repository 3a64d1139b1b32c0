"""Find what is like an item, give one answer to all of it, and take it back."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.live import until

axe = Axe()
PARCELS = [f"Where is my parcel number {n}? It should have been here on {n % 28 + 1} May." for n in range(30)]
CARDS = [f"My card was refused at shop {n}, please unlock the card." for n in range(30)]


def test_what_is_alike_is_labelled_at_once_and_taken_back(owner: Visitor) -> None:
    project = owner.project("Alike", [*PARCELS, *CARDS], settings={"control_rate": 0})
    first = owner.call(f"/projects/{project}/items?sort=old&limit=1")["rows"][0]["id"]
    near = f"/projects/{project}/items/{first}/similar?limit=20"
    until(lambda: owner.call(near)["ready"], what="The items have no vectors.")
    owner.open(f"/p/{project}/data?item={first}")
    owner.page.get_by_role("link", name="Find similar").click()
    alike = owner.page.get_by_role("region", name="Items alike")
    expect(alike.get_by_role("row").nth(2)).to_contain_text("parcel")
    expect(alike).to_contain_text("most like “Where is my parcel")
    alike.get_by_role("button", name="Choose the").click()
    alike.get_by_role("button", name="Label", exact=True).click()
    panel = owner.page.get_by_role("region", name="One answer for all that is chosen")
    expect(panel).to_be_visible()
    owner.press("2")
    expect(panel.get_by_role("radio", name="Bad")).to_be_checked()
    assert axe.run(owner.page).response["violations"] == []
    owner.press("Enter")
    expect(owner.page.get_by_text("items labelled.")).to_be_visible()
    answered = f"/projects/{project}/items?status=answered"
    given = owner.call(answered)["total"]
    assert given > 5
    owner.open(f"/p/{project}/data/{first}")
    expect(owner.page.get_by_role("main")).to_contain_text("given at once")
    owner.open(f"/p/{project}/data?like={first}")
    for row in range(2, 5):
        alike.get_by_role("checkbox").nth(row).check()
    alike.get_by_role("button", name="Label", exact=True).click()
    panel.get_by_role("radio", name="Good").click()
    owner.button("Give to 3 items").click()
    owner.button("Undo").click()
    expect(owner.page.get_by_text("3 answers taken back.")).to_be_visible()
    assert owner.call(answered)["total"] == given
    owner.button("All items").click()
    expect(owner.page.get_by_role("region", name="Items alike")).to_have_count(0)
