"""Rate the answers that a person or a model gave."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

ANSWER_QUALITY = Recipe(
    id="answer-quality",
    name="Answer quality",
    description="A question and the answer somebody gave: how good is it, and what is wrong with it?",
    question_summary="Two texts, scale and faults",
    hint="Put the model's name in a blind field, so that it cannot sway anyone.",
    schema={
        "fields": [
            {"id": "question", "name": "Question", "show": "title"},
            {"id": "answer", "name": "Answer"},
        ],
        "questions": [
            {
                "id": "quality",
                "kind": "rating",
                "name": "How good is the answer?",
                "low": 1,
                "high": 5,
                "low_name": "useless or harmful",
                "high_name": "could not be better",
            },
            {
                "id": "faults",
                "kind": "choices",
                "name": "What is wrong with it?",
                "required": False,
                "labels": [
                    {"name": "Wrong", "hint": "states something untrue"},
                    {"name": "Incomplete", "hint": "leaves out what was asked"},
                    {"name": "Beside the point", "hint": "answers another question"},
                    {"name": "Hard to read", "hint": "long-winded, muddled, bad form"},
                    {"name": "Unsafe", "hint": "following it could do harm"},
                ],
                "shown_if": {"question": "quality", "is": [1, 2, 3, 4]},
            },
            {"id": "better", "kind": "text", "name": "How should it read?", "required": False, "max_length": 4000},
        ],
        "target": "quality",
    },
    guideline=read_guideline("answer-quality"),
    sample="answer-quality.jsonl",
    columns=(
        SampleColumn(name="id", role="key"),
        SampleColumn(name="question", role="field", to="question"),
        SampleColumn(name="answer", role="field", to="answer"),
    ),
)

register("recipe/answer-quality.v1")(ANSWER_QUALITY)
