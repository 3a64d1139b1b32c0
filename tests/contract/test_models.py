"""Every registered featurizer and learner keeps its contract."""

import pytest

import inloop.adapters.models  # noqa: F401  # importing it registers what is tested
from inloop.adapters.models import Logistic, Ridge
from inloop.adapters.models.many_labels import EachLabel
from inloop.kernel.registry import lookup, names
from inloop.testing.models import check_featurizer, check_labels_learner, check_learner


@pytest.mark.parametrize("name", names("featurizer"))
def test_every_featurizer_keeps_its_contract(name):
    check_featurizer(lookup(name))


HEAVY = {"learner/trees.v1"}
"""Two minutes for the 150 classes of the contract: with the slow tests."""
LEARNERS = [pytest.param(name, marks=[pytest.mark.slow] if name in HEAVY else []) for name in names("learner")]


@pytest.mark.parametrize("name", LEARNERS)
def test_every_learner_keeps_its_contract(name):
    check_learner(lookup(name))


@pytest.mark.parametrize("learner", [Logistic(), Ridge()], ids=["logistic", "ridge"])
def test_every_learner_of_several_labels_keeps_its_contract(learner):
    check_labels_learner(EachLabel(learner))


def test_the_built_in_parts_are_registered():
    assert "featurizer/hashed-svd.v1" in names("featurizer")
    assert {"learner/logistic.v1", "learner/ridge.v1", "learner/trees.v1"} <= set(names("learner"))
