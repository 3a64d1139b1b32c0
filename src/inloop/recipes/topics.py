"""Sort texts into topics."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import KEY_AND_TEXT, Recipe, read_guideline

TOPICS = Recipe(
    id="topics",
    name="Sort into topics",
    description="Each text belongs to one of several topics. Rename the topics to yours.",
    question_summary="Text, one of many",
    hint="Start with 5 to 15 topics; add “Other” and split it when it fills up.",
    schema={
        "fields": [{"id": "text", "name": "Text"}],
        "questions": [
            {
                "id": "topic",
                "kind": "choice",
                "name": "What is it about?",
                "labels": [
                    {"name": "Billing", "hint": "invoices, payments, refunds"},
                    {"name": "Delivery", "hint": "where is it, late, broken on arrival"},
                    {"name": "Technical fault", "hint": "it does not work as it should"},
                    {"name": "Account & login", "hint": "password, access, personal details"},
                    {"name": "Complaint", "hint": "about people or service"},
                    {"name": "Other", "hint": "none of the above"},
                ],
            }
        ],
        "target": "topic",
    },
    guideline=read_guideline("topics"),
    sample="topics.jsonl",
    columns=KEY_AND_TEXT,
)

register("recipe/topics.v1")(TOPICS)
