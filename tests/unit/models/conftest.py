"""A small trained classifier that the tests of models share."""

import numpy as np
import pytest

from inloop.adapters.models import HashedSvd, Logistic, TextClassifier

SUBJECTS = ("card", "flight", "recipe")
PHRASES = (
    "where is my {}",
    "i lost the {}",
    "show me a {} please",
    "what about a {} for tomorrow",
    "change the {} ok?",
)


@pytest.fixture(scope="session")
def texts() -> list[str]:
    return [f"{phrase.format(subject)} {number}" for number in range(8) for phrase in PHRASES for subject in SUBJECTS]


@pytest.fixture(scope="session")
def answers() -> np.ndarray:
    return np.tile(np.array([3, 5, 11]), 8 * len(PHRASES))


@pytest.fixture(scope="session")
def classifier(texts, answers) -> TextClassifier:
    featurizer = HashedSvd.fit(texts, rng=np.random.default_rng(0), dims=24)
    return TextClassifier(
        featurizer=featurizer,
        model=Logistic().fit(featurizer.transform(texts), answers),
        label_ids=("banking", "travel", "kitchen"),
        label_names=("Banking", "Travel", "Küche"),
        about={"project": "Requests", "fields": "text"},
    )
