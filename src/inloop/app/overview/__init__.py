"""How a project stands: one sentence, the loop with its counts, what helps most, what has happened."""

from inloop.app.overview.assemble import accuracy_of, overview_of
from inloop.app.overview.model import Overview

__all__ = ["Overview", "accuracy_of", "overview_of"]
