"""Ours and a stranger's parts come in by the same door."""

import pytest

from inloop.kernel.errors import InvalidInputError, NotFoundError
from inloop.kernel.registry import iter_family, lookup, names, register


class Ripe:
    """Says whether a fruit is ripe."""


class Rotten:
    """Says whether a fruit is rotten."""


register("fruit/ripe.v1")(Ripe)


def test_what_is_registered_can_be_looked_up_by_its_full_name() -> None:
    assert lookup("fruit/ripe.v1") is Ripe
    assert names("fruit") == ["fruit/ripe.v1"]
    assert dict(iter_family("fruit")) == {"fruit/ripe.v1": Ripe}


def test_an_unknown_name_lists_its_family() -> None:
    with pytest.raises(NotFoundError, match=r"Known: fruit/ripe\.v1\."):
        lookup("fruit/green.v1")


def test_a_name_cannot_be_taken_by_another_part() -> None:
    with pytest.raises(InvalidInputError, match="registered twice"):
        register("fruit/ripe.v1")(Rotten)
    assert lookup("fruit/ripe.v1") is Ripe


@pytest.mark.parametrize("name", ["ripe.v1", "fruit/ripe", "fruit"])
def test_a_name_says_family_and_version(name: str) -> None:
    with pytest.raises(InvalidInputError, match=r"Write family/name\.v1"):
        register(name)
