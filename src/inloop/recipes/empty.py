"""Start from nothing."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe

EMPTY = Recipe(
    id="empty",
    name="Start empty",
    description="One text, one yes-or-no question. Make of it what you need in the schema editor.",
    question_summary="Own fields and questions",
    hint="Fields come from the columns of your file.",
    schema={
        "fields": [{"id": "text", "name": "Text"}],
        "questions": [
            {"id": "answer", "kind": "choice", "name": "Yes or no?", "labels": [{"name": "Yes"}, {"name": "No"}]}
        ],
        "target": "answer",
    },
)

register("recipe/empty.v1")(EMPTY)
