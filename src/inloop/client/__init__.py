"""inloop from Python, over HTTP: `inloop.connect(url, token)` gives projects, items, answers, files and models."""

from inloop.client.client import Client, connect
from inloop.client.imports import ImportRun
from inloop.client.labelling import Work
from inloop.client.project import Project
from inloop.client.projects import Projects
from inloop.client.rows import Rows

__all__ = ["Client", "ImportRun", "Project", "Projects", "Rows", "Work", "connect"]
