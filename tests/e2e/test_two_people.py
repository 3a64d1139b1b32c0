"""A second person comes in by a link, and agreement appears."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor

TEXTS = [f"This is sentence number {n}." for n in range(24)]


def by_number(text: str) -> int:
    """Answer good or bad, so that two people agree."""
    return int(re.findall(r"\d+", text)[0]) % 2


def test_a_second_person_joins_by_a_link_and_agreement_appears(owner: Visitor, enter: Enter) -> None:
    project = owner.project("Sentences", TEXTS, settings={"answers_per_item": 2})
    owner.open(f"/p/{project}/settings?part=people")
    owner.page.get_by_role("textbox", name="For whom").fill("Bob")
    owner.button("Make a link").click()
    link = owner.page.get_by_role("textbox", name="Invitation link").input_value()

    bob = enter()
    bob.page.goto(link)
    expect(bob.page.get_by_role("heading", name="You are invited")).to_be_visible()
    bob.page.get_by_role("textbox", name="Your name").fill("Bob")
    bob.button("Join").click()
    expect(bob.item).to_be_visible()
    tabs = bob.page.get_by_role("navigation", name="Stages").get_by_role("link")
    assert set(tabs.all_inner_texts()) <= {"Label"}

    owner.start_labelling(project)
    owner.label(12, place=by_number)
    bob.label(20, place=by_number)

    owner.open(f"/p/{project}/quality")
    main = owner.page.get_by_role("main")
    expect(main).to_contain_text("Same answer", timeout=60_000)
    expect(main).to_contain_text("Krippendorff")
    expect(main).to_contain_text(re.compile(r"\d+ pairs of answers on \d+ items"))
    expect(main).to_contain_text("Bob")


def test_the_link_works_once(owner: Visitor, enter: Enter) -> None:
    project = owner.project("Once", TEXTS[:2])
    link = owner.call(f"/projects/{project}/invitations", {"role": "annotator"})["url"]
    link = link if link.startswith("http") else f"{owner.server.url}{link}"
    first, second = enter(), enter()
    first.page.goto(link)
    first.page.get_by_role("textbox", name="Your name").fill("Cleo")
    first.button("Join").click()
    expect(first.item).to_be_visible()
    with second.tolerating():
        second.page.goto(link)
        expect(second.page.get_by_role("heading", name="This invitation cannot be used")).to_be_visible()


def test_an_annotator_who_types_another_address_is_led_to_label_or_told_plainly(owner: Visitor, enter: Enter) -> None:
    project = owner.project("Closed", TEXTS[:2])
    bob = enter().join(owner, project, "Bob")
    with bob.tolerating():
        bob.open(f"/p/{project}/data")
        bob.page.wait_for_timeout(1_000)
        expect(bob.page.get_by_role("main")).not_to_contain_text("sentence number")
