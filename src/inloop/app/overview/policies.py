"""What the numbers mean: a line for each stage, and what helps most."""

from collections.abc import Iterator

from inloop.app.overview.model import Action, Numbers, Screen, StageLine

MANY = 10
WORTH_A_SECOND_PAIR = 200
LATER = {
    "validation": "checks before a model goes live",
    "deployment": "answers at once, by the model",
    "monitoring": "says when the world has changed",
}


def stage_lines(n: Numbers) -> list[StageLine]:
    """Say of each stage how much there is and how it goes."""
    unanswered = n.items - n.answered
    held_up = n.disputed > max(MANY, n.answered // 10)
    return [
        StageLine(stage="items", count=n.items, line=f"{unanswered:,} without an answer", state=_busy(n.items)),
        StageLine(stage="predictions", count=n.predicted, line=_predictions(n), state=_busy(n.predicted)),
        StageLine(stage="routing", count=n.waiting, line="waiting to be asked", state=_busy(n.waiting)),
        StageLine(stage="labelling", count=n.answers, line=_labelling(n), state=_busy(n.answers)),
        StageLine(
            stage="quality",
            count=n.settled,
            line=f"{n.disputed:,} disputed" if n.disputed else "settled",
            state="slow" if held_up else _busy(n.settled),
        ),
        StageLine(stage="training", count=n.versions, line=_training(n), state=_busy(n.versions)),
        *(StageLine(stage=stage, count=0, line=line, state="soon") for stage, line in LATER.items()),
    ]


def next_actions(n: Numbers) -> list[Action]:
    """List what helps most, first."""
    return list(_actions(n))


def _actions(n: Numbers) -> Iterator[Action]:
    if not n.items:
        yield _action("import", "Bring in data", "There is nothing to decide yet.", "data", what="import")
        return
    if n.disputed:
        why = "People differ there: deciding them teaches the model and shows where the guideline is unclear."
        yield _action("disputed", f"Look at {n.disputed:,} disputed items", why, "data", status="disputed")
    if n.flagged:
        why = "Somebody wants you to see them."
        yield _action("flagged", f"Look at {n.flagged:,} flagged items", why, "data", status="flagged")
    if n.waiting or n.answered < n.items:
        why = (
            "The first 20 answers bring the first model."
            if n.champion is None
            else "Each answer goes where the model is least sure."
        )
        yield _action("label", "Label", why, "label")
    if not n.has_guideline:
        why = "One page on how to decide the hard cases saves more disputes than anything else."
        yield _action("guideline", "Write the guideline", why, "settings", part="guideline")
    if max(n.members, n.people) < 2 and n.answered >= WORTH_A_SECOND_PAIR:
        why = "With a second person you see how far two agree, and what their answers are worth."
        yield _action("invite", "Invite somebody", why, "settings", part="people")


def _action(name: str, title: str, why: str, screen: str, **query: str) -> Action:
    return Action(id=name, title=title, why=why, act=Screen(screen=screen, query=query or None))


def _busy(count: int) -> str:
    return "ok" if count else "idle"


def _labelling(n: Numbers) -> str:
    """Say by whom: annotators that a file named are no people of the project."""
    if not n.people and n.sources:
        return "came with the data"
    people = "1 person" if n.people == 1 else f"{n.people} people"
    return f"by {people} and {n.sources} from the data" if n.sources else f"by {people}"


def _predictions(n: Numbers) -> str:
    return "no model yet" if n.champion is None else f"by version {n.champion}"


def _training(n: Numbers) -> str:
    return "after some 20 answers" if not n.versions else "1 version" if n.versions == 1 else f"{n.versions} versions"
