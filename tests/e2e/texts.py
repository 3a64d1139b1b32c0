"""Somebody who points at words of a text that is marked."""

from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor
from tests.live import until

_BOX = """(root, [words, nth]) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const nodes = []
  let text = ''
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([node, text.length])
    text += node.data
  }
  let at = -1
  for (let n = 0; n <= nth; n += 1) at = text.indexOf(words, at + 1)
  if (at < 0) throw new Error(`“${words}” is not in the text`)
  const place = (unit, isEnd) => {
    const [node, start] = nodes.findLast(([, start]) => (isEnd ? start < unit : start <= unit))
    return [node, unit - start]
  }
  const range = document.createRange()
  range.setStart(...place(at, false))
  range.setEnd(...place(at + words.length, true))
  range.startContainer.parentElement.scrollIntoView({ block: 'center' })
  const boxes = [...range.getClientRects()]
  const [first, last] = [boxes[0], boxes.at(-1)]
  const isReversed = getComputedStyle(range.startContainer.parentElement.closest('p')).direction === 'rtl'
  const edge = (box, isLeft) => (isLeft ? box.left + 1 : box.right - 1)
  return [edge(first, !isReversed), first.top + first.height / 2, edge(last, isReversed), last.top + last.height / 2]
}"""

_SELECT = """(root, words) => {
  const run = [...root.querySelectorAll('[data-at]')].find((one) => one.textContent.includes(words))
  const at = run.textContent.indexOf(words)
  getSelection().setBaseAndExtent(run.firstChild, at, run.firstChild, at + words.length)
}"""


def surface(visitor: Visitor) -> Locator:
    """The text that is marked."""
    return visitor.page.get_by_role("application").first


def ends(visitor: Visitor, words: str, nth: int = 0) -> tuple[float, float, float, float]:
    """Give where some words begin and end on the screen: x, y, x, y."""
    found: Any = surface(visitor).evaluate(_BOX, [words, nth])
    return tuple(found)


def drag_over(visitor: Visitor, words: str, nth: int = 0) -> None:
    """Select words with the mouse."""
    x, y, to_x, to_y = ends(visitor, words, nth)
    mouse = visitor.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move((x + to_x) / 2, (y + to_y) / 2, steps=3)
    mouse.move(to_x, to_y, steps=3)
    mouse.up()


def click_on(visitor: Visitor, words: str, nth: int = 0, *, times: int = 1) -> None:
    """Click into the middle of words."""
    x, y, to_x, _ = ends(visitor, words, nth)
    visitor.page.mouse.click((x + to_x) / 2, y, click_count=times)


def select_by_finger(visitor: Visitor, words: str) -> None:
    """Select words as the handles of a phone do; they rest where they are."""
    surface(visitor).evaluate(_SELECT, words)


def into_text(visitor: Visitor) -> None:
    """Go to the text with Tab alone."""
    for _ in range(40):
        if surface(visitor).evaluate("text => text === document.activeElement"):
            return
        visitor.press("Tab")
    raise AssertionError("Tab never reaches the text.")


def heard(visitor: Visitor, words: str) -> None:
    """Wait until a screen reader is told so."""
    expect(visitor.page.get_by_role("status").filter(has_text=words).first).to_be_attached()


def until_suggested(visitor: Visitor, project: int, question: str) -> None:
    """Answer until an item in hand comes with suggestions: they are withheld from some."""

    def suggested() -> bool:
        lent = visitor.call(f"/projects/{project}/assignments", {"want": 1})["assignments"][0]
        if lent["suggestion"]:
            return True
        if visitor.call(f"/projects/{project}/models")["versions"]:
            body = {"id": str(uuid4()), "assignment": lent["id"], "values": {question: []}, "schema_version": 1}
            visitor.call(f"/projects/{project}/annotations", {**body, "active_ms": 900, "want": 0})
        return False

    until(suggested, what=lambda: visitor.call(f"/projects/{project}/models"), patience_s=90)
