"""Every ready project can be started as it is."""

import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from tests.shipped_samples import FILES, MADE, SHIPPED, pack

from inloop.annotation import Schema
from inloop.kernel.errors import NotFoundError
from inloop.recipes import Recipe, list_recipes, recipe_of, sample_file, sample_rows
from inloop.recipes.demo import DEPARTMENTS

DOMAINS = {
    "banking": "Banking",
    "credit_cards": "Credit cards",
    "kitchen_and_dining": "Kitchen & dining",
    "home": "Home",
    "auto_and_commute": "Auto & commute",
    "travel": "Travel",
    "utility": "Utility",
    "work": "Work",
    "small_talk": "Small talk",
    "meta": "Meta",
    "oos": "Out of scope",
}

every_recipe = pytest.mark.parametrize("recipe", list_recipes(), ids=lambda recipe: recipe.id)


@every_recipe
def test_its_schema_can_be_read_and_stays_the_same_when_read_again(recipe: Recipe) -> None:
    schema = Schema.read(recipe.schema)
    assert Schema.read(schema.write(), earlier=schema).changes_since(schema) == []


@every_recipe
def test_what_a_question_depends_on_can_really_be_answered(recipe: Recipe) -> None:
    schema = Schema.read(recipe.schema)
    for question in schema.questions:
        if question.shown_if is not None:
            earlier = schema.question(question.shown_if.question)
            for answer in question.shown_if.answers:
                assert earlier.part.read(answer, earlier.settings) == answer


@every_recipe
def test_it_says_what_it_is_for_in_one_line_each(recipe: Recipe) -> None:
    for text in (recipe.name, recipe.description, recipe.question_summary, recipe.hint):
        assert text == text.strip()
        assert 0 < len(text) <= 120


@every_recipe
def test_every_label_of_its_target_has_a_section_in_the_guideline(recipe: Recipe) -> None:
    schema = Schema.read(recipe.schema)
    settings = schema.question(schema.target).settings
    sections = set(re.findall(r"^## (.+)$", recipe.guideline, flags=re.MULTILINE))
    if recipe.guideline and hasattr(settings, "labels"):
        assert {label.name for label in settings.labels} <= sections


@every_recipe
def test_the_columns_of_its_sample_fill_its_fields(recipe: Recipe) -> None:
    row = next(sample_rows(recipe), None)
    assert (row is None) == (recipe.sample is None)
    if row is not None:
        assert {column.name for column in recipe.columns} == set(row)
        filled = {column.to for column in recipe.columns if column.role == "field"}
        assert filled == {field.id for field in Schema.read(recipe.schema).fields}


def test_an_unknown_recipe_names_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match="Known: topics, sentiment"):
        recipe_of("astrology")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_sample_of_others_is_its_source_as_the_notice_says(name: str, shared_data: Path) -> None:
    file, make = SHIPPED[name]
    recipe = recipe_of(name)
    assert recipe.sample == file
    assert list(sample_rows(recipe)) == list(make(shared_data))
    notice = Path(f"src/inloop/recipes/samples/{file}").with_name("NOTICE.md").read_text("utf-8")
    assert "Licence:" in notice
    assert str(Path("samples") / Path(file).parent) in Path("NOTICE").read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_the_media_of_a_sample_are_those_of_its_source(name: str, shared_data: Path, tmp_path: Path) -> None:
    _, make = SHIPPED[name]
    pack(tmp_path / "sample.zip", make(shared_data), FILES[name](shared_data))
    assert sample_file(recipe_of(name)).read_bytes() == (tmp_path / "sample.zip").read_bytes()


@pytest.mark.parametrize("name", MADE)
def test_pictures_that_were_written_anew_show_what_their_source_shows(name: str, shared_data: Path) -> None:
    with sample_file(recipe_of(name)).open("rb") as file, zipfile.ZipFile(file) as shipped:
        for place, body in MADE[name](shared_data):
            ours, source = (Image.open(io.BytesIO(each)) for each in (shipped.read(place), body))
            assert ours.size == source.size
            assert max(ImageStat.Stat(ImageChops.difference(ours, source)).mean) < 3, place


def test_every_picture_of_the_ten_has_its_author_and_licence() -> None:
    recipe = recipe_of("emotion-in-pictures")
    notice = Path("src/inloop/recipes/samples/pictures/NOTICE.md").read_text("utf-8")
    for row in sample_rows(recipe):
        (said,) = [line for line in notice.splitlines() if f"`{row['picture']}`" in line]
        assert re.search(r"\| (CC0|public domain|MIT|\[CC BY 2\.0\].*) \|$", said)


def test_the_demo_is_the_source_without_doubles(shared_data: Path) -> None:
    source: dict[str, tuple[str, str]] = {}
    for split in ("train", "val", "test"):
        path = shared_data / "text_clinc150_oos" / f"{split}.jsonl"
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            text = " ".join(unicodedata.normalize("NFC", row["text"]).split())
            source.setdefault(text.casefold(), (row["id"], DOMAINS[row["domain"]]))
    shipped = list(sample_rows(recipe_of("demo")))
    assert {row["text"].casefold(): (row["id"], row["department"]) for row in shipped} == source
    assert len(shipped) == len(source)


def test_any_beginning_of_the_demo_has_every_department() -> None:
    rows = sample_rows(recipe_of("demo"))
    assert {next(rows)["department"] for _ in range(100)} == set(DEPARTMENTS)
