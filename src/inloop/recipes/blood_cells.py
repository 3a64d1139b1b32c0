"""Put a box around each cell under the microscope."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

CELLS = (
    ("Red cell", "round, pale in the middle, no nucleus"),
    ("White cell", "large, with a dark nucleus"),
    ("Platelet", "small, dark, ragged"),
)

BLOOD_CELLS = Recipe(
    id="blood-cells",
    name="Blood cells",
    description="A smear under the microscope: box each cell and say which kind it is.",
    field_kind="image",
    question_summary="Boxes, three labels",
    hint="Made for any picture with things to count: change the labels, let boxes turn, ask more of each.",
    schema={
        "fields": [{"id": "smear", "kind": "image", "name": "Smear"}],
        "questions": [
            {
                "id": "cells",
                "kind": "boxes",
                "name": "Where are which cells?",
                "labels": [{"name": name, "hint": hint} for name, hint in CELLS],
                "attributes": [{"name": "Cut off", "kind": "flag"}],
            }
        ],
        "target": "cells",
    },
    guideline=read_guideline("blood-cells"),
    sample="bccd/smears.zip",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="smear", role="field", to="smear")),
)

register("recipe/blood-cells.v1")(BLOOD_CELLS)
