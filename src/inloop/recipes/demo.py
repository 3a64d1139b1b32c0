"""The demo: sixteen thousand customer requests, to be sorted into ten departments."""

from inloop.kernel.registry import register
from inloop.recipes.recipe import Recipe, SampleColumn, read_guideline

DEPARTMENTS = {
    "Banking": "accounts, transfers, bills",
    "Credit cards": "limits, rewards, lost cards",
    "Kitchen & dining": "recipes, food, restaurants",
    "Home": "lists, calendar, music, devices, orders",
    "Auto & commute": "car care, fuel, directions, traffic",
    "Travel": "flights, hotels, visas, other countries",
    "Utility": "time, weather, sums, calls, words",
    "Work": "pay, leave, meetings, insurance, taxes",
    "Small talk": "greetings, jokes, who are you",
    "Meta": "yes, no, and how the assistant behaves",
    "Out of scope": "no department does this",
}

DEMO = Recipe(
    id="demo",
    name="Customer requests",
    description="Watch the demo learn: real requests to an assistant, ten departments and what is out of scope.",
    question_summary="Text, one of eleven",
    hint="Nothing to set up: answer with the keys 1 to 9, and watch the accuracy appear.",
    schema={
        "fields": [{"id": "text", "name": "Request"}],
        "questions": [
            {
                "id": "department",
                "kind": "choice",
                "name": "Which department should handle it?",
                "labels": [{"name": name, "hint": hint} for name, hint in DEPARTMENTS.items()],
            }
        ],
        "target": "department",
    },
    guideline=read_guideline("demo"),
    sample="clinc150/requests.jsonl.gz",
    columns=(
        SampleColumn(name="id", role="key"),
        SampleColumn(name="text", role="field", to="text"),
        SampleColumn(name="intent", role="ignore"),
        SampleColumn(name="department", role="ignore"),
    ),
)

register("recipe/demo.v1")(DEMO)
