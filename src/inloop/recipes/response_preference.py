"""Say which of two answers is better."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

RESPONSE_PREFERENCE = Recipe(
    id="response-preference",
    name="Response preference",
    description="One instruction, two answers side by side: which one is better?",
    question_summary="Two texts, which is better",
    hint="Which answer stands first is drawn by a coin for each item; names of models stay in blind fields.",
    schema={
        "fields": [
            {"id": "instruction", "name": "Instruction", "show": "title"},
            {"id": "response_1", "name": "Response 1"},
            {"id": "response_2", "name": "Response 2"},
        ],
        "questions": [
            {
                "id": "better",
                "kind": "pairwise",
                "name": "Which answer is better?",
                "left": "response_1",
                "right": "response_2",
                "tie": True,
                "both_bad": True,
            },
            {"id": "why", "kind": "text", "name": "What decided it?", "required": False, "max_length": 500},
        ],
        "target": "better",
    },
    guideline=read_guideline("response-preference"),
    sample="llmbar/pairs.jsonl",
    columns=(
        SampleColumn(name="id", role="key"),
        SampleColumn(name="instruction", role="field", to="instruction"),
        SampleColumn(name="response_1", role="field", to="response_1"),
        SampleColumn(name="response_2", role="field", to="response_2"),
    ),
)

register("recipe/response-preference.v1")(RESPONSE_PREFERENCE)
