"""Write the pages of docs/reference from the code; with ``--check``, say which are stale instead."""

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

from inloop.kernel import errors
from inloop.kernel.registry import iter_family
from inloop.kernel.settings import Settings
from inloop.recipes import Recipe, list_recipes

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
FAMILIES = {
    "kind": "Kinds of answers",
    "query": "Query strategies",
    "aggregation": "Aggregators",
    "format": "File formats",
    "featurizer": "Featurizers",
    "learner": "Learners",
    "parts-learner": "Learners of answers made of parts",
    "value-learner": "Learners of answers that cannot be counted",
    "slip": "How simulated people err",
    "recipe": "Recipes",
}


def parts() -> Iterator[str]:
    """Every registered part with its first sentence."""
    yield "# Registered parts"
    list_recipes()
    for path in sorted((ROOT / "src" / "inloop").rglob("*.py")):
        if "@register(" in (text := path.read_text("utf-8")) or "\nregister(" in text:
            import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__"))
    for family, title in FAMILIES.items():
        rows = [f"| `{name}` | {first_sentence(part)} |" for name, part in iter_family(family)]
        if rows:
            yield "\n".join([f"## {title}", "", "| name | what it does |", "|---|---|", *rows])


def first_sentence(part: object) -> str:
    if isinstance(part, Recipe):
        return part.description
    described = part if inspect.isclass(part) or inspect.isfunction(part) else type(part)
    return (inspect.getdoc(described) or "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def settings() -> Iterator[str]:
    """Every setting of a server with its default."""
    yield "# Settings\n\nEach is read from the environment; [the guide](../guides/settings.md) says what it is for."
    defaults = Settings()
    rows = [f"| `INLOOP_{one.name.upper()}` | {shown(getattr(defaults, one.name))} |" for one in fields(Settings)]
    yield "\n".join(["| variable | default |", "|---|---|", *rows])


def shown(value: object) -> str:
    return f"`{value}`" if value not in ("", ()) else "–"


def error_codes() -> Iterator[str]:
    """Every error with its code and HTTP status."""
    yield '# Errors\n\nOver HTTP: `{"error": {"code", "message", "hint", "where"}}` with the status below.'
    tree = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.InloopError)]
    rows = [
        f"| `{one.code}` | {one.status} | `{one.__name__}` | {first_sentence(one)} |"
        for one in sorted(tree, key=lambda one: (one.status, one.code))
    ]
    yield "\n".join(["| code | status | in Python | means |", "|---|---|---|---|", *rows])


def numbers() -> Iterator[str]:
    """Every result of a benchmark with the command that makes it."""
    yield "# Numbers\n\nWhat the benchmarks have measured, each by its command; see [methods](../methods/README.md)."
    for path in sorted((ROOT / "benchmarks" / "results").glob("*.json")):
        found = json.loads(path.read_text("utf-8"))
        rows = [f"| `{name}` | {told(value)} |" for name, value in found.items()]
        yield "\n".join([f"## `{path.stem}`", "", f"`{command_of(path)}`", "", "| key | value |", "|---|---|", *rows])


def command_of(result: Path) -> str:
    modules = [path.stem for path in (ROOT / "benchmarks").glob("*.py") if result.stem.startswith(path.stem)]
    return f"python -m benchmarks.{max(modules, key=len, default=result.stem)}"


def told(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}"
    return f"`{json.dumps(value)}`"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "parts": parts,
    "settings": settings,
    "errors": error_codes,
    "numbers": numbers,
}


def main() -> int:
    stale = []
    for name, page in PAGES.items():
        text = "\n\n".join([*page(), "*Written by `make docs`.*"]) + "\n"
        path = FOLDER / f"{name}.md"
        if not path.is_file() or path.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, "utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"docs/reference is stale: {', '.join(stale)}. Run: make docs\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
