"""The rows that a recipe brings."""

import io
import json
import zipfile

import pytest

from inloop.recipes import recipe_of, sample_rows
from tests.integration.server.conftest import Site

pytestmark = pytest.mark.anyio


async def test_the_sample_of_a_recipe_comes_as_json_lines(site: Site) -> None:
    answer = await site.owner.get("/api/recipes/sentiment/sample")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert list(map(json.loads, answer.text.splitlines())) == list(sample_rows(recipe_of("sentiment")))


@pytest.mark.parametrize("recipe", ["empty", "astrology"])
async def test_there_is_no_sample_where_there_are_no_rows(site: Site, recipe: str) -> None:
    answer = await site.owner.get(f"/api/recipes/{recipe}/sample")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found")


async def test_the_sample_of_a_recipe_with_media_is_a_zip_with_its_table(site: Site) -> None:
    answer = await site.owner.get("/api/recipes/spoken-words/sample")
    assert answer.headers["content-type"] == "application/zip"
    rows = list(sample_rows(recipe_of("spoken-words")))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {row["recording"] for row in rows} < set(archive.namelist())
