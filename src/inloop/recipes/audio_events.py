"""Say what is heard in a clip, and when."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

SOUNDS = (
    ("Dog bark", "one or many"),
    ("Rooster", "crowing"),
    ("Baby cry", ""),
    ("Person sneeze", ""),
    ("Rain", "falling, not dripping"),
    ("Sea waves", ""),
    ("Fire crackling", ""),
    ("Clock tick", ""),
    ("Chainsaw", ""),
    ("Helicopter", ""),
)

AUDIO_EVENTS = Recipe(
    id="audio-events",
    name="Audio events",
    description="A clip at a time: which sound is it, and from when to when is it heard?",
    field_kind="audio",
    question_summary="Sounds, one of ten, and segments",
    hint="Change the sounds to yours; the shortest segment and overlaps are set in the second question.",
    schema={
        "fields": [{"id": "clip", "kind": "audio", "name": "Clip"}],
        "questions": [
            {
                "id": "sound",
                "kind": "choice",
                "name": "Which sound is it?",
                "labels": [{"name": name, "hint": hint} for name, hint in SOUNDS],
            },
            {
                "id": "when",
                "kind": "segments",
                "name": "When is it heard?",
                "required": False,
                "min_seconds": 0.05,
                "labels": [
                    {"name": "The sound", "hint": "each time it is heard"},
                    {"name": "Something else", "hint": "voices, wind, handling"},
                ],
                "attributes": [{"name": "Far away", "kind": "flag"}],
            },
        ],
        "target": "sound",
    },
    guideline=read_guideline("audio-events"),
    sample="esc10/clips.zip",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="clip", role="field", to="clip")),
)

register("recipe/audio-events.v1")(AUDIO_EVENTS)
