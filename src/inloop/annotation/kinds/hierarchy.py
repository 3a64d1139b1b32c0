"""One node of a taxonomy."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, ClassVar

import msgspec

from inloop.annotation.kind import Kind
from inloop.annotation.labels import MOST_CODE, label_changes
from inloop.annotation.taxonomy import MOST_DEPTH, Node, Tree, key, moves
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import register

MOST_NODES = 1_000
MOST_COUNTED = 150
"""With more nodes on offer, answers are too thin to count: they are merged along the tree."""


class HierarchySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """What a question for a node can be told.

    Attributes
    ----------
    leaves_only
        Whether only nodes with none below may be chosen.
    """

    labels: list[Node]
    leaves_only: bool = True

    @cached_property
    def tree(self) -> Tree:
        return Tree.grow(self.labels)

    @cached_property
    def offer(self) -> frozenset[str]:
        return frozenset(self.tree.leaves if self.leaves_only else self.tree.live)


class Hierarchy(Kind):
    """The value is the id of a node; with few nodes they are counted as labels are, with many merged."""

    name: ClassVar[str] = "hierarchy"
    settings_type: ClassVar[type[msgspec.Struct]] = HierarchySettings

    def check(self, settings: HierarchySettings) -> None:
        _check_each(settings.labels)
        tree = settings.tree
        if len(settings.offer) < 2:
            raise InvalidInputError("Two nodes or more must be on offer.", hint="Add a node.")
        if len(tree.live) > MOST_NODES:
            raise InvalidInputError(f"{len(tree.live):,} nodes are more than {MOST_NODES:,}.")
        if max(map(len, tree.paths.values())) > MOST_DEPTH:
            raise InvalidInputError(f"The tree has more than {MOST_DEPTH} levels.")
        paths = Counter(key(tree.describe(name)) for name in tree.live)
        if twice := next((path for path, times in paths.items() if times > 1), None):
            raise InvalidInputError(f"'{twice}' is there twice.", hint="Rename one.")

    def complete(self, settings: HierarchySettings, *, earlier: HierarchySettings | None = None) -> HierarchySettings:
        tree = Tree.grow(settings.labels, earlier.labels if earlier else ())
        return HierarchySettings(labels=list(tree.nodes.values()), leaves_only=settings.leaves_only)

    def read(self, value: object, settings: HierarchySettings) -> str:
        if isinstance(value, str) and value in settings.offer:
            return value
        branch = settings.leaves_only and value in settings.tree.live
        hint = "Choose a node with none below." if branch else ""
        raise InvalidInputError(f"'{value}' is not one of the nodes on offer.", hint=hint)

    def parser(self, settings: HierarchySettings) -> Callable[[object], object]:
        """Read an id, a path in words, or a name that only one node has."""
        spoken = settings.tree.spoken
        return lambda cell: spoken.get(key(str(cell)), cell)

    def encode(self, value: str, settings: HierarchySettings) -> int:
        return settings.tree.nodes[value].code

    def decode(self, code: int, settings: HierarchySettings) -> str:
        return next(node.id for node in settings.labels if node.code == code)

    def describe(self, value: str, settings: HierarchySettings) -> str:
        return settings.tree.describe(value)

    def classes(self, settings: HierarchySettings) -> list[int] | None:
        counted = len(settings.offer) <= MOST_COUNTED
        return [node.code for node in settings.labels] if counted else None

    def offered(self, settings: HierarchySettings) -> list[int]:
        return [node.code for node in settings.labels if node.id in settings.offer]

    def merges(self, settings: HierarchySettings) -> bool:
        return len(settings.offer) > MOST_COUNTED

    def evolve(self, old: HierarchySettings, new: HierarchySettings) -> list[str]:
        only = "only nodes with none below" if new.leaves_only else "every node"
        changed = [f"{only} may be chosen"] if old.leaves_only != new.leaves_only else []
        return label_changes(old.labels, new.labels) + moves(old.tree, new.tree) + changed

    def distance(self, a: str, b: str, settings: HierarchySettings) -> float:
        """One minus the part of the two paths that is shared."""
        ours, theirs = settings.tree.path(a), settings.tree.path(b)
        shared = len(set(ours) & set(theirs))
        return 1 - 2 * shared / (len(ours) + len(theirs))

    def merge(self, values: Sequence[str], settings: HierarchySettings, *, skills: Sequence[float]) -> str:
        """Give the deepest node that more than half of the weight stands at or below, where there is one."""
        weights: dict[str, float] = defaultdict(float)
        for value, skill in zip(values, skills, strict=True):
            for name in settings.tree.path(value):
                weights[name] += skill
        half = sum(skills) / 2
        agreed = [name for name, weight in weights.items() if weight > half]
        if not agreed:
            return str(super().merge(values, settings, skills=skills))
        return max(agreed, key=lambda name: len(settings.tree.path(name)))

    def json_schema(self, settings: HierarchySettings) -> dict[str, Any]:
        return {"enum": [node.id for node in settings.labels if node.id in settings.offer]}


def _check_each(labels: Sequence[Node]) -> None:
    if any(not node.name.strip() for node in labels):
        raise InvalidInputError("A label has no name.", hint="Write a name or remove the label.")
    if any(node.code > MOST_CODE for node in labels):
        raise InvalidInputError(f"A label has a code above {MOST_CODE}.", hint="Leave codes out: they are given.")
    for what, given in (
        ("id", [node.id for node in labels if node.id]),
        ("code", [node.code for node in labels if node.code >= 0]),
    ):
        if len(set(given)) < len(given):
            raise InvalidInputError(f"Two labels have the same {what}.", hint="Leave it out on new labels.")


register("kind/hierarchy.v1")(Hierarchy())
