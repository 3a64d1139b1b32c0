"""ShareGPT JSON lines: ``{"id", "conversations": [{"from", "value"}, …]}``."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.adapters.formats.chats.chat_lines import ChatFormat, messages_in
from inloop.adapters.formats.chats.turns import Turn, text_of
from inloop.adapters.formats.losses import Losses
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

_THEIRS = {"user": "human", "assistant": "gpt"}
_OURS = {"human": "user", "gpt": "assistant"}


@register("format/sharegpt.v1")
class ShareGptFormat(ChatFormat):
    """JSON lines of ``conversations`` with ``from`` and ``value``, as ShareGPT has them."""

    name = "sharegpt"
    answers_turns = True

    def turns(self, values: Mapping[str, Any], losses: Losses) -> list[Turn]:
        turns = []
        for message in messages_in(values, "conversations", "conversation"):
            who = message.get("from")
            if not isinstance(who, str) or not who.strip():
                raise InvalidInputError("has a message without 'from'")
            turn = {"role": _OURS.get(who, who), "text": text_of(message.get("value"), losses, key="")}
            turns.append(turn | ({"answer": message["answer"]} if message.get("answer") is not None else {}))
        return turns

    def line(self, key: str, turns: Sequence[Turn]) -> dict[str, Any]:
        return {"id": key, "conversations": [_message(turn) for turn in turns]}


def _message(turn: Turn) -> dict[str, Any]:
    told = {"from": _THEIRS.get(turn["role"], turn["role"]), "value": turn["text"]}
    return told | ({"answer": turn["answer"]} if "answer" in turn else {})
