"""What a recipe is, and how its guideline and its sample are read from the package."""

import gzip
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

from inloop.kernel.errors import NotFoundError
from inloop.kernel.registry import iter_family, lookup, names

ROWS = "rows.jsonl"
"""The table in a sample that is a zip."""
_OURS = (
    "topics",
    "sentiment",
    "aspects",
    "emotion",
    "emotion_in_pictures",
    "emotion_in_sounds",
    "moderation",
    "answer_quality",
    "conversation_quality",
    "response_preference",
    "table_review",
    "entities",
    "image_classes",
    "blood_cells",
    "driving_scene",
    "audio_events",
    "spoken_words",
    "empty",
    "demo",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleColumn:
    """What one column of a sample is, in the words of an import."""

    name: str
    role: str
    to: str | None = None


KEY_AND_TEXT = (SampleColumn(name="id", role="key"), SampleColumn(name="text", role="field", to="text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A project ready to be started; everything in it can be changed later.

    Registered as ``recipe/<id>.v1``. The guideline is the Markdown file ``guidelines/<id>.md`` beside this module,
    unless `guideline` is given.

    Attributes
    ----------
    schema
        The schema document, as `inloop.annotation.Schema.read` takes it.
    sample
        File under ``samples/``: JSON lines, packed where its name ends in ``.gz``; a zip of such lines with the files
        that they name, where there are media; None when the recipe brings no rows.
    columns
        What the columns of the sample are.
    """

    id: str
    name: str
    description: str
    field_kind: str = "text"
    question_summary: str
    hint: str
    schema: Mapping[str, Any]
    guideline: str = ""
    sample: str | None = None
    columns: tuple[SampleColumn, ...] = ()


def read_guideline(name: str) -> str:
    """Read a guideline that ships with the package."""
    return (files("inloop.recipes") / "guidelines" / f"{name}.md").read_text(encoding="utf-8")


def list_recipes() -> list[Recipe]:
    """List every recipe, ours first in the order of the wizard, then those of plug-ins by name.

    >>> [recipe.id for recipe in list_recipes()][:2]
    ['topics', 'sentiment']
    """
    _load()
    known = {recipe.id: recipe for _, recipe in iter_family("recipe") if isinstance(recipe, Recipe)}
    ours = [name.replace("_", "-") for name in _OURS]
    return [known[name] for name in ours] + [recipe for name, recipe in known.items() if name not in ours]


def recipe_of(name: str) -> Recipe:
    """Get a recipe by its id.

    >>> recipe_of("demo").name
    'Customer requests'
    """
    _load()
    full = f"recipe/{name}.v1"
    if full not in names("recipe"):
        known = ", ".join(recipe.id for recipe in list_recipes())
        raise NotFoundError(f"There is no recipe '{name}'.", hint=f"Known: {known}.")
    return cast("Recipe", lookup(full))


def sample_rows(recipe: Recipe) -> Iterator[dict[str, Any]]:
    """Stream the rows of a recipe's sample; none when it has no sample.

    >>> next(sample_rows(recipe_of("demo")))["text"]
    'hello siri'
    """
    if recipe.sample is None:
        return
    source = sample_file(recipe)
    if source.name.endswith(".zip"):
        with source.open("rb") as file, zipfile.ZipFile(file) as archive, archive.open(ROWS) as lines:
            yield from map(json.loads, lines)
        return
    with source.open("rb") as file, gzip.open(file) if source.name.endswith(".gz") else file as lines:
        for line in lines:
            yield json.loads(line)


def sample_file(recipe: Recipe) -> Traversable:
    """Give the file that holds the sample of a recipe, as it ships with the package.

    Raises
    ------
    NotFoundError
        The recipe brings no rows.
    """
    if recipe.sample is None:
        raise NotFoundError(f"The recipe '{recipe.id}' brings no rows.", hint="Bring your own file.")
    return files("inloop.recipes") / "samples" / recipe.sample


def _load() -> None:
    for name in _OURS:
        import_module(f"inloop.recipes.{name}")
