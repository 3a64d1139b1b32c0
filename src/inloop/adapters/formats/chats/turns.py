"""Turns of conversations in the words of others."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.adapters.formats.losses import Losses

_USER = frozenset({"user", "human", "customer", "client", "prompter"})
_ASSISTANT = frozenset({"assistant", "gpt", "bot", "model", "agent", "chatgpt", "bard", "ai"})
_SYSTEM = frozenset({"system", "developer"})
Turn = dict[str, Any]
"""``role`` and ``text``, and ``answer`` where somebody has said something of this turn."""


def turns_of(content: Mapping[str, Any], losses: Losses, *, key: str) -> list[Turn]:
    """Give a conversation, or a text as what a user says, with the roles user, assistant and system."""
    value = content.get("value")
    if not isinstance(value, list):
        return [{"role": "user", "text": str(value)}] if value not in (None, "") else []
    told = []
    for turn in value:
        role = _role(turn["role"])
        if role != turn["role"].strip().casefold():
            losses.note("names of roles", "they are user, assistant and system", key=key)
        told.append({"role": role, "text": turn["text"]})
    return told


def with_reply(turns: Sequence[Turn], reply: str | None, losses: Losses, *, key: str) -> list[Turn]:
    """End a conversation with what a person has written."""
    found = list(turns)
    if reply is None:
        return found
    if found and found[-1]["role"] == "assistant":
        lost = found.pop()
        losses.note("answers to a turn", "the turn makes room for a reply", key=key, count=int("answer" in lost))
        losses.note("earlier replies", "what a person has written stands in their place", key=key)
    return [*found, {"role": "assistant", "text": reply}]


def text_of(content: object, losses: Losses, *, key: str) -> str:
    """Give what a message says: text, or the texts among its parts."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = [part["text"] for part in content if isinstance(part, Mapping) and isinstance(part.get("text"), str)]
    losses.note("pictures and files in messages", "a turn is text", key=key, count=len(content) - len(texts))
    return "\n".join(texts)


def _role(name: str) -> str:
    word = name.strip().casefold()
    if word in _ASSISTANT:
        return "assistant"
    if word in _SYSTEM:
        return "system"
    return "user" if word in _USER else word if word == "tool" else "user"
