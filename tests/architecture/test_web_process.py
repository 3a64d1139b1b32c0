"""The web process stays small: it predicts with numpy and leaves training and jobs to the worker."""

import subprocess
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[2] / "src" / "inloop" / "server" / "__init__.py"
HEAVY = ("sklearn", "dbos", "scipy", "pandas", "torch", "pyarrow", "onnx", "onnxruntime")
IMPORT_ALL = """
import importlib, pkgutil, sys
import inloop.server
for module in pkgutil.walk_packages(inloop.server.__path__, "inloop.server."):
    if not module.name.endswith(("__main__", ".snapshot")):
        importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.skipif(not SERVER.is_file(), reason="there is no server yet")
def test_the_web_process_imports_nothing_heavy() -> None:
    result = subprocess.run([sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert set(result.stdout.split()) & set(HEAVY) == set()
