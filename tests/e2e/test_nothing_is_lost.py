"""Lost networks, reloads, killed servers and ended sign-ins lose nothing and double nothing."""

from collections import Counter

from playwright.sync_api import expect

from tests.e2e.conftest import Enter
from tests.e2e.visitor import Visitor
from tests.live import until

OWN_SERVER = True
TEXTS = [f"Sentence number {n} stands here." for n in range(30)]


def answers(visitor: Visitor, project: int) -> Counter[str]:
    """Count the standing answers of the person to each text."""
    rows = visitor.call(f"/projects/{project}/history?limit=100")["rows"]
    return Counter(row["text"] for row in rows)


def given(visitor: Visitor, project: int, n: int) -> Counter[str]:
    """Wait until the server has so many answers."""
    until(lambda: answers(visitor, project).total() >= n, what=lambda: f"{answers(visitor, project)} of {n}")
    return answers(visitor, project)


def test_answers_given_without_a_network_are_sent_once_when_it_is_back(owner: Visitor) -> None:
    project = owner.project("Offline", TEXTS)
    owner.start_labelling(project)
    seen = owner.label(2)
    expect(owner.session).to_contain_text("Next items ready: 2")
    with owner.tolerating():
        owner.context.set_offline(True)
        for _ in range(3):
            seen.append(owner.item.inner_text())
            last = seen[-1]
            owner.press("1", "Enter")
            expect(owner.page.get_by_role("main").get_by_text(last, exact=True)).to_have_count(0)
        expect(owner.page.get_by_role("status").filter(has_text="kept on this device")).to_contain_text("3")
        owner.context.set_offline(False)
        assert given(owner, project, 5) == Counter(seen)
        expect(owner.session).to_contain_text("all sent")
    owner.page.reload()
    expect(owner.item).to_be_visible()
    assert answers(owner, project) == Counter(seen)


def test_answers_wait_through_a_reload_without_a_network(owner: Visitor) -> None:
    project = owner.project("Reloaded", TEXTS)
    owner.start_labelling(project)
    seen = owner.label(1)
    with owner.tolerating():
        owner.page.route("**/api/projects/*/annotations", lambda route: route.abort())
        seen.append(owner.item.inner_text())
        owner.press("2", "Enter")
        expect(owner.page.get_by_role("status").filter(has_text="kept on this device")).to_be_visible()
        owner.page.reload()
        expect(owner.page.get_by_role("main")).not_to_contain_text(seen[-1])
        owner.page.unroute("**/api/projects/*/annotations")
        assert given(owner, project, 2) == Counter(seen)


def test_a_reload_keeps_the_draft(owner: Visitor) -> None:
    project = owner.project("Draft", TEXTS)
    owner.start_labelling(project)
    text = owner.item.inner_text()
    owner.press("2", "f", "n")
    owner.page.keyboard.type("half a thought")
    owner.page.wait_for_timeout(300)
    owner.page.reload()
    expect(owner.item).to_have_text(text)
    expect(owner.page.get_by_role("radio", name="Bad")).to_be_checked()
    expect(owner.page.get_by_role("textbox", name="Note")).to_have_value("half a thought")
    expect(owner.button("Flagged")).to_be_visible()


def test_a_killed_web_process_loses_nothing(owner: Visitor) -> None:
    project = owner.project("Killed", TEXTS)
    owner.start_labelling(project)
    seen = owner.label(2)
    with owner.tolerating():
        owner.server.kill("web")
        for _ in range(2):
            last = owner.item.inner_text()
            seen.append(last)
            owner.press("1", "Enter")
            expect(owner.page.get_by_role("main").get_by_text(last, exact=True)).to_have_count(0)
        owner.sees_answers(4)
        assert given(owner, project, 4) == Counter(seen)


def test_a_machine_that_goes_down_and_comes_back_loses_nothing(owner: Visitor) -> None:
    project = owner.project("Power", TEXTS)
    owner.start_labelling(project)
    seen = owner.label(2)
    with owner.tolerating():
        owner.server.kill_all()
        last = owner.item.inner_text()
        seen.append(last)
        owner.press("1", "Enter")
        expect(owner.page.get_by_role("status").filter(has_text="kept on this device")).to_be_visible()
        owner.server.start()
        assert given(owner, project, 3) == Counter(seen)
        owner.sees_answers(3)
    assert owner.call("/record/verify")["verified"] is True


def test_the_workbench_opens_and_goes_on_while_the_server_is_away(owner: Visitor) -> None:
    project = owner.project("Away", TEXTS)
    owner.start_labelling(project)
    seen = owner.label(1)
    expect(owner.session).to_contain_text("Next items ready: 2")
    owner.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    with owner.tolerating():
        owner.server.kill_all()
        seen.append(owner.item.inner_text())
        owner.press("1", "Enter")
        expect(owner.item).not_to_have_text(seen[-1])
        owner.page.reload()
        expect(owner.item).to_be_visible()
        expect(owner.page.get_by_role("banner")).to_contain_text("Away")
        away = owner.page.get_by_role("status").filter(has_text="The server is away")
        expect(away).to_contain_text("1 answer kept on this device")
        for _ in range(2):
            seen.append(owner.item.inner_text())
            owner.press("2", "Enter")
            expect(owner.page.get_by_role("main").get_by_text(seen[-1], exact=True)).to_have_count(0)
        expect(owner.page.get_by_role("heading", name="The server cannot be reached")).to_be_visible()
        expect(away).to_contain_text("3 answers kept on this device")
        owner.server.start()
        assert given(owner, project, 4) == Counter(seen)
        owner.sees_answers(4)


def test_an_ended_sign_in_keeps_what_waits_and_sends_it_afterwards(owner: Visitor, enter: Enter) -> None:
    project = owner.project("Expired", TEXTS)
    who = {"email": "bob@example.org", "password": "a long password"}
    bob = enter().join(owner, project, "Bob", **who)
    bob.start_labelling(project)
    seen = bob.label(1)
    with bob.tolerating():
        bob.context.clear_cookies()
        seen.append(bob.item.inner_text())
        bob.press("2", "Enter")
        bob.page.get_by_role("link", name="Sign in").first.click()
        bob.page.get_by_role("textbox", name="E-mail").fill(who["email"])
        bob.page.get_by_role("textbox", name="Password").fill(who["password"])
        bob.button("Sign in").click()
        expect(bob.item).to_be_visible()
        assert given(bob, project, 2) == Counter(seen)


def test_two_tabs_of_one_person_never_answer_an_item_twice(owner: Visitor) -> None:
    project = owner.project("Tabs", TEXTS)
    owner.start_labelling(project)
    text = owner.item.inner_text()
    other = owner.new_page()
    other.goto(owner.page.url)
    shown = other.get_by_role("region", name="Item").get_by_role("paragraph").first
    expect(shown).to_have_text(text)
    owner.press("1", "Enter")
    expect(shown).not_to_have_text(text)
    other.keyboard.press("2")
    other.keyboard.press("Enter")
    assert set(given(owner, project, 2).values()) == {1}
