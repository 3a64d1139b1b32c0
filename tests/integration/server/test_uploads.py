"""A first look at a file on its way in."""

import pytest

pytestmark = pytest.mark.anyio

LABELS = [f"label {n}" for n in range(10)]


def table(rows):
    """A CSV whose rarest label stands in its last rows only."""
    labels = [LABELS[n % 9] if n < rows - 3 else LABELS[9] for n in range(rows)]
    return "id,text,dept\n" + "".join(f"r{n},please help me with matter {n},{name}\n" for n, name in enumerate(labels))


async def test_a_first_look_names_every_label_of_the_file(site):
    sent = await site.owner.post("/api/uploads", params={"name": "a.csv"}, content=table(900).encode())
    assert sent.status_code == 201, sent.text
    seen = sent.json()["preview"]
    dept = seen["columns"][2]
    assert (seen["row_count"], seen["sampled"], dept["role"]) == (900, 900, "label")
    assert {each["value"] for each in dept["values"]} == set(LABELS)
    assert sum(each["count"] for each in dept["values"]) == 900
    assert seen["columns"][1]["values"] is None


async def test_a_file_in_another_encoding_stays_and_can_be_read_in_it(site):
    content = "text,label\n" + "café déjà vu für alle,good\nnaïve rôle, bad\n" * 4
    sent = await site.owner.post("/api/uploads", params={"name": "a.csv"}, content=content.encode("cp1252"))
    told = sent.json()
    assert sent.status_code == 201, sent.text
    assert (told["preview"], told["problem"]["code"]) == (None, "unreadable-file")
    assert told["problem"]["message"]
    seen = await site.owner.get(f"/api/uploads/{told['id']}/preview", params={"encoding": "cp1252"})
    assert seen.status_code == 200, seen.text
    assert seen.json()["rows"][0]["text"] == "café déjà vu für alle"
