"""Segments of a sound: set up, made by mouse and by keys alone, merged from two people, and read."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Enter
from tests.e2e.sounds import beeps, sounds
from tests.e2e.visitor import Visitor
from tests.live import until

EVENTS: dict[str, Any] = {
    "id": "events",
    "kind": "segments",
    "name": "What is heard?",
    "labels": [{"name": "Beep"}, {"name": "Noise"}],
    "attributes": [{"name": "Far away", "kind": "flag"}],
}
WORDS: dict[str, Any] = {
    "id": "words",
    "kind": "segments",
    "name": "What is said?",
    "transcript": True,
    "overlap": False,
}
CLIPS = {f"{n}.wav": beeps((1.0, 2.0), (3.5, 5.0)) for n in range(3)}
axe = Axe()


def no_barriers(visitor: Visitor) -> None:
    found = axe.run(visitor.page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def answers(visitor: Visitor, project: int) -> list[Any]:
    """Give the standing answers of the person, the newest first."""
    rows: list[dict[str, Any]] = visitor.call(f"/projects/{project}/history")["rows"]
    return [next(iter(row["values"].values())) for row in rows]


def wave(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("slider", name="Place in the sound")


def listed(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Segments").get_by_role("listitem")


def start(visitor: Visitor, project: int) -> None:
    visitor.open(f"/p/{project}/label")
    expect(wave(visitor)).to_have_attribute("aria-valuetext", "0:00.0 of 0:06.0")
    expect(visitor.page.get_by_text("Drag over the wave")).to_be_visible()
    audio = visitor.page.locator("audio")
    until(lambda: audio.evaluate("element => element.readyState") >= 1, what="the sound did not come")


def drag(visitor: Visitor, where: Locator, start: float, end: float) -> None:
    """Drag over the wave from one second to another, of six."""
    box = where.bounding_box()
    assert box is not None
    mouse = visitor.page.mouse
    mouse.move(box["x"] + box["width"] * start / 6, box["y"] + 40)
    mouse.down()
    mouse.move(box["x"] + box["width"] * (start + end) / 12, box["y"] + 42)
    mouse.move(box["x"] + box["width"] * end / 6, box["y"] + 40)
    mouse.up()


def seconds(value: list[dict[str, Any]]) -> list[tuple[float, float, str]]:
    return [(round(one["start"], 1), round(one["end"], 1), one.get("label", "")) for one in value]


def test_segments_are_made_changed_deleted_and_corrected_by_mouse(owner: Visitor) -> None:
    project = sounds(owner, "By mouse", [EVENTS], CLIPS)
    start(owner, project)
    drag(owner, wave(owner), 1, 2)
    expect(listed(owner)).to_have_count(1)
    owner.button("Noise", exact=False).first.click()
    expect(listed(owner).first).to_contain_text("Noise")
    drag(owner, wave(owner), 3.5, 4.5)
    expect(listed(owner)).to_have_count(2)
    drag(owner, wave(owner), 4.5, 5)  # the end of the one in hand
    expect(listed(owner).nth(1)).to_contain_text("0:05")
    owner.page.get_by_role("checkbox", name="Far away").check()
    drag(owner, wave(owner), 5.4, 5.8)
    expect(listed(owner)).to_have_count(3)
    listed(owner).nth(2).get_by_role("button", name="Delete").click()
    expect(listed(owner)).to_have_count(2)
    owner.button("Undo the last edit").click()
    expect(listed(owner)).to_have_count(3)
    listed(owner).nth(2).get_by_role("button", name="Delete").click()
    no_barriers(owner)
    owner.button("Submit").click()
    owner.sees_answers(1)
    (value,) = answers(owner, project)
    assert seconds(value) == [(1.0, 2.0, "noise"), (3.5, 5.0, "noise")]
    assert value[1]["attributes"] == {"far-away": True}

    owner.press("h")
    mine = owner.page.get_by_role("complementary", name="Your answers")
    expect(mine).to_contain_text("2 Noise")
    mine.get_by_role("button", name="Change").click()
    expect(listed(owner)).to_have_count(2)
    listed(owner).first.get_by_role("button").first.click()
    owner.page.get_by_label("Label", exact=True).select_option("beep")
    owner.button("Submit").click()
    until(lambda: seconds(answers(owner, project)[0])[0][2] == "beep", what="the correction did not arrive")


def test_segments_are_made_changed_deleted_and_corrected_by_keys_alone(owner: Visitor) -> None:
    project = sounds(owner, "By keys", [EVENTS], CLIPS)
    start(owner, project)
    owner.press("ArrowRight", "(", "ArrowRight", ")")
    expect(listed(owner).first).to_contain_text("0:01.000 – 0:02.000")
    owner.press("2", "Alt+ArrowRight", "Alt+Shift+ArrowLeft", "Control+Alt+ArrowRight")
    expect(listed(owner).first).to_contain_text("0:00.990 – 0:02.110")
    expect(listed(owner).first).to_contain_text("Noise")
    expect(owner.page.get_by_role("status").filter(has_text="now Noise")).to_have_count(1)
    owner.press("Escape", "1", "ArrowRight", "Shift+ArrowRight", "(", "ArrowRight", "ArrowRight", ")")
    expect(listed(owner)).to_have_count(2)
    owner.press("ArrowLeft", "/")
    expect(listed(owner)).to_have_count(3)
    owner.press("[", "&")
    expect(listed(owner)).to_have_count(2)
    owner.press("[", "Delete")
    expect(listed(owner)).to_have_count(1)
    owner.press("z")
    expect(listed(owner)).to_have_count(2)
    owner.press("Control+Shift+z", "Control+z", "Enter")
    owner.sees_answers(1)
    (value,) = answers(owner, project)
    assert [one["label"] for one in value] == ["noise", "beep"]

    owner.press("o", "Enter")
    owner.sees_answers(2)
    assert answers(owner, project)[0] == []
    owner.press("z")
    expect(owner.button("Nothing to mark")).to_have_attribute("aria-pressed", "true")
    owner.press("(", "ArrowRight", ")", "Enter")
    until(lambda: answers(owner, project)[0] != [], what="the correction did not arrive")


def test_what_is_said_is_written_into_each_segment(owner: Visitor) -> None:
    project = sounds(owner, "Words", [WORDS], CLIPS)
    start(owner, project)
    owner.press("ArrowRight", "(", "ArrowRight", ")", "t")
    owner.page.keyboard.type("one two")
    owner.press("Escape", "Escape", "ArrowRight", "(", "End", ")", "t")
    owner.page.keyboard.type("five")
    no_barriers(owner)
    owner.press("Control+Enter")
    owner.sees_answers(1)
    assert [(one["text"], one["end"]) for one in answers(owner, project)[0]] == [("one two", 2.0), ("five", 6.0)]


def test_the_sound_is_played_looped_zoomed_and_drawn_by_its_pitches(owner: Visitor) -> None:
    project = sounds(owner, "Heard", [EVENTS], CLIPS)
    start(owner, project)
    audio = owner.page.locator("audio")
    owner.press("ArrowRight", "(", "Shift+ArrowRight", "Shift+ArrowRight", ")", "*", ";")
    until(lambda: audio.evaluate("element => !element.paused"), what="nothing is heard")
    moments = set()
    for _ in range(8):
        moments.add(1.0 <= audio.evaluate("element => element.currentTime") < 1.4)
        owner.page.wait_for_timeout(100)
    assert moments == {True}
    owner.press(" ")
    until(lambda: audio.evaluate("element => element.paused"), what="it plays on")
    owner.press("#")
    expect(owner.page.get_by_role("img", name="Show the pitches")).to_be_visible()
    expect(owner.page.get_by_text("Drawing the pitches")).to_have_count(0)
    owner.press("+", "+", ">")
    expect(owner.page.get_by_role("combobox", name="Speed")).to_have_value("1.25")
    no_barriers(owner)
    owner.press("_", "_", "#", "<", "*")


@pytest.mark.parametrize("by", ["a voice network", "loudness"])
def test_speech_is_suggested_taken_and_taken_back(owner: Visitor, shared_data: Path, by: str) -> None:
    sentence = (shared_data / "audio_emotion_emodb" / "wav" / "03a02Fc.wav").read_bytes()
    project = sounds(owner, f"Speech by {by}", [EVENTS], {"a.wav": sentence})
    owner.open(f"/p/{project}/label")
    owner.page.get_by_label("Found by").select_option(label=by)
    owner.button("Suggest speech segments").click()
    found = owner.page.get_by_role("region", name="Suggestions", exact=True).get_by_role("listitem")
    expect(found.first).to_contain_text("Beep")
    no_barriers(owner)
    count = found.count()
    owner.press("d")
    expect(found).to_have_count(count - 1)
    owner.button("Undo", exact=True).click()
    expect(found).to_have_count(count)
    owner.press("d")
    owner.button("Suggest speech segments").click()
    expect(owner.page.get_by_text("of speech found")).to_be_visible()
    if found.count():
        owner.button("Accept all").click()
        expect(listed(owner)).not_to_have_count(0)
        owner.press("z")
        expect(listed(owner)).to_have_count(0)


def test_the_answers_of_two_people_are_merged_and_taken_away(owner: Visitor, enter: Enter) -> None:
    project = sounds(owner, "Two people", [EVENTS], {"a.wav": CLIPS["0.wav"]}, answers=2)
    other = enter().join(owner, project, "Grace")
    for who, shift in ((owner, 0.0), (other, 0.1)):
        (lent,) = who.call(f"/projects/{project}/assignments", {"want": 1})["assignments"]
        value = [{"start": 1 + shift, "end": 2 + shift, "label": "beep"}]
        sent = {"assignment": lent["id"], "values": {"events": value}, "schema_version": 1, "want": 0}
        who.call(f"/projects/{project}/annotations", {"id": str(uuid4()), **sent})

    def told() -> dict[str, Any]:
        answer = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?what=labels&format=jsonl")
        assert answer.ok, answer.text()
        return dict(json.loads(answer.text()))

    until(lambda: told().get("events.posterior") is not None, what=told)
    both = told()
    assert (both["events"], both["events.answers"]) == ([{"start": 1.0, "end": 2.0, "label": "beep"}], 2)
    owner.open(f"/p/{project}/data")
    owner.page.get_by_role("link", name="a.wav").click()
    expect(owner.page.get_by_text("1 Beep").first).to_be_visible()
    no_barriers(owner)


def test_a_broken_sound_says_so_and_is_skipped(owner: Visitor) -> None:
    project = sounds(owner, "Broken", [EVENTS], {"a.flac": beeps((1, 2), form="FLAC")[:3_000]})
    owner.open(f"/p/{project}/label")
    expect(owner.page.get_by_text("This file cannot be shown. The sound is damaged or cut off")).to_be_visible()
    expect(owner.page.get_by_text("skip it as broken")).to_be_visible()
    no_barriers(owner)


def test_segments_are_set_up_in_the_schema_editor(owner: Visitor) -> None:
    project = sounds(owner, "Set up", [EVENTS], CLIPS)
    owner.open(f"/p/{project}/settings?part=schema")
    owner.button("Add a question").click()
    question = owner.page.get_by_role("region", name="New question")
    question.get_by_label("Question", exact=True).fill("What is said?")
    question = owner.page.get_by_role("region", name="What is said?")
    question.get_by_label("Answer", exact=True).select_option(label="Segments of a sound")
    question.get_by_role("checkbox", name="Ask what is said in each").check()
    question.get_by_role("checkbox", name="Segments may overlap").uncheck()
    no_barriers(owner)
    owner.button("Save as version 2").click()
    until(
        lambda: owner.call(f"/projects/{project}")["schema"]["questions"][-1].get("transcript") is True,
        what="it was not saved",
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_fits_the_screen(enter: Enter, signed_in: Path, width: int, *, dark: bool) -> None:
    owner = enter(state=signed_in, width=width, dark=dark)
    project = sounds(owner, f"Shown {width} {dark}", [EVENTS], CLIPS)
    start(owner, project)
    owner.press("ArrowRight", "(", "ArrowRight", ")", "#", "ArrowRight")
    expect(owner.page.get_by_text("Drawing the pitches")).to_have_count(0)
    no_barriers(owner)
    assert owner.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    owner.press("#")
