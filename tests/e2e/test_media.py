"""Pictures and sounds: brought in a zip by the browser, labelled by keyboard alone."""

import csv
import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor
from tests.live import until


@pytest.fixture
def flowers(shared_data: Path, tmp_path: Path) -> Path:
    """Twenty photographs of flowers, one of them cut off."""
    path, source = tmp_path / "flowers.zip", shared_data / "img_flowers"
    with zipfile.ZipFile(path, "w") as archive:
        for kind in ("daisy", "rose"):
            for place, photo in enumerate(sorted((source / kind).glob("*.jpg"))[:10]):
                content = photo.read_bytes()
                archive.writestr(
                    f"{kind}-{place}.jpg", content[: len(content) // (3 if kind == "rose" and not place else 1)]
                )
    return path


@pytest.fixture
def digits(shared_data: Path, tmp_path: Path) -> Path:
    """Some spoken digits with their table, in which one file is named that is not there."""
    path, source = tmp_path / "digits.zip", shared_data / "audio_spoken_digits"
    with (source / "labels.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))[:8]
    with zipfile.ZipFile(path, "w") as archive:
        for row in rows:
            archive.write(source / row["file"], row["file"])
        lines = [f"{row['file']},{row['speaker']}" for row in rows]
        archive.writestr("labels.csv", "\n".join(["file,speaker", *lines, "wav/lost.wav,george", ""]))
    return path


def bring(owner: Visitor, path: Path, items: int) -> int:
    """Make a project of a file by the wizard; give its number once all is in."""
    page = owner.page
    owner.open("/new")
    page.get_by_role("radio", name="Sentiment", exact=True).check()
    with page.expect_file_chooser() as choosing:
        owner.button("Choose a file").click()
    choosing.value.set_files(path)
    expect(page.get_by_role("heading", name=path.name)).to_be_visible()
    owner.button("Next: questions").click()
    owner.button("Next: people and aim").click()
    owner.button("Create the project").click()
    page.wait_for_url("**/p/*")
    project = int(page.url.split("/p/")[1].split("/")[0])
    for _ in range(150):
        (run,) = owner.call(f"/projects/{project}/imports")
        if run["state"] == "done":
            break
        page.wait_for_timeout(200)
    assert (run["state"], run["counts"]["imported"], run["counts"]["broken"]) == ("done", items, 1)
    return project


def arrives(media: Locator, measure: str) -> None:
    """Wait until the browser has got a picture or sound and knows how large it is."""
    until(lambda: (media.evaluate(f"element => element.{measure}") or 0) > 0, what=f"{measure} stays 0")


def no_barriers(owner: Visitor) -> None:
    found = Axe().run(owner.page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def sees_in_another_light(owner: Visitor, shown: Locator) -> None:
    owner.press(")", ">", "!")
    expect(shown).to_have_css("filter", "brightness(1.15) contrast(1.15) invert(1)")
    owner.button("Light as it was").click()
    box = shown.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    owner.page.keyboard.down("Alt")
    owner.page.mouse.move(x, y)
    owner.page.mouse.down()
    owner.page.mouse.move(x + 100, y - 50, steps=4)
    owner.page.mouse.up()
    owner.page.keyboard.up("Alt")
    expect(shown).to_have_css("filter", re.compile(r"brightness\(1\.22.*contrast\(1\.49"))


def test_photographs_from_a_zip_are_labelled_by_keyboard(owner: Visitor, flowers: Path) -> None:
    page = owner.page
    project = bring(owner, flowers, 20)
    owner.open(f"/p/{project}/label")
    item = page.get_by_role("region", name="Item")
    broken, looked = 0, False
    for count in range(1, 21):
        shown = item.get_by_role("img", name="Picture: file").or_(item.get_by_text("This file cannot be shown."))
        expect(shown).to_be_visible()
        is_whole = item.get_by_role("img", name="Picture: file").count() > 0
        if is_whole:
            arrives(item.get_by_role("img"), "naturalWidth")
        broken += not is_whole
        if is_whole and not looked:
            looked = True
            no_barriers(owner)
            owner.press("+")
            expect(item).to_contain_text("140 %")
            owner.press("_")
            expect(item).to_contain_text("100 %")
            sees_in_another_light(owner, item.get_by_role("img"))
        owner.press("1", "Enter")
        owner.sees_answers(count)
    assert broken == 1

    owner.open(f"/p/{project}/data")
    first = page.get_by_role("row").filter(has_text="daisy-0.jpg")
    expect(first.locator("img")).to_be_visible()
    first.get_by_role("link").click()
    expect(page.get_by_role("img", name="Picture: file")).to_be_visible()
    no_barriers(owner)


def test_spoken_digits_are_heard_and_labelled_by_keyboard(owner: Visitor, digits: Path) -> None:
    page = owner.page
    project = bring(owner, digits, 9)
    owner.open(f"/p/{project}/label")
    item = page.get_by_role("region", name="Item")
    heard = 0
    for count in range(1, 10):
        player = item.get_by_role("group", name="Sound: file")
        expect(player.or_(item.get_by_text("This file cannot be shown."))).to_be_visible()
        if item.locator("audio").count():
            arrives(item.locator("audio"), "duration")
            heard += 1
        if heard == 1:
            owner.press(">")
            expect(item.get_by_role("combobox", name="Speed")).to_have_value("1.25")
            no_barriers(owner)
        owner.press("2", "Enter")
        owner.sees_answers(count)
    assert heard == 8
