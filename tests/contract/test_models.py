"""Every registered featurizer and learner keeps its contract."""

import pytest

import inloop.adapters.models  # noqa: F401  # importing it registers what is tested
from inloop.kernel.registry import lookup, names
from inloop.testing.models import check_featurizer, check_learner


@pytest.mark.parametrize("name", names("featurizer"))
def test_every_featurizer_keeps_its_contract(name):
    check_featurizer(lookup(name))


@pytest.mark.parametrize("name", names("learner"))
def test_every_learner_keeps_its_contract(name):
    check_learner(lookup(name))


def test_the_built_in_parts_are_registered():
    assert "featurizer/hashed-svd.v1" in names("featurizer")
    assert {"learner/logistic.v1", "learner/ridge.v1"} <= set(names("learner"))
