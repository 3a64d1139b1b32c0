"""The verbs of the queue."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection

from inloop.kernel.clock import Micros
from inloop.kernel.coin import coin, draw
from inloop.kernel.ids import item_id
from inloop.loop.items.store import items as item_store
from inloop.loop.projects import Project
from inloop.loop.routing import policies, store
from inloop.loop.routing.model import BY_CHANCE, Arm, Ask, Pick, Progress, Reason

CONTROL_AHEAD = 64
START_AHEAD = 64
LOOK = 24
"""Asks looked at in one go: enough that items held by others are passed over in one query."""


class Chooser:
    """Takes asks for one annotator, one after another, within one transaction.

    Parameters
    ----------
    second_after
        Priority up to which this annotator has seen the second opinions; what lies before is never for them again.
    may_take
        Says which of a few asks this annotator has not had yet.
    """

    def __init__(
        self,
        connection: Connection,
        project: Project,
        *,
        second_after: int,
        may_take: Callable[[Sequence[Ask]], set[int]],
    ) -> None:
        self._connection = connection
        self._project = project
        self._progress = store.find_progress(connection, project.id)
        self._may_take = may_take
        self._asked = 0
        self._control = 0
        self.second_after = second_after

    def take(self) -> Ask | None:
        """Take the next ask, or None when nothing is left for this annotator."""
        asked = self._progress.asked + self._asked
        order = policies.arm_order(
            asked=asked,
            asked_control=self._progress.asked_control + self._control,
            second_first=coin("second-first", key=self._project.key, item=asked, rate=0.5),
        )
        for arm in order:
            ask = self._take_from(arm)
            if ask is not None:
                self._asked += 1
                self._control += arm is Arm.CONTROL
                return ask
        return None

    def close(self) -> None:
        """Write the counts down, last, so that no transaction waits for another one's asks while it holds them."""
        if self._asked:
            store.advance(self._connection, self._project.id, asked=self._asked, control=self._control)

    def _take_from(self, arm: Arm) -> Ask | None:
        after = self.second_after if arm is Arm.SECOND else -1
        for asks in _pages(self._connection, self._project, self._progress, arm, after):
            free = self._may_take(asks)
            for ask in asks:
                if ask.id in free and store.take(self._connection, ask.id):
                    return ask
                if arm is Arm.SECOND and ask.id not in free:
                    self.second_after = ask.priority
        return None


def request(connection: Connection, project: Project, item: int, rev: int) -> Ask | None:
    """Give the ask of an item that somebody picked, queued at once if it was not; None where it is for another time."""
    store.add(connection, [_row(project, item, rev, Arm.STRATEGY, 0) | {"reason": Reason.REQUESTED.value}])
    ask = store.of_item(connection, item)
    return ask if ask is not None and ask.rev == rev else None


def offer(connection: Connection, project: Project, picks: Sequence[Pick]) -> None:
    """Put what a strategy chose at the head of its arm, in place of what it chose before."""
    store.drop_unasked(connection, project.id)
    taken = store.known(connection, [pick.item for pick in picks])
    rows = (
        {
            "project": project.id,
            "item": pick.item,
            "rev": pick.rev,
            "reason": pick.reason.value,
            "arm": Arm.STRATEGY.value,
            "priority": place,
            "utility": pick.utility,
            "propensity": pick.propensity,
            "strategy": pick.strategy,
            "wanted": 1,
        }
        for place, pick in enumerate(picks)
        if pick.item not in taken
    )
    store.add(connection, rows)


def answered(connection: Connection, project: Project, ask: Ask, *, answers: int, first: bool, at: Micros) -> None:
    """Note that an item has so many answers: it may want further ones."""
    need = policies.answers_needed(project.settings, key=project.key, item=ask.item, rev=ask.rev)
    if need > answers and ask.arm is not Arm.SECOND:
        store.want_more(connection, ask.id, need=need, at=at)
    store.advance(connection, project.id, answers=1, items=int(first))


def came_answered(
    connection: Connection, project: Project, arrivals: Sequence[tuple[int, int]], *, first: int, at: Micros
) -> None:
    """Note answers (item, rev) that came with the data: such an item is asked only where it wants more of them."""
    store.count_arrivals(
        connection,
        [
            _row(project, item, rev, Arm.SECOND, at + place)
            | {"wanted": policies.answers_needed(project.settings, key=project.key, item=item, rev=rev)}
            for place, (item, rev) in enumerate(arrivals)
        ],
    )
    store.advance(connection, project.id, answers=len(arrivals), items=first)


def withdrawn(connection: Connection, project: Project, *, last: bool) -> None:
    """Note that an answer was taken back; its place stays with its owner."""
    store.advance(connection, project.id, answers=-1, items=-int(last))


def renew(connection: Connection, revised: Sequence[tuple[int, int]], *, at: Micros) -> None:
    """Ask about the new revisions of items that have been in the queue."""
    store.renew(connection, revised, at=at)


def close(connection: Connection, items: Sequence[int]) -> None:
    """Ask no more about these items."""
    store.close(connection, items)


def reopen(connection: Connection, items: Sequence[int]) -> None:
    """Ask about these items again where answers are missing."""
    store.reopen(connection, items)


def _pages(connection: Connection, project: Project, progress: Progress, arm: Arm, after: int) -> Iterator[list[Ask]]:
    """Stream the open asks of an arm, a few at a time, filling the arm up where it is empty."""
    filled = False
    while True:
        asks = store.head(connection, project.id, arm, after=after, most=LOOK)
        if not asks and not filled:
            filled = True
            if _fill(connection, project, progress, arm):
                continue
        if not asks:
            return
        yield asks
        after = asks[-1].priority


def _fill(connection: Connection, project: Project, progress: Progress, arm: Arm) -> bool:
    if arm is Arm.CONTROL:
        return _fill_control(connection, project, progress)
    if arm is Arm.STRATEGY:
        return _fill_start(connection, project, progress)
    return False


def _fill_control(connection: Connection, project: Project, progress: Progress) -> bool:
    upto = max(progress.control_upto, -1)
    following = item_store.control_after(connection, project.id, shuffle=upto, limit=CONTROL_AHEAD)
    if not following:
        return False
    taken = store.known(connection, [item for item, _, _ in following])
    rows = [_row(project, item, rev, Arm.CONTROL, shuffle) for item, rev, shuffle in following if item not in taken]
    store.add(connection, rows)
    store.set_marks(connection, project.id, control_upto=following[-1][2])
    return bool(rows)


def _fill_start(connection: Connection, project: Project, progress: Progress) -> bool:
    """Queue items at random while no strategy has spoken; near the end, whatever is left in order."""
    total, _ = item_store.count(connection, project.id)
    if not total:
        return False
    wanted = {
        int(draw("start", key=project.key, item=progress.asked * START_AHEAD + n) * total) for n in range(START_AHEAD)
    }
    numbers = [item_id(project.id, ordinal) for ordinal in wanted]
    rows = _askable(connection, project, numbers)
    return bool(rows) or _fill_scan(connection, project, progress, total)


def _fill_scan(connection: Connection, project: Project, progress: Progress, total: int) -> bool:
    upto = progress.scan_upto
    while upto < total - 1:
        ordinals = range(upto + 1, min(upto + 1 + 512, total))
        upto = ordinals[-1]
        if _askable(connection, project, [item_id(project.id, ordinal) for ordinal in ordinals]):
            store.set_marks(connection, project.id, scan_upto=upto)
            return True
    store.set_marks(connection, project.id, scan_upto=upto)
    return False


def _askable(connection: Connection, project: Project, numbers: list[int]) -> bool:
    known = store.known(connection, numbers)
    fresh = item_store.revs_of(connection, [number for number in numbers if number not in known], control=False)
    rows = [
        _row(project, item, rev, Arm.STRATEGY, place) | {"strategy": BY_CHANCE}
        for place, (item, rev) in enumerate(fresh)
    ]
    store.add(connection, rows)
    return bool(rows)


def _row(project: Project, item: int, rev: int, arm: Arm, priority: int) -> dict[str, object]:
    reason = {Arm.CONTROL: Reason.CONTROL, Arm.SECOND: Reason.OVERLAP}.get(arm, Reason.UNCERTAIN)
    return {
        "project": project.id,
        "item": item,
        "rev": rev,
        "reason": reason.value,
        "arm": arm.value,
        "priority": priority,
        "utility": None,
        "propensity": None,
        "strategy": None,
        "wanted": 1,
    }
