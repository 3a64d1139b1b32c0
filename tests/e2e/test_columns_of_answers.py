"""A table whose cells are answers in the form of JSON: recognised, offered for the right question, and taken."""

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.test_formats_labelled import findings
from tests.e2e.visitor import Visitor

SCHEMA = {
    "fields": [{"id": "text", "name": "Text"}],
    "questions": [
        {
            "id": "mood",
            "kind": "choice",
            "name": "Mood?",
            "labels": [{"name": "good"}, {"name": "bad"}],
            "required": False,
        },
        {"id": "names", "kind": "spans", "name": "Which names?", "labels": [{"name": "Person"}], "required": False},
        {"id": "feels", "kind": "affect", "name": "How does it feel?", "required": False},
        {"id": "shows", "kind": "emotions", "name": "What shows?", "labels": [{"name": "joy"}, {"name": "fear"}]},
    ],
    "target": "shows",
}


def test_columns_of_spans_places_and_emotions_go_to_their_questions(owner: Visitor, tmp_path: Path) -> None:
    page = owner.page
    rows = [
        {
            "text": f"Ann lives near Rome in house {n} of the long street",
            "marks": [{"start": 0, "end": 3, "label": "Person"}],
            "model_prediction": [{"start": 15, "end": 19, "label": "Person"}],
            "place": {"valence": n / 10, "arousal": -0.5},
            "shows": {"joy": 1 + n % 3},
        }
        for n in range(6)
    ]
    path = tmp_path / "answers.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    project = owner.call("/projects", {"name": "Answers", "schema": SCHEMA})["id"]
    owner.open(f"/p/{project}/data")
    owner.button("Bring in data").first.click()
    with page.expect_file_chooser() as choosing:
        owner.button("Choose a file").first.click()
    choosing.value.set_files(path)
    expect(page.get_by_role("heading", name="answers.jsonl")).to_be_visible()
    expect(page.get_by_text("its cells are answers of the kind spans").first).to_be_visible()
    expect(page.get_by_text("its cells are answers of the kind affect")).to_be_visible()
    assert owner.page.get_by_role("status").filter(has_text="no label of").count() == 0
    assert not findings(owner)
    owner.button("Bring in 6 rows").click()
    expect(page.get_by_role("main")).to_contain_text("6 new", timeout=30_000)
    exported = owner.context.request.get(f"{owner.server.url}/api/projects/{project}/export?format=jsonl").text()
    taken = {told["field.text"]: told for told in map(json.loads, exported.splitlines())}
    for row in rows:
        told = taken[row["text"]]
        assert (told["mood"], told["feels"], told["shows"]) == (None, row["place"], row["shows"])
        assert told["names"] == [{"start": 0, "end": 3, "label": "person"}]
