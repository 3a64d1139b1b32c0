"""The built-in vectors on real customer requests: what they cost and what they are worth."""

import json
import time

import numpy as np
import pytest

from inloop.adapters.models import HashedSvd, Ridge


@pytest.fixture(scope="module")
def requests(shared_data):
    folder = shared_data / "text_clinc150_oos"
    splits = {}
    for split in ("train", "test"):
        rows = [json.loads(line) for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row["intent"] != "oos"]
        splits[split] = ([row["text"] for row in rows], np.array([row["domain"] for row in rows]))
    return splits


def test_ten_thousand_texts_cost_less_than_three_seconds_of_cpu(requests):
    texts = [*requests["train"][0], *requests["test"][0]][:10_000]
    started = time.process_time()
    HashedSvd.fit(texts, rng=np.random.default_rng(0)).transform(texts)
    assert time.process_time() - started <= 3


def test_ten_departments_are_told_apart_as_well_as_cheap_vectors_can(requests):
    (texts, domains), (new_texts, new_domains) = requests["train"], requests["test"]
    featurizer = HashedSvd.fit(texts, rng=np.random.default_rng(0))
    names, answers = np.unique(domains, return_inverse=True)
    model = Ridge().fit(featurizer.transform(texts), answers)
    assert (names[model.predict(featurizer.transform(new_texts))] == new_domains).mean() >= 0.93
