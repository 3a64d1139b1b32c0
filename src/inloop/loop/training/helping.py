"""What suggestions are worth: the time of answers with one beside that of answers from which a coin withheld it."""

import numpy as np
from sqlalchemy import Connection

from inloop.loop.labelling.store.times import Took, times
from inloop.loop.projects import Project
from inloop.loop.quality.model import Interval
from inloop.loop.routing.model import Reason
from inloop.loop.routing.policies import is_withheld
from inloop.loop.training import store
from inloop.loop.training.model import Help
from inloop.methods.comparison import median_saved

ENOUGH = 20
"""Answers in the smaller group before anything is said."""
MOST = 5_000
_ORDINARY = frozenset(reason.value for reason in Reason if not reason.traits.blind and reason.traits.shown == "new")


def help_of(connection: Connection, project: Project, *, question: str) -> Help | None:
    """Compare ordinary items whose suggestion was shown with those from which the coin withheld it.

    Only answers since the first version on this question count. What does not agree with the coin as it is set now
    was lent under other settings, and is left out: so chance alone divides the two groups.
    """
    since = store.first_published(connection, project.id, question)
    if since is None:
        return None
    told = times(connection, project.id, reasons=_ORDINARY, since=since, most=MOST)
    divided = [one for one in told if one.suggested != _is_withheld(project, one)]
    shown = np.array([one.active_ms for one in divided if one.suggested]) / 1_000
    withheld = np.array([one.active_ms for one in divided if not one.suggested]) / 1_000
    if min(len(shown), len(withheld)) < ENOUGH:
        return None
    saved = median_saved(shown, withheld, rng=np.random.default_rng([project.id, len(divided)]))
    return Help(
        with_s=round(float(np.median(shown)), 2),
        without_s=round(float(np.median(withheld)), 2),
        saved=Interval.of(saved),
        shown=len(shown),
        withheld=len(withheld),
    )


def _is_withheld(project: Project, one: Took) -> bool:
    return is_withheld(project.settings, key=project.key, item=one.item, rev=one.rev)
