"""Look through the rows of a table for what cannot be right."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

TABLE_REVIEW = Recipe(
    id="table-review",
    name="Table review",
    description="A row of a table at a time: can it be right as it stands, and what is wrong with it?",
    field_kind="row",
    question_summary="One of three, and faults cell by cell",
    hint="Leave protected columns such as race and sex out, or put them into blind fields.",
    schema={
        "fields": [{"id": "row", "kind": "row", "name": "Row"}],
        "questions": [
            {
                "id": "verdict",
                "kind": "choice",
                "name": "Can the row be right?",
                "labels": [
                    {"name": "Plausible", "hint": "nothing speaks against it"},
                    {"name": "Doubtful", "hint": "rare together, to be checked"},
                    {"name": "Impossible", "hint": "cells contradict one another"},
                ],
            },
            {
                "id": "faults",
                "kind": "choices",
                "name": "What is wrong, and where?",
                "each": "cell",
                "required": False,
                "min": 1,
                "labels": [
                    {"name": "Missing", "hint": "a cell is empty that must not be"},
                    {"name": "Out of range", "hint": "no such value exists"},
                    {"name": "Contradiction", "hint": "two cells cannot both be right"},
                    {"name": "Wrong column", "hint": "the value belongs elsewhere"},
                ],
                "shown_if": {"question": "verdict", "is": ["doubtful", "impossible"]},
            },
        ],
        "target": "verdict",
    },
    guideline=read_guideline("table-review"),
    sample="adult/rows.jsonl",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="row", role="field", to="row")),
)

register("recipe/table-review.v1")(TABLE_REVIEW)
