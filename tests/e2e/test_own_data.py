"""A project of one's own, from a file."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.live import until

ROWS = [
    {"number": str(n), "author": f"Author Nr {n}", "shop": "Bern", "review": f"Review number {n} of a lamp."}
    for n in range(1, 41)
]


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """Forty rows, and one that says nothing."""
    path = tmp_path / "lamps.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["number", "author", "shop", "review"])
        writer.writeheader()
        writer.writerows(ROWS)
        writer.writerow({"number": "41", "author": "Nobody", "shop": "Bern", "review": ""})
    return path


def test_a_file_becomes_a_project_and_its_blind_column_stays_on_the_server(owner: Visitor, reviews: Path) -> None:
    page = owner.page
    owner.open("/new")
    page.get_by_role("radio", name="Sentiment", exact=True).check()
    with page.expect_file_chooser() as choosing:
        owner.button("Choose a file").click()
    choosing.value.set_files(reviews)
    expect(page.get_by_role("heading", name="lamps.csv")).to_be_visible()

    use_of = {name: page.get_by_role("combobox", name=f"What is {name}?") for name in ROWS[0]}
    use_of["number"].select_option(label="Id of the item")
    use_of["author"].select_option(label="Blind: never shown")
    use_of["shop"].select_option(label="Show small, beside it")
    use_of["review"].select_option(label="Show as text")
    expect(page.get_by_role("table").get_by_text("hidden").first).to_be_visible()
    owner.button("Next: questions").click()
    owner.button("Next: people and aim").click()
    page.get_by_role("textbox", name="Name of the project").fill("Lamps")
    expect(page.get_by_role("main")).to_contain_text("author")  # named as never shown
    owner.button("Create the project").click()

    page.wait_for_url("**/p/*")
    expect(page.get_by_role("main")).to_contain_text("40", timeout=30_000)
    project = int(page.url.split("/p/")[1].split("/")[0])
    owner.start_labelling(project)
    expect(page.get_by_role("region", name="Item")).to_contain_text("Bern")
    expect(page.get_by_role("region", name="Item")).not_to_contain_text("Author")
    bodies: list[str] = []
    page.on("response", lambda answer: "/annotations" in answer.url and bodies.append(answer.text()))
    owner.press("3", "Enter")
    owner.sees_answers(1)
    assert len(bodies) == 1
    assert "Author Nr" not in bodies[0]

    (done,) = owner.call(f"/projects/{project}/imports")
    assert done["state"] == "done"
    assert done["counts"]["imported"] == 40
    assert done["counts"]["rejected"] == 1


def test_a_recipe_is_tried_on_its_sample_rows(owner: Visitor) -> None:
    page = owner.page
    owner.open("/new")
    quality = page.get_by_role("radio", name="Answer quality")
    expect(quality).to_be_visible()
    owner.press("/")
    page.keyboard.type("answer fault")
    expect(page.get_by_text("“Sort into topics” is chosen; it is not among those shown.")).to_be_visible()
    owner.press("Enter")
    expect(quality).to_be_checked()
    owner.press("Escape")
    expect(page.get_by_role("radio", name="Blood cells")).to_be_visible()
    owner.button("Use the sample").click()
    expect(page.get_by_role("heading", name="answer-quality-sample.jsonl")).to_be_visible()
    owner.button("Next: questions").click()
    owner.button("Next: people and aim").click()
    expect(page.get_by_role("textbox", name="Name of the project")).to_have_value("Answer quality sample")
    owner.button("Create the project").click()
    page.wait_for_url("**/p/*")
    project = int(page.url.split("/p/")[1].split("/")[0])
    assert [field["name"] for field in owner.call(f"/projects/{project}")["schema"]["fields"]] == ["Question", "Answer"]
    owner.start_labelling(project)
    owner.press("4")
    expect(page.get_by_role("radio", name="4", exact=True)).to_be_checked()


@pytest.mark.parametrize(("recipe", "items"), [("Audio events", 10), ("Spoken words", 40)])
def test_a_recipe_with_sounds_is_tried_on_its_sample(owner: Visitor, recipe: str, items: int) -> None:
    page = owner.page
    owner.open("/new")
    page.get_by_role("radio", name=recipe, exact=True).check()
    owner.button("Use the sample").click()
    expect(page.get_by_role("heading", name="-sample.zip")).to_be_visible()
    owner.button("Next: questions").click()
    owner.button("Next: people and aim").click()
    owner.button("Create the project").click()
    page.wait_for_url("**/p/*")
    project = int(page.url.split("/p/")[1].split("/")[0])
    until(lambda: owner.call(f"/projects/{project}/imports")[0]["state"] == "done", what="it does not come in")
    (run,) = owner.call(f"/projects/{project}/imports")
    assert (run["counts"]["imported"], run["counts"]["broken"], run["counts"]["rejected"]) == (items, 0, 0)
    owner.open(f"/p/{project}/label")
    expect(page.get_by_role("slider", name="Place in the sound")).to_be_visible()
    owner.press("1", "Enter")
    owner.sees_answers(1)


def test_rows_that_were_set_aside_can_be_downloaded(owner: Visitor, reviews: Path) -> None:
    page = owner.page
    project = owner.project("Lamps again", [])
    owner.open(f"/p/{project}/data")
    owner.button("Bring in data").first.click()
    with page.expect_file_chooser() as choosing:
        owner.button("Choose a file").click()
    choosing.value.set_files(reviews)
    page.get_by_role("combobox", name="What is review?").select_option(label="Show as “Text”")
    for name in ("number", "author", "shop"):
        page.get_by_role("combobox", name=f"What is {name}?").select_option(label="Leave out")
    owner.button("Bring in 41 rows").click()
    report = page.get_by_role("link", name="Report of lamps.csv")
    expect(report).to_be_visible(timeout=30_000)
    with page.expect_download() as waiting:
        report.click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("42,")


def test_text_that_looks_like_a_page_is_shown_as_text(owner: Visitor) -> None:
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>=1+1'
    guideline = f"# Good\n{hostile}\n[a link](javascript:document.title=3)\n"
    project = owner.project(hostile[:60], [hostile], guideline=guideline)
    owner.start_labelling(project)
    expect(owner.item).to_have_text(hostile)
    owner.press("g")
    expect(owner.page.get_by_role("complementary", name="Guideline")).to_contain_text("a link")
    assert owner.page.get_by_role("link", name="a link").get_attribute("href") in (None, "")
    for screen in ("", "/data", "/quality", "/settings?part=guideline"):
        owner.open(f"/p/{project}{screen}")
        expect(owner.page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        assert "inloop" in owner.page.title()


def test_text_is_shown_as_markdown_that_runs_nothing_and_fetches_nothing(owner: Visitor) -> None:
    text = "# Offer\n**Bold** <script>document.title=2</script> [go](https://example.org/) [js](javascript:1) ![a cat](https://example.org/c.png)"
    asked: list[str] = []
    owner.page.on("request", lambda request: asked.append(request.url))
    project = owner.project("Marked", [text])
    owner.open(f"/p/{project}/settings?part=schema")
    owner.page.get_by_role("combobox", name="How text is written").select_option(label="Markdown")
    expect(owner.page.get_by_role("main")).to_contain_text("“Text” is shown as Markdown.")
    owner.button("Save as version 2").click()
    expect(owner.page.get_by_role("region", name="Notices")).to_contain_text("Saved.")
    owner.start_labelling(project)
    shown = owner.page.get_by_role("region", name="Item")
    expect(shown.get_by_role("heading", name="Offer")).to_be_visible()
    expect(shown).to_contain_text("<script>document.title=2</script>")
    expect(shown.get_by_text("a cat")).to_have_attribute("title", "https://example.org/c.png")
    expect(shown.get_by_role("link", name="go")).to_have_attribute("target", "_blank")
    assert shown.get_by_role("link", name="js").get_attribute("href") in (None, "")
    assert not [one for one in asked if "example.org" in one]
    assert "inloop" in owner.page.title()
