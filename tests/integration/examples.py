"""Reading and running the Python examples of Markdown files."""

import doctest
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One block of Python in a document."""

    path: Path
    line: int
    text: str

    def run(self, names: dict[str, Any]) -> None:
        """Run it where the blocks before it have left their names."""
        if ">>>" in self.text:
            self._run_session(names)
        else:
            padded = "\n" * self.line + self.text
            exec(compile(padded, str(self.path), "exec"), names)  # noqa: S102  # our own documents

    def _run_session(self, names: dict[str, Any]) -> None:
        session = doctest.DocTestParser().get_doctest(self.text, names, self.path.name, str(self.path), self.line)
        told: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session, out=told.append, clear_globs=False)
        assert not told, "".join(told)
        names.update(session.globs)


def iter_examples(path: Path) -> Iterator[Example]:
    """Stream the blocks of Python in a document."""
    text = path.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        yield Example(path, text.count("\n", 0, block.start(1)), block.group(1))
