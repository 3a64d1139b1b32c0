"""Labelled files in and out on the Data page: labels added only when asked, losses told before."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

ROWS = "number,text,mood\n1,What a lamp,Good\n2,It fell apart,Bad\n3,It is a lamp,So-so\n"


@pytest.fixture
def moods(tmp_path: Path) -> Path:
    path = tmp_path / "moods.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_labels_of_a_file_are_added_when_asked_and_the_export_says_that_nothing_is_lost(
    owner: Visitor, moods: Path
) -> None:
    page = owner.page
    project = owner.project("Moods", [])
    owner.open(f"/p/{project}/data")
    owner.button("Bring in data").first.click()
    with page.expect_file_chooser() as choosing:
        owner.button("Choose a file").click()
    choosing.value.set_files(moods)
    expect(page.get_by_role("heading", name="moods.csv")).to_be_visible()
    page.get_by_role("combobox", name="What is mood?").select_option(label="Answer of a person")
    expect(page.get_by_role("status").filter(has_text="no label of")).to_contain_text("So-so")
    page.get_by_role("checkbox", name="Add 1 label to “What is it like?”").check()
    owner.button("Bring in 3 rows").click()
    expect(page.get_by_role("main")).to_contain_text("3 new", timeout=30_000)
    (done,) = owner.call(f"/projects/{project}/imports")
    assert (done["counts"]["labels"], done["counts"]["rejected"]) == (3, 0)

    owner.open(f"/p/{project}/data")
    owner.button("Take away").click()
    form = page.get_by_role("dialog", name="Take away")
    expect(form.get_by_text("Nothing is lost.")).to_be_visible()
    form.get_by_role("combobox", name="Format").select_option("jsonl")
    with page.expect_download() as download:
        form.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "moods-labels.jsonl"
