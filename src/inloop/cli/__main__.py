"""`python -m inloop.cli`, as `inloop`."""

from inloop.cli import main

main()
