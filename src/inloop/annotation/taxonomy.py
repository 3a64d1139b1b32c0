"""Labels under labels: a tree of them, with paths in words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from inloop.annotation.labels import Label, number_labels
from inloop.kernel.errors import InvalidInputError

BETWEEN = " / "
MOST_DEPTH = 20


class Node(Label, frozen=True, kw_only=True):
    """A label that may stand under another.

    Attributes
    ----------
    parent
        Id of the label above; on a new one, its path in words will do: ``Animals / Cats``. None at the top.
    """

    parent: str | None = None


def key(path: str) -> str:
    """Give what two ways to write a path have in common.

    >>> key("Animals/ Cats") == key("animals / cats")
    True
    """
    return re.sub(r"\s*/\s*", "/", path.strip()).casefold()


class Tree(msgspec.Struct, frozen=True, dict=True):
    """Nodes with ids, whose parents are ids.

    Examples
    --------
    >>> tree = Tree.grow([Node(name="Animals"), Node(name="Cats", parent="Animals"), Node(name="Plants")])
    >>> tree.path("cats"), tree.describe("cats"), sorted(tree.leaves)
    (('animals', 'cats'), 'Animals / Cats', ['cats', 'plants'])
    """

    nodes: dict[str, Node]

    @classmethod
    def grow(cls, labels: Sequence[Node], earlier: Sequence[Label] = ()) -> "Tree":
        """Give the labels numbers and find their parents, by id or path; `InvalidInputError` where there is none."""
        numbered = [node for node in number_labels(labels, earlier) if isinstance(node, Node)]
        ids = {node.id for node in numbered}
        known: dict[str, str] = {}  # by path in words
        nodes: dict[str, Node] = {}
        waiting = numbered
        while waiting:
            ready = {node.id: _parent(node, ids, known) for node in waiting}
            placed = [node for node in waiting if ready[node.id] is None or ready[node.id] in nodes]
            if not placed:
                _refuse(waiting[0], has_parent=bool(ready[waiting[0].id]))
            for node in placed:
                parent = ready[node.id] or None
                nodes[node.id] = msgspec.structs.replace(node, parent=parent)
                known.setdefault(key(_words(node.id, nodes)), node.id)
            waiting = [node for node in waiting if node.id not in nodes]
        return cls({node.id: nodes[node.id] for node in numbered})

    def path(self, name: str) -> tuple[str, ...]:
        """Give the ids from the top down to a node."""
        return self.paths[name]

    def describe(self, name: str) -> str:
        return BETWEEN.join(self.nodes[each].name for each in self.path(name))

    @cached_property
    def paths(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(_path(name, self.nodes)) for name in self.nodes}

    @cached_property
    def live(self) -> list[str]:
        """Nodes that are not retired, nor is any above them."""
        return [name for name in self.nodes if not any(self.nodes[each].retired for each in self.path(name))]

    @cached_property
    def leaves(self) -> list[str]:
        """Those of them with none below."""
        above = {self.nodes[name].parent for name in self.live}
        return [name for name in self.live if name not in above]

    @cached_property
    def spoken(self) -> dict[str, str]:
        """What people may call a node, in lower case: its id, its path, or a name that no other live node has."""
        counts = Counter(self.nodes[name].name.casefold() for name in self.live)
        names = {self.nodes[name].name.casefold(): name for name in self.live}
        single = {said: name for said, name in names.items() if counts[said] == 1}
        paths = {key(self.describe(name)): name for name in [*self.nodes, *self.live]}
        return single | paths | {name.casefold(): name for name in self.nodes}


def moves(old: Tree, new: Tree) -> list[str]:
    """Say in words which nodes stand elsewhere."""
    stay = [name for name in old.nodes if name in new.nodes and old.nodes[name].parent != new.nodes[name].parent]
    return [f"label '{new.nodes[name].name}' moved from {_place(old, name)} to {_place(new, name)}" for name in stay]


def _place(tree: Tree, name: str) -> str:
    parent = tree.nodes[name].parent
    return f"'{tree.describe(parent)}'" if parent else "the top"


def _parent(node: Node, ids: Iterable[str], known: dict[str, str]) -> str | None:
    """Give the id of the parent, None at the top, empty while its path leads nowhere."""
    if not node.parent:
        return None
    return node.parent if node.parent in ids else known.get(key(node.parent), "")


def _path(name: str, nodes: dict[str, Node]) -> list[str]:
    path = [name]
    while (parent := nodes[path[0]].parent) is not None:
        path.insert(0, parent)
    return path


def _words(name: str, nodes: dict[str, Node]) -> str:
    return BETWEEN.join(nodes[each].name for each in _path(name, nodes))


def _refuse(node: Node, *, has_parent: bool) -> None:
    if has_parent:
        raise InvalidInputError(f"The label '{node.name}' stands under itself, or under one that does.")
    raise InvalidInputError(
        f"The label '{node.name}' stands under '{node.parent}', which is not there.",
        hint="Name the id of another label, or its path, as in Animals / Cats.",
    )
