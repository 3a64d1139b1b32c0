"""Words and patterns over HTTP: kept in versions, tried on real items, helping whoever answers."""

import asyncio
from typing import Any

import httpx
import pytest

from inloop.people import Role
from tests.integration.server.conftest import BASE, Site, answer_of

pytestmark = pytest.mark.anyio
SCHEMA = {
    "fields": [{"id": "text"}, {"id": "sex", "show": "blind"}],
    "questions": [
        {"id": "topic", "kind": "choice", "name": "Topic?", "labels": [{"name": "Cards"}, {"name": "Parcels"}]},
        {
            "id": "parts",
            "kind": "spans",
            "name": "Which words?",
            "on": "text",
            "required": False,
            "labels": [{"name": "Number"}, {"name": "Thing"}],
        },
    ],
}
CARD = {"question": "topic", "label": "cards", "pattern": "credit card", "kind": "words"}
NUMBER = {"question": "parts", "label": "number", "pattern": r"\d{4}", "kind": "regex"}


async def project_of(site: Site, texts: list[str], **settings: Any) -> int:
    wanted = {"control_rate": 0, "hidden_share": 0, "overlap": 0, **settings}
    made = await site.owner.post("/api/projects", json={"name": "Rules", "schema": SCHEMA, "settings": wanted})
    assert made.status_code == 201, made.text
    number = int(made.json()["id"])
    await site.bring(number, [{"key": f"r{n}", "fields": {"text": text, "sex": "f"}} for n, text in enumerate(texts)])
    return number


async def put(site: Site, project: int, rules: list[dict[str, Any]], *, base: int = 0) -> httpx.Response:
    return await site.owner.put(f"/api/projects/{project}/rules", json={"base_version": base, "rules": rules})


async def test_rules_are_kept_in_versions_and_nobody_overwrites_another(site: Site) -> None:
    project = await project_of(site, ["Hello."])
    assert (await site.owner.get(f"/api/projects/{project}/rules")).json()["version"] == 0
    kept = (await put(site, project, [CARD, NUMBER])).json()
    assert (kept["version"], [rule["pattern"] for rule in kept["rules"]]) == (1, ["credit card", r"\d{4}"])
    assert all(rule["id"] for rule in kept["rules"])
    assert (await put(site, project, [])).status_code == 409
    assert (await put(site, project, kept["rules"][:1], base=1)).json()["rules"] == kept["rules"][:1]
    record = (await site.owner.get("/api/record")).text
    assert "rules.changed" in record


async def test_they_help_whoever_answers_and_hide_where_suggestions_hide(site: Site) -> None:
    texts = ["My Credit-card 1234 is lost. credit card!", "Where is it?"]
    project = await project_of(site, texts)
    await put(site, project, [CARD, NUMBER, {**CARD, "pattern": "f"}])
    ann = await site.join(project, Role.ANNOTATOR)
    lent = (await ann.post(f"/api/projects/{project}/assignments", json={"want": 2})).json()["assignments"]
    by_text = {one["fields"][0]["value"]: one for one in lent}
    card = by_text[texts[0]]
    assert card["hints"] == {"topic": [{"label": "cards", "words": "credit card"}]}
    assert card["suggestion"]["parts"] == [{"start": 15, "end": 19, "label": "number"}]
    assert by_text[texts[1]]["hints"] in (None, {})
    answer = answer_of(card, values={"topic": "cards", "parts": card["suggestion"]["parts"]})
    answer["values"].pop("mood", None)
    assert (await ann.post(f"/api/projects/{project}/annotations", json=answer)).status_code == 201
    hidden = await project_of(site, texts, show_suggestions=False)
    await put(site, hidden, [CARD, NUMBER])
    lent = (await site.owner.post(f"/api/projects/{hidden}/assignments", json={"want": 2})).json()["assignments"]
    assert all(not one["hints"] and one["suggestion"] is None for one in lent)


async def test_they_are_tried_on_items_before_they_are_kept(site: Site) -> None:
    project = await project_of(site, [f"credit card {n}" for n in range(30)] + [f"parcel {n}" for n in range(70)])
    asked = {"rules": [CARD, {**CARD, "pattern": "parcel"}, {**CARD, "pattern": "(a+)+$", "kind": "regex"}]}
    found = (await site.owner.post(f"/api/projects/{project}/rules/try", json=asked)).json()
    assert found["looked"] == 100
    assert [round(rule["coverage"]["estimate"], 2) for rule in found["rules"]] == [0.3, 0.7, 0]
    assert found["rules"][0]["examples"][0]["words"] == "credit card"
    assert found["rules"][0]["precision"] is None
    assert (await site.owner.get(f"/api/projects/{project}/rules")).json()["version"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {**CARD, "label": "loans"},
        {**CARD, "question": "nothing"},
        {**CARD, "pattern": "  "},
        {**CARD, "pattern": "(", "kind": "regex"},
    ],
)
async def test_a_rule_that_makes_no_sense_is_refused_with_its_place(site: Site, wrong: dict[str, Any]) -> None:
    project = await project_of(site, ["Hello."])
    refused = await put(site, project, [CARD, wrong])
    assert refused.status_code == 422
    assert refused.json()["error"]["where"] == "rules.1"


async def test_a_dictionary_comes_in_as_csv_and_bad_lines_are_told(site: Site) -> None:
    project = await project_of(site, ["Hello."])
    lines = ["words,label,kind", "credit card,Cards", "", "parcel,parcels,words", r"\d+ kg,Parcels,regex", "loan,Loans"]
    text = "\n".join([*lines, "Credit Card,Cards"])
    body = {"text": text, "base_version": 0}
    taken = (await site.owner.post(f"/api/projects/{project}/rules/import", json=body)).json()
    assert (taken["added"], [rule["kind"] for rule in taken["rules"]]) == (3, ["words", "words", "regex"])
    assert [(each["number"], "no label" in each["reason"]) for each in taken["problems"]] == [(6, True)]
    again = (await site.owner.post(f"/api/projects/{project}/rules/import", json={**body, "base_version": 1})).json()
    assert again["added"] == 0


async def test_a_dictionary_of_an_old_mac_is_read_and_an_endless_line_is_told(site: Site) -> None:
    project = await project_of(site, ["Hello."])
    door = f"/api/projects/{project}/rules/import"
    taken = await site.owner.post(door, json={"text": "credit card,Cards\rparcel,Parcels", "base_version": 0})
    assert taken.json()["added"] == 2
    long = await site.owner.post(door, json={"text": "a" * 140_000 + ",Cards", "base_version": 1})
    assert (long.json()["added"], [one["number"] for one in long.json()["problems"]]) == (0, [1])


async def test_a_pattern_that_would_take_for_ever_hangs_nobody(site: Site) -> None:
    project = await project_of(site, ["a" * 5_000 + "!"] * 1 + ["b"])
    hostile = [{**CARD, "pattern": pattern, "kind": "regex"} for pattern in ("(a+)+$", "(a|aa)+$", "(.*a){25}$")]
    assert (await put(site, project, hostile)).status_code == 200
    lent = await asyncio.wait_for(site.owner.post(f"/api/projects/{project}/assignments", json={"want": 3}), 10)
    assert len(lent.json()["assignments"]) == 2
    assert BASE


async def test_who_only_labels_may_not_see_or_change_them(site: Site) -> None:
    project = await project_of(site, ["Hello."])
    ann = await site.join(project, Role.ANNOTATOR)
    assert (await ann.get(f"/api/projects/{project}/rules")).status_code == 403
    assert (await ann.put(f"/api/projects/{project}/rules", json={"base_version": 0, "rules": []})).status_code == 403
