"""Words and patterns are written in Settings, tried on real items, and help at the workbench."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.live import until

axe = Axe()
TEXTS = [f"The food was {word} on day {n}." for n in range(10) for word in ("lovely", "awful")]


def test_a_rule_is_written_tried_saved_and_taken_while_labelling(owner: Visitor, tmp_path: Path) -> None:
    settings = {"control_rate": 0, "hidden_share": 0}
    project = owner.project("Rules", TEXTS, settings=settings)
    owner.open(f"/p/{project}/settings?part=rules")
    owner.button("Add a rule").click()
    owner.page.get_by_role("textbox", name="What the text says").fill("lovely")
    line = owner.page.get_by_role("row").filter(has=owner.page.get_by_role("textbox", name="What the text says"))
    expect(line).to_contain_text("50 %")
    expect(owner.page.get_by_role("region", name="Where it fits").get_by_role("listitem").first).to_contain_text(
        "lovely"
    )
    assert axe.run(owner.page).response["violations"] == []
    owner.button("Save the rules").click()
    until(lambda: owner.call(f"/projects/{project}/rules")["version"] == 1, what="It is not saved.")
    dictionary = tmp_path / "words.csv"
    dictionary.write_text("words,label\nawful,Bad\nday 3,Good\nday,Nonsense\n")
    owner.page.get_by_label("Bring a dictionary in").set_input_files(dictionary)
    expect(owner.page.get_by_text("2 rules added.")).to_be_visible()
    owner.start_labelling(project)
    hint = owner.page.get_by_role("list", name="What rules suggest").get_by_role("button").first
    word = "lovely" if "lovely" in owner.item.inner_text() else "awful"
    expect(hint).to_contain_text(word)
    hint.click()
    expect(owner.page.get_by_role("radio", name="Good" if word == "lovely" else "Bad")).to_be_checked()
    assert axe.run(owner.page).response["violations"] == []
    owner.press("Enter")
    owner.sees_answers(1)
    hint.focus()
    owner.press("Space", "Enter")
    owner.sees_answers(2)
