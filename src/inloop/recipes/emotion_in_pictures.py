"""Name the feelings that a picture calls up, and how strongly."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

EMOTION_IN_PICTURES = Recipe(
    id="emotion-in-pictures",
    name="Emotion in pictures",
    description="Which feelings does a picture call up, how strongly, and where on the mood grid?",
    field_kind="image",
    question_summary="Emotions and mood of a picture",
    hint="People feel differently: ask several of each picture, and read the spread as well as the middle.",
    schema={
        "fields": [{"id": "picture", "kind": "image", "name": "Picture"}],
        "questions": [
            {
                "id": "felt",
                "kind": "emotions",
                "name": "Which feelings does it call up?",
                "labels": [
                    {"name": "Amusement", "hint": "makes you smile"},
                    {"name": "Awe", "hint": "larger than you"},
                    {"name": "Contentment", "hint": "at rest, at home"},
                    {"name": "Excitement", "hint": "eager, thrilled"},
                    {"name": "Sadness", "hint": "lonely, wistful"},
                    {"name": "Anger", "hint": "annoyed, indignant"},
                    {"name": "Fear", "hint": "uneasy, threatened"},
                    {"name": "Disgust", "hint": "want to look away"},
                ],
            },
            {"id": "mood", "kind": "affect", "name": "How pleasant, how stirring?"},
        ],
        "target": "felt",
    },
    guideline=read_guideline("emotion-in-pictures"),
    sample="pictures/pictures.zip",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="picture", role="field", to="picture")),
)

register("recipe/emotion-in-pictures.v1")(EMOTION_IN_PICTURES)
