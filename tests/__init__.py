"""Tests, under what commands run under: one numeric thread a process, see `inloop.cli.main`."""

import os

from inloop.cli import THREADS

for _name in THREADS:  # before anything imports NumPy, which looks at it once
    os.environ.setdefault(_name, "1")
