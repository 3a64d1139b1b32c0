"""`inloop recipes`: projects that are ready to be started."""

from inloop.cli.errand import Errand, local_errand


@local_errand
def recipes(run: Errand) -> None:
    """List the recipes that a project can start from."""
    from inloop.cli.telling import table
    from inloop.recipes import list_recipes

    rows = [
        {"id": each.id, "name": each.name, "description": each.description, "questions": each.question_summary}
        for each in list_recipes()
    ]
    run.tell(rows, lambda: table(rows, {"recipe": "id", "name": "name", "what it is for": "description"}))
