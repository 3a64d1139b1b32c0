"""Acts in words: the latest of a project, and each line of the record."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from inloop.app.overview.model import Happening
from inloop.record import Event

PHRASES: Mapping[str, tuple[str, str]] = {
    "annotation.given": ("annotation", "answered {n} item(s)"),
    "annotation.corrected": ("annotation", "corrected {n} answer(s)"),
    "annotation.withdrawn": ("annotation", "took {n} answer(s) back"),
    "item.skipped": ("flag", "skipped {n} item(s)"),
    "item.deleted": ("delete", "deleted {n} item(s)"),
    "item.restored": ("item", "restored {n} item(s)"),
    "item.erased": ("delete", "erased {n} item(s)"),
    "items.brought": ("items", "brought items in"),
    "import.asked": ("import", "began an import"),
    "import.done": ("import", "finished an import"),
    "import.failed": ("import", "saw an import fail"),
    "import.cancelled": ("import", "stopped an import"),
    "project.created": ("project", "started the project"),
    "project.renamed": ("project", "renamed the project"),
    "project.changed": ("project", "changed the settings"),
    "project.active": ("project", "brought the project back"),
    "project.archived": ("project", "archived the project"),
    "project.deleted": ("delete", "deleted the project"),
    "schema.changed": ("schema", "changed the questions"),
    "guideline.changed": ("guideline", "changed the guideline"),
    "person.invited": ("invitation", "invited somebody"),
    "person.joined": ("person", "joined"),
    "person.removed": ("person", "removed somebody"),
    "role.changed": ("people", "changed a role"),
    "invitation.revoked": ("invitation", "took an invitation back"),
    "token.made": ("token", "made a token"),
    "token.revoked": ("token", "revoked a token"),
    "owner.made": ("person", "became the owner of this server"),
    "person.changed": ("person", "changed a name or an address"),
    "password.changed": ("token", "changed a password"),
    "sign-in.offered": ("token", "offered a sign-in link"),
    "session.opened": ("person", "signed in"),
    "session.ended": ("person", "signed out"),
    "model.asked": ("model", "asked for a model"),
    "model.trained": ("model", "trained a model"),
    "model.published": ("model", "published a model"),
}


def happenings_in(events: Iterable[Event], names: Mapping[str, str], *, most: int = 12) -> list[Happening]:
    """Tell events, newest first; the same act by the same person several times in a row is told once.

    Parameters
    ----------
    names
        How to call an actor: ``person:3`` → Ann.
    """
    known = (event for event in events if event.act in PHRASES)
    told = []
    for (actor, act), run in groupby(known, key=lambda event: (event.actor, event.act)):
        same = list(run)
        icon, phrase = PHRASES[act]
        told.append(Happening(at=same[0].at, icon=icon, text=_counted(phrase, len(same)), actor=name_of(actor, names)))
        if len(told) == most:
            break
    return told


def words_of(act: str) -> tuple[str, str]:
    """Give the icon and the words of one act; an act without words is its own name.

    >>> words_of("annotation.given"), words_of("import.done")
    (('annotation', 'answered 1 item'), ('import', 'finished an import'))
    """
    icon, phrase = PHRASES.get(act, ("", act))
    return icon, _counted(phrase, 1)


def name_of(actor: str, names: Mapping[str, str]) -> str:
    """Call an actor by name.

    >>> name_of("person:3/token:7", {"person:3": "Ann"}), name_of("server", {})
    ('Ann', 'inloop')
    """
    person = actor.partition("/")[0]
    return names.get(person, "inloop" if person in {"server", "import"} else person)


def _counted(phrase: str, n: int) -> str:
    """Put a count into a phrase.

    >>> _counted("answered {n} item(s)", 1), _counted("answered {n} item(s)", 12)
    ('answered 1 item', 'answered 12 items')
    """
    return phrase.replace("{n}", str(n)).replace("(s)", "" if n == 1 else "s")
