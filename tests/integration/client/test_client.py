"""What a program can do with a server, over real HTTP."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

import inloop
from inloop.client import Client, Project
from inloop.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    SignInError,
    UnreachableError,
)
from tests.integration.cli.place import Machine, free_port, write_requests

T = TypeVar("T")


@pytest.fixture
def project(client: Client) -> Project:
    return client.projects.create("Requests", recipe="topics")


def eventually(look: Callable[[], T], fits: Callable[[T], bool]) -> T:
    """Look again and again: some things follow an answer a moment later."""
    for _ in range(100):
        if fits(found := look()):
            return found
        time.sleep(0.1)
    return found


def test_a_program_brings_answers_and_takes_away(project: Project) -> None:
    counts = project.add(f"where is parcel {number}" for number in range(1_200))
    assert counts["imported"] == 1_200

    for _ in range(3):
        for work in project.ask(2):
            assert work.fields["text"].startswith("where is parcel")
            project.answer(work, {"topic": "delivery"}, seconds=2.5)

    rows = project.annotations().list()
    assert len(rows) == 6
    settled = eventually(lambda: project.labels().frame(), lambda frame: len(frame) == 6)
    assert set(settled["topic"]) == {"delivery"}


def test_places_on_a_slider_labels_of_a_tree_and_turns_are_answered_and_taken_away(client: Client) -> None:
    tree = [{"name": "Food"}, {"name": "Fruit", "id": "fruit", "parent": "food"}, {"name": "Drink"}]
    questions = [
        {"id": "sure", "kind": "slider", "name": "How sure?", "low": 0, "high": 1, "step": 0.1},
        {"id": "what", "kind": "hierarchy", "name": "What?", "labels": tree},
        {"id": "helps", "kind": "rating", "name": "Helps?", "low": 1, "high": 3, "each": "turn", "only": ["agent"]},
    ]
    fields = [{"id": "chat", "kind": "conversation"}]
    project = client.projects.create("Scales and trees", schema={"fields": fields, "questions": questions})
    project.add(
        [
            {"chat": [{"role": "user", "text": "An apple?"}, {"role": "agent", "text": f"{n} of them."}]}
            for n in range(3)
        ]
    )
    said = {"sure": 0.3, "what": "fruit", "helps": {"1": 3}}
    for _ in range(3):
        [work] = project.ask()
        project.answer(work, said)
    project.add([{"chat": [["agent", "Nobody asked."], ["user", "Hm."]]}])
    [work] = project.ask()
    with pytest.raises(InvalidInputError, match="no turn 2 to answer"):
        project.answer(work, {**said, "helps": {"0": 1, "1": 3}})
    rows = eventually(lambda: project.labels().list(), lambda rows: len(rows) == 3)
    assert [{name: row[name] for name in said} for row in rows] == [said] * 3


def test_items_are_found_page_after_page(project: Project) -> None:
    project.add(f"invoice {number}" for number in range(450))
    found = [item["id"] for item in project.items()]
    assert len(found) == len(set(found)) == 450


def test_a_file_comes_in_and_says_what_it_did_not_take(project: Project, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    run = project.import_file(
        write_requests(tmp_path / "requests.csv"),
        {"key": "key", "body": "field:text", "topic": "label"},
        progress=lambda done, total: seen.append((done, total)),
    )
    assert run.state == "done"
    assert (run.counts["imported"], run.counts["rejected"], run.counts["labels"]) == (40, 1, 40)
    assert "closing quote" in run.save_report(tmp_path / "report.csv").read_text("utf-8")
    assert seen[-1][0] == seen[-1][1]


def test_suggested_roles_bring_a_file_with_other_names_into_the_fields_of_the_schema(
    project: Project, tmp_path: Path
) -> None:
    run = project.import_file(write_requests(tmp_path / "requests.csv"))
    assert run.counts["imported"] == 40


def test_a_folder_of_texts_comes_in_as_one_item_a_file(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"letter {number} about the invoice", "utf-8")
    assert project.import_file(folder).counts["imported"] == 3


def test_an_export_is_a_whole_file_or_none(project: Project, tmp_path: Path) -> None:
    project.add(["one", "two"])
    assert project.export(tmp_path / "items.csv", what="items").read_text("utf-8").count("\n") == 3
    with pytest.raises(InvalidInputError):
        project.export(tmp_path / "items.doc", what="items", format="doc")  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["items.csv"]


def test_a_schema_that_somebody_else_has_changed_is_not_overwritten(client: Client, project: Project) -> None:
    other = client.projects.get(project.id)
    schema = other.schema
    schema["questions"][0]["name"] = "What does it concern?"
    assert other.change_schema(schema)
    with pytest.raises(ConflictError):
        project.change_schema(schema)
    assert project.refresh().schema["questions"][0]["name"] == "What does it concern?"


def test_an_answer_can_be_withdrawn_and_an_item_skipped(project: Project) -> None:
    project.add(["one", "two"])
    (work,) = project.ask(1)
    annotation = project.answer(work, {"topic": "other"})
    project.withdraw(annotation)
    (again,) = project.ask(1)
    project.skip(again, "unclear")
    assert project.labels().list() == []


def test_a_wrong_answer_is_refused_with_the_question_it_concerns(project: Project) -> None:
    project.add(["one"])
    (work,) = project.ask(1)
    with pytest.raises(InvalidInputError) as refused:
        project.answer(work, {"topic": "no such label"})
    assert refused.value.where == "topic"


def test_changes_are_heard_as_they_happen(project: Project) -> None:
    heard: list[list[str]] = []
    ready = threading.Event()

    def listen() -> None:
        ready.set()
        for topics in project.events():
            heard.append(topics)
            return

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    ready.wait()
    for _ in range(50):
        project.add([f"news {len(heard)}"])
        listener.join(0.2)
        if heard:
            break
    assert heard
    assert set(heard[0]) <= {"answers", "ranking", "model", "import", "schema", "guideline", "people", "items"}


def test_a_narrow_token_can_do_no_more_than_its_role(machine: Machine, project: Project) -> None:
    token = machine.json("token", "create", "viewer", "--role", "viewer")["token"]
    with inloop.connect(machine.url, token) as viewer:
        seen = viewer.projects.get(project.id)
        assert seen.told["role"] == "viewer"
        with pytest.raises(ForbiddenError):
            seen.archive()


def test_errors_are_those_that_the_server_raised(machine: Machine, client: Client) -> None:
    with pytest.raises(NotFoundError, match="no project"):
        client.projects.get(999_999)
    with pytest.raises(NotFoundError, match="No such name"):
        client.projects.get("No such name")
    with inloop.connect(machine.url, "inl_wrong") as stranger, pytest.raises(SignInError):
        stranger.projects.list()
    with inloop.connect(f"http://127.0.0.1:{free_port()}", "x") as nowhere, pytest.raises(UnreachableError):
        nowhere.projects.list()


def test_projects_of_one_name_must_be_told_apart_by_number(client: Client) -> None:
    first, second = (client.projects.create("Twice", recipe="topics") for _ in range(2))
    with pytest.raises(InvalidInputError, match="2 projects"):
        client.projects.get("Twice")
    second.delete()
    assert client.projects.get("Twice").id == first.id


def test_importing_inloop_is_light_and_gives_connect() -> None:
    light = "import sys, inloop; assert 'httpx' not in sys.modules"
    connected = "inloop.connect('http://localhost'); assert 'fastapi' not in sys.modules"
    subprocess.run([sys.executable, "-c", f"{light}; {connected}"], check=True)
