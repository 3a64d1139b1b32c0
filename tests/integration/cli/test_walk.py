"""A walk over all commands: with `--json` one document, what goes wrong ends with a number and a way on."""

import json
from pathlib import Path

from inloop.cli import app
from tests.integration.cli.place import Machine, Said, write_requests
from tests.integration.cli.test_words import leaves

SERVERS = {"up", "web", "worker"}
GOOD: dict[str, str] = {
    "recipes": "",
    "project list": "",
    "project create": "Second --recipe topics",
    "project show": "Requests",
    "project schema": "Requests",
    "project guideline": "Requests",
    "project invite": "Requests --role annotator",
    "import": "{folder}/requests.csv -p Requests --column key=key --column body=field:text --column topic=label",
    "export": "-p Requests --what items -o {folder}/items.csv",
    "look-again": "-p Requests",
    "rules import": "{folder}/words.csv -p Requests",
    "rules list": "-p Requests",
    "rules try": "-p Requests",
    "model train": "-p Requests",
    "model list": "-p Requests",
    "model show": "-p Requests",
    "model export": "{folder}/model -p Requests",
    "predict": "{folder}/requests.csv -p Requests --text body -o {folder}/scored.csv",
    "simulate": "--data {folder}/requests.csv --text body --answer topic --answers 20 --people 2",
    "token create": "script --role viewer",
    "token list": "",
    "token revoke": "1",
    "sign-in-link": "",
    "verify": "",
    "doctor": "",
    "backup": "{folder}/copy.tar",
    "restore": "{folder}/copy.tar --data-dir {folder}/elsewhere",
    "project archive": "Requests",
    "project unarchive": "Requests",
    "project delete": "Requests",
    "project restore": "Requests",
}
"""Every command, in an order in which each can do its work."""
WRONG: dict[str, str] = {
    "project create": "x --recipe nothing",
    "project show": "Nothing",
    "project schema": "Nothing",
    "project guideline": "999",
    "project invite": "Requests --role emperor",
    "import": "{folder}/requests.csv -p Nothing",
    "export": "-p Nothing",
    "look-again": "-p Nothing",
    "rules import": "{folder}/words.csv -p Nothing",
    "rules list": "-p Nothing",
    "rules try": "-p Nothing",
    "model train": "-p Nothing",
    "model list": "-p 999",
    "model show": "-p Requests --version 999",
    "model export": "{folder}/model -p Nothing",
    "predict": "{folder}/requests.csv -p Nothing",
    "simulate": "--data {folder}/absent.csv --text body --answer topic",
    "token create": "x --role viewer --project 999",
    "token revoke": "999",
    "verify": "{folder}/requests.csv",
    "backup": "{folder}/requests.csv",
    "restore": "{folder}/absent.tar",
    "project archive": "Nothing",
    "project unarchive": "Nothing",
    "project delete": "Nothing",
    "project restore": "Nothing",
}
NEVER_WRONG = {"recipes", "project list", "token list", "sign-in-link", "doctor"}


def test_every_command_is_walked() -> None:
    known = {" ".join(words) for words in leaves(app)} - SERVERS
    assert set(GOOD) == known
    assert set(WRONG) == known - NEVER_WRONG


def test_every_command_gives_one_document_and_every_mistake_a_number_and_a_way_on(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "data")

    def run(words: str, arguments: str) -> Said:
        return machine.run(*words.split(), *arguments.format(folder=tmp_path).split(), "--json")

    write_requests(tmp_path / "requests.csv", rows=120)
    (tmp_path / "words.csv").write_text("words,label\ninvoice,billing\n", "utf-8")
    assert run("project create", "Requests --recipe topics").code == 0
    for words, arguments in GOOD.items():
        said = run(words, arguments)
        assert said.code == 0, (words, said)
        assert said.out.count("\n") == 1, (words, said)
        assert json.loads(said.out) is not None, words
        assert "Traceback" not in said.err, words
    silent = []
    for words, arguments in WRONG.items():
        said = run(words, arguments)
        assert said.code in {1, 2, 3}, (words, said)
        assert "Traceback" not in said.err, words
        problem = json.loads(said.out)["error"]
        assert problem["message"] in said.err, words
        if not (problem["hint"] or problem["where"] or str(tmp_path) in problem["message"]):
            silent.append(f"{words} {arguments}: {problem}")
    assert silent == [], "\n".join(silent)
