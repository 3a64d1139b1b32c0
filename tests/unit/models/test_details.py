"""What else is said of a part is told where there is evidence for it, and left empty otherwise."""

from typing import Any

import numpy as np
import pytest

from inloop.adapters.models import SpanLearner
from inloop.adapters.models.aspects import AspectLearner
from inloop.adapters.models.details import fitted_to_texts

FOLDS = np.arange(40) % 4
Given = tuple[list[dict[str, Any]], list[list[dict[str, Any]]]]


def reviews(n: int, *, told: bool = True) -> Given:
    """Give so many short reviews with an aspect each; with `told`, what is eaten and who serves have a category."""
    contents, values = [], []
    for number in range(n):
        thing, category = (("soup", "food"), ("waiter", "service"), ("bread", "food"), ("host", "service"))[number % 4]
        text = f"number {number}: the {thing} was slow"
        start, end = text.index(thing), text.index(" was")
        aspect = {
            "target": {"start": start, "end": end},
            "opinion": {"start": end + 5, "end": end + 9},
            **({"category": category} if told else {}),
            "label": "bad",
        }
        contents.append({"value": text})
        values.append([aspect])
    return contents, values


def said(given: Given) -> dict[str, Any]:
    contents, values = given
    model = AspectLearner().fit(contents, values, labels=["good", "bad"], folds=FOLDS[: len(values)])
    texts = {word: f"number 77: the {word} was slow" for word in ("bread", "waiter")}
    found = model.predict([{"value": text} for text in texts.values()])
    return {word: one.parts[0].get("category") for word, one in zip(texts, found, strict=True)}


def test_an_aspect_is_suggested_with_the_category_that_people_gave_to_such_ones() -> None:
    assert said(reviews(40)) == {"bread": "food", "waiter": "service"}


def test_a_category_is_left_empty_where_nobody_or_hardly_anybody_gave_one() -> None:
    assert said(reviews(40, told=False)) == {"bread": None, "waiter": None}
    contents, values = reviews(40, told=False)
    for (aspect,) in values[:2]:
        aspect["category"] = "food"
    assert said((contents, values)) == {"bread": None, "waiter": None}


def test_what_cannot_be_told_from_the_words_is_left_empty() -> None:
    contents, values = reviews(40)
    rng = np.random.default_rng(0)
    for (aspect,) in values:
        aspect["category"] = str(rng.choice(["food", "service", "place"]))
    assert said((contents, values)) == {"bread": None, "waiter": None}


def test_flags_and_choices_are_told_of_the_labels_that_have_them_alone() -> None:
    contents, values = [], []
    for number in range(40):
        word = ("no fever", "fever", "a cold", "no cold")[number % 4]
        text = f"{number}: {word}"
        at = text.index(word.split()[-1])
        label = "symptom" if "fever" in word else "illness"
        attributes = {"attributes": {"negated": True}} if word == "no fever" else {}
        contents.append({"value": text})
        values.append([{"start": at, "end": len(text), "label": label, **attributes}])
    model = SpanLearner().fit(contents, values, labels=["symptom", "illness"], folds=FOLDS)
    found = model.predict([{"value": text} for text in ("99: no fever", "99: fever", "99: no cold")])
    assert [one.value[0].get("attributes") for one in found] == [{"negated": True}, None, None]


@pytest.mark.parametrize("fold", [0, 3])
def test_a_fold_model_has_not_seen_what_was_said_in_its_fold(fold: int) -> None:
    contents, values = reviews(40)
    blind = [
        [{**aspect, "category": "place"} for aspect in value] if n % 4 == fold else value
        for n, value in enumerate(values)
    ]
    models = [
        fitted_to_texts(contents, some, labels=["good", "bad"], folds=FOLDS, fold_ids=np.arange(4))
        for some in (values, blind)
    ]
    place, bare = 1 + fold, [{name: one for name, one in values[0][0].items() if name != "category"}]
    one, other = (model.tell_in(contents[0]["value"], bare, model=place) for model in models)
    assert one == other
