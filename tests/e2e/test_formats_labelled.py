"""A labelled file of text in, and out again in another format, on the Data page."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.test_accessibility import axe
from tests.e2e.visitor import Visitor

SCHEMA = {
    "fields": [{"id": "text", "name": "Text"}],
    "questions": [
        {"id": "names", "kind": "spans", "name": "Which names?", "labels": [{"name": "Person"}]},
        {"id": "sure", "kind": "rating", "name": "How sure?", "low": 1, "high": 5, "required": False},
    ],
}
SENTENCES = "Ann B-Person\nlives O\nin O\nNew B-Place\nYork I-Place\n\nBob B-Person\nleft O\n"


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    path = tmp_path / "names.conll"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def test_a_labelled_file_comes_in_with_its_labels_and_goes_out_in_another_format(
    owner: Visitor, sentences: Path, tmp_path: Path
) -> None:
    page = owner.page
    project = owner.call("/projects", {"name": "Names", "schema": SCHEMA})["id"]
    owner.open(f"/p/{project}/data")
    owner.button("Bring in data").first.click()
    with page.expect_file_chooser() as choosing:
        owner.button("Choose a file").first.click()
    choosing.value.set_files(sentences)
    expect(page.get_by_role("heading", name="names.conll")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="no label of")).to_contain_text("Place")
    page.get_by_role("checkbox", name="Add 1 label to “Which names?”").check()
    assert not findings(owner)
    owner.button("Bring in 2 rows").click()
    expect(page.get_by_role("main")).to_contain_text("2 new", timeout=30_000)

    owner.open(f"/p/{project}/data")
    owner.button("Take away").click()
    form = page.get_by_role("dialog", name="Take away")
    expect(form.get_by_text("Nothing is lost.")).to_be_visible()
    form.get_by_role("combobox", name="Format").select_option("conll")
    expect(form.get_by_role("region", name="What it cannot hold")).to_contain_text("ids of items")
    assert not findings(owner)
    form.get_by_role("combobox", name="Format").select_option("brat")
    with page.expect_download() as download:
        form.get_by_role("link", name="Download").click()
    kept = tmp_path / "kept.zip"
    download.value.save_as(kept)
    with zipfile.ZipFile(kept) as archive:
        marks = sorted(archive.read(name).decode() for name in archive.namelist() if name.endswith(".ann"))
        lost = json.loads(archive.read("losses.json"))["losses"] if "losses.json" in archive.namelist() else []
    assert marks == ["T1\tPerson 0 3\tAnn\nT2\tPlace 13 21\tNew York\n", "T1\tPerson 0 3\tBob\n"]
    assert {loss["what"] for loss in lost} <= {"how sure the answer is"}


def findings(owner: Visitor) -> list[str]:
    found = axe.run(owner.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
