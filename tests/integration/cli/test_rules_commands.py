"""A dictionary is brought in, listed and tried by commands alone."""

from pathlib import Path

from tests.integration.cli.place import Machine, write_requests


def test_a_dictionary_is_brought_in_listed_and_tried(machine: Machine, tmp_path: Path) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    file = write_requests(tmp_path / "requests.csv", rows=60)
    machine.json("import", str(file), "--column", "key=key", "--column", "body=field:text", "--column", "topic=label")
    words = tmp_path / "words.csv"
    words.write_text("words,label\nparcel,Delivery\ninvoice,Billing\nnothing,Nowhere\n", "utf-8")
    told = machine.json("rules", "import", str(words))
    assert (told["added"], [each["number"] for each in told["problems"]]) == (2, [4])
    assert "line 4" in machine.run("rules", "import", str(words)).out
    assert [rule["pattern"] for rule in machine.json("rules", "list")["rules"]] == ["parcel", "invoice"]
    assert "parcel" in machine.run("rules", "list").out
    found = machine.json("rules", "try")
    assert found["looked"] == 60
    assert "%" in machine.run("rules", "try").out
