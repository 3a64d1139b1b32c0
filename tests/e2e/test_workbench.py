"""The workbench by keys: undo, skip, flag, guideline, key map; and it stays quick."""

from statistics import quantiles

from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.live import until

TEXTS = [f"Sentence number {n} stands here." for n in range(90)]
MOST_REQUESTS = 6
MOST_BYTES = 200_000
MOST_MS = 50
WATCH = """
window.painted = []
let pressed = 0
const text = () => document.querySelector('section[aria-label="Item"] p')?.textContent
addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return
  const before = text()
  const start = event.timeStamp
  const look = () => requestAnimationFrame(() => {
    if (text() === before || !text()) return look()
    const channel = new MessageChannel()
    channel.port1.onmessage = () => window.painted.push(performance.now() - start)
    channel.port2.postMessage(0)
  })
  look()
}, true)
"""


def moods(visitor: Visitor, project: int) -> dict[str, str]:
    """Give the standing answer of the person to each text."""
    return {row["text"]: row["values"]["mood"] for row in visitor.call(f"/projects/{project}/history")["rows"]}


def test_an_answer_is_undone_after_it_was_sent(owner: Visitor) -> None:
    project = owner.project("Undo", TEXTS[:6], guideline="# Good\nWhat one would buy again.\n")
    owner.start_labelling(project)
    text = owner.label(1)[0]
    owner.press("z")
    expect(owner.item).to_have_text(text)
    expect(owner.page.get_by_role("radio", name="Good")).to_be_checked()
    owner.press("2", "Enter")
    expect(owner.item).not_to_have_text(text)
    until(lambda: moods(owner, project) == {text: "bad"}, what=lambda: moods(owner, project))


def test_an_item_is_skipped_with_a_reason_and_can_be_filtered(owner: Visitor) -> None:
    project = owner.project("Skip", TEXTS[:6])
    owner.start_labelling(project)
    text = owner.item.inner_text()
    owner.press("s")
    expect(owner.page.get_by_role("group", name="Why skip it?")).to_be_visible()
    owner.press("1")
    expect(owner.item).not_to_have_text(text)
    expect(owner.session).to_contain_text("all sent")
    owner.open(f"/p/{project}/data")
    owner.page.get_by_role("region", name="Status").get_by_role("button", name="skipped").click()
    expect(owner.page.get_by_role("table").get_by_role("link")).to_have_text([text])


def test_a_flag_and_a_note_stay_with_the_answer(owner: Visitor) -> None:
    project = owner.project("Flag", TEXTS[:6])
    owner.start_labelling(project)
    text = owner.item.inner_text()
    owner.press("f", "n")
    owner.page.keyboard.type("is this one or two?")
    owner.press("Escape")
    owner.page.get_by_role("radio", name="Good").click()
    owner.button("Submit").click()
    owner.sees_answers(1)
    owner.open(f"/p/{project}/data")
    owner.page.get_by_role("region", name="Status").get_by_role("button", name="flagged").click()
    table = owner.page.get_by_role("table")
    expect(table.get_by_role("link")).to_have_count(1)  # the list has come to rest under the pointer
    table.get_by_role("link", name=text).click()
    expect(owner.page.get_by_role("main")).to_contain_text("is this one or two?")


def test_an_earlier_answer_is_corrected(owner: Visitor) -> None:
    project = owner.project("Correct", TEXTS[:6])
    owner.start_labelling(project)
    text = owner.label(2)[0]
    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    mine.get_by_role("listitem").filter(has_text=text).get_by_role("button", name="Change").click()
    expect(owner.item).to_have_text(text)
    owner.press("2", "Enter")
    expect(owner.item).not_to_have_text(text)
    until(lambda: moods(owner, project).get(text) == "bad", what=lambda: moods(owner, project))
    assert len(moods(owner, project)) == 2


def test_the_guideline_and_the_key_map_open_and_close_by_key(owner: Visitor) -> None:
    project = owner.project("Keys", TEXTS[:3], guideline="# Good\nWhat one would buy again.\n")
    owner.start_labelling(project)
    owner.press("g")
    expect(owner.page.get_by_role("complementary", name="Guideline")).to_contain_text("What one would buy again.")
    owner.press("g")
    expect(owner.page.get_by_role("complementary", name="Guideline")).to_have_count(0)
    owner.press("?")
    expect(owner.page.get_by_role("dialog", name="Keys")).to_contain_text("Submit and go on")
    owner.press("Escape")
    expect(owner.page.get_by_role("dialog", name="Keys")).to_have_count(0)
    owner.press("1")
    expect(owner.page.get_by_role("radio", name="Good")).to_be_checked()


def test_the_first_item_comes_with_few_requests_and_little_weight(owner: Visitor) -> None:
    project = owner.project("Light", TEXTS[:6])
    page = owner.page
    page.goto("about:blank")
    weights: list[float] = []
    network = owner.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    owner.requests.clear()
    owner.start_labelling(project)
    asked = [request.url.removeprefix(owner.server.url) for request in owner.requests]
    assert len(asked) <= MOST_REQUESTS, asked
    assert sum(weights) <= MOST_BYTES
    assert sum(weights) > 20_000


def test_the_next_item_is_painted_within_fifty_milliseconds(owner: Visitor) -> None:
    project = owner.project("Quick", TEXTS)
    owner.start_labelling(project)
    owner.page.evaluate(WATCH)
    tries = []
    for _ in range(3):
        owner.page.evaluate("window.painted = []")
        for _ in range(25):
            owner.page.keyboard.press("1")
            owner.page.keyboard.press("Enter")
            owner.page.wait_for_timeout(80)
        painted = owner.page.evaluate("window.painted")
        assert len(painted) >= 20
        tries.append(quantiles(painted, n=20)[-1])
        if tries[-1] <= MOST_MS:
            return
    assert min(tries) <= MOST_MS, tries
