from itertools import pairwise

import numpy as np
import pytest

from inloop.adapters.models import HashedSvd, join_fields, load_arrays, save_arrays
from inloop.adapters.models.hashing import clean, count_pieces
from inloop.adapters.models.reader import number
from inloop.kernel.errors import InvalidInputError, UnreadableFileError


def by_hand(text):
    words = [f" {word} " for word in clean(text).split()]
    pieces = words + [first + second[1:] for first, second in pairwise(words)]
    pieces += [word[at : at + n] for word in words for n in (3, 4, 5) for at in range(len(word) - n + 1)]
    return {number(piece): pieces.count(piece) for piece in pieces}


@pytest.mark.parametrize(
    "text", ["a", "to be or not to be", "Über-große naïve CAFÉS", "飞往东京 的航班", "𝔘nicode 🙂 x", "", "…"]
)
def test_the_fast_hashing_counts_what_the_plain_loop_counts(text):
    found = count_pieces(["before it", text, "", "after it"])
    mine = found.texts == 1
    assert dict(zip(found.hashes[mine].tolist(), found.counts[mine].tolist(), strict=True)) == by_hand(text)


def test_similar_texts_lie_closer_than_unlike_ones(texts, classifier):
    card, lost, flight = classifier.featurizer.transform(["where is the card", "lost my card", "any flight to rome"])
    assert card @ lost > 0.5 > card @ flight


def test_vectors_do_not_depend_on_batch_boundaries(texts):
    featurizer = HashedSvd.fit(texts, rng=np.random.default_rng(0), dims=16)
    long = [" ".join(texts)[:9_000] for _ in range(300)]  # 2.7 million characters: several batches
    together = featurizer.transform([*long, *texts])
    assert np.allclose(together[len(long) :], featurizer.transform(texts), atol=1e-5)
    assert np.allclose(together[0], featurizer.transform(long[:1])[0], atol=1e-5)


def test_what_follows_twenty_thousand_characters_is_left_out(classifier):
    text = "where is my card " * 2_000
    one, other = classifier.featurizer.transform([text, text + "flight " * 500])
    assert np.array_equal(one, other)


def test_composed_and_compatible_letters_are_the_same_text():
    assert clean("ﬁne CAFE\u0301") == clean("fine caf\u00e9")


def test_fields_are_named_when_there_are_several():
    assert join_fields({"title": "Late", "body": "Again"}) == "title: Late\nbody: Again"


def test_a_state_without_its_basis_is_refused():
    with pytest.raises(InvalidInputError, match="basis"):
        HashedSvd.from_state({"hashes": np.zeros(1), "weights": np.zeros(1)})


def test_arrays_that_hold_python_objects_are_neither_written_nor_read(tmp_path):
    with pytest.raises(ValueError, match="pickle"):
        save_arrays(tmp_path / "a.npz", {"a": np.array([object()], dtype=object)})
    np.savez(tmp_path / "b.npz", a=np.array([{}], dtype=object))
    with pytest.raises(UnreadableFileError, match="not a model file"):
        load_arrays(tmp_path / "b.npz")


def test_a_file_of_another_sort_is_refused(tmp_path):
    (tmp_path / "model.npz").write_bytes(b"\x80\x04 not a model")
    with pytest.raises(UnreadableFileError):
        load_arrays(tmp_path / "model.npz")
