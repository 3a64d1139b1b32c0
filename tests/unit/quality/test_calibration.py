"""People are measured by what the others say, at each level of stated confidence."""

import numpy as np

from inloop.annotation.question import read_question
from inloop.loop.quality.calibration import calibration_of
from inloop.loop.quality.values import Said

MOOD = read_question(
    {
        "id": "mood", "kind": "choice", "name": "Mood?", "confidence": "levels",
        "labels": [{"id": "good", "name": "Good", "code": 0}, {"id": "bad", "name": "Bad", "code": 1}],
    }
)  # fmt: skip


def test_who_is_right_when_certain_and_wrong_when_guessing_is_told_so() -> None:
    votes, stated = [], {}
    for item in range(40):
        votes += [(item, 1, who, 0) for who in (1, 2)] + [(item, 1, 3, int(item % 2))]
        stated[item, 1, 3] = 0.2 if item % 2 else 0.95
    said = Said(np.array(votes, np.int64), ())
    found = calibration_of(MOOD, said, stated)
    assert list(found) == ["3"]
    guess, certain = found["3"]
    assert (guess.level, guess.stated, guess.right.estimate, guess.right.n) == (0.25, 0.2, 0.0, 20)
    assert (certain.level, certain.right.estimate) == (1.0, 1.0)
    assert certain.right.low > 0.8 > guess.right.high


def test_an_item_answered_by_one_person_and_what_one_cannot_tell_say_nothing() -> None:
    said = Said(np.array([(1, 1, 1, 0), (2, 1, 1, 0), (2, 1, 2, -1)], np.int64), ())
    assert calibration_of(MOOD, said, {(1, 1, 1): 1.0, (2, 1, 1): 1.0}) == {}
