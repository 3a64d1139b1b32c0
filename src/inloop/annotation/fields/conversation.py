"""A conversation: turns, each by somebody in a role."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from inloop.annotation.fields.field import FieldKind
from inloop.annotation.json_cell import from_json
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_TURNS = 2_000
_TEXTS = ("content", "text", "value")
_ROLES = ("role", "from", "speaker")


class ConversationField(FieldKind):
    """A list of turns ``{"role": …, "text": …}``.

    Taken are lists of turns as chat datasets write them (``role``/``content``, ``from``/``value``), an object with
    ``messages`` or ``conversations``, the same as JSON text, and pairs ``[role, text]``.

    Examples
    --------
    >>> ConversationField().read([{"from": "human", "value": "Hi"}, ["agent", "Hello"]])
    [{'role': 'human', 'text': 'Hi'}, {'role': 'agent', 'text': 'Hello'}]
    """

    name: ClassVar[str] = "conversation"
    unit: ClassVar[str] = "turn"

    def read(self, cell: object) -> list[dict[str, str]]:
        found = from_json(cell)
        if isinstance(found, Mapping):
            found = found.get("messages") or found.get("conversations") or found.get("turns")
        if not isinstance(found, list) or not found:
            raise InvalidInputError(
                "A conversation is a list of turns, each with a role and a text.",
                hint='Write [{"role": "user", "content": "…"}, …], as JSON where the file is a table.',
            )
        if len(found) > MOST_TURNS:
            raise InvalidInputError(f"The conversation has {len(found)} turns, more than {MOST_TURNS}.")
        return [_turn(turn, number) for number, turn in enumerate(found, start=1)]

    def is_empty(self, value: Any) -> bool:
        return not any(turn["text"].strip() for turn in value)

    def text(self, content: Mapping[str, Any]) -> str:
        return "\n".join(f"{turn['role']}: {turn['text']}" for turn in content.get("value") or ())

    def units(self, content: Mapping[str, Any], *, only: Sequence[str] = ()) -> list[str]:
        """Give the places of the turns, from 0, or of those in some roles.

        >>> turns = ConversationField().read([["user", "Hi"], ["agent", "Hello"], ["user", "Bye"]])
        >>> ConversationField().units({"value": turns}, only=["User"])
        ['0', '2']
        """
        roles = {role.strip().casefold() for role in only}
        turns = enumerate(content.get("value") or ())
        return [str(place) for place, turn in turns if not roles or turn["role"].casefold() in roles]

    def is_unit(self, name: str) -> bool:
        return name.isascii() and name.isdigit() and str(int(name)) == name and int(name) < MOST_TURNS

    def unit_words(self, content: Mapping[str, Any], name: str) -> tuple[str, str]:
        """Give a turn with who says it, and the one before.

        >>> turns = ConversationField().read([["user", "Hi"], ["agent", "Yes?"]])
        >>> ConversationField().unit_words({"value": turns}, "1")
        ('agent: Yes?', 'user: Hi')
        """
        turns, place = content.get("value") or (), int(name)
        said = [f"{turn['role']}: {turn['text']}" for turn in turns[max(0, place - 1) : place + 1]]
        return said[-1] if said else "", said[0] if len(said) > 1 else ""

    def unit_name(self, name: str) -> str:
        return f"turn {int(name) + 1}"


def _turn(turn: object, number: int) -> dict[str, str]:
    if isinstance(turn, list | tuple) and len(turn) == 2:
        role, text = turn
    elif isinstance(turn, Mapping):
        role = next((turn[name] for name in _ROLES if turn.get(name)), None)
        text = next((turn[name] for name in _TEXTS if turn.get(name) is not None), None)
    else:
        role = text = None
    if not isinstance(role, str) or not isinstance(text, str):
        raise InvalidInputError(f"Turn {number} has no role or no text.", hint="Each turn needs both, as text.")
    return {"role": role.strip(), "text": unicodedata.normalize("NFC", text)}


register("field/conversation.v1")(ConversationField())
