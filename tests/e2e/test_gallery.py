"""The items of the Data page as cards: pictures, sounds and texts, by mouse and by keyboard alone."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.test_kinds_compare import is_clean, picture
from tests.e2e.test_media import arrives, bring, digits, flowers  # noqa: F401 - fixtures
from tests.e2e.visitor import Visitor
from tests.live import until


def test_pictures_are_looked_through_and_chosen_by_keyboard(
    owner: Visitor,
    flowers: Path,  # noqa: F811 - a fixture
    enter: Enter,
    signed_in: Path,
) -> None:
    project = bring(owner, flowers, 20)
    page = owner.page
    owner.open(f"/p/{project}/data?view=gallery")
    cards = page.get_by_role("grid", name="Items as cards")
    expect(cards.get_by_role("gridcell")).to_have_count(20)
    arrives(cards.locator("img").first, "naturalWidth")
    expect(cards.get_by_text("This file cannot be shown.")).to_have_count(1)
    is_clean(owner)
    owner.press("ArrowRight")
    expect(cards.get_by_role("gridcell").nth(1)).to_be_focused()
    owner.press("Space", "Shift+ArrowRight", "Shift+ArrowDown")
    chosen = cards.get_by_role("gridcell", selected=True)
    columns = int(cards.get_attribute("aria-colcount") or 1)
    expect(chosen).to_have_count(2 + columns)
    expect(page.get_by_text(f"{2 + columns} ", exact=False).first).to_be_visible()
    owner.press("Enter")
    drawer = page.get_by_role("img", name="Picture: file")
    expect(drawer).to_be_visible()
    picture(owner, "gallery-1440-light")
    owner.press("Home")
    expect(cards.get_by_role("gridcell").first).to_be_focused()
    phone = enter(state=signed_in, width=390, height=844, dark=True)
    phone.open(f"/p/{project}/data?view=gallery")
    phone.page.get_by_role("gridcell").first.wait_for()
    is_clean(phone)
    picture(phone, "gallery-390-dark")


def test_sounds_are_played_where_they_stand(owner: Visitor, digits: Path) -> None:  # noqa: F811 - a fixture
    project = bring(owner, digits, 9)
    owner.open(f"/p/{project}/data?view=gallery")
    cards = owner.page.get_by_role("gridcell")
    expect(cards).to_have_count(9)
    expect(cards.locator("audio")).to_have_count(8)
    heard = cards.nth(1)
    heard.focus()
    owner.press("p")
    expect(heard.get_by_role("button", name="Pause")).to_be_visible()
    owner.press("ArrowRight", "p")
    expect(owner.page.get_by_role("button", name="Pause")).to_have_count(1)  # one at a time
    is_clean(owner)


def test_texts_are_filtered_searched_and_deleted_in_the_gallery(owner: Visitor) -> None:
    project = owner.project("Cards", [f"Sentence number {n} about {'cats' if n % 2 else 'dogs'}." for n in range(260)])
    page = owner.page
    owner.open(f"/p/{project}/data")
    page.get_by_role("radio", name="Gallery").check()
    cards = page.get_by_role("grid", name="Items as cards")
    cards.get_by_role("gridcell").first.focus()

    def has_come_to_the_end() -> bool:
        owner.press("End")
        return cards.get_by_text("Sentence number 0 about dogs.").count() == 1

    until(has_come_to_the_end, what="The last cards do not come.")
    page.get_by_label("Search", exact=False).first.fill("cats")
    expect(page.get_by_text("130 items")).to_be_visible()
    card = cards.get_by_role("gridcell").first
    text = card.inner_text().split("\n")[0]
    card.get_by_role("checkbox").check()
    owner.button("Delete").click()
    expect(cards.get_by_text(text, exact=True)).to_have_count(0)
    page.get_by_label("Search", exact=False).first.fill("xyzzy")
    expect(page.get_by_role("heading", name="Nothing", exact=False)).to_be_visible()
    is_clean(owner)
