"""Identifiers are unique, sorted by time, and pack what they say."""

import time
import uuid

from hypothesis import given
from hypothesis import strategies as st

from inloop.kernel.ids import item_id, new_id, new_secret, ordinal_of, slug


def test_new_ids_are_valid_uuids_of_version_seven() -> None:
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_new_ids_differ_and_sort_by_the_millisecond_of_their_making() -> None:
    first = new_id()
    time.sleep(0.002)
    later = [new_id() for _ in range(2_000)]
    assert len({first, *later}) == 2_001
    assert first < min(later)


def test_secrets_are_long_and_safe_in_a_url() -> None:
    secret = new_secret()
    assert len(secret) >= 43
    assert secret.replace("-", "").replace("_", "").isalnum()


@given(st.integers(1, 2**31 - 1), st.integers(0, 2**32 - 1))
def test_an_item_id_holds_its_project_and_its_ordinal_in_a_signed_64_bit_integer(project: int, ordinal: int) -> None:
    packed = item_id(project, ordinal)
    assert packed < 1 << 63
    assert (packed >> 32, ordinal_of(packed)) == (project, ordinal)


@given(st.lists(st.text(max_size=60), max_size=20))
def test_slugs_are_short_plain_and_never_taken(names: list[str]) -> None:
    taken: frozenset[str] = frozenset()
    for name in names:
        made = slug(name, taken=taken)
        assert made not in taken
        assert made.isascii()
        assert 0 < len(made) <= 52
        taken |= {made}
