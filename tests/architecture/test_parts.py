"""Everything that is registered explains itself."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest

import inloop.testing
from inloop.kernel.registry import iter_family, load_plugins
from inloop.recipes import Recipe, list_recipes

SOURCE = Path(__file__).parents[2] / "src"


def import_registering_modules() -> None:
    list_recipes()
    load_plugins()
    for path in sorted((SOURCE / "inloop").rglob("*.py")):
        if "@register(" in (text := path.read_text("utf-8")) or "\nregister(" in text:
            import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"))


@pytest.mark.parametrize(
    "family",
    [
        "kind",
        "query",
        "aggregation",
        "format",
        "featurizer",
        "learner",
        "parts-learner",
        "value-learner",
        "recipe",
        "slip",
    ],
)
def test_every_part_says_what_it_is(family: str) -> None:
    import_registering_modules()
    for name, part in iter_family(family):
        described = part if inspect.isclass(part) or inspect.isfunction(part) else type(part)
        text = part.description if isinstance(part, Recipe) else inspect.getdoc(described)
        inherited = [inspect.getdoc(base) for base in described.__mro__[1:]] if inspect.isclass(described) else []
        assert text, f"{name} has no docstring"
        assert text not in inherited, f"{name} only inherits its docstring"


@pytest.mark.parametrize("name", inloop.testing.__all__)
def test_every_contract_can_be_imported_by_its_name(name: str) -> None:
    assert callable(getattr(inloop.testing, name))
