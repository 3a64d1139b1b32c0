"""What the rules are measured on, and the one table of exceptions."""

import ast
import subprocess
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "inloop"


@cache
def parsed() -> Mapping[Path, ast.Module]:
    """Source file, relative to the repository → syntax tree."""
    return {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


@pytest.fixture(scope="session")
def trees() -> Mapping[Path, ast.Module]:
    return parsed()


@pytest.fixture(scope="session")
def exceptions() -> Mapping[str, Mapping[str, str]]:
    """Rule → {what it does not hold for: why}."""
    return tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Text files of the repository, tracked or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("This is no git checkout.")
    binary = {".png", ".gz", ".ico", ".npz", ".onnx", ".parquet", ".xlsx"}
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix not in binary]
