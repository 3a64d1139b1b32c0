"""Mark the names in a text, and what they are names of."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import KEY_AND_TEXT, Recipe, read_guideline

NAMES = (
    ("Person", "people and characters, by any name"),
    ("Location", "places, towns, buildings with an address"),
    ("Corporation", "companies and shops"),
    ("Group", "bands, teams, clubs, parties"),
    ("Product", "what is made and sold"),
    ("Creative work", "films, songs, books, games, shows"),
)

ENTITIES = Recipe(
    id="entities",
    name="Named entities",
    description="Mark each name in a text and say what it names: a person, a place, a product …",
    question_summary="Spans, six labels",
    hint="Labels, overlaps and what is asked of each name are set in the question. A model learns to mark beside you.",
    schema={
        "fields": [{"id": "text", "name": "Text"}],
        "questions": [
            {
                "id": "names",
                "kind": "spans",
                "name": "Which names stand here?",
                "labels": [{"name": name, "hint": hint} for name, hint in NAMES],
                "overlap": False,
            }
        ],
        "target": "names",
    },
    guideline=read_guideline("entities"),
    sample="wnut17/comments.jsonl",
    columns=KEY_AND_TEXT,
)

register("recipe/entities.v1")(ENTITIES)
