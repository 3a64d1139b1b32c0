"""The demo project: made once, its rows brought in by the same import as everybody's."""

import gzip
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from inloop.database.folder import UPLOADS, prepare_folder
from inloop.kernel.clock import Micros
from inloop.loop import projects
from inloop.loop.items import imports
from inloop.loop.items.model import Column
from inloop.loop.projects import Project
from inloop.recipes import Recipe, recipe_of, sample_rows

RECIPE = "demo"


def find_demo(connection: Connection) -> Project | None:
    """Find the demo project, if it was made and not deleted."""
    made = [each for each in projects.list_for(connection) if each.recipe == RECIPE and each.state == "active"]
    return made[-1] if made else None


def sample_lines(recipe: Recipe) -> bytes:
    """Give the rows of a recipe's sample as JSON lines."""
    encode = msgspec.json.Encoder().encode
    return b"".join(encode(row) + b"\n" for row in sample_rows(recipe))


def write_sample(data_dir: Path) -> Path:
    """Put the rows of the demo where an import may read them; give the file."""
    path = prepare_folder(data_dir / UPLOADS) / "demo.jsonl.gz"
    if not path.exists():
        body = sample_lines(recipe_of(RECIPE))
        draft = path.with_suffix(".part")
        draft.write_bytes(gzip.compress(body, compresslevel=3, mtime=0))
        draft.replace(path)
    return path


def create_demo(connection: Connection, sample: Path, *, at: Micros, by: str) -> Project:
    """Make the demo and ask for its rows; give the one there is, if there is one."""
    found = find_demo(connection)
    if found is not None:
        return found
    recipe = recipe_of(RECIPE)
    project = projects.create(
        connection,
        name=recipe.name,
        schema=recipe.schema,
        guideline=recipe.guideline,
        recipe=RECIPE,
        at=at,
        by=by,
    )
    columns = [Column(name=each.name, role=each.role, to=each.to) for each in recipe.columns]
    imports.request(connection, project, name="Customer requests", path=sample, columns=columns, at=at, by=by)
    return project
