"""Say what a review thinks of what: targets, the words of the opinion, a category and a polarity."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import KEY_AND_TEXT, Recipe, read_guideline

CATEGORIES = (
    ("Food", "dishes, taste, portions"),
    ("Drinks", "wine, coffee, the bar"),
    ("Service", "staff, waiting, booking"),
    ("Place", "rooms, noise, view, beds"),
    ("Price", "what it costs, and whether it is worth it"),
)

ASPECTS = Recipe(
    id="aspects",
    name="Aspect sentiment",
    description="Mark what a review speaks of, the words that judge it, and whether they praise or blame.",
    question_summary="Aspects, each with its polarity",
    hint="The 40 reviews of the sample are written by us, none by a guest. Set categories of your own in the question.",
    schema={
        "fields": [{"id": "text", "name": "Review"}],
        "questions": [
            {
                "id": "aspects",
                "kind": "aspects",
                "name": "What is thought of what?",
                "labels": [
                    {"name": "Positive", "hint": "speaks well of it"},
                    {"name": "Negative", "hint": "speaks badly of it"},
                    {"name": "Neutral", "hint": "judges it, but neither well nor badly"},
                ],
                "categories": [{"name": name, "hint": hint} for name, hint in CATEGORIES],
            }
        ],
        "target": "aspects",
    },
    guideline=read_guideline("aspects"),
    sample="aspects.jsonl",
    columns=KEY_AND_TEXT,
)

register("recipe/aspects.v1")(ASPECTS)
