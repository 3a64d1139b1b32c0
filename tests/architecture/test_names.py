"""Names say what a thing is; some words never do."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

Trees = Mapping[Path, ast.Module]
BANNED = {
    "manager", "handler", "helper", "helpers", "util", "utils", "info", "data",
    "object", "impl", "processor", "misc", "common", "core", "managers",
}  # fmt: skip
BANNED_FOLDERS = {"utils", "common", "helpers", "core", "managers", "misc"}
WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


def words(name: str) -> set[str]:
    return {word.lower() for word in WORDS.findall(name)}


def defined(trees: Trees) -> Iterator[tuple[str, str]]:
    """Stream (where, name) of modules, classes and functions."""
    for path, tree in trees.items():
        yield str(path), path.stem
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.name}", node.name


def test_no_name_hides_what_it_is(trees: Trees, exceptions: Mapping[str, Mapping[str, str]]) -> None:
    bad = {where for where, name in defined(trees) if words(name) & BANNED}
    assert bad - exceptions["names"].keys() == set()
    assert exceptions["names"].keys() - bad == set()


def test_no_folder_is_a_drawer_for_everything(trees: Trees) -> None:
    assert {part for path in trees for part in path.parts} & BANNED_FOLDERS == set()


def test_words_are_found_in_both_ways_of_writing_names() -> None:
    assert words("HTTPHandlerOfThings") == {"http", "handler", "of", "things"}
    assert words("_read_core_data") == {"read", "core", "data"}
    assert words("scores") & BANNED == set()
