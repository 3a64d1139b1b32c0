"""Name the emotions that a text shows."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import KEY_AND_TEXT, Recipe, read_guideline

EMOTION = Recipe(
    id="emotion",
    name="Emotion",
    description="Which emotion does the text show most, and which others show through?",
    question_summary="Text, one and many",
    hint="Judge what the words show, not what you would feel.",
    schema={
        "fields": [{"id": "text", "name": "Text"}],
        "questions": [
            {
                "id": "emotion",
                "kind": "choice",
                "name": "Which emotion is strongest?",
                "labels": [
                    {"name": "Joy", "hint": "happy, amused, grateful, proud"},
                    {"name": "Sadness", "hint": "sad, disappointed, lonely"},
                    {"name": "Anger", "hint": "angry, annoyed, contemptuous"},
                    {"name": "Fear", "hint": "afraid, worried, nervous"},
                    {"name": "Surprise", "hint": "astonished, confused"},
                    {"name": "None", "hint": "matter-of-fact"},
                ],
            },
            {
                "id": "others",
                "kind": "choices",
                "name": "Which others show?",
                "required": False,
                "labels": [
                    {"name": "Joy"},
                    {"name": "Sadness"},
                    {"name": "Anger"},
                    {"name": "Fear"},
                    {"name": "Surprise"},
                ],
                "shown_if": {"question": "emotion", "is": ["joy", "sadness", "anger", "fear", "surprise"]},
            },
        ],
        "target": "emotion",
    },
    guideline=read_guideline("emotion"),
    sample="emotion.jsonl",
    columns=KEY_AND_TEXT,
)

register("recipe/emotion.v1")(EMOTION)
