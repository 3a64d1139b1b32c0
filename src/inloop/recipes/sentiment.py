"""Say whether a text speaks well or badly of its subject."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import KEY_AND_TEXT, Recipe, read_guideline

SENTIMENT = Recipe(
    id="sentiment",
    name="Sentiment",
    description="Does the author speak well or badly of the subject, and how strongly?",
    question_summary="Text, choice and scale",
    hint="Decide first what the subject is: the product, the delivery, or the whole experience.",
    schema={
        "fields": [{"id": "text", "name": "Text"}],
        "questions": [
            {
                "id": "sentiment",
                "kind": "choice",
                "name": "What does the author think of it?",
                "labels": [
                    {"name": "Negative", "hint": "speaks badly of it"},
                    {"name": "Neutral", "hint": "no opinion, or good and bad in balance"},
                    {"name": "Positive", "hint": "speaks well of it"},
                ],
            },
            {
                "id": "strength",
                "kind": "rating",
                "name": "How strongly?",
                "required": False,
                "low": 1,
                "high": 5,
                "low_name": "barely",
                "high_name": "very",
                "shown_if": {"question": "sentiment", "is": ["negative", "positive"]},
            },
        ],
        "target": "sentiment",
    },
    guideline=read_guideline("sentiment"),
    sample="sentiment.jsonl",
    columns=KEY_AND_TEXT,
)

register("recipe/sentiment.v1")(SENTIMENT)
