"""Name the feelings that a voice or a sound carries, and how strongly."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

EMOTION_IN_SOUNDS = Recipe(
    id="emotion-in-sounds",
    name="Emotion in sounds",
    description="Voices or sounds: which feelings do they carry, how strongly, and where on the mood grid?",
    field_kind="audio",
    question_summary="Emotions and mood of a sound",
    hint="The sample has everyday sounds; with voices of your own, ask what the speaker shows.",
    schema={
        "fields": [{"id": "clip", "kind": "audio", "name": "Clip"}],
        "questions": [
            {
                "id": "felt",
                "kind": "emotions",
                "name": "Which feelings does it carry?",
                "labels": [
                    {"name": "Joy", "hint": "glad, amused, at home"},
                    {"name": "Calm", "hint": "at rest, safe"},
                    {"name": "Sadness", "hint": "lonely, wistful"},
                    {"name": "Anger", "hint": "annoyed, harassed"},
                    {"name": "Fear", "hint": "uneasy, alarmed"},
                    {"name": "Disgust", "hint": "wants to get away from it"},
                    {"name": "Surprise", "hint": "startled"},
                ],
            },
            {"id": "mood", "kind": "affect", "name": "How pleasant, how stirring?"},
        ],
        "target": "felt",
    },
    guideline=read_guideline("emotion-in-sounds"),
    sample="esc10/clips.zip",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="clip", role="field", to="clip")),
)

register("recipe/emotion-in-sounds.v1")(EMOTION_IN_SOUNDS)
