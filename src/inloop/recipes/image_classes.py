"""Sort pictures into classes, one label each."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

CLASSES = (
    ("Red cell", "round, pale in the middle, no nucleus"),
    ("White cell", "large, with a dark nucleus"),
    ("Platelet", "small, dark, ragged"),
    ("Cannot be used", "out of focus, or no cell in the middle"),
)

IMAGE_CLASSES = Recipe(
    id="image-classes",
    name="Image classes",
    description="A picture at a time, one label each: here, which kind of blood cell is in the middle?",
    field_kind="image",
    question_summary="Picture, one of four",
    hint="Try “Many alike” above the item: one key then answers a whole grid of similar pictures.",
    schema={
        "fields": [{"id": "cell", "kind": "image", "name": "Cell"}],
        "questions": [
            {
                "id": "class",
                "kind": "choice",
                "name": "What is in the middle?",
                "labels": [{"name": name, "hint": hint} for name, hint in CLASSES],
            }
        ],
        "target": "class",
    },
    guideline=read_guideline("image-classes"),
    sample="cells/cells.zip",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="cell", role="field", to="cell")),
)

register("recipe/image-classes.v1")(IMAGE_CLASSES)
