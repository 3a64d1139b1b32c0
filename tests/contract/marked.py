"""Questions and answers about parts of texts and sounds, drawn by chance."""

from typing import Any

from hypothesis import strategies as st
from tests.contract.labelled import labels, live


@st.composite
def spans(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered = draw(labels())
    one = st.builds(
        lambda start, length, label: {"start": start, "end": start + length, "label": label},
        st.integers(0, 30), st.integers(1, 10), st.sampled_from(live(offered)),
    )  # fmt: skip
    values = draw(st.lists(st.lists(one, max_size=5), min_size=1, max_size=4))
    retired: list[object] = [[{"start": 0, "end": 1, "label": x["id"]}] for x in offered if x["retired"]]
    wrong: list[object] = [[{"start": 2, "end": 2, "label": "l0"}], [{"start": -1, "end": 2, "label": "l0"}], {}, "l0"]
    return {"labels": offered}, list(values), [*wrong, *retired]


@st.composite
def relations(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered = draw(labels())
    end = st.builds(
        lambda start, length, label: {"start": start, "end": start + length, "label": label},
        st.integers(0, 30), st.integers(1, 10), st.sampled_from(["person", "place"]),
    )  # fmt: skip
    one = st.builds(lambda ends, label: {"from": ends[0], "to": ends[1], "label": label},
        st.lists(end, min_size=2, max_size=2, unique_by=str), st.sampled_from(live(offered)),
    )  # fmt: skip
    values = draw(st.lists(st.lists(one, max_size=5), min_size=1, max_size=4))
    here, there = draw(st.lists(end, min_size=2, max_size=2, unique_by=str))
    retired: list[object] = [[{"from": here, "to": there, "label": x["id"]}] for x in offered if x["retired"]]
    wrong: list[object] = [
        [{"from": here, "to": here, "label": "l0"}], [{"from": here, "label": "l0"}], {}, "l0",
        [{"from": here, "to": {**there, "end": 0}, "label": "l0"}], [{"from": [0, 1], "to": there, "label": "l0"}],
        [{"from": here, "to": {**there, "text": "Rome"}, "label": "l0"}],
    ]  # fmt: skip
    return {"of": "names", "labels": offered}, list(values), [*wrong, *retired]


@st.composite
def aspects(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered, categories = draw(labels()), draw(st.just([]) | labels())
    stretch = st.none() | st.builds(
        lambda start, length: {"start": start, "end": start + length}, st.integers(0, 30), st.integers(1, 10)
    )
    named = {"category": st.sampled_from(live(categories))} if categories else {}
    one = st.fixed_dictionaries(
        {"target": stretch, "opinion": stretch, "label": st.sampled_from(live(offered))}, optional=named
    )
    values = draw(st.lists(st.lists(one, max_size=5), min_size=1, max_size=4))
    bare = {"target": None, "opinion": None, "label": "l0"}
    wrong: list[object] = [
        [{**bare, "target": {"start": 2, "end": 2}}], [{**bare, "opinion": [0, 1]}], [{**bare, "category": "nobody"}],
        [{"target": None, "label": "l0"}], {}, "l0", [{**bare, "label": 3}],
    ]  # fmt: skip
    retired: list[object] = [[{**bare, "label": x["id"]}] for x in offered if x["retired"]]
    asked = {"labels": offered, "categories": categories, "implicit": draw(st.booleans())}
    if not asked["implicit"]:
        values = [[aspect for aspect in value if aspect["target"]] for value in values]
        wrong.append([bare])
    return asked, list(values), [*wrong, *retired]


SECOND = st.floats(0, 90).map(lambda at: round(at, 3))


@st.composite
def segments(draw: st.DrawFn) -> tuple[dict[str, Any], list[object], list[object]]:
    offered = draw(st.just([]) | labels())
    asked = {"labels": offered, "transcript": draw(st.booleans()) or not offered}
    one = st.fixed_dictionaries(
        {"start": SECOND, "length": st.floats(0.01, 9), "words": st.text("ab ", max_size=6)}
        | ({"label": st.sampled_from(live(offered))} if offered else {})
    ).map(lambda drawn: _segment(drawn, says=bool(asked["transcript"])))
    values = draw(st.lists(st.lists(one, max_size=5), min_size=1, max_size=4))
    named = {"label": "l0"} if offered else {}
    wrong: list[object] = [
        [{"start": 2, "end": 2, **named}], [{"start": -1, "end": 2, **named}], [{"start": "0", "end": 1, **named}],
        [{"start": 0, "end": float("nan"), **named}], [{"start": 0, **named}], {}, "l0", [[0, 1]],
    ]  # fmt: skip
    retired = [[{"start": 0, "end": 1, "label": x["id"]}] for x in offered if x["retired"]]
    return asked, list(values), [*wrong, [{"start": 0, "end": 1, "label": "nobody-knows"}], *retired]


def _segment(drawn: dict[str, Any], *, says: bool) -> dict[str, Any]:
    words, length = drawn.pop("words"), drawn.pop("length")
    return {**drawn, "end": drawn["start"] + length} | ({"text": words} if says else {})
