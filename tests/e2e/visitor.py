"""Somebody in front of the screen, who sees what stands there and presses keys."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.live import Live

KEYS = "1234567890abcdefghijklmnop"
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)
_FAILED_LOAD = (
    "Failed to load resource",
    "An unknown error occurred when fetching the script",
)  # the latter: worker.js


class Visitor:
    """A browser profile with one tab.

    Attributes
    ----------
    complaints
        What the console has said that is an error; failed requests count only where `tolerating` is not in force.
    strangers
        Addresses outside the server that were asked for.
    """

    def __init__(self, context: BrowserContext, server: Live) -> None:
        self.context = context
        self.server = server
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.requests: list[Request] = []
        self._tolerates = False
        self.page = self.new_page()

    def new_page(self) -> Page:
        """Open one more tab."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._watch)
        return page

    @contextmanager
    def tolerating(self) -> Iterator[None]:
        """Expect requests to fail for a while: the network or the server is away."""
        self._tolerates = True
        yield
        self.page.wait_for_timeout(50)
        self._tolerates = False

    def open(self, path: str) -> None:
        self.page.goto(f"{self.server.url}{path}")

    def call(self, path: str, body: Mapping[str, Any] | None = None, *, method: str = "") -> Any:
        """Speak to the interface with this person's cookies, for what a test needs but is not about."""
        answer = self.context.request.fetch(
            f"{self.server.url}/api{path}",
            method=method or ("GET" if body is None else "POST"),
            data=None if body is None else json.dumps(body),
            headers={"origin": self.server.url, "content-type": "application/json"},
        )
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
        return answer.json() if answer.body() else None

    def project(self, name: str, texts: list[str], **more: Any) -> int:
        """Make a project with one question, good or bad, and bring texts in."""
        labels = [{"name": "Good"}, {"name": "Bad"}]
        question = {"id": "mood", "kind": "choice", "name": "What is it like?", "labels": labels}
        schema = {"fields": [{"id": "text", "name": "Text"}], "questions": [question]}
        made = self.call("/projects", {"name": name, "schema": schema, **more})
        if texts:
            rows = [{"key": f"row-{n}", "fields": {"text": text}} for n, text in enumerate(texts)]
            self.call(f"/projects/{made['id']}/items", {"items": rows})
        return int(made["id"])

    def answer(self, project: int, n: int, pick: Callable[[str], int], *, seconds: float = 2.0) -> None:
        """Answer so many items without the screen: `pick` gives the place of the label for a text."""
        question = self.call(f"/projects/{project}")["schema"]["questions"][0]
        lent = self.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
        for _ in range(n):
            label = question["labels"][pick(lent[0]["fields"][0]["value"])]["id"]
            body = {
                "id": str(uuid4()),
                "assignment": lent[0]["id"],
                "values": {question["id"]: label},
                "schema_version": 1,
                "active_ms": round(seconds * 1_000),
                "want": 1,
            }
            lent = self.call(f"/projects/{project}/annotations", body)["assignments"]

    def join(self, owner: "Visitor", project: int, name: str, **more: str) -> "Visitor":
        """Accept an invitation of the owner as an annotator."""
        url = str(owner.call(f"/projects/{project}/invitations", {"role": "annotator"})["url"])
        self.call("/invitations/accept", {"secret": url.partition("#")[2], "name": name, **more})
        return self

    def button(self, name: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    # The workbench

    def start_labelling(self, project: int) -> None:
        """Open the workbench and wait for the first item."""
        self.open(f"/p/{project}/label")
        expect(self.item).to_be_visible()

    @property
    def item(self) -> Locator:
        """The text of the item in hand."""
        return self.page.get_by_role("region", name="Item").get_by_role("paragraph").first

    @property
    def session(self) -> Locator:
        return self.page.get_by_role("region", name="Session")

    def sees_answers(self, n: int) -> None:
        """Wait until the server has so many answers of this person today."""
        expect(self.session).to_contain_text(f"{n} answered today")
        expect(self.session).to_contain_text("all sent")

    def label(self, n: int, *, place: Callable[[str], int] = lambda _: 0, before: int = 0) -> list[str]:
        """Answer so many items by keyboard, one after the other; give their texts."""
        seen: list[str] = []
        for count in range(before + 1, before + n + 1):
            text = self.item.inner_text()
            seen.append(text)
            self.press(KEYS[place(text)], "Enter")
            self.sees_answers(count)
        return seen

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        if self._tolerates and message.text.startswith(_FAILED_LOAD):
            return
        self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _watch(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((f"{self.server.url}/", "data:", "blob:")):
            self.strangers.append(request.url)
