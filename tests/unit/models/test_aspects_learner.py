"""Targets and opinion words are joined by nearness, and the model goes elsewhere with numpy alone."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inloop.adapters.models.aspects import AspectLearner
from inloop.adapters.models.aspects.joining import joined

TEXT = "Great soup and bread, slow waiter. The room! Too expensive."


def mark(words: str, label: str, p: float = 0.9) -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label, "p": p}


def told(*marks: dict[str, Any], implicit: bool = True) -> list[tuple[str, str, str, float]]:
    """Give target, opinion words, polarity and chance of each aspect."""
    aspects = joined(TEXT, marks, sure=0.5, implicit=implicit)
    words = [
        [one[side] and TEXT[one[side]["start"] : one[side]["end"]] for side in ("target", "opinion")] for one in aspects
    ]
    return [
        (target or "", opinion or "", one["label"], one["p"])
        for (target, opinion), one in zip(words, aspects, strict=True)
    ]


SOUP, BREAD, WAITER, ROOM = (mark(one, "target/good") for one in ("soup", "bread", "waiter", "room"))
GREAT, SLOW, DEAR = (
    mark("Great", "opinion/good"),
    mark("slow", "opinion/bad"),
    mark("Too expensive", "opinion/bad", 0.8),
)


def test_targets_take_the_nearest_opinion_words_of_their_sentence_with_their_polarity() -> None:
    assert told(SOUP, WAITER, ROOM, GREAT, SLOW) == [
        ("soup", "Great", "good", 0.405), ("waiter", "slow", "bad", 0.405), ("room", "", "good", 0.9),
    ]  # fmt: skip


def test_opinion_words_that_no_target_takes_have_an_implicit_one_where_there_are_such() -> None:
    assert told(SOUP, GREAT, DEAR)[0] == ("", "Too expensive", "bad", 0.8)
    assert told(SOUP, GREAT, DEAR, implicit=False) == [("soup", "Great", "good", 0.405)]


@pytest.fixture(scope="module")
def taught() -> Any:
    texts = [f"the {thing} was {word}" for thing in ("soup", "lift", "bed", "wine") for word in ("great", "awful")]
    values = []
    for text in texts:
        thing, word = text.split()[1], text.split()[3]
        places = ({"start": text.index(each), "end": text.index(each) + len(each)} for each in (thing, word))
        target, opinion = places
        values.append([{"target": target, "opinion": opinion, "label": "good" if word == "great" else "bad"}])
    contents = [{"value": text} for text in texts]
    return AspectLearner().fit(contents, values, labels=["good", "bad"], folds=np.arange(len(texts)) % 4)


def test_a_model_says_elsewhere_with_numpy_alone_what_it_says_here(taught: Any, tmp_path: Path) -> None:
    text = "the train was awful\nthe coffee was great"
    said = taught.predict([{"value": text}])[0].parts
    assert [one["label"] for one in said] == ["bad", "good"]
    for name, content in AspectLearner().files(taught.state()).items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, str(tmp_path / "predict.py"), text]
    output = subprocess.run(command, capture_output=True, check=True, text=True, env={}).stdout
    elsewhere = json.loads(output)
    for one, other in zip(said, elsewhere, strict=True):
        assert {**other, "p": 0} == {**one, "p": 0}
        assert other["p"] == pytest.approx(one["p"], abs=2e-4)


def test_without_aspects_that_have_no_target_it_says_none(taught: Any) -> None:
    assert all(one["target"] for one in taught.predict([{"value": "how awful"}])[0].parts)
