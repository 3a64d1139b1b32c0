"""Box what moves in front of a car, outline what stands, and say whether a person should take over."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

THINGS = (
    ("Car", "vans too"),
    ("Lorry or bus", ""),
    ("Two-wheeler", "with whoever rides it"),
    ("Person", "on foot"),
    ("Sign or light", "that is meant for this road"),
)
AREAS = (
    ("Road", "where cars may drive, the hard shoulder too"),
    ("Pavement", "where people walk"),
    ("Barrier", "walls, fences and rails beside the road"),
    ("Trees and bushes", ""),
    ("Building", ""),
    ("Sky", ""),
)
HIDDEN = ("Not at all", "In part", "For the most part")

DRIVING_SCENE = Recipe(
    id="driving-scene",
    name="Driving scene",
    description="What is around the car? Box things, outline areas, and say whether a person should take over.",
    field_kind="image",
    question_summary="Boxes, outlines and a choice",
    hint="Boxes and outlines lie on one picture; leave out the question that you do not need.",
    schema={
        "fields": [{"id": "scene", "kind": "image", "name": "Scene"}],
        "questions": [
            {
                "id": "things",
                "kind": "boxes",
                "name": "Which things are there?",
                "required": False,
                "labels": [{"name": name, "hint": hint} for name, hint in THINGS],
                "attributes": [
                    {"name": "Hidden", "kind": "choice", "options": [{"name": name} for name in HIDDEN]},
                    {"name": "Cut off", "kind": "flag"},
                ],
            },
            {
                "id": "areas",
                "kind": "polygons",
                "name": "Which areas are there?",
                "required": False,
                "labels": [{"name": name, "hint": hint} for name, hint in AREAS],
                "attributes": [{"name": "Edge is a guess", "kind": "flag"}],
            },
            {
                "id": "hand-over",
                "kind": "choice",
                "name": "Would you hand this scene to a person?",
                "labels": [
                    {"name": "No", "hint": "the way ahead is clear to read"},
                    {"name": "Yes", "hint": "something could go wrong that a system may not see"},
                    {"name": "Cannot be read", "hint": "too dark, dazzled or blurred to say"},
                ],
            },
        ],
        "target": "things",
    },
    guideline=read_guideline("driving-scene"),
    sample="drive/drive.zip",
    columns=(SampleColumn(name="id", role="key"), SampleColumn(name="scene", role="field", to="scene")),
)

register("recipe/driving-scene.v1")(DRIVING_SCENE)
