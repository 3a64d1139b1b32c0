"""People and models label, decide and learn together, with numbers you can defend."""

__version__ = "0.1.0"
