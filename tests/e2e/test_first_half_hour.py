"""From the printed address to labels in a file, by keyboard."""

import csv
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.live import Live

OWN_SERVER = True
SHARE = re.compile(r"\d+(\.\d+)? ?%.*\d+(\.\d+)? ?[–-] ?\d+")


def test_thirty_answers_by_keyboard_give_an_accuracy_and_a_file(
    enter: Enter, server: Live, departments: dict[str, int], tmp_path: Path
) -> None:
    ann = enter()
    ann.page.goto(server.sign_in_url)
    expect(ann.page.get_by_role("heading", name="Label together")).to_be_visible()

    ann.press("d")  # opens the demo, as its button says
    expect(ann.item).to_be_visible()
    seen = ann.label(30, place=departments.__getitem__)
    assert len(set(seen)) > 25

    ann.page.get_by_role("link", name="Overview").click()
    expect(ann.page.get_by_role("main")).to_contain_text("30 of 16,196 answered by people")
    expect(ann.page.get_by_role("main").get_by_text("Accuracy is")).to_be_visible(timeout=60_000)
    expect(ann.page.get_by_role("main")).to_contain_text(SHARE)

    ann.page.get_by_role("link", name="Models").click()
    expect(ann.page.get_by_role("main")).to_contain_text(SHARE)

    ann.page.get_by_role("link", name="Data").click()
    ann.button("Take away").click()
    with ann.page.expect_download() as waiting:
        ann.page.get_by_role("link", name="Download").or_(ann.button("Download")).click()
    waiting.value.save_as(tmp_path / "labels.csv")
    with (tmp_path / "labels.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [*csv.DictReader(file)]
    assert len(rows) == 30


def test_the_printed_address_works_once(enter: Enter, server: Live) -> None:
    late = enter()
    with late.tolerating():
        late.page.goto(server.sign_in_url)
        expect(late.page.get_by_role("alert")).to_be_visible()
