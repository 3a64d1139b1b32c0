"""Labels of questions, drawn by chance."""

from typing import Any

from hypothesis import strategies as st

NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


@st.composite
def labels(draw: st.DrawFn) -> list[dict[str, Any]]:
    chosen = draw(st.lists(NAMES, min_size=2, max_size=8, unique_by=str.casefold))
    retired = draw(st.sets(st.integers(2, 7)))
    return [{"name": name, "id": f"l{n}", "code": n, "retired": n in retired} for n, name in enumerate(chosen)]


def live(given_labels: list[dict[str, Any]]) -> list[str]:
    return [label["id"] for label in given_labels if not label["retired"]]
