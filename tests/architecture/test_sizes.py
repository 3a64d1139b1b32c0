"""One idea, one file, one screen."""

import ast
from collections.abc import Mapping
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
Exceptions = Mapping[str, Mapping[str, str]]
Trees = Mapping[Path, ast.Module]
GENERATED = ("generated", ".gen.", "schema.d.ts", "openapi.d.ts")


def length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def function_lengths(trees: Trees) -> dict[str, int]:
    """Name → lines without the docstring; overloads and stubs of protocols are no functions."""
    found = {}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_stub(node):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = 0 if not body else (node.end_lineno or 0) - body[0].lineno + 1
                found[f"{path}:{node.name}"] = lines + body_offset(node)
    return found


def body_offset(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the signature."""
    return node.body[0].lineno - node.lineno


def is_stub(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant)


def exceeding(sizes: Mapping[str, int], limit: int) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > limit}


def python_files() -> dict[str, int]:
    folders = ("src", "tests", "benchmarks", "docs")
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {str(path.relative_to(ROOT)): length(path) for path in paths if "__pycache__" not in path.parts}


def web_files() -> dict[str, int]:
    paths = [*(ROOT / "web" / "src").rglob("*.ts"), *(ROOT / "web" / "src").rglob("*.tsx")]
    return {
        str(path.relative_to(ROOT)): length(path) for path in paths if not any(mark in str(path) for mark in GENERATED)
    }


def test_no_python_file_is_longer_than_400_lines(exceptions: Exceptions) -> None:
    assert exceeding(python_files(), 400).keys() - exceptions["file-length"].keys() == set()


def test_the_median_python_file_fits_on_a_screen() -> None:
    sizes = [size for name, size in python_files().items() if name.startswith("src/") and size > 0]
    assert median(sizes) <= 100


def test_no_web_file_is_longer_than_350_lines(exceptions: Exceptions) -> None:
    assert exceeding(web_files(), 350).keys() - exceptions["file-length"].keys() == set()


def test_the_median_web_file_fits_on_a_screen() -> None:
    assert median(web_files().values() or [0]) <= 80


def test_no_function_is_longer_than_50_lines(trees: Trees, exceptions: Exceptions) -> None:
    assert exceeding(function_lengths(trees), 50).keys() - exceptions["function-length"].keys() == set()


def test_the_median_function_is_no_longer_than_8_lines(trees: Trees) -> None:
    assert median(function_lengths(trees).values()) <= 8


def test_every_exception_is_still_needed(trees: Trees, exceptions: Exceptions) -> None:
    files = exceeding(python_files(), 400) | exceeding(web_files(), 350)
    assert exceptions["file-length"].keys() - files.keys() == set()
    assert exceptions["function-length"].keys() - exceeding(function_lengths(trees), 50).keys() == set()
