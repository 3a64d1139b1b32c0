"""Commands beside a server, and against a server elsewhere."""

import stat
from pathlib import Path

from tests.integration.cli.place import Machine, write_requests


def test_commands_go_through_the_server_that_has_the_folder_in_use(machine: Machine, tmp_path: Path) -> None:
    with machine.up():
        assert stat.S_IMODE((machine.data_dir / "server.json").stat().st_mode) == 0o600
        machine.json("project", "create", "Requests", "--recipe", "topics")
        brought = machine.json("import", str(write_requests(tmp_path / "requests.csv")), "--column", "body=field:text")
        assert brought["counts"]["imported"] == 40
        assert machine.json("sign-in-link")["url"].startswith(machine.url)
        assert machine.json("doctor")["healthy"] is True
        machine.json("backup", str(tmp_path / "copy"))

        token = machine.json("token", "create", "elsewhere", "--role", "viewer")["token"]
        elsewhere = Machine(tmp_path / "nothing")
        remote = ("--url", machine.url, "--token", token)
        assert elsewhere.json("project", "list", *remote)[0]["items"] == 40
        refused = elsewhere.run("project", "archive", "1", *remote, "--json")
        assert refused.code == 1
        assert refused.json["error"]["code"] == "forbidden"
        by_environment = elsewhere.run("project", "list", env={"INLOOP_URL": machine.url, "INLOOP_TOKEN": token})
        assert "Requests" in by_environment.out

    assert not (machine.data_dir / "server.json").exists()
    assert machine.json("project", "list")[0]["items"] == 40


def test_a_sign_that_a_killed_server_left_behind_is_not_believed(machine: Machine) -> None:
    machine.json("project", "create", "Requests", "--recipe", "topics")
    (machine.data_dir / "server.json").write_text('{"url": "http://127.0.0.1:9", "pid": 4194300, "token": "inl_x"}')
    assert machine.json("project", "list")[0]["name"] == "Requests"
