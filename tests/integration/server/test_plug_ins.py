"""Packages that add parts are found when a system opens, and named when they fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.live import SOURCE
from tests.plug_ins import EXAMPLE, install

LIST_KINDS = """
from inloop.annotation import kind_of
from inloop.app import open_system
from inloop.kernel.registry import names
from inloop.kernel.settings import from_environment
open_system(from_environment()).close()
kind_of("hue"), print(*names("kind"), *names("web"))
"""


def run(installed: Path, data: Path, code: str = LIST_KINDS) -> subprocess.CompletedProcess[str]:
    env = {"PYTHONPATH": f"{SOURCE}:{installed}", "INLOOP_DATA_DIR": str(data), "PATH": ""}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


def test_an_installed_plug_in_is_there_when_a_system_opens(tmp_path: Path) -> None:
    found = run(install(EXAMPLE, tmp_path / "installed"), tmp_path / "data")
    assert found.returncode == 0, found.stderr
    assert {"kind/hue.v1", "kind/choice.v1", "web/hue.v1"} <= set(found.stdout.split())


SIMULATE = """
from inloop.annotation.question import read_question
from inloop.kernel.registry import load_plugins
from inloop.simulation import slips
from inloop.testing import check_slips
load_plugins()
asked = read_question({"id": "q", "kind": "hue", "name": "Which?", "steps": 12})
check_slips(asked, truths=[0, 3, 11], fields={}, tools=slips)
"""


def test_a_plug_in_brings_the_errors_of_simulated_people(tmp_path: Path) -> None:
    found = run(install(EXAMPLE, tmp_path / "installed"), tmp_path / "data", SIMULATE)
    assert found.returncode == 0, found.stderr


def test_a_plug_in_that_cannot_be_imported_is_named_with_what_to_do(tmp_path: Path) -> None:
    installed = install(EXAMPLE, tmp_path / "installed")
    (installed / "inloop_hue" / "plugin.py").write_text("import nothing_of_this_name\n")
    found = run(installed, tmp_path / "data")
    assert found.returncode != 0
    assert "The plug-in 'hue' of the package inloop-hue 1.0 cannot be loaded" in found.stderr
    assert "uninstall the package" in found.stderr


@pytest.mark.parametrize("registered", ["'nowhere'", "Path('/nowhere')"])
def test_a_plug_in_without_its_screen_is_named(tmp_path: Path, registered: str) -> None:
    installed = install(EXAMPLE, tmp_path / "installed")
    code = (
        f"from pathlib import Path\nfrom inloop.kernel.registry import register\nregister('web/hue.v1')({registered})\n"
    )
    (installed / "inloop_hue" / "plugin.py").write_text(code)
    found = run(installed, tmp_path / "data", "from inloop.server.plugins import plugin_app; plugin_app()")
    assert "'web/hue.v1' names no folder with a file index.js" in found.stderr
