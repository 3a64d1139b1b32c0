"""Say which word is spoken, and where in the recording."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "another word")

SPOKEN_WORDS = Recipe(
    id="spoken-words",
    name="Spoken words",
    description="A recording at a time: which word is spoken, and where? Write down what is on no list.",
    field_kind="audio",
    question_summary="Speech, one of ten words, and a transcript",
    hint="Voices are personal: ask before you record, and keep names of speakers in blind fields.",
    schema={
        "fields": [{"id": "recording", "kind": "audio", "name": "Recording"}],
        "questions": [
            {
                "id": "word",
                "kind": "choice",
                "name": "Which word is spoken?",
                "labels": [{"name": word} for word in WORDS],
            },
            {
                "id": "said",
                "kind": "segments",
                "name": "Where, and what exactly?",
                "required": False,
                "transcript": True,
                "overlap": False,
                "min_seconds": 0.05,
                "labels": [],
            },
        ],
        "target": "word",
    },
    guideline=read_guideline("spoken-words"),
    sample="digits/recordings.zip",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="recording", role="field", to="recording")),
)

register("recipe/spoken-words.v1")(SPOKEN_WORDS)
