"""Words and patterns are found where they stand, and none takes longer than it may."""

import time

import pytest

from inloop.annotation import Schema
from inloop.kernel.errors import InvalidInputError
from inloop.loop.rules.dictionary import read_dictionary
from inloop.loop.rules.matching import Matcher, compiled
from inloop.loop.rules.model import Hit, Rule
from inloop.loop.rules.service import parts_of

HOSTILE = ["(a+)+$", "(a|aa)+$", "(a|a)*b", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y"]


def words(*patterns: str) -> list[Rule]:
    return [Rule(question="q", label="l", pattern=pattern) for pattern in patterns]


@pytest.mark.parametrize(
    ("pattern", "text", "at"),
    [
        ("card", "My CARD is lost", [(3, 7)]),
        ("card", "cards and discard", []),
        ("credit card", "a credit\n card", [(2, 14)]),
        ("café", "Im Café.", [(3, 7)]),
        ("don't", "I don't know", [(2, 7)]),
        ("Straße", "die STRASSE", []),
        ("北京", "北京", [(0, 2)]),
    ],
)
def test_words_are_found_whole_and_in_any_capitals(pattern: str, text: str, at: list[tuple[int, int]]) -> None:
    if pattern == "Straße":
        at = [(4, 11)]  # folded, ß is ss
    assert [(hit.start, hit.end) for hit in Matcher(words(pattern)).find(text).hits] == at


@pytest.mark.parametrize("pattern", HOSTILE)
@pytest.mark.parametrize("text", ["a" * 60 + "!", "x" * 5_000, "a" * 100_000])
def test_a_hostile_pattern_ends_in_time_and_the_others_still_speak(pattern: str, text: str) -> None:
    rules = [Rule(question="q", label="l", pattern=pattern, kind="regex"), *words("a", "x")]
    matcher = Matcher(rules)
    started = time.thread_time()
    found = matcher.find(text[:1_000] + " x " + text)
    assert time.thread_time() - started < 1.0
    assert any(hit.rule == 2 for hit in found.hits)


def test_thousands_of_words_cost_no_more_than_one() -> None:
    text = "the parcel number 17 has not come " * 100
    many = Matcher(words(*(f"term {n}" for n in range(5_000)), "parcel"))
    started = time.thread_time()
    assert len(many.find(text).hits) == 100
    assert time.thread_time() - started < 0.2


def test_a_pattern_that_cannot_be_read_says_so() -> None:
    with pytest.raises(InvalidInputError, match="cannot be read"):
        compiled("(unclosed")


def test_empty_matches_are_no_places() -> None:
    assert Matcher([Rule(question="q", label="l", pattern="x*", kind="regex")]).find("abc").hits == []


def test_of_two_overlapping_places_with_one_label_the_longer_is_suggested() -> None:
    rules = [*words("credit card", "card"), Rule(question="q", label="other", pattern="card")]
    found = Matcher(rules).find("credit card")
    assert found.hits == [Hit(0, 0, 11), Hit(1, 7, 11), Hit(2, 7, 11)]
    assert parts_of(rules, found) == [
        {"start": 0, "end": 11, "label": "l"}, {"start": 7, "end": 11, "label": "other"},
    ]  # fmt: skip


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_dictionary_needs_no_first_line(between: str) -> None:
    labels = [{"name": "Good"}, {"name": "Bad"}]
    question = {"id": "mood", "kind": "choice", "name": "Mood?", "labels": labels}
    schema = Schema.read({"fields": [{"id": "text"}], "questions": [question]})
    found = read_dictionary(f"lovely{between}good\nawful{between}Bad\n", schema)
    assert [(rule.pattern, rule.label) for rule in found.rules] == [("lovely", "good"), ("awful", "bad")]
    assert found.problems == []
