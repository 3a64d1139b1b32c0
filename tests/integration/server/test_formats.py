"""Formats of labelled items through the API: in with new labels, out with a report of what is lost."""

import json
import zipfile
from io import BytesIO

import pytest

from inloop.worker.imports import run_import

pytestmark = pytest.mark.anyio

SCHEMA = {
    "fields": [{"id": "text"}],
    "questions": [
        {"id": "names", "kind": "spans", "name": "Names?", "labels": [{"name": "Person"}]},
        {
            "id": "mood",
            "kind": "choice",
            "name": "Mood?",
            "labels": [{"name": "good"}, {"name": "bad"}],
            "required": False,
        },
    ],
}
SENTENCES = "Ann B-PERSON\nlives O\nin O\nNew B-place\nYork I-place\n\nBob B-person\nleft O\n\nbroken\n"
COLUMNS = [{"name": "text", "role": "field"}, {"name": "spans", "role": "label", "question": "names"}]


async def brought(site, **more):
    made = await site.owner.post("/api/projects", json={"name": "Names", "schema": SCHEMA})
    project = made.json()["id"]
    sent = await site.owner.post("/api/uploads", params={"name": "a.conll"}, content=SENTENCES.encode())
    asked = {"upload": sent.json()["id"], "columns": COLUMNS, **more}
    run = await site.owner.post(f"/api/projects/{project}/imports", json=asked)
    assert run.status_code == 201, run.text
    assert run_import(site.system.database, run.json()["id"])
    done = await site.owner.get(f"/api/projects/{project}/imports/{run.json()['id']}")
    return project, sent.json()["preview"], done.json()["counts"]


async def test_labels_of_a_file_are_seen_before_and_added_only_when_asked(site):
    project, seen, counts = await brought(site)
    assert [column["answers"] for column in seen["columns"]] == ["", "spans"]
    assert {each["value"] for each in seen["columns"][1]["values"]} == {"PERSON", "place", "person"}
    assert (counts["imported"], counts["labels"], counts["rejected"]) == (1, 1, 2)

    project, _, counts = await brought(site, new_labels={"names": ["place"]})
    assert (counts["imported"], counts["labels"], counts["rejected"]) == (2, 2, 1)
    told = (await site.owner.get(f"/api/projects/{project}")).json()
    assert [label["name"] for label in told["schema"]["questions"][0]["labels"]] == ["Person", "place"]


async def test_formats_that_fit_come_first_and_say_what_they_leave_out(site):
    project, _, _ = await brought(site, new_labels={"names": ["place"]})
    offers = (await site.owner.get(f"/api/projects/{project}/export/formats")).json()
    fits = [(offer["format"], offer["fits"]) for offer in offers]
    assert fits.index(("csv", "all")) < fits.index(("brat", "some"))
    brat = next(offer for offer in offers if offer["format"] == "brat")
    assert (brat["holds"], brat["leaves"]) == (["names"], {"mood": "brat holds no choice"})


async def test_an_export_says_before_and_inside_what_it_loses(site):
    project, _, _ = await brought(site, new_labels={"names": ["place"]})
    await site.bring(project, [{"key": "c", "fields": {"text": "Eve, and Ann"}, "labels": {"mood": "good"}}])
    asked = {"format": "brat"}
    told = (await site.owner.get(f"/api/projects/{project}/export/losses", params=asked)).json()["losses"]
    assert {(loss["what"], loss["question"], loss["count"]) for loss in told} == {
        ("answers", "mood", 1),
        ("items", "", 1),
    }
    answer = await site.owner.get(f"/api/projects/{project}/export", params=asked)
    assert "names-labels-brat.zip" in answer.headers["content-disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert json.loads(archive.read("losses.json"))["losses"] == told
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".ann")]
    assert texts == ["T1\tPerson 0 3\tAnn\nT2\tplace 13 21\tNew York\n", "T1\tPerson 0 3\tBob\n"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"format": "papyrus"}, "Exports are not written as 'papyrus'."),
        (
            {"format": "conll", "what": "annotations"},
            "conll holds one answer an item: the labels, not the annotations.",
        ),
    ],
)
async def test_what_cannot_be_written_is_refused_with_a_way_on(site, asked, said):
    project = await site.project()
    for path in ("export", "export/losses"):
        answer = await site.owner.get(f"/api/projects/{project}/{path}", params=asked)
        assert answer.status_code == 422
        assert answer.json()["error"]["message"] == said
        assert answer.json()["error"]["hint"]


async def test_a_schema_of_which_a_format_holds_nothing_is_refused(site):
    project = await site.project()
    answer = await site.owner.get(f"/api/projects/{project}/export", params={"format": "conll"})
    assert answer.status_code == 422
    assert "none of the answers" in answer.json()["error"]["message"]
