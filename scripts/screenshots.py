"""Take the pictures of the README from the real app: the demo, some answers, then the screens.

python -m scripts.screenshots [--answers 300]
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright
from tests.e2e.conftest import ARGUMENTS
from tests.e2e.visitor import KEYS, Visitor
from tests.live import Live, live, until

from inloop.recipes import recipe_of, sample_rows

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
SIZE = {"width": 1440, "height": 900}
ROUND = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=300)
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is missing. Install it with: sudo apt-get install -y chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, live(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        take(browser, server, answers=options.answers)
        browser.close()


def take(browser: Browser, server: Live, *, answers: int) -> None:
    """Label as a person would, wait until the model suggests, and take the pictures."""
    context = browser.new_context(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    owner = Visitor(context, server)
    owner.page.goto(server.sign_in_url)
    expect(owner.page.get_by_role("heading", name="Label together")).to_be_visible()
    demo = int(owner.call("/demo", {})["id"])
    until(lambda: owner.call("/projects")[0]["items"] > 15_000, what="The demo does not come in.")
    label(owner, demo, answers=answers)
    place = find_well_suggested(owner, demo)
    owner.start_labelling(demo)
    owner.press(KEYS[place], "g")
    picture(owner, "label")
    for name in ("overview", "data", "models"):
        owner.open(f"/p/{demo}/{name.removeprefix('overview')}")
        picture(owner, name)


def label(owner: Visitor, project: int, *, answers: int) -> None:
    """Answer truthfully, a round for each version of the model, so that the learning curve has its points."""
    answer_of = truth()
    for start in range(0, answers, ROUND):
        owner.answer(project, ROUND, answer_of.__getitem__, seconds=2.4)
        trained = start // ROUND + 1
        until(lambda: len(owner.call(f"/projects/{project}/models")["versions"]) >= trained, what="No version came.")  # noqa: B023


def find_well_suggested(owner: Visitor, project: int) -> int:
    """Go on to an item whose suggestion is shown and right; give the place of its label."""
    answer_of = truth()
    (question,) = owner.call(f"/projects/{project}")["schema"]["questions"]
    ids = [each["id"] for each in question["labels"]]
    while True:
        (lent, *_) = owner.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
        place = answer_of[lent["fields"][0]["value"]]
        chances = (lent["suggestion"] or {}).get(question["id"], {})
        if chances and ids.index(max(chances, key=chances.__getitem__)) == place:
            return place
        owner.answer(project, 1, answer_of.__getitem__, seconds=2.4)


def picture(visitor: Visitor, name: str) -> None:
    """Wait until the screen rests, and keep it."""
    visitor.page.wait_for_timeout(1_500)
    visitor.page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


def truth() -> dict[str, int]:
    """Give the place of the true label for each request of the demo."""
    recipe = recipe_of("demo")
    names = [label["name"].casefold() for label in recipe.schema["questions"][0]["labels"]]
    return {row["text"]: names.index(str(row["department"]).casefold()) for row in sample_rows(recipe)}


if __name__ == "__main__":
    main()
