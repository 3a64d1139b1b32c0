"""The decisions of the queue, as functions of numbers."""

from inloop.kernel.coin import coin
from inloop.loop.projects import ProjectSettings
from inloop.loop.routing.model import Arm

EARLY = 100
EARLY_SHARE = 0.3
LATER_SHARE = 0.1


def control_target(asked: int) -> float:
    """Give how many of so many asks should have been control items: 30 % of the first 100, then 10 %.

    >>> control_target(100), control_target(1_100)
    (30.0, 130.0)
    """
    return EARLY_SHARE * min(asked, EARLY) + LATER_SHARE * max(asked - EARLY, 0)


def arm_order(*, asked: int, asked_control: int, second_first: bool) -> tuple[Arm, ...]:
    """Say in which order the arms are tried for the next ask.

    >>> [arm.name for arm in arm_order(asked=10, asked_control=0, second_first=False)]
    ['CONTROL', 'STRATEGY', 'SECOND']
    """
    rest = (Arm.SECOND, Arm.STRATEGY) if second_first else (Arm.STRATEGY, Arm.SECOND)
    if asked_control < control_target(asked + 1):
        return (Arm.CONTROL, *rest)
    return (*rest, Arm.CONTROL)


def answers_needed(settings: ProjectSettings, *, key: bytes, item: int, rev: int) -> int:
    """Say how many answers an item gets: the project's number, and one more where the coin says so."""
    return settings.answers_per_item + coin("overlap", key=key, item=item, revision=rev, rate=settings.overlap)


def may_show_suggestion(
    settings: ProjectSettings, *, key: bytes, item: int, rev: int, blind: bool, control: bool
) -> bool:
    """Say whether a suggestion may be shown: never on what is blind, and not on a random share of the rest."""
    if blind or control or not settings.show_suggestions:
        return False
    return not is_withheld(settings, key=key, item=item, rev=rev)


def is_withheld(settings: ProjectSettings, *, key: bytes, item: int, rev: int) -> bool:
    """Say whether the coin withholds the suggestion of an ordinary item."""
    return coin("hidden-suggestion", key=key, item=item, revision=rev, rate=settings.hidden_share)
