"""Chat JSON lines, as fine-tuning takes them: ``{"messages": [{"role", "content"}, …]}``."""

from collections.abc import Mapping, Sequence
from typing import Any

from inloop.adapters.formats.chats.chat_lines import ChatFormat, messages_in
from inloop.adapters.formats.chats.turns import Turn, text_of
from inloop.adapters.formats.losses import Losses
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register


@register("format/openai-chat.v1")
class OpenAIChatFormat(ChatFormat):
    """JSON lines of ``messages`` with ``role`` and ``content``, for fine-tuning chat models."""

    name = "openai-chat"
    keeps_key = False

    def turns(self, values: Mapping[str, Any], losses: Losses) -> list[Turn]:
        turns = []
        for message in messages_in(values, "messages"):
            role = message.get("role")
            if not isinstance(role, str) or not role.strip():
                raise InvalidInputError("has a message without a role")
            calls = message.get("tool_calls") or message.get("function_call")
            losses.note("calls of tools", "a turn is text", count=int(bool(calls)))
            losses.note("names of speakers", "a turn has a role and a text", count=int("name" in message))
            turns.append({"role": role, "text": text_of(message.get("content"), losses, key="")})
        return turns

    def line(self, key: str, turns: Sequence[Turn]) -> dict[str, Any]:  # noqa: ARG002
        return {"messages": [{"role": turn["role"], "content": turn["text"]} for turn in turns]}
