"""Labels and attributes in the words of a file: names rather than ids, without blanks where a format has none."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from inloop.annotation import Question

_BLANK = re.compile(r"\s+")


def names_of(question: Question) -> dict[str, str]:
    """Give label id → name, retired ones too."""
    return {label.id: label.name for label in getattr(question.settings, "labels", ())}


def tags_of(question: Question) -> dict[str, str]:
    """Give label id → its name as one word; its id where two names make the same word."""
    words = {label: _BLANK.sub("_", name.strip()) for label, name in names_of(question).items()}
    said = [word.casefold() for word in words.values()]
    return {label: word if said.count(word.casefold()) == 1 else label for label, word in words.items()}


def attributes_in_words(
    given: Mapping[str, Any], question: Question, *, name_as: Callable[[str], str] = str
) -> dict[str, Any]:
    """Give attribute name → value, options by their names.

    Attributes and options that are no longer known keep their ids, as do attributes of which `name_as` makes nothing.
    """
    known = {each.id: each for each in getattr(question.settings, "attributes", ())}
    told = {}
    for name, value in given.items():
        attribute = known.get(name)
        options = {option.id: option.name for option in attribute.options} if attribute else {}
        told[(name_as(attribute.name) or name) if attribute else name] = (
            options.get(value, value) if isinstance(value, str) else value
        )
    return told


def one_word(text: str) -> str:
    """Write a name as one word.

    >>> one_word("Work of art")
    'Work_of_art'
    """
    return _BLANK.sub("_", text.strip())
