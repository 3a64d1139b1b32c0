"""The chain over words: its chances are those of all tag paths, its spans stand where words stand."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inloop.adapters.models.spans.chain import NEVER, Chain, Packed
from inloop.adapters.models.spans.tags import allowed, may_begin, runs_of, tags_of
from inloop.adapters.models.spans.words import MOST_WORDS, words_of

LABELS = 2
TAGS = 1 + 2 * LABELS


def chain_of(rng):
    moves = np.where(allowed(LABELS), rng.normal(size=(TAGS, TAGS)), NEVER)
    return Chain(moves, np.where(may_begin(LABELS), rng.normal(size=TAGS), NEVER))


def weight(chain, emissions, path):
    score = chain.begins[path[0]] + sum(emissions[at, tag] for at, tag in enumerate(path))
    return np.exp(score + sum(chain.moves[a, b] for a, b in pairwise(path)))


@pytest.mark.parametrize("seed", range(4))
def test_chances_best_path_and_stretches_are_those_of_all_paths(seed):
    rng = np.random.default_rng(seed)
    chain, lengths = chain_of(rng), [4, 1, 3]
    starts = np.array([0, 4, 5])
    emissions = rng.normal(size=(8, TAGS)) * 2
    packed = Packed.of(starts, size=8)
    found, best = chain.marginals(emissions, packed), chain.best(emissions, packed)
    total = 0.0
    for start, length in zip(starts, lengths, strict=True):
        own = emissions[start : start + length]
        paths = list(product(range(TAGS), repeat=length))
        weights = np.array([weight(chain, own, path) for path in paths])
        total += np.log(weights.sum())
        assert tuple(best[start : start + length]) == paths[int(weights.argmax())]
        shares = weights / weights.sum()
        for at, tag in product(range(length), range(TAGS)):
            wanted = sum(p for p, path in zip(shares, paths, strict=True) if path[at] == tag)
            assert found.single[start + at, tag] == pytest.approx(wanted, abs=1e-9)
        for first, last in ((0, length - 1), (0, 0), (length - 1, length - 1)):
            exact = sum(
                p
                for p, path in zip(shares, paths, strict=True)
                if path[first : last + 1] == (3, *[4] * (last - first)) and path[last + 1 : last + 2] != (4,)
            )
            told = found.stretch(start + first, start + last, (3, 4), ends=last == length - 1)
            assert told == pytest.approx(exact, abs=1e-9)
    assert found.log_sum == pytest.approx(total)


def test_pairs_expected_between_neighbours_add_up_to_the_pairs_there_are():
    chain = chain_of(np.random.default_rng(1))
    packed = Packed.of(np.array([0, 5]), size=9)
    found = chain.marginals(np.zeros((9, TAGS)), packed)
    assert found.pairs(packed).sum() == pytest.approx(4 + 3)
    assert found.pairs(packed)[~allowed(LABELS)].sum() == 0


@given(st.text(st.characters(exclude_characters="\0"), max_size=200))
def test_words_stand_where_they_are_written(text):
    words = words_of(text)
    for word, start, end in zip(words.words, words.starts.tolist(), words.ends.tolist(), strict=True):
        assert text[start:end] == word.removesuffix("\0")
    assert "".join(text.split()) == "".join(word.removesuffix("\0") for word in words.words if not word.isspace())


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from("ab")), max_size=6))
def test_tags_give_back_the_spans_that_do_not_overlap(drawn):
    text = "one two three four five six seven eight"
    words = words_of(text)
    spans = [{"start": start, "end": min(start + size, len(text)), "label": label} for start, size, label in drawn]
    tagged = tags_of(words, spans, {"a": 0, "b": 1})
    runs = list(runs_of(tagged.tags, words.cuts))
    assert len(runs) + tagged.lost == len(spans)
    for run in runs:
        assert any(words.starts[run.first] < s["end"] and words.ends[run.last] > s["start"] for s in spans)


def test_a_long_text_is_cut_into_chains_at_the_ends_of_sentences():
    words = words_of("so it goes on and on . " * 200)
    assert max(np.diff([*words.cuts, len(words.words)])) <= MOST_WORDS
    assert all(words.words[cut - 1] == "." for cut in words.cuts[1:])
