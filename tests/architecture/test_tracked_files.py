"""The repository names no machine, no registry and no address that somebody else could not use."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
REGISTRIES = ("registry.npm" + "js.org", "registry.yarn" + "pkg.com", "files.python" + "hosted.org", "py" + "pi.org/")
MACHINE_PATH = re.compile(r"(?<![\w.~/])/(?:work|root|home/\w+|Users/\w+)/[\w.]")
LARGEST_KB = 1_024


def mentions(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


def test_no_file_names_a_package_registry(tracked: list[Path]) -> None:
    assert mentions(tracked, re.compile("|".join(map(re.escape, REGISTRIES)))) == []


def test_no_file_names_a_folder_of_one_machine(tracked: list[Path]) -> None:
    assert mentions(tracked, MACHINE_PATH) == []


def test_no_file_is_too_large_to_review(tracked: list[Path]) -> None:
    assert [str(path) for path in tracked if path.stat().st_size > LARGEST_KB * 1_024] == []
