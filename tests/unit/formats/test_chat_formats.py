"""Conversations and preferences: what is written, what is told as lost, what comes back."""

import json
from io import BytesIO

import pytest

from inloop.adapters.formats import BadRow, Labelled, Losses, format_named, noted, open_rows
from inloop.annotation import Schema

TURNS = [{"role": "human", "text": "Hi"}, {"role": "gpt", "text": "What?"}]


def written(name, schema, *items):
    form, losses, file = format_named(name), Losses(), BytesIO()
    with form.write_items(file, schema=schema, losses=losses) as writer:
        for item in noted(items, form, schema, losses):
            writer.write(item)
    return [json.loads(line) for line in file.getvalue().splitlines()], {
        each.what: each.count for each in losses.report()
    }


def schema(fields, *questions):
    return Schema.read({"fields": fields, "questions": list(questions)})


def text(value):
    return {"kind": "text", "value": value}


def test_what_a_person_wrote_is_the_last_reply():
    asked = schema([{"id": "chat", "kind": "conversation"}], {"id": "reply", "kind": "text", "name": "Better?"})
    item = Labelled(key="a", fields={"chat": {"kind": "conversation", "value": TURNS}}, answers={"reply": "Hello!"})
    (line,), lost = written("openai-chat", asked, item)
    assert line == {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}]}
    assert lost == {"names of roles": 2, "earlier replies": 1, "ids of items": 1}
    (line,), _ = written("sharegpt", asked, item)
    assert line == {"id": "a", "conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello!"}]}


PAIR = [{"id": "ask"}, {"id": "a"}, {"id": "b"}]
BETTER = {"id": "better", "kind": "pairwise", "name": "Which?", "left": "a", "right": "b", "both_bad": True}
ANSWERS = {"ask": text("Why?"), "a": text("So."), "b": text("Because.")}


@pytest.mark.parametrize(("value", "sides"), [("left", ("So.", "Because.")), ("right", ("Because.", "So."))])
def test_a_comparison_is_a_chosen_and_a_rejected_reply(value, sides):
    item = Labelled(key="k", fields=ANSWERS, answers={"better": value})
    (line,), lost = written("dpo", schema(PAIR, BETTER), item)
    assert line == {"key": "k", "prompt": "Why?", "chosen": sides[0], "rejected": sides[1]}
    assert lost == {"which field it was": 1}


def test_a_tie_is_told_as_lost():
    item = Labelled(key="k", fields=ANSWERS, answers={"better": "both_bad"})
    assert written("dpo", schema(PAIR, BETTER), item) == ([], {"ties": 1})


def test_a_ranking_is_each_pair_of_it():
    asked = {"id": "order", "kind": "ranking", "name": "Order?", "items": [{"id": "a"}, {"id": "b"}, {"id": "ask"}]}
    item = Labelled(key="k", fields=ANSWERS, answers={"order": ["b", "a", "ask"]})
    lines, _ = written("dpo", schema(PAIR, asked), item)
    assert [(line["chosen"], line["rejected"]) for line in lines] == [
        ("Because.", "So."), ("Because.", "Why?"), ("So.", "Why?"),
    ]  # fmt: skip
    assert len({line["key"] for line in lines}) == 3


def test_a_rewritten_text_is_chosen_over_the_one_before_and_one_left_alone_is_told():
    asked = schema(PAIR, {"id": "new", "kind": "text", "name": "Better?", "source": "a"})
    kept = Labelled(key="1", fields=ANSWERS, answers={"new": "So."})
    lines, lost = written("dpo", asked, Labelled(key="2", fields=ANSWERS, answers={"new": "Just so."}), kept)
    assert [(line["chosen"], line["rejected"]) for line in lines] == [("Just so.", "So.")]
    assert lost["texts left as they are"] == 1


def test_messages_of_a_file_are_read_with_the_reply_apart_and_what_is_no_text_is_told(tmp_path):
    path = tmp_path / "a.jsonl"
    parts = [{"type": "text", "text": "What is it?"}, {"type": "image_url", "image_url": {"url": "x"}}]
    messages = [{"role": "user", "content": parts}, {"role": "assistant", "content": "A lamp."}]
    path.write_text(json.dumps({"messages": messages}) + '\n{"messages": []}\n{"messages": [{"content": "x"}]}\n')
    with open_rows(path, format="openai-chat") as stream:
        first, second, third = stream
    assert first.values["prompt"] == [{"role": "user", "text": "What is it?"}]
    assert first.values["reply"] == "A lamp."
    assert [each.what for each in stream.losses.report()] == ["pictures and files in messages"]
    assert (second, third.reason) == (
        BadRow(2, "has no list of messages called messages", '{"messages":[]}'), "has a message without a role",
    )  # fmt: skip


def test_preferences_of_a_file_are_two_fields_of_which_the_first_is_better(tmp_path):
    path = tmp_path / "a.jsonl"
    chat = [{"role": "user", "content": "Hi"}]
    lines = [{"prompt": chat, "chosen": [{"role": "assistant", "content": "Yes"}], "rejected": "No"}, {"chosen": "x"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with open_rows(path, format="dpo") as stream:
        row, bad = stream
    assert row.values == {"prompt": "Hi", "chosen": "Yes", "rejected": "No", "preference": "left"}
    assert bad.reason == "has no 'rejected'"
