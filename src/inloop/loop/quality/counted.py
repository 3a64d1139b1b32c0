"""Consensus of answers that can be counted: iBCC over all votes on a question, and for a few items between two fits."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inloop.loop.quality.model import NO_CODE
from inloop.loop.quality.outcome import ENOUGH_COMPARED, PRIOR_SKILL, Fit, Outcome, Table, nothing, places_of
from inloop.loop.quality.values import Values
from inloop.methods.aggregation import IBCC, plain_skills, posterior_of
from inloop.methods.base import Floats, Interval, Ints, Votes

DISPUTED_BELOW = 0.95


class ChoiceConsensus:
    """Consensus of a question whose answers exclude one another.

    Examples
    --------
    >>> votes = np.array([[1, 1, 7, 0], [1, 1, 8, 0], [1, 1, 9, 5], [2, 1, 7, -1]])
    >>> found = ChoiceConsensus([0, 5]).fit(votes)
    >>> found.code.tolist(), found.votes.tolist(), found.standing()[1].name
    ([0, -1], [3, 0], 'OPEN')
    """

    of_values = False

    def __init__(self, classes: Sequence[int]) -> None:
        self.classes = np.sort(np.asarray(classes, np.int64))
        self.learnt = Fit(self.classes)

    def fit(self, votes: Table, values: Values = ()) -> Outcome:  # noqa: ARG002  # votes say all
        """Learn consensus and skills from all votes."""
        places, at = places_of(votes)
        said = np.isin(votes[:, 3], self.classes)
        spoken = votes[said]
        outcome = nothing(places)
        if not len(spoken):
            self.learnt = Fit(self.classes)
            return outcome
        codes = np.searchsorted(self.classes, spoken[:, 3])
        read = Votes.of_codes(at[said], spoken[:, 2], codes, classes=len(self.classes))
        if not (read.votes_per_item > 1).any():
            self.learnt = Fit(self.classes)
            return _filled(
                outcome, read.items, self.classes[read.code[np.argsort(read.item)]], PRIOR_SKILL, 1, torn=False
            )
        found = IBCC().fit(read)
        self.learnt = Fit(
            self.classes,
            {int(name): place for place, name in enumerate(read.annotators.tolist())},
            found.confusions_,
            found.class_prior_,
            _skills(read),
        )
        best = found.posteriors_.max(axis=1)
        torn = _differ(read) & (best < DISPUTED_BELOW)
        return _filled(outcome, read.items, self.classes[found.labels_], best, read.votes_per_item, torn=torn)

    def update(self, votes: Table, values: Values = ()) -> Outcome | None:  # noqa: ARG002  # votes say all
        """Settle a few items by what the last fit learnt; None where only a new fit can tell."""
        places, at = places_of(votes)
        outcome = nothing(places)
        by_place: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for place, (_, _, annotator, code) in zip(at.tolist(), votes.tolist(), strict=True):
            if code in self.classes:
                by_place[place].append((annotator, int(np.searchsorted(self.classes, code))))
        for place, said in by_place.items():
            if not self._settle(outcome, place, said):
                return None
        return outcome

    def _settle(self, outcome: Outcome, place: int, said: Sequence[tuple[int, int]]) -> bool:
        learnt, codes = self.learnt, [code for _, code in said]
        if learnt.confusions is None or learnt.prior is None:
            if len(said) > 1:
                return False
            best, p = codes[0], PRIOR_SKILL
        else:
            annotators = [learnt.annotators.get(who, -1) for who, _ in said]
            chances = posterior_of(annotators, codes, confusions=learnt.confusions, prior=learnt.prior)
            best, p = int(chances.argmax()), float(chances.max())
        outcome.code[place], outcome.posterior[place], outcome.votes[place] = self.classes[best], p, len(said)
        outcome.disputed[place] = len(set(codes)) > 1 and p < DISPUTED_BELOW
        return True


class ChoicesConsensus:
    """Consensus of a question with any number of labels: each label by itself, then the mask of those that hold.

    Somebody's skill is the share of items on which all labels are right: as for agreement, an answer is the whole set.
    Counted label by label, whoever leaves out the rare ones would look nearly perfect.

    Examples
    --------
    >>> masks = np.array([3, 3, 2]), np.array([5, 5, 4])
    >>> votes = np.array([[n, 1, who, masks[n % 2][who]] for n in range(20) for who in range(3)])
    >>> asked = ChoicesConsensus([0, 1, 2])
    >>> asked.fit(votes).code[:2].tolist(), [round(skill.estimate, 2) for skill in asked.learnt.skills.values()]
    ([3, 5], [0.95, 0.95, 0.05])
    """

    of_values = False

    def __init__(self, bits: Sequence[int]) -> None:
        self._bits = {bit: ChoiceConsensus([0, 1]) for bit in bits}
        self.learnt = Fit(np.array([0, 1]))

    def fit(self, votes: Table, values: Values = ()) -> Outcome:  # noqa: ARG002  # votes say all
        """Learn each label's consensus, and people's skills, from all votes."""
        self.learnt = Fit(self.learnt.classes, skills=_skills_in_sets(votes))
        parts = {bit: one.fit(_bit_of(votes, bit)) for bit, one in self._bits.items()}
        return _masked(votes, parts)

    def update(self, votes: Table, values: Values = ()) -> Outcome | None:  # noqa: ARG002  # votes say all
        """Settle a few items by what the last fit learnt."""
        parts = {bit: one.update(_bit_of(votes, bit)) for bit, one in self._bits.items()}
        known = {bit: part for bit, part in parts.items() if part is not None}
        return _masked(votes, known) if len(known) == len(parts) else None


def _skills(read: Votes) -> dict[int, Interval]:
    skills = plain_skills(read)
    return {
        int(name): skills.of(place)
        for place, name in enumerate(read.annotators.tolist())
        if skills.votes[place] >= ENOUGH_COMPARED
    }


def _skills_in_sets(votes: Table) -> dict[int, Interval]:
    """Give the share of right answers of each annotator where only the whole set of labels counts as one."""
    spoken = votes[votes[:, 3] >= 0]
    _, at = places_of(spoken)
    sets, codes = np.unique(spoken[:, 3], return_inverse=True)
    if len(np.unique(at)) == len(at):
        return {}
    return _skills(Votes.of_codes(at, spoken[:, 2], codes, classes=max(len(sets), 2)))


def _filled(
    outcome: Outcome,
    at: Ints,
    code: Ints,
    posterior: Floats | float,
    votes: Ints | int,
    *,
    torn: NDArray[np.bool_] | bool,
) -> Outcome:
    outcome.code[at], outcome.posterior[at] = code, posterior
    outcome.votes[at], outcome.disputed[at] = votes, torn
    return outcome


def _differ(votes: Votes) -> NDArray[np.bool_]:
    """Say for each item whether two of its votes differ."""
    lowest, highest = np.full(len(votes.items), votes.n_classes), np.full(len(votes.items), -1)
    np.minimum.at(lowest, votes.item, votes.code)
    np.maximum.at(highest, votes.item, votes.code)
    return np.asarray(lowest != highest)


def _bit_of(votes: Table, bit: int) -> Table:
    part = votes.copy()
    part[:, 3] = np.where(votes[:, 3] < 0, votes[:, 3], votes[:, 3] >> bit & 1)
    return part


def _masked(votes: Table, parts: dict[int, Outcome]) -> Outcome:
    places, _ = places_of(votes)
    whole = nothing(places)
    whole.posterior[:] = 1.0
    for bit, part in parts.items():
        whole.code[:] = np.where(part.code > NO_CODE, np.maximum(whole.code, 0) | (part.code << bit), whole.code)
        whole.posterior[:] = np.minimum(whole.posterior, part.posterior)
        whole.votes[:] = part.votes
        whole.disputed[:] |= part.disputed
    return whole
