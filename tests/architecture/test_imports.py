"""Imports go one way, and a machine says so."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
Trees = Mapping[Path, ast.Module]
Exceptions = Mapping[str, Mapping[str, str]]
SQL_FOLDERS = {"database", "store", "adapters"}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to("src").with_suffix("").parts).removesuffix(".__init__")


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def needed_when_imported(tree: ast.Module) -> Iterator[str]:
    """Stream what the module imports as it is imported itself, not what its functions import when called."""
    for statement in tree.body:
        yield from imported(statement)


def test_the_contracts_of_the_layers_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_module_needs_itself(trees: Trees) -> None:
    modules = {module_of(path): tree for path, tree in trees.items()}
    graph: dict[str, set[str]] = {}
    for name, tree in modules.items():
        wanted = (target if target in modules else target.rpartition(".")[0] for target in needed_when_imported(tree))
        graph[name] = {target for target in wanted if target in modules and target != name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        raise AssertionError(f"An import cycle: {' → '.join(problem.args[1])}") from None


def test_only_the_stores_of_stages_and_the_rim_speak_sql(trees: Trees, exceptions: Exceptions) -> None:
    speakers = {
        str(path)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        for name in imported(node)
        if name.startswith("sqlalchemy") and name != "sqlalchemy.Connection" and not name.startswith("sqlalchemy.exc.")
    }
    allowed = {name for name in speakers if "store" in Path(name).stem or SQL_FOLDERS & set(Path(name).parts)}
    assert speakers - allowed - exceptions["sql"].keys() == set()
    assert exceptions["sql"].keys() - speakers == set()
