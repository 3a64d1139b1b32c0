"""Rate how an assistant or an agent goes on in a conversation."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

CONVERSATION_QUALITY = Recipe(
    id="conversation-quality",
    name="Conversation quality",
    description="A conversation up to a reply: how well does the last reply help, and what is wrong with it?",
    field_kind="conversation",
    question_summary="Turns, scale and faults",
    hint="Judge the last reply alone; cut long conversations after each reply that counts.",
    schema={
        "fields": [{"id": "conversation", "kind": "conversation", "name": "Conversation"}],
        "questions": [
            {
                "id": "reply",
                "kind": "rating",
                "name": "How good is the last reply?",
                "low": 1,
                "high": 5,
                "low_name": "makes it worse",
                "high_name": "could not be better",
            },
            {
                "id": "faults",
                "kind": "choices",
                "name": "What is wrong with it?",
                "required": False,
                "labels": [
                    {"name": "Did not listen", "hint": "asks again, or answers something else"},
                    {"name": "Wrong", "hint": "untrue, or against the rules of the house"},
                    {"name": "Leaves it open", "hint": "the customer does not know what happens next"},
                    {"name": "Tone", "hint": "curt, false, or over-familiar"},
                    {"name": "Private details", "hint": "asks for or tells more than is needed"},
                ],
                "shown_if": {"question": "reply", "is": [1, 2, 3, 4]},
            },
            {"id": "better", "kind": "text", "name": "What should the reply be?", "required": False},
        ],
        "target": "reply",
    },
    guideline=read_guideline("conversation-quality"),
    sample="abcd/conversations.jsonl",
    columns=(
        SampleColumn(name="id", role="key"),
        SampleColumn(name="dialogue", role="group"),
        SampleColumn(name="conversation", role="field", to="conversation"),
    ),
)

register("recipe/conversation-quality.v1")(CONVERSATION_QUALITY)
