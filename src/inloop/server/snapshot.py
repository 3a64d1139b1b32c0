"""`python -m inloop.server.snapshot [--check]`: the description of the interface as a file under review."""

import json
import sys
import tempfile
from pathlib import Path

from inloop.app import open_system
from inloop.kernel.settings import Settings
from inloop.server.app import create_app

PLACE = Path("openapi.json")


def render() -> str:
    """Give the description as text, the same at every run."""
    with tempfile.TemporaryDirectory() as folder:
        system = open_system(Settings(data_dir=Path(folder)))
        try:
            document = create_app(system).openapi()
        finally:
            system.close()
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or say whether it is up to date."""
    text = render()
    if "--check" in arguments:
        same = PLACE.is_file() and PLACE.read_text("utf-8") == text
        if not same:
            sys.stderr.write(f"{PLACE} is out of date. Run: python -m inloop.server.snapshot\n")
        return 0 if same else 1
    PLACE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
