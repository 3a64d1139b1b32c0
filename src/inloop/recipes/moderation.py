"""Decide whether a post may stay, and why not."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import KEY_AND_TEXT, Recipe, read_guideline

MODERATION = Recipe(
    id="moderation",
    name="Moderation",
    description="May the post stay? If not, which rules does it break, and how badly?",
    question_summary="Text, choice and reasons",
    hint="Ask for two answers on each item: moderators differ more than they expect.",
    schema={
        "fields": [{"id": "text", "name": "Post"}],
        "questions": [
            {
                "id": "verdict",
                "kind": "choice",
                "name": "May it stay?",
                "labels": [
                    {"name": "Keep", "hint": "within the rules"},
                    {"name": "Remove", "hint": "breaks a rule"},
                    {"name": "Ask a lead", "hint": "the rules do not settle it"},
                ],
            },
            {
                "id": "rules",
                "kind": "choices",
                "name": "Which rules does it break?",
                "min": 1,
                "labels": [
                    {"name": "Harassment", "hint": "attacks a person"},
                    {"name": "Hate", "hint": "attacks a group for what it is"},
                    {"name": "Threat", "hint": "announces or wishes violence"},
                    {"name": "Sexual", "hint": "explicit or unwanted"},
                    {"name": "Self-harm", "hint": "encourages or explains it"},
                    {"name": "Private details", "hint": "address, phone, papers of somebody"},
                    {"name": "Spam", "hint": "advertising, scams, flooding"},
                ],
                "shown_if": {"question": "verdict", "is": ["remove"]},
            },
            {
                "id": "severity",
                "kind": "rating",
                "name": "How bad is it?",
                "low": 1,
                "high": 4,
                "low_name": "a nuisance",
                "high_name": "somebody is in danger",
                "shown_if": {"question": "verdict", "is": ["remove"]},
            },
            {
                "id": "note",
                "kind": "text",
                "name": "What should the lead know?",
                "required": False,
                "max_length": 500,
                "shown_if": {"question": "verdict", "is": ["ask-a-lead"]},
            },
        ],
        "target": "verdict",
    },
    guideline=read_guideline("moderation"),
    sample="moderation.jsonl",
    columns=KEY_AND_TEXT,
)

register("recipe/moderation.v1")(MODERATION)
